/* Declarations (C11 6.7, 6.9): objects and functions. */
#include "parse.h"

#include <string.h>

/* static_assert-declaration (6.7.10) */
void parse_static_assert(Parser *p) {
    Loc loc = p->tok.loc;
    parse_advance(p);
    parse_expect(p, TK_LPAREN);
    int64_t value = parse_constant(p);
    parse_expect(p, TK_COMMA);
    refuse(p->src, p->tok.kind != TK_STR, p->tok.loc, "expected a string literal");
    Buf text = {0};
    Shown shown;
    parse_string_text(p, &text);
    parse_expect(p, TK_RPAREN);
    parse_expect(p, TK_SEMI);
    if (value == 0)
        err1(p->src, loc, "static assertion failed: {}", show(&shown, buf_cstr(&text), text.len));
    buf_free(&text);
}

/* Declares an object or function with linkage (6.2.2), or finds its earlier declaration. */
static uint32_t parse_linked(Parser *p, const Specs *specs, const Declarator *d) {
    bool function = types_kind(&p->types, d->ty) == TYPE_FUNCTION;
    SymKind kind = function ? SYM_FUNCTION : SYM_GLOBAL;
    bool internal = specs->storage == KW_STATIC;
    uint32_t sym;
    if (scopes_lookup(&p->scopes, SPACE_ORDINARY, d->name, &sym, NULL)) {
        Symbol *old = parse_sym(p, sym);
        if (old->kind == kind && old->number == 0) {
            bool alike = types_compatible(&p->types, old->ty, d->ty, false) && (old->internal || !internal);
            parse_refuse_name(p, !alike, d->loc, "conflicting declarations of '{}'", d->name);
            if (!function && !types_is_complete(&p->types, old->ty))
                old->ty = d->ty;
            return sym;
        }
        internal = false;
    }
    sym = parse_declare_name(p, kind, d->name, d->ty, d->loc);
    refuse(p->src, specs->is_inline && !internal, d->loc, "'inline' needs 'static'");
    parse_sym(p, sym)->internal = internal;
    return sym;
}

/* Checks that the object `sym` has a complete type, as its definition must. */
void parse_complete_object(Parser *p, uint32_t sym) {
    const Symbol *s = parse_sym(p, sym);
    refuse(p->src, !types_is_complete(&p->types, s->ty), s->loc, "an object of incomplete type");
}

/* [`=` initializer] of an object with static storage, which is defined here. */
static void parse_define_object(Parser *p, uint32_t sym) {
    parse_sym(p, sym)->defined = true;
    parse_sym(p, sym)->tentative = false;
    Data data = {0};
    parse_static_initializer(p, sym, &data);
    parse_add_item(p, sym)->data = data;
}

/* Declares what one declarator of a declaration stands for, and reads its initializer. */
static void parse_declare(Parser *p, const Specs *specs, const Declarator *d) {
    uint32_t sym;
    bool here = false;
    if (specs->storage == KW_TYPEDEF) {
        if (scopes_lookup(&p->scopes, SPACE_ORDINARY, d->name, &sym, &here) && here) {
            const Symbol *old = parse_sym(p, sym);
            bool same = old->kind == SYM_TYPEDEF && types_compatible(&p->types, old->ty, d->ty, false);
            parse_refuse_name(p, !same, d->loc, "'{}' is declared twice", d->name);
            return;
        }
        parse_declare_name(p, SYM_TYPEDEF, d->name, d->ty, d->loc);
        return;
    }
    TypeKind kind = types_kind(&p->types, d->ty);
    bool function = kind == TYPE_FUNCTION;
    refuse(p->src, specs->is_inline && !function, d->loc, "'inline' on something that is no function");
    refuse(p->src, kind == TYPE_VOID, d->loc, "an object of type void");
    bool local = scopes_depth(&p->scopes) > 0;
    bool is_static = specs->storage == KW_STATIC;
    bool is_extern = specs->storage == KW_EXTERN;
    if (function || !local || is_extern) {
        refuse(p->src, function && local && is_static, d->loc, "a static function inside a function");
        sym = parse_linked(p, specs, d);
        Symbol *s = parse_sym(p, sym);
        if (p->tok.kind == TK_ASSIGN) {
            refuse(p->src, function || local, p->tok.loc, "an initializer is not allowed here");
            parse_refuse_name(p, s->defined && !s->tentative, d->loc, "'{}' is defined twice", d->name);
            parse_define_object(p, sym);
        } else if (!function && !is_extern && !s->defined) {
            s->defined = true;
            s->tentative = true;
        }
        return;
    }
    sym = parse_declare_name(p, is_static ? SYM_GLOBAL : SYM_LOCAL, d->name, d->ty, d->loc);
    if (!is_static) {
        parse_local_object(p, sym);
        return;
    }
    parse_make_unique(p, sym);
    parse_define_object(p, sym);
}

