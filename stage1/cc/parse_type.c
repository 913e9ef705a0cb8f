/* Types as they are written (C11 6.7.1-6.7.7): specifiers, declarators, type names. */
#include "parse.h"

#include <stdlib.h>
#include <string.h>

static Ty parse_aggregate(Parser *p);
static void parse_add_member(Parser *p, Ty ty, Id name, Ty member, Loc loc);
static Ty parse_tagged(Parser *p, TypeKind kind, const Token *tag, bool defines, Loc loc);
static Ty parse_enumeration(Parser *p);
static void parse_not_in_parameters(const Parser *p, Loc loc);
static void parse_derivations(Parser *p, Declarator *d, Derivations *parts, bool open);
static Ty parse_derive(Parser *p, Ty base, const Derivation *part, Loc loc);
static bool parse_parameters(Parser *p, Params *params);
static void derivations_add(Derivations *parts, const Derivation *part);
static bool basic_type(uint32_t words, Ty *ty);

/* Whether `tok` begins declaration specifiers or a type name. */
bool parse_is_type_start(const Parser *p, const Token *tok)
{
    Kw kw = token_keyword(tok);
    uint32_t sym;
    if (tok->kind != TK_IDENT || kw != KW_NONE)
        return kw < KW_BREAK;
    if (!scopes_lookup(&p->scopes, SPACE_ORDINARY, tok->id, &sym, NULL))
        return false;
    return p->scopes.symbols[sym].kind == SYM_TYPEDEF;
}

/* The error for a word that Seed C refuses; nothing for other words. */
void parse_refuse_keyword(const Parser *p, const Token *tok)
{
    Kw kw = token_keyword(tok);
    refuse(p->src, kw == KW_FLOAT || kw == KW_DOUBLE, tok->loc, "floating point is not supported");
    if ((kw >= KW_ALIGNOF && kw != KW_NONE) || (kw >= KW_ALIGNAS && kw < KW_BREAK))
        err1(p->src, tok->loc, "'{}' is not supported", pp_name(p->pp, tok->id));
}

/* declaration-specifiers (6.7); false if there are none. */
bool parse_specifiers(Parser *p, Specs *specs)
{
    Loc start = p->tok.loc;
    /* The words of basic types are counted, one decimal digit for each. */
    static const uint32_t digits[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000};
    uint32_t words = 0;
    int count = 0;
    Ty ty = TY_VOID;
    bool known = false;
    bool constant = false;
    if (!parse_is_type_start(p, &p->tok))
        return false;
    specs->ty = TY_VOID;
    specs->storage = KW_NONE;
    specs->is_inline = false;
    while (parse_is_type_start(p, &p->tok)) {
        Token tok = p->tok;
        Kw kw = token_keyword(&tok);
        if (kw == KW_NONE) {
            uint32_t sym = 0;
            if (known || words != 0)
                break;
            known = scopes_lookup(&p->scopes, SPACE_ORDINARY, tok.id, &sym, NULL);
            ty = p->scopes.symbols[sym].ty;
            parse_advance(p);
            continue;
        }
        switch (kw) {
        case KW_CONST:
            constant = true;
            break;
        case KW_VOLATILE:
        case KW_RESTRICT:
        case KW_NORETURN:
            break;
        case KW_INLINE:
            specs->is_inline = true;
            break;
        case KW_TYPEDEF:
        case KW_EXTERN:
        case KW_STATIC:
        case KW_AUTO:
        case KW_REGISTER:
            refuse(p->src, specs->storage != KW_NONE, tok.loc, "more than one storage class");
            specs->storage = kw;
            break;
        case KW_STRUCT:
        case KW_UNION:
        case KW_ENUM:
        case KW_VA_LIST:
            refuse(p->src, known || words != 0, tok.loc, "more than one type");
            known = true;
            if (kw == KW_ENUM)
                ty = parse_enumeration(p);
            else if (kw == KW_VA_LIST)
                ty = types_pointer(&p->types, TY_CHAR);
            else
                ty = parse_aggregate(p);
            if (kw != KW_VA_LIST)
                continue;
            break;
        default:
            parse_refuse_keyword(p, &tok);
            refuse(p->src, known, tok.loc, "more than one type");
            /* No basic type has more words; and so no digit overflows. */
            count++;
            refuse(p->src, count > 4, start, "no such type");
            words += digits[kw - KW_VOID];
        }
        parse_advance(p);
    }
    if (!known && !basic_type(words, &ty))
        err(p->src, start, words == 0 ? "a declaration needs a type" : "no such type");
    specs->ty = ty;
    if (constant)
        specs->ty = types_constant(&p->types, ty);
    return true;
}

