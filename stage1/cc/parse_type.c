/* Types as they are written (C11 6.7.1-6.7.7): specifiers, declarators, type names. */
#include "parse.h"

#include <stdlib.h>
#include <string.h>

typedef enum DerivationKind {
    DERIVED_POINTER,
    DERIVED_ARRAY,
    DERIVED_FUNCTION
} DerivationKind;

/* A part of a declarator. */
typedef struct Derivation {
    DerivationKind kind;
    /* Pointers: const. Functions: with `...` behind the parameters. */
    bool flag;
    /* Arrays. */
    uint64_t length;
    /* Functions. */
    Declarators params;
} Derivation;

typedef struct Derivations {
    Derivation *items;
    size_t count;
    size_t room;
} Derivations;

static void derivations_add(Derivations *parts, const Derivation *part) {
    parts->items = grow(parts->items, parts->count, &parts->room, sizeof parts->items[0]);
    parts->items[parts->count] = *part;
    parts->count++;
}

/* The basic type with these words (6.7.2p2), each counted in its decimal digit; false if there is none. */
static bool basic_type(uint32_t words, Ty *ty) {
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

/* The type that the token names; false if it is not the name of a typedef. */
static bool parse_typedef_name(const Parser *p, const Token *tok, Ty *ty) {
    uint32_t sym;
    if (tok->kind != TK_IDENT || !scopes_lookup(&p->scopes, SPACE_ORDINARY, tok->id, &sym, NULL))
        return false;
    *ty = p->scopes.symbols[sym].ty;
    return p->scopes.symbols[sym].kind == SYM_TYPEDEF;
}

/* Whether `tok` begins declaration specifiers or a type name. */
bool parse_is_type_start(const Parser *p, const Token *tok) {
    Ty ty;
    return token_keyword(tok) < KW_BREAK || parse_typedef_name(p, tok, &ty);
}

/* The error for a word that Seed C refuses; nothing for other words. */
void parse_refuse_keyword(const Parser *p, const Token *tok) {
    Kw kw = token_keyword(tok);
    refuse(p->src, kw == KW_FLOAT || kw == KW_DOUBLE, tok->loc, "floating point is not supported");
    bool refused = (kw >= KW_ALIGNOF && kw < KW_DEFINE) || (kw >= KW_ALIGNAS && kw < KW_BREAK);
    parse_refuse_name(p, refused, tok->loc, "'{}' is not supported", tok->id);
}

/* The struct or union with this tag, or NULL, made if there is none (6.7.2.3). */
static Ty parse_tagged(Parser *p, TypeKind kind, const Token *tag) {
    if (tag == NULL)
        return types_aggregate(&p->types, kind, NO_NAME);
    /* `struct S;` declares a new S in an inner scope. */
    bool new = p->tok.kind == TK_LBRACE || p->tok.kind == TK_SEMI;
    Ty ty;
    bool here;
    if (scopes_lookup(&p->scopes, SPACE_TAG, tag->id, &ty, &here) && (here || !new)) {
        bool other = types_kind(&p->types, ty) != kind;
        parse_refuse_name(p, other, tag->loc, "'{}' is another kind of tag", tag->id);
        return ty;
    }
    ty = types_aggregate(&p->types, kind, tag->id);
    scopes_bind(&p->scopes, SPACE_TAG, tag->id, ty);
    return ty;
}

static void parse_add_member(Parser *p, Ty ty, Id name, Ty member, Loc loc) {
    Numbers names = {0};
    if (name != NO_NAME)
        numbers_add(&names, name);
    else
        types_names(&p->types, member, &names);
    for (size_t i = 0; i < names.count; i++) {
        bool twice = types_member(&p->types, ty, names.items[i], NULL);
        parse_refuse_name(p, twice, loc, "member '{}' is declared twice", names.items[i]);
    }
    numbers_free(&names);
    bool incomplete = !types_is_complete(&p->types, member) && !parse_is_open(p, member);
    refuse(p->src, incomplete, loc, "a member of incomplete type");
    refuse(p->src, !types_add_member(&p->types, ty, name, member), loc, "a struct or union is too large");
}

/* A struct or union (6.7.2.1) behind its tag, or NULL; `loc` is the place of its keyword. */
static Ty parse_aggregate(Parser *p, TypeKind kind, const Token *tag, Loc loc) {
    Types *types = &p->types;
    Ty ty = parse_tagged(p, kind, tag);
    if (p->tok.kind != TK_LBRACE)
        return ty;
    refuse(p->src, types_get(types, ty)->defined, loc, "a struct or union is defined twice");
    refuse(p->src, p->parameter_lists > 0, loc, "types defined in a parameter list are not supported");
    parse_nest(p);
    parse_advance(p);
    bool flexible = false;
    while (p->tok.kind != TK_RBRACE) {
        if (token_is(&p->tok, KW_STATIC_ASSERT)) {
            parse_static_assert(p);
            continue;
        }
        Loc at = p->tok.loc;
        Specs specs;
        parse_specifiers(p, "expected a member declaration", &specs);
        bool storage = specs.storage != KW_NONE || specs.is_inline;
        refuse(p->src, storage, at, "a storage class in a member declaration");
        if (p->tok.kind == TK_SEMI && types_is_aggregate(types, specs.ty))
            parse_add_member(p, ty, NO_NAME, specs.ty, at);
        while (p->tok.kind != TK_SEMI) {
            Declarator d;
            refuse(p->src, flexible, p->tok.loc, "a member after a flexible array member");
            refuse(p->src, p->tok.kind == TK_COLON, p->tok.loc, "bit-fields are not supported");
            parse_declarator(p, specs.ty, false, &d);
            refuse(p->src, p->tok.kind == TK_COLON, p->tok.loc, "bit-fields are not supported");
            flexible = parse_is_open(p, d.ty) && kind == TYPE_STRUCT && types_size(types, ty) > 0;
            bool incomplete = !flexible && !types_is_complete(types, d.ty);
            refuse(p->src, incomplete, d.loc, "a member of incomplete type");
            parse_add_member(p, ty, d.name, d.ty, d.loc);
            if (p->tok.kind != TK_SEMI)
                parse_expect(p, TK_COMMA);
        }
        parse_advance(p);
    }
    parse_advance(p);
    parse_unnest(p);
    bool empty = types_get(types, ty)->member_count == 0;
    refuse(p->src, empty, loc, "a struct or union without members is not supported");
    types_finish(types, ty, flexible);
    return ty;
}

/* An enum (6.7.2.2) behind its tag, or NULL; `loc` is the place of its keyword. The type is
   unsigned int, or int if a constant is negative. */
static Ty parse_enumeration(Parser *p, const Token *tag, Loc loc) {
    Ty ty = TY_VOID;
    bool here = false;
    if (p->tok.kind != TK_LBRACE) {
        scopes_lookup(&p->scopes, SPACE_TAG, tag->id, &ty, NULL);
        parse_refuse_name(p, !types_is_integer(&p->types, ty), tag->loc, "enum '{}' is not defined", tag->id);
        return ty;
    }
    refuse(p->src, p->parameter_lists > 0, loc, "types defined in a parameter list are not supported");
    parse_advance(p);
    ty = TY_UINT;
    int64_t next = 0;
    for (;;) {
        Token name;
        parse_expect_name(p, &name);
        if (parse_accept(p, TK_ASSIGN))
            next = parse_constant(p);
        bool fits = next == types_wrap(&p->types, TY_INT, next);
        refuse(p->src, !fits, name.loc, "an enumeration constant does not fit in int");
        if (next < 0)
            ty = TY_INT;
        uint32_t sym = parse_declare_name(p, SYM_CONSTANT, name.id, TY_INT, name.loc);
        parse_sym(p, sym)->value = next;
        next++;
        if (!parse_accept(p, TK_COMMA) || p->tok.kind == TK_RBRACE)
            break;
    }
    parse_expect(p, TK_RBRACE);
    if (tag != NULL) {
        bool twice = scopes_lookup(&p->scopes, SPACE_TAG, tag->id, NULL, &here) && here;
        parse_refuse_name(p, twice, tag->loc, "'{}' is defined twice", tag->id);
        scopes_bind(&p->scopes, SPACE_TAG, tag->id, ty);
    }
    return ty;
}

/* struct-or-union-specifier, enum-specifier or `__builtin_va_list`, at its keyword `kw` */
static Ty parse_constructed_type(Parser *p, Kw kw) {
    Loc loc = p->tok.loc;
    parse_advance(p);
    if (kw == KW_VA_LIST)
        return types_pointer(&p->types, TY_CHAR);
    Token name;
    const Token *tag = NULL;
    if (p->tok.kind == TK_IDENT) {
        parse_expect_name(p, &name);
        tag = &name;
    }
    refuse(p->src, tag == NULL && p->tok.kind != TK_LBRACE, loc, "expected a tag or '{'");
    if (kw == KW_ENUM)
        return parse_enumeration(p, tag, loc);
    return parse_aggregate(p, kw == KW_STRUCT ? TYPE_STRUCT : TYPE_UNION, tag, loc);
}

/* declaration-specifiers (6.7); the error `missing` if there are none. */
void parse_specifiers(Parser *p, const char *missing, Specs *specs) {
    Loc start = p->tok.loc;
    refuse(p->src, !parse_is_type_start(p, &p->tok), start, missing);
    specs->storage = KW_NONE;
    specs->is_inline = false;
    uint32_t words = 0;
    int count = 0;
    bool known = false;
    bool constant = false;
    while (parse_is_type_start(p, &p->tok)) {
        Loc loc = p->tok.loc;
        Kw kw = token_keyword(&p->tok);
        if (kw == KW_NONE) {
            if (known || words != 0)
                break;
            known = parse_typedef_name(p, &p->tok, &specs->ty);
        } else if (kw < KW_STRUCT) {
            refuse(p->src, known, loc, "more than one type");
            /* No basic type has more words; and so no digit overflows. */
            count++;
            refuse(p->src, count > 4, start, "no such type");
            uint32_t digit = 1;
            for (int i = KW_VOID; i < (int)kw; i++)
                digit *= 10;
            words += digit;
        } else if (kw < KW_CONST) {
            refuse(p->src, known || words != 0, loc, "more than one type");
            specs->ty = parse_constructed_type(p, kw);
            known = true;
            continue;
        } else if (kw == KW_CONST) {
            constant = true;
        } else if (kw == KW_INLINE) {
            specs->is_inline = true;
        } else if (kw >= KW_TYPEDEF) {
            parse_refuse_keyword(p, &p->tok);
            refuse(p->src, specs->storage != KW_NONE, loc, "more than one storage class");
            specs->storage = kw;
        }
        parse_advance(p);
    }
    refuse(p->src, !known && words == 0, start, "a declaration needs a type");
    refuse(p->src, !known && !basic_type(words, &specs->ty), start, "no such type");
    if (constant)
        specs->ty = types_constant(&p->types, specs->ty);
}

/* type-name (6.7.7) */
Ty parse_type_name(Parser *p) {
    Loc loc = p->tok.loc;
    Specs specs;
    Declarator d;
    parse_specifiers(p, "expected a type", &specs);
    refuse(p->src, specs.storage != KW_NONE || specs.is_inline, loc, "a storage class in a type name");
    parse_declarator(p, specs.ty, true, &d);
    refuse(p->src, d.name != NO_NAME, d.loc, "a name in a type name");
    return d.ty;
}

/* `(` [`void`] | parameter {`,` parameter} [`,` `...`] `)` (6.7.6.3) */
static void parse_parameters(Parser *p, Derivation *part) {
    Declarators *params = &part->params;
    part->kind = DERIVED_FUNCTION;
    parse_advance(p);
    if (token_is(&p->tok, KW_VOID) && parse_peek(p)->kind == TK_RPAREN)
        parse_advance(p);
    if (parse_accept(p, TK_RPAREN))
        return;
    scopes_enter(&p->scopes);
    p->parameter_lists++;
    for (;;) {
        Loc loc = p->tok.loc;
        part->flag = params->count > 0 && parse_accept(p, TK_ELLIPSIS);
        if (part->flag)
            break;
        bool word = p->tok.kind == TK_IDENT && !parse_is_type_start(p, &p->tok);
        refuse(p->src, word, loc, "parameters without types are not supported");
        Specs specs;
        Declarator d;
        parse_specifiers(p, "expected a parameter", &specs);
        bool storage = specs.storage != KW_NONE && specs.storage != KW_REGISTER;
        refuse(p->src, storage, loc, "a storage class in a parameter");
        parse_declarator(p, specs.ty, true, &d);
        TypeKind kind = types_kind(&p->types, d.ty);
        refuse(p->src, types_is_aggregate(&p->types, d.ty), d.loc, "struct arguments are not supported");
        refuse(p->src, kind == TYPE_VOID, d.loc, "a parameter of type void");
        if (kind == TYPE_ARRAY)
            d.ty = types_pointer(&p->types, types_get(&p->types, d.ty)->base);
        if (kind == TYPE_FUNCTION)
            d.ty = types_pointer(&p->types, d.ty);
        params->items = grow(params->items, params->count, &params->room, sizeof params->items[0]);
        params->items[params->count] = d;
        params->count++;
        if (!parse_accept(p, TK_COMMA))
            break;
    }
    p->parameter_lists--;
    scopes_leave(&p->scopes);
    parse_expect(p, TK_RPAREN);
}

/* The length of an array behind its `[`. */
static uint64_t parse_array_length(Parser *p) {
    Loc loc = p->tok.loc;
    if (p->tok.kind == TK_RBRACKET)
        return NO_LENGTH;
    Ty ty;
    int64_t value = parse_constant_value(p, "variable length arrays are not supported", &ty);
    bool negative = value < 0 && !types_get(&p->types, ty)->is_unsigned;
    refuse(p->src, negative || value == 0, loc, "the length of an array must be positive");
    return (uint64_t)value > MAX_SIZE ? (uint64_t)MAX_SIZE + 1 : (uint64_t)value;
}

/* {`*` {qualifier}} (name | `(` declarator `)` | nothing) {`[` [constant] `]` | `(` parameters `)`} */
static void parse_derivations(Parser *p, Declarator *d, Derivations *parts, bool open) {
    Derivations pointers = {0};
    parse_nest(p);
    while (parse_accept(p, TK_STAR)) {
        Derivation pointer = {DERIVED_POINTER, false, 0, {NULL, 0, 0}};
        Kw kw = token_keyword(&p->tok);
        while (kw == KW_CONST || kw == KW_VOLATILE || kw == KW_RESTRICT) {
            pointer.flag = pointer.flag || kw == KW_CONST;
            parse_advance(p);
            kw = token_keyword(&p->tok);
        }
        derivations_add(&pointers, &pointer);
    }
    d->loc = p->tok.loc;
    if (parse_at_name(p)) {
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
    while (p->tok.kind == TK_LBRACKET || p->tok.kind == TK_LPAREN) {
        Derivation part = {DERIVED_ARRAY, false, 0, {NULL, 0, 0}};
        if (parse_accept(p, TK_LBRACKET)) {
            part.length = parse_array_length(p);
            parse_expect(p, TK_RBRACKET);
        } else {
            parse_parameters(p, &part);
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

/* Applies a part of a declarator to its type. */
static void parse_derive(Parser *p, Declarator *d, const Derivation *part) {
    Types *types = &p->types;
    Ty base = d->ty;
    const Type *t = types_get(types, base);
    TypeKind kind = types_kind(types, base);
    refuse(p->src, t->depth > MAX_NESTING, d->loc, "a type is nested too deeply");
    if (part->kind == DERIVED_POINTER) {
        Ty ty = types_pointer(types, base);
        d->ty = part->flag ? types_constant(types, ty) : ty;
    } else if (part->kind == DERIVED_ARRAY) {
        bool large = part->length != NO_LENGTH && t->size * part->length > MAX_SIZE;
        refuse(p->src, !types_is_complete(types, base), d->loc, "an array of incomplete type");
        refuse(p->src, t->flexible, d->loc, "an array of structs with flexible array members");
        refuse(p->src, large, d->loc, "an array is too large");
        d->ty = types_array(types, base, part->length);
    } else {
        bool wrong = kind == TYPE_FUNCTION || kind == TYPE_ARRAY;
        refuse(p->src, wrong, d->loc, "a function cannot return a function or an array");
        refuse(p->src, types_is_aggregate(types, base), d->loc, "struct results are not supported");
        Numbers params = {0};
        for (size_t i = 0; i < part->params.count; i++)
            numbers_add(&params, part->params.items[i].ty);
        d->ty = types_function(types, base, params.items, params.count, part->flag);
        d->params = part->params;
        numbers_free(&params);
    }
}

/* declarator or, if `may_be_abstract`, abstract-declarator (6.7.6, 6.7.7) */
void parse_declarator(Parser *p, Ty base, bool may_be_abstract, Declarator *d) {
    Derivations parts = {0};
    memset(d, 0, sizeof *d);
    d->name = NO_NAME;
    d->loc = p->tok.loc;
    d->ty = base;
    parse_derivations(p, d, &parts, may_be_abstract);
    refuse(p->src, d->name == NO_NAME && !may_be_abstract, d->loc, "expected a name");
    /* The parts stand in the order of reading them aloud: the last is applied first. */
    while (parts.count > 0) {
        parts.count--;
        parse_derive(p, d, &parts.items[parts.count]);
    }
    free(parts.items);
}