/* function-definition (6.9.1), at its `{` */
static void parse_function(Parser *p, const Specs *specs, const Declarator *d) {
    bool wrong = specs->storage == KW_TYPEDEF || specs->storage == KW_AUTO || specs->storage == KW_REGISTER;
    refuse(p->src, wrong, d->loc, "a function with a wrong storage class");
    uint32_t sym = parse_linked(p, specs, d);
    Symbol *s = parse_sym(p, sym);
    parse_refuse_name(p, s->defined, d->loc, "'{}' is defined twice", d->name);
    s->defined = true;
    s->ty = d->ty;
    const Type *t = types_get(&p->types, d->ty);
    Function *f = &p->function;
    map_free(&f->labels);
    tokens_free(&f->gotos);
    memset(f, 0, sizeof *f);
    f->name = d->name;
    f->result = types_plain(&p->types, t->base);
    f->variadic = t->variadic;
    scopes_enter(&p->scopes);
    Numbers params = {0};
    for (size_t i = 0; i < d->params.count; i++) {
        const Declarator *param = &d->params.items[i];
        refuse(p->src, param->name == NO_NAME, param->loc, "a parameter without a name");
        numbers_add(&params, parse_declare_name(p, SYM_LOCAL, param->name, param->ty, param->loc));
    }
    /* The body shares its scope with the parameters (6.2.1p4). */
    NodeId body = parse_block(p);
    scopes_leave(&p->scopes);
    for (size_t i = 0; i < f->gotos.count; i++) {
        const Token *name = &f->gotos.items[i];
        bool known = map_find(&f->labels, name->id) != NULL;
        parse_refuse_name(p, !known, name->loc, "label '{}' is not defined", name->id);
    }
    Item *item = parse_add_item(p, sym);
    item->params = params;
    item->body = body;
    item->loc = d->loc;
}

/* declaration (6.7) or, outside of functions, function-definition (6.9.1) */
void parse_declaration(Parser *p) {
    Specs specs;
    Declarator d;
    parse_specifiers(p, "expected a declaration", &specs);
    if (parse_accept(p, TK_SEMI))
        return;
    parse_declarator(p, specs.ty, false, &d);
    bool function = types_kind(&p->types, d.ty) == TYPE_FUNCTION;
    if (function && p->tok.kind == TK_LBRACE && scopes_depth(&p->scopes) == 0) {
        parse_function(p, &specs, &d);
        return;
    }
    parse_declare(p, &specs, &d);
    while (parse_accept(p, TK_COMMA)) {
        parse_declarator(p, specs.ty, false, &d);
        parse_declare(p, &specs, &d);
    }
    parse_expect(p, TK_SEMI);
}

/* At the end of the file: tentative definitions become definitions (6.9.2p2). */
static void parse_tentative(Parser *p) {
    for (uint32_t sym = 0; sym < p->scopes.symbol_count; sym++) {
        Symbol *s = parse_sym(p, sym);
        if (!s->tentative)
            continue;
        /* It has one element then (6.9.2p5). */
        if (parse_is_open(p, s->ty) && !s->internal)
            s->ty = types_array(&p->types, types_get(&p->types, s->ty)->base, 1);
        parse_define_object(p, sym);
    }
}

/* external-declaration (6.9); what it defines is added to `items`. False at the end of the file. */
bool parse_external(Parser *p) {
    ast_clear(&p->ast);
    if (p->tok.kind == TK_EOF) {
        parse_tentative(p);
        return false;
    }
    if (token_is(&p->tok, KW_STATIC_ASSERT)) {
        parse_static_assert(p);
    } else if (!parse_accept(p, TK_SEMI)) {
        bool unknown = parse_at_name(p) && !parse_is_type_start(p, &p->tok);
        parse_refuse_name(p, unknown, p->tok.loc, "unknown type '{}'", p->tok.id);
        parse_declaration(p);
    }
    return true;
}