/* struct-or-union-specifier (6.7.2.1) */
static Ty parse_aggregate(Parser *p)
{
    TypeKind kind = token_is(&p->tok, KW_STRUCT) ? TYPE_STRUCT : TYPE_UNION;
    Loc loc = p->tok.loc;
    Token tag;
    bool flexible = false;
    parse_advance(p);
    bool has_tag = p->tok.kind == TK_IDENT;
    if (has_tag)
        parse_expect_name(p, &tag);
    bool defines = p->tok.kind == TK_LBRACE;
    Ty ty = parse_tagged(p, kind, has_tag ? &tag : NULL, defines, loc);
    if (!defines)
        return ty;
    refuse(p->src, types_get(&p->types, ty)->defined, loc, "a struct or union is defined twice");
    parse_not_in_parameters(p, loc);
    parse_nest(p);
    parse_advance(p);
    while (p->tok.kind != TK_RBRACE) {
        Loc at = p->tok.loc;
        Specs specs;
        if (token_is(&p->tok, KW_STATIC_ASSERT)) {
            parse_static_assert(p);
            continue;
        }
        refuse(p->src, !parse_specifiers(p, &specs), at, "expected a member declaration");
        refuse(p->src, specs.storage != KW_NONE || specs.is_inline, at,
               "a storage class in a member declaration");
        if (p->tok.kind == TK_SEMI && types_is_aggregate(&p->types, specs.ty))
            parse_add_member(p, ty, NO_NAME, specs.ty, at);
        while (p->tok.kind != TK_SEMI) {
            Declarator d;
            refuse(p->src, flexible, p->tok.loc, "a member after a flexible array member");
            refuse(p->src, p->tok.kind == TK_COLON, p->tok.loc, "bit-fields are not supported");
            parse_declarator(p, specs.ty, false, &d);
            free(d.params.items);
            refuse(p->src, p->tok.kind == TK_COLON, p->tok.loc, "bit-fields are not supported");
            bool open = types_kind(&p->types, d.ty) == TYPE_ARRAY && !parse_known_length(p, d.ty, NULL);
            if (open && kind == TYPE_STRUCT && types_size(&p->types, ty) > 0)
                flexible = true;
            else if (!types_is_complete(&p->types, d.ty))
                err(p->src, d.loc, "a member of incomplete type");
            parse_add_member(p, ty, d.name, d.ty, d.loc);
            if (p->tok.kind != TK_SEMI)
                parse_expect(p, TK_COMMA);
        }
        parse_advance(p);
    }
    parse_advance(p);
    parse_unnest(p);
    refuse(p->src, types_get(&p->types, ty)->member_count == 0, loc,
           "a struct or union without members is not supported");
    types_finish(&p->types, ty, flexible);
    return ty;
}

static void parse_add_member(Parser *p, Ty ty, Id name, Ty member, Loc loc)
{
    Numbers names = {0};
    if (name != NO_NAME)
        numbers_add(&names, name);
    else
        types_names(&p->types, member, &names);
    for (size_t i = 0; i < names.count; i++) {
        if (types_member(&p->types, ty, names.items[i], NULL))
            err1(p->src, loc, "member '{}' is declared twice", pp_name(p->pp, names.items[i]));
    }
    numbers_free(&names);
    refuse(p->src, !types_is_complete(&p->types, member) && types_kind(&p->types, member) != TYPE_ARRAY, loc,
           "a member of incomplete type");
    refuse(p->src, !types_add_member(&p->types, ty, name, member), loc, "a struct or union is too large");
}

