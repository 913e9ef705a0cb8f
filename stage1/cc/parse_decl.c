/* Declarations (C11 6.7, 6.9): objects and functions. */
#include "parse.h"

#include <stdlib.h>
#include <string.h>

static void parse_declare(Parser *p, const Specs *specs, const Declarator *d);
static uint32_t parse_linked(Parser *p, const Specs *specs, const Declarator *d);
static void parse_define_object(Parser *p, uint32_t sym);
static void parse_tentative(Parser *p);
static void parse_function(Parser *p, const Specs *specs, const Declarator *d);

/* external-declaration (6.9); what it defines is added to `items`. False at the end of the file. */
bool parse_external(Parser *p)
{
    Loc loc = p->tok.loc;
    Specs specs;
    Declarator first;
    ast_clear(&p->ast);
    if (p->tok.kind == TK_EOF) {
        parse_tentative(p);
        return false;
    }
    if (parse_accept(p, TK_SEMI))
        return true;
    if (token_is(&p->tok, KW_STATIC_ASSERT)) {
        parse_static_assert(p);
        return true;
    }
    if (!parse_specifiers(p, &specs)) {
        if (p->tok.kind == TK_IDENT && token_keyword(&p->tok) == KW_NONE)
            err1(p->src, loc, "unknown type '{}'", pp_name(p->pp, p->tok.id));
        err(p->src, loc, "expected a declaration");
    }
    if (parse_accept(p, TK_SEMI))
        return true;
    parse_declarator(p, specs.ty, false, &first);
    if (types_kind(&p->types, first.ty) == TYPE_FUNCTION && p->tok.kind == TK_LBRACE) {
        parse_function(p, &specs, &first);
        free(first.params.items);
        return true;
    }
    parse_declarators(p, &specs, &first);
    return true;
}

/* The rest of a declaration: [`=` initializer] {`,` declarator [`=` initializer]} `;` */
void parse_declarators(Parser *p, const Specs *specs, const Declarator *first)
{
    Declarator next = *first;
    for (;;) {
        parse_declare(p, specs, &next);
        free(next.params.items);
        if (!parse_accept(p, TK_COMMA))
            break;
        parse_declarator(p, specs->ty, false, &next);
    }
    parse_expect(p, TK_SEMI);
}

/* static_assert-declaration (6.7.10) */
void parse_static_assert(Parser *p)
{
    Loc loc = p->tok.loc;
    Buf text = {0};
    Shown shown;
    parse_advance(p);
    parse_expect(p, TK_LPAREN);
    int64_t value = parse_constant(p);
    parse_expect(p, TK_COMMA);
    refuse(p->src, p->tok.kind != TK_STR, p->tok.loc, "expected a string literal");
    parse_string_text(p, &text);
    parse_expect(p, TK_RPAREN);
    parse_expect(p, TK_SEMI);
    if (value == 0)
        err1(p->src, loc, "static assertion failed: {}", show(&shown, buf_cstr(&text), text.len));
    buf_free(&text);
}

void parse_no_redeclaration(Parser *p, Id id, Loc loc)
{
    bool here;
    if (scopes_lookup(&p->scopes, SPACE_ORDINARY, id, NULL, &here) && here)
        err1(p->src, loc, "'{}' is declared twice", pp_name(p->pp, id));
}

/* Declares what one declarator of a declaration stands for, and reads its initializer. */
static void parse_declare(Parser *p, const Specs *specs, const Declarator *d)
{
    bool function = types_kind(&p->types, d->ty) == TYPE_FUNCTION;
    bool here;
    uint32_t sym;
    Symbol *s;
    if (specs->storage == KW_TYPEDEF) {
        if (scopes_lookup(&p->scopes, SPACE_ORDINARY, d->name, &sym, &here) && here) {
            s = parse_sym(p, sym);
            if (s->kind != SYM_TYPEDEF || !types_compatible(&p->types, s->ty, d->ty, false))
                err1(p->src, d->loc, "'{}' is declared twice", pp_name(p->pp, d->name));
            return;
        }
        sym = parse_symbol(p, SYM_TYPEDEF, d->name, d->ty, d->loc);
        scopes_bind(&p->scopes, SPACE_ORDINARY, d->name, sym);
        return;
    }
    refuse(p->src, specs->is_inline && !function, d->loc, "'inline' on something that is no function");
    refuse(p->src, types_kind(&p->types, d->ty) == TYPE_VOID, d->loc, "an object of type void");
    bool local = scopes_depth(&p->scopes) > 0;
    if (function || !local || specs->storage == KW_EXTERN) {
        refuse(p->src, function && local && specs->storage == KW_STATIC, d->loc,
               "a static function inside a function");
        sym = parse_linked(p, specs, d);
        s = parse_sym(p, sym);
        if (p->tok.kind == TK_ASSIGN) {
            refuse(p->src, function || local, p->tok.loc, "an initializer is not allowed here");
            if (s->defined && !s->tentative)
                err1(p->src, d->loc, "'{}' is defined twice", pp_name(p->pp, d->name));
            parse_define_object(p, sym);
            return;
        }
        if (!function && specs->storage != KW_EXTERN && !s->defined) {
            s->defined = true;
            s->tentative = true;
        }
        return;
    }
    parse_no_redeclaration(p, d->name, d->loc);
    if (specs->storage == KW_STATIC) {
        sym = parse_symbol(p, SYM_GLOBAL, d->name, d->ty, d->loc);
        s = parse_sym(p, sym);
        s->number = parse_next_unique(p);
        s->internal = true;
        s->defined = true;
        scopes_bind(&p->scopes, SPACE_ORDINARY, d->name, sym);
        if (p->tok.kind == TK_ASSIGN) {
            parse_define_object(p, sym);
            return;
        }
        parse_complete_object(p, sym);
        parse_add_item(p, sym);
        return;
    }
    sym = parse_symbol(p, SYM_LOCAL, d->name, d->ty, d->loc);
    scopes_bind(&p->scopes, SPACE_ORDINARY, d->name, sym);
    parse_local_object(p, sym);
}