/* The struct or union with this tag, made if there is none (6.7.2.3). */
static Ty parse_tagged(Parser *p, TypeKind kind, const Token *tag, bool defines, Loc loc)
{
    Ty ty;
    bool here;
    if (tag == NULL) {
        refuse(p->src, !defines, loc, "expected a tag or '{'");
        return types_aggregate(&p->types, kind, NO_NAME);
    }
    if (scopes_lookup(&p->scopes, SPACE_TAG, tag->id, &ty, &here)) {
        /* `struct S;` declares a new S in an inner scope. */
        if (here || (!defines && p->tok.kind != TK_SEMI)) {
            if (types_kind(&p->types, ty) != kind)
                err1(p->src, tag->loc, "'{}' is another kind of tag", pp_name(p->pp, tag->id));
            return ty;
        }
    }
    ty = types_aggregate(&p->types, kind, tag->id);
    scopes_bind(&p->scopes, SPACE_TAG, tag->id, ty);
    return ty;
}

/* enum-specifier (6.7.2.2). The type is unsigned int, or int if a constant is negative. */
static Ty parse_enumeration(Parser *p)
{
    Loc loc = p->tok.loc;
    Token tag;
    Ty ty = TY_UINT;
    int64_t next = 0;
    parse_advance(p);
    bool has_tag = p->tok.kind == TK_IDENT;
    if (has_tag)
        parse_expect_name(p, &tag);
    if (p->tok.kind != TK_LBRACE) {
        refuse(p->src, !has_tag, loc, "expected a tag or '{'");
        if (!scopes_lookup(&p->scopes, SPACE_TAG, tag.id, &ty, NULL) || !types_is_integer(&p->types, ty))
            err1(p->src, tag.loc, "enum '{}' is not defined", pp_name(p->pp, tag.id));
        return ty;
    }
    parse_not_in_parameters(p, loc);
    parse_advance(p);
    for (;;) {
        Token name;
        parse_expect_name(p, &name);
        if (parse_accept(p, TK_ASSIGN))
            next = parse_constant(p);
        refuse(p->src, next != types_wrap(&p->types, TY_INT, next), name.loc,
               "an enumeration constant does not fit in int");
        if (next < 0)
            ty = TY_INT;
        parse_no_redeclaration(p, name.id, name.loc);
        uint32_t sym = parse_symbol(p, SYM_CONSTANT, name.id, TY_INT, name.loc);
        parse_sym(p, sym)->value = next;
        scopes_bind(&p->scopes, SPACE_ORDINARY, name.id, sym);
        next++;
        if (!parse_accept(p, TK_COMMA) || p->tok.kind == TK_RBRACE)
            break;
    }
    parse_expect(p, TK_RBRACE);
    if (has_tag) {
        bool here;
        if (scopes_lookup(&p->scopes, SPACE_TAG, tag.id, NULL, &here) && here)
            err1(p->src, tag.loc, "'{}' is defined twice", pp_name(p->pp, tag.id));
        scopes_bind(&p->scopes, SPACE_TAG, tag.id, ty);
    }
    return ty;
}

/* A type defined among parameters would be known to the function alone. */
static void parse_not_in_parameters(const Parser *p, Loc loc)
{
    refuse(p->src, p->parameter_lists > 0, loc, "types defined in a parameter list are not supported");
}

/* type-name (6.7.7) */
Ty parse_type_name(Parser *p)
{
    Loc loc = p->tok.loc;
    Specs specs;
    Declarator d;
    refuse(p->src, !parse_specifiers(p, &specs), loc, "expected a type");
    refuse(p->src, specs.storage != KW_NONE || specs.is_inline, loc, "a storage class in a type name");
    parse_declarator(p, specs.ty, true, &d);
    free(d.params.items);
    refuse(p->src, d.name != NO_NAME, d.loc, "a name in a type name");
    return d.ty;
}

/* declarator or, if `may_be_abstract`, abstract-declarator (6.7.6, 6.7.7) */
void parse_declarator(Parser *p, Ty base, bool may_be_abstract, Declarator *d)
{
    Derivations parts = {0};
    memset(d, 0, sizeof *d);
    d->name = NO_NAME;
    d->loc = p->tok.loc;
    d->ty = base;
    parse_derivations(p, d, &parts, may_be_abstract);
    refuse(p->src, d->name == NO_NAME && !may_be_abstract, d->loc, "expected a name");
    /* The parts stand in the order of reading them aloud: the last is applied first. */
    while (parts.count > 0) {
        const Derivation *part = &parts.items[parts.count - 1];
        parts.count--;
        d->ty = parse_derive(p, d->ty, part, d->loc);
        if (part->kind == DERIVED_FUNCTION && parts.count == 0)
            d->params = part->params;
        else
            free(part->params.items);
    }
    free(parts.items);
}

/* {`*` {qualifier}} (name | `(` declarator `)` | nothing) {`[` [constant] `]` | `(` parameters `)`} */
static void parse_derivations(Parser *p, Declarator *d, Derivations *parts, bool open)
{
    Derivations pointers = {0};
    Derivation part;
    parse_nest(p);
    while (parse_accept(p, TK_STAR)) {
        memset(&part, 0, sizeof part);
        part.kind = DERIVED_POINTER;
        while (token_is(&p->tok, KW_CONST) || token_is(&p->tok, KW_VOLATILE) ||
               token_is(&p->tok, KW_RESTRICT)) {
            part.is_const = part.is_const || token_is(&p->tok, KW_CONST);
            parse_advance(p);
        }
        derivations_add(&pointers, &part);
    }
    d->loc = p->tok.loc;
    if (p->tok.kind == TK_IDENT && token_keyword(&p->tok) == KW_NONE) {
        d->name = p->tok.id;
        parse_advance(p);
    } else if (p->tok.kind == TK_LPAREN) {
        const Token *next = parse_peek(p);
        if (!open || (next->kind != TK_RPAREN && !parse_is_type_start(p, next))) {
            parse_advance(p);
            parse_derivations(p, d, parts, open);
            parse_expect(p, TK_RPAREN);
        }
    }
    for (;;) {
        memset(&part, 0, sizeof part);
        if (parse_accept(p, TK_LBRACKET)) {
            part.kind = DERIVED_ARRAY;
            part.length = NO_LENGTH;
            if (p->tok.kind != TK_RBRACKET) {
                Loc loc = p->tok.loc;
                int64_t value;
                Ty ty;
                refuse(p->src, !parse_constant_value(p, &value, &ty), loc,
                       "variable length arrays are not supported");
                refuse(p->src, (value < 0 && !types_get(&p->types, ty)->is_unsigned) || value == 0, loc,
                       "the length of an array must be positive");
                part.length = (uint64_t)value;
                if (part.length > MAX_SIZE)
                    part.length = (uint64_t)MAX_SIZE + 1;
            }
            parse_expect(p, TK_RBRACKET);
        } else if (p->tok.kind == TK_LPAREN) {
            part.kind = DERIVED_FUNCTION;
            part.variadic = parse_parameters(p, &part.params);
        } else {
            break;
        }
        derivations_add(parts, &part);
    }
    while (pointers.count > 0) {
        pointers.count--;
        derivations_add(parts, &pointers.items[pointers.count]);
    }
    free(pointers.items);
    parse_unnest(p);
}

static Ty parse_derive(Parser *p, Ty base, const Derivation *part, Loc loc)
{
    refuse(p->src, types_get(&p->types, base)->depth > MAX_NESTING, loc, "a type is nested too deeply");
    if (part->kind == DERIVED_POINTER) {
        Ty ty = types_pointer(&p->types, base);
        return part->is_const ? types_constant(&p->types, ty) : ty;
    } else if (part->kind == DERIVED_ARRAY) {
        refuse(p->src, !types_is_complete(&p->types, base), loc, "an array of incomplete type");
        refuse(p->src, types_get(&p->types, base)->flexible, loc,
               "an array of structs with flexible array members");
        refuse(p->src, part->length != NO_LENGTH && types_size(&p->types, base) * part->length > MAX_SIZE, loc,
               "an array is too large");
        return types_array(&p->types, base, part->length);
    } else {
        TypeKind kind = types_kind(&p->types, base);
        Numbers types = {0};
        refuse(p->src, kind == TYPE_FUNCTION || kind == TYPE_ARRAY, loc,
               "a function cannot return a function or an array");
        refuse(p->src, types_is_aggregate(&p->types, base), loc, "struct results are not supported");
        for (size_t i = 0; i < part->params.count; i++)
            numbers_add(&types, part->params.items[i].ty);
        Ty ty = types_function(&p->types, base, types.items, types.count, part->variadic);
        numbers_free(&types);
        return ty;
    }
}