/* Declares an object or function with linkage (6.2.2), or finds its earlier declaration. */
static uint32_t parse_linked(Parser *p, const Specs *specs, const Declarator *d)
{
    bool function = types_kind(&p->types, d->ty) == TYPE_FUNCTION;
    SymKind kind = function ? SYM_FUNCTION : SYM_GLOBAL;
    bool internal = specs->storage == KW_STATIC;
    uint32_t sym;
    bool here;
    if (scopes_lookup(&p->scopes, SPACE_ORDINARY, d->name, &sym, &here)) {
        Symbol *old = parse_sym(p, sym);
        if (old->kind == kind && old->number == 0) {
            bool alike = types_compatible(&p->types, old->ty, d->ty, false);
            if (!alike || (internal && !old->internal))
                err1(p->src, d->loc, "conflicting declarations of '{}'", pp_name(p->pp, d->name));
            if (!function && !types_is_complete(&p->types, old->ty))
                old->ty = d->ty;
            return sym;
        }
        if (here)
            err1(p->src, d->loc, "'{}' is declared twice", pp_name(p->pp, d->name));
        internal = false;
    }
    refuse(p->src, specs->is_inline && !internal, d->loc, "'inline' needs 'static'");
    sym = parse_symbol(p, kind, d->name, d->ty, d->loc);
    parse_sym(p, sym)->internal = internal;
    scopes_bind(&p->scopes, SPACE_ORDINARY, d->name, sym);
    return sym;
}

/* Checks that the object `sym` has a complete type, as its definition must. */
void parse_complete_object(Parser *p, uint32_t sym)
{
    const Symbol *s = parse_sym(p, sym);
    refuse(p->src, !types_is_complete(&p->types, s->ty), s->loc, "an object of incomplete type");
}

/* The initializer of an object with static storage, at its `=`. */
static void parse_define_object(Parser *p, uint32_t sym)
{
    Data data = {0};
    parse_sym(p, sym)->defined = true;
    parse_sym(p, sym)->tentative = false;
    parse_static_initializer(p, sym, &data);
    parse_add_item(p, sym)->data = data;
}

/* At the end of the file: tentative definitions become definitions (6.9.2p2). */
static void parse_tentative(Parser *p)
{
    for (uint32_t sym = 0; sym < p->scopes.symbol_count; sym++) {
        Symbol *s = parse_sym(p, sym);
        if (!s->tentative)
            continue;
        bool open = types_kind(&p->types, s->ty) == TYPE_ARRAY && !parse_known_length(p, s->ty, NULL);
        if (open && !s->internal) {
            /* It has one element then (6.9.2p5). */
            s->ty = types_array(&p->types, types_get(&p->types, s->ty)->base, 1);
        }
        parse_complete_object(p, sym);
        parse_add_item(p, sym);
    }
}

/* function-definition (6.9.1), at its `{` */
static void parse_function(Parser *p, const Specs *specs, const Declarator *d)
{
    const Type *type = types_get(&p->types, d->ty);
    Numbers params = {0};
    refuse(p->src, specs->storage == KW_TYPEDEF || specs->storage == KW_AUTO || specs->storage == KW_REGISTER, d->loc,
           "a function with a wrong storage class");
    uint32_t sym = parse_linked(p, specs, d);
    if (parse_sym(p, sym)->defined)
        err1(p->src, d->loc, "'{}' is defined twice", pp_name(p->pp, d->name));
    parse_sym(p, sym)->defined = true;
    parse_sym(p, sym)->ty = d->ty;
    function_new(&p->function, d->name, types_plain(&p->types, type->base), type->variadic);
    scopes_enter(&p->scopes);
    for (size_t i = 0; i < d->params.count; i++) {
        const Param *param = &d->params.items[i];
        refuse(p->src, param->name == NO_NAME, param->loc, "a parameter without a name");
        parse_no_redeclaration(p, param->name, param->loc);
        uint32_t variable = parse_symbol(p, SYM_LOCAL, param->name, param->ty, param->loc);
        scopes_bind(&p->scopes, SPACE_ORDINARY, param->name, variable);
        numbers_add(&params, variable);
    }
    /* The body shares its scope with the parameters (6.2.1p4). */
    NodeId block = parse_node(p, OP_BLOCK, TY_VOID, p->tok.loc, 0, 0);
    parse_block_items(p, block);
    scopes_leave(&p->scopes);
    for (size_t i = 0; i < p->function.label_count; i++) {
        const Label *label = &p->function.labels[i];
        if (!label->defined)
            err1(p->src, label->loc, "label '{}' is not defined", pp_name(p->pp, label->id));
    }
    Item *item = parse_add_item(p, sym);
    item->params = params;
    item->body = block;
    item->loc = d->loc;
}