/* `(` [`void`] | parameter {`,` parameter} [`,` `...`] `)` (6.7.6.3); whether there is `...` */
static bool parse_parameters(Parser *p, Params *params)
{
    bool variadic = false;
    parse_advance(p);
    if (parse_accept(p, TK_RPAREN))
        return false;
    if (token_is(&p->tok, KW_VOID) && parse_peek(p)->kind == TK_RPAREN) {
        parse_advance(p);
        parse_advance(p);
        return false;
    }
    scopes_enter(&p->scopes);
    p->parameter_lists++;
    for (;;) {
        Loc loc = p->tok.loc;
        Specs specs;
        Declarator d;
        if (params->count > 0 && parse_accept(p, TK_ELLIPSIS)) {
            variadic = true;
            break;
        }
        if (!parse_specifiers(p, &specs)) {
            refuse(p->src, p->tok.kind == TK_IDENT, loc, "parameters without types are not supported");
            err(p->src, loc, "expected a parameter");
        }
        refuse(p->src, specs.storage != KW_NONE && specs.storage != KW_REGISTER, loc,
               "a storage class in a parameter");
        parse_declarator(p, specs.ty, true, &d);
        free(d.params.items);
        switch (types_kind(&p->types, d.ty)) {
        case TYPE_ARRAY:
            d.ty = types_pointer(&p->types, types_get(&p->types, d.ty)->base);
            break;
        case TYPE_FUNCTION:
            d.ty = types_pointer(&p->types, d.ty);
            break;
        case TYPE_STRUCT:
        case TYPE_UNION:
            err(p->src, d.loc, "struct arguments are not supported");
            break;
        case TYPE_VOID:
            err(p->src, d.loc, "a parameter of type void");
            break;
        default:
            break;
        }
        params->items = grow(params->items, params->count, &params->room, sizeof params->items[0]);
        Param *param = &params->items[params->count];
        params->count++;
        param->name = d.name;
        param->ty = d.ty;
        param->loc = d.loc;
        if (!parse_accept(p, TK_COMMA))
            break;
    }
    p->parameter_lists--;
    scopes_leave(&p->scopes);
    parse_expect(p, TK_RPAREN);
    return variadic;
}

static void derivations_add(Derivations *parts, const Derivation *part)
{
    parts->items = grow(parts->items, parts->count, &parts->room, sizeof parts->items[0]);
    parts->items[parts->count] = *part;
    parts->count++;
}

/* The basic type with these words (6.7.2p2); false if there is none. */
static bool basic_type(uint32_t words, Ty *ty)
{
    switch (words) {
    case 1: *ty = TY_VOID; break;
    case 10: *ty = TY_BOOL; break;
    case 100: *ty = TY_CHAR; break;
    case 1000100: *ty = TY_SCHAR; break;
    case 10000100: *ty = TY_UCHAR; break;
    case 1000: case 11000: case 1001000: case 1011000: *ty = TY_SHORT; break;
    case 10001000: case 10011000: *ty = TY_USHORT; break;
    case 10000: case 1000000: case 1010000: *ty = TY_INT; break;
    case 10000000: case 10010000: *ty = TY_UINT; break;
    case 100000: case 110000: case 1100000: case 1110000: *ty = TY_LONG; break;
    case 10100000: case 10110000: *ty = TY_ULONG; break;
    case 200000: case 210000: case 1200000: case 1210000: *ty = TY_LLONG; break;
    case 10200000: case 10210000: *ty = TY_ULLONG; break;
    default: return false;
    }
    return true;
}
