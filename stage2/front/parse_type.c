/* Declaration specifiers, declarators and type names (C11 6.7.2, 6.7.3, 6.7.6, 6.7.7). */
#include "parse_internal.h"

#include <string.h>

/* Which keywords begin a declaration or type name, and how. */
enum { K_NONE, K_TYPE, K_STORAGE, K_QUAL, K_FUNCTION, K_OTHER };

static const uint8_t keyword_class[KW_END - KW_AUTO] = {
    [KW_VOID - KW_AUTO] = K_TYPE,        [KW_CHAR - KW_AUTO] = K_TYPE,     [KW_SHORT - KW_AUTO] = K_TYPE,
    [KW_INT - KW_AUTO] = K_TYPE,         [KW_LONG - KW_AUTO] = K_TYPE,     [KW_FLOAT - KW_AUTO] = K_TYPE,
    [KW_DOUBLE - KW_AUTO] = K_TYPE,      [KW_SIGNED - KW_AUTO] = K_TYPE,   [KW_UNSIGNED - KW_AUTO] = K_TYPE,
    [KW_BOOL - KW_AUTO] = K_TYPE,        [KW_COMPLEX - KW_AUTO] = K_TYPE,  [KW_IMAGINARY - KW_AUTO] = K_TYPE,
    [KW_INT128 - KW_AUTO] = K_TYPE,      [KW_STRUCT - KW_AUTO] = K_TYPE,   [KW_UNION - KW_AUTO] = K_TYPE,
    [KW_ENUM - KW_AUTO] = K_TYPE,        [KW_TYPEOF - KW_AUTO] = K_TYPE,   [KW_BUILTIN_VA_LIST - KW_AUTO] = K_TYPE,
    [KW_AUTO_TYPE - KW_AUTO] = K_TYPE,   [KW_ATOMIC - KW_AUTO] = K_QUAL,   [KW_CONST - KW_AUTO] = K_QUAL,
    [KW_VOLATILE - KW_AUTO] = K_QUAL,    [KW_RESTRICT - KW_AUTO] = K_QUAL, [KW_TYPEDEF - KW_AUTO] = K_STORAGE,
    [KW_EXTERN - KW_AUTO] = K_STORAGE,   [KW_STATIC - KW_AUTO] = K_STORAGE, [KW_AUTO - KW_AUTO] = K_STORAGE,
    [KW_REGISTER - KW_AUTO] = K_STORAGE, [KW_THREAD_LOCAL - KW_AUTO] = K_STORAGE,
    [KW_INLINE - KW_AUTO] = K_FUNCTION,  [KW_NORETURN - KW_AUTO] = K_FUNCTION,
    [KW_ALIGNAS - KW_AUTO] = K_OTHER,    [KW_ATTRIBUTE - KW_AUTO] = K_OTHER};

bool starts_type(const Parser *p, const Token *token) {
    (void)p;
    if (token->kind == TK_IDENT)
        return token->u.name->symbol != NULL && token->u.name->symbol->kind == SYM_TYPEDEF;
    return token->kind >= KW_AUTO && keyword_class[token->kind - KW_AUTO] != K_NONE;
}

/* ---- specifiers ---- */

/* Counts of type words, in one number: two bits each, so that "long long" differs from "long". */
enum {
    W_VOID = 1,
    W_BOOL = 4,
    W_CHAR = 16,
    W_SHORT = 64,
    W_INT = 256,
    W_LONG = 1024,
    W_FLOAT = 4096,
    W_DOUBLE = 16384,
    W_SIGNED = 65536,
    W_UNSIGNED = 262144,
    W_COMPLEX = 1048576
};

typedef struct WordRow {
    uint32_t words; /* without W_INT where that may be left out or given */
    uint8_t kind;
    bool with_int;
} WordRow;

static const WordRow word_rows[] = {
    {W_VOID, TY_VOID, false},
    {W_BOOL, TY_BOOL, false},
    {W_CHAR, TY_CHAR, false},
    {W_SIGNED + W_CHAR, TY_SCHAR, false},
    {W_UNSIGNED + W_CHAR, TY_UCHAR, false},
    {W_SHORT, TY_SHORT, true},
    {W_SIGNED + W_SHORT, TY_SHORT, true},
    {W_UNSIGNED + W_SHORT, TY_USHORT, true},
    {0, TY_INT, true},
    {W_SIGNED, TY_INT, true},
    {W_UNSIGNED, TY_UINT, true},
    {W_LONG, TY_LONG, true},
    {W_SIGNED + W_LONG, TY_LONG, true},
    {W_UNSIGNED + W_LONG, TY_ULONG, true},
    {W_LONG + W_LONG, TY_LLONG, true},
    {W_SIGNED + W_LONG + W_LONG, TY_LLONG, true},
    {W_UNSIGNED + W_LONG + W_LONG, TY_ULLONG, true},
    {W_FLOAT, TY_FLOAT, false},
    {W_DOUBLE, TY_DOUBLE, false},
    {W_LONG + W_DOUBLE, TY_LDOUBLE, false}};

static Type *type_of_words(Parser *p, uint32_t words, Loc loc) {
    if (words == W_INT)
        return p->int_type;
    if (words >= W_COMPLEX) {
        not_supported(p, loc, "complex numbers are");
        return p->error_type;
    }
    for (size_t i = 0; i < sizeof word_rows / sizeof word_rows[0]; i++) {
        const WordRow *row = &word_rows[i];
        if (words != row->words && !(row->with_int && words == row->words + W_INT))
            continue;
        if (row->kind == TY_FLOAT)
            return &p->types.float_type;
        if (row->kind == TY_DOUBLE)
            return &p->types.double_type;
        if (row->kind == TY_LDOUBLE)
            return &p->types.ldouble_type;
        return &p->types.basic[row->kind];
    }
    parse_error(p, loc, "two or more data types in declaration specifiers");
    return p->error_type;
}

/* The parameters of the list being parsed become visible only when a bound or typeof may name them: most
   prototypes never need their symbols. */
static void declare_params(Parser *p) {
    if (!p->in_params)
        return;
    for (; p->params_declared < p->param_count; p->params_declared++) {
        const Param *param = &p->params[p->params_declared];
        Symbol *s;
        if (param->name == NULL || param->type == NULL)
            continue;
        s = new_symbol(p, SYM_OBJECT, param->name, param->type, param->loc);
        s->is_param = true;
        declare(p, param->name, s);
    }
}

/* typeof: the operand is not evaluated, and does not decay. */
static Type *parse_typeof(Parser *p) {
    Type *type;
    advance(p);
    if (!expect(p, '('))
        return p->error_type;
    enter(p);
    declare_params(p);
    p->unevaluated++;
    if (starts_type(p, &p->tok)) {
        type = parse_type_name(p);
    } else {
        const Node *node = parse_expr(p);
        if (is_bitfield(node))
            parse_error(p, node->loc, "'typeof' applied to a bit-field");
        type = node->type;
    }
    p->unevaluated--;
    expect(p, ')');
    leave(p);
    return type;
}

/* The word of a basic type, or 0. */
static uint32_t type_word(unsigned kind) {
    switch (kind) {
    case KW_VOID:
        return W_VOID;
    case KW_BOOL:
        return W_BOOL;
    case KW_CHAR:
        return W_CHAR;
    case KW_SHORT:
        return W_SHORT;
    case KW_INT:
        return W_INT;
    case KW_LONG:
        return W_LONG;
    case KW_FLOAT:
        return W_FLOAT;
    case KW_DOUBLE:
        return W_DOUBLE;
    case KW_SIGNED:
        return W_SIGNED;
    case KW_UNSIGNED:
        return W_UNSIGNED;
    case KW_COMPLEX:
    case KW_IMAGINARY:
        return W_COMPLEX;
    default:
        return 0;
    }
}

/* A type specifier that is not a word. */
static Type *parse_type_specifier(Parser *p, DeclSpec *spec) {
    Type *type;
    switch (p->tok.kind) {
    case KW_STRUCT:
        return parse_aggregate(p, TY_STRUCT, spec);
    case KW_UNION:
        return parse_aggregate(p, TY_UNION, spec);
    case KW_ENUM:
        return parse_enum(p, spec);
    case KW_TYPEOF:
        return parse_typeof(p);
    case KW_BUILTIN_VA_LIST:
        type = p->types.va_list_type;
        break;
    case KW_AUTO_TYPE:
        spec->auto_type = true;
        type = p->int_type;
        break;
    default:
        type = in_system_header(p, p->tok.loc) ? opaque_type(p, 16) : p->error_type;
        if (type->kind == TY_ERROR)
            not_supported(p, p->tok.loc, "'__int128' is");
    }
    advance(p);
    return type;
}

static unsigned parse_qualifier(Parser *p, Loc loc) {
    unsigned kind = p->tok.kind;
    advance(p);
    if (kind == KW_CONST)
        return QUAL_CONST;
    if (kind == KW_VOLATILE)
        return QUAL_VOLATILE;
    if (kind == KW_RESTRICT)
        return QUAL_RESTRICT;
    not_supported(p, loc, "'_Atomic' is");
    return 0;
}

static void parse_storage(Parser *p, DeclSpec *spec) {
    static const struct {
        uint16_t kind;
        uint8_t storage;
    } rows[] = {{KW_TYPEDEF, STORE_TYPEDEF}, {KW_EXTERN, STORE_EXTERN}, {KW_STATIC, STORE_STATIC},
                {KW_AUTO, STORE_AUTO}, {KW_REGISTER, STORE_REGISTER}};
    unsigned i = 0;
    if (at(p, KW_THREAD_LOCAL)) {
        not_supported(p, p->tok.loc, "thread-local storage is");
        advance(p);
        return;
    }
    while (rows[i].kind != p->tok.kind)
        i++;
    if (spec->storage == rows[i].storage)
        diag_error(p->diag, p->tok.loc, "duplicate '%s'", p->tok.u.name->text);
    else if (spec->storage != STORE_NONE)
        diag_error(p->diag, p->tok.loc, "multiple storage classes in declaration specifiers");
    spec->storage = rows[i].storage;
    advance(p);
}

static void check_restrict(Parser *p, const Type *type, Loc loc) {
    if (type->kind != TY_ERROR && (type->kind != TY_POINTER || type->base->kind == TY_FUNCTION))
        parse_error(p, loc, "invalid use of 'restrict'");
}

/* What is no type, storage or qualifier. */
static void parse_other_specifier(Parser *p, DeclSpec *spec) {
    if (at(p, KW_INLINE)) {
        spec->is_inline = true;
        advance(p);
    } else if (at(p, KW_NORETURN)) {
        spec->noreturn = true;
        advance(p);
    } else if (at(p, KW_ALIGNAS)) {
        uint32_t align = parse_alignas(p);
        if (align > spec->alignas)
            spec->alignas = align;
    } else {
        parse_attributes(p, &spec->attrs);
    }
}

static void finish_specifiers(Parser *p, DeclSpec *spec, uint32_t words, unsigned quals, Loc words_loc) {
    Type *type = spec->type;
    if (type != NULL && words != 0) {
        parse_error(p, words_loc, "two or more data types in declaration specifiers");
    } else if (type == NULL && words != 0) {
        type = type_of_words(p, words, words_loc);
    } else if (type == NULL) {
        spec->no_type = true;
        type = p->int_type;
    }
    if (spec->attrs.mode != 0 || spec->attrs.vector_size != 0)
        type = apply_mode(p, type, &spec->attrs, spec->loc);
    if (quals != 0) {
        if (quals & QUAL_RESTRICT)
            check_restrict(p, type, spec->loc);
        type = type_qualified(&p->types, type, quals);
    }
    spec->type = type;
}

void parse_specifiers(Parser *p, DeclSpec *spec) {
    uint32_t words = 0;
    unsigned quals = 0;
    Loc words_loc = p->tok.loc;
    memset(spec, 0, sizeof *spec);
    spec->loc = p->tok.loc;
    for (;;) {
        unsigned kind = p->tok.kind;
        if (kind == TK_IDENT) {
            Symbol *s = p->tok.u.name->symbol;
            if (s == NULL || s->kind != SYM_TYPEDEF || spec->type != NULL || words != 0)
                break;
            spec->type = s->type;
            if (s->deprecated)
                diag_warn(p->diag, WARN_ALWAYS, p->tok.loc, "'%s' is deprecated", s->name->text);
            advance(p);
            continue;
        }
        if (kind == KW_EXTENSION) {
            advance(p);
            continue;
        }
        if (kind < KW_AUTO)
            break;
        switch (keyword_class[kind - KW_AUTO]) {
        case K_NONE:
            goto done;
        case K_TYPE: {
            uint32_t word = type_word(kind);
            if (word == 0) {
                if (spec->type != NULL) {
                    parse_error(p, p->tok.loc, "two or more data types in declaration specifiers");
                    words = 0;
                }
                spec->type = parse_type_specifier(p, spec);
                break;
            }
            /* a third one of a kind overflows into the next field: say so before it does */
            if ((words & (3 * word)) >= (word == W_LONG ? 2 * word : word) && word != W_COMPLEX) {
                diag_error(p->diag, p->tok.loc, word == W_LONG ? "'long long long' is too long for a compiler"
                                                               : "duplicate '%s'", p->tok.u.name->text);
                word = 0;
            }
            words += word;
            words_loc = p->tok.loc;
            advance(p);
            break;
        }
        case K_STORAGE:
            parse_storage(p, spec);
            break;
        case K_QUAL:
            quals |= parse_qualifier(p, p->tok.loc);
            break;
        default:
            parse_other_specifier(p, spec);
        }
    }
done:
    finish_specifiers(p, spec, words, quals, words_loc);
}

/* ---- declarators ---- */

static Chunk *push_chunk(Parser *p, ChunkKind kind) {
    Chunk *c;
    p->chunks = grow(p->chunks, p->chunk_count, &p->chunk_room, sizeof p->chunks[0]);
    c = &p->chunks[p->chunk_count++];
    memset(c, 0, sizeof *c);
    c->kind = kind;
    c->loc = p->tok.loc;
    return c;
}

/* `[` bound `]` (6.7.6.2). */
static void parse_array_chunk(Parser *p) {
    Chunk chunk = *push_chunk(p, CHUNK_ARRAY);
    size_t at_chunk = p->chunk_count - 1;
    chunk.length = -1;
    advance(p);
    for (;;) {
        if (at(p, KW_STATIC)) {
            chunk.is_static = true;
            advance(p);
        } else if (at(p, KW_CONST) || at(p, KW_VOLATILE) || at(p, KW_RESTRICT) || at(p, KW_ATOMIC)) {
            chunk.quals |= parse_qualifier(p, p->tok.loc);
        } else {
            break;
        }
    }
    if (chunk.is_static && at(p, ']'))
        syntax_error(p, "expression");
    if (at(p, '*') && peek(p)->kind == ']') {
        advance(p);
        chunk.variable = true;
        chunk.length = -2;
    } else if (!at(p, ']')) {
        Const c;
        Loc loc = p->tok.loc;
        Node *node;
        if (!at(p, TK_NUMBER))
            declare_params(p);
        node = decay(p, parse_assign(p));
        chunk.loc = loc;
        if (is_error(node)) {
            chunk.length = 1;
        } else if (!is_integer(node->type)) {
            parse_error(p, loc, "size of array has non-integer type");
            chunk.length = 1;
        } else if (!fold_const(p, node, &c) || c.kind != CONST_INT) {
            chunk.variable = true;
            chunk.length = -2;
        } else if (c.value < 0 && !is_unsigned(&p->types, node->type)) {
            parse_error(p, loc, "size of array is negative");
            chunk.length = 1;
        } else {
            if (c.value == 0)
                pedantic(p, loc, "ISO C forbids zero-size array");
            chunk.length = (uint64_t)c.value > MAX_SIZE ? (int64_t)MAX_SIZE + 1 : c.value;
        }
    }
    expect(p, ']');
    p->chunks[at_chunk] = chunk;
}

/* An identifier list, of a K&R definition. */
static void parse_identifiers(Parser *p) {
    do {
        Param *param;
        if (!at(p, TK_IDENT)) {
            syntax_error(p, "identifier");
            return;
        }
        p->params = grow(p->params, p->param_count, &p->param_room, sizeof p->params[0]);
        param = &p->params[p->param_count++];
        memset(param, 0, sizeof *param);
        param->name = p->tok.u.name;
        param->loc = p->tok.loc;
        advance(p);
    } while (accept(p, ','));
}

/* A parameter's type as it is adjusted (6.7.6.3p7, p8). */
static Type *adjust_param(Parser *p, Type *type) {
    return type_decay(&p->types, type);
}

/* The tags and constants that were declared since `start`. Their scope ends with the list, or with the body of the
   definition (6.2.1p4); symbols of this scope are not kept until an inline body is parsed, so constants are copied. */
static Beside *declared_since(Parser *p, size_t start) {
    Beside *first = NULL;
    Beside **tail = &first;
    for (size_t i = start; i < p->undo_count; i++) {
        const Undo *u = &p->undo[i];
        const Symbol *s = u->kind == UNDO_SYMBOL ? u->name->symbol : NULL;
        Beside *beside;
        if (u->kind == UNDO_LABEL || (s != NULL && s->kind != SYM_CONSTANT))
            continue;
        beside = arena_get(&p->unit, sizeof *beside);
        beside->name = u->name;
        if (s != NULL) {
            beside->type = s->type;
            beside->value = s->value;
            beside->loc = s->loc;
        } else {
            beside->tag = u->name->tag;
        }
        *tail = beside;
        tail = &beside->next;
    }
    return first;
}

static bool parse_param(Parser *p) {
    DeclSpec spec;
    Declarator d;
    Param *param;
    size_t undo = p->undo_count;
    if (!starts_type(p, &p->tok) && !at(p, KW_EXTENSION)) {
        if (at(p, TK_IDENT) && !p->panic) {
            diag_error(p->diag, p->tok.loc, "unknown type name '%s'", p->tok.u.name->text);
            p->panic = true;
        }
        syntax_error(p, "declaration specifiers or '...'");
        return false;
    }
    parse_specifiers(p, &spec);
    if (spec.storage != STORE_NONE && spec.storage != STORE_REGISTER)
        parse_error(p, spec.loc, "storage class specified for parameter");
    parse_declarator(p, spec.type, &d, true);
    p->params = grow(p->params, p->param_count, &p->param_room, sizeof p->params[0]);
    param = &p->params[p->param_count++];
    memset(param, 0, sizeof *param);
    param->name = d.name;
    param->loc = d.loc;
    if (spec.alignas != 0)
        parse_error(p, d.loc, "alignment specified for a parameter");
    param->type = adjust_param(p, d.type);
    if (p->depth == 1 && p->undo_count != undo)
        param->beside = declared_since(p, undo);
    return !p->panic;
}

static void parse_params(Parser *p, Chunk *chunk) {
    size_t start = p->param_count;
    size_t outer_declared = p->params_declared;
    bool outer_in = p->in_params;
    uint32_t outer_depth = p->params_depth;
    chunk->prototype = true;
    p->in_params = true;
    p->params_declared = start;
    scope_enter(p);
    p->params_depth = p->depth;
    for (;;) {
        if (at(p, TK_ELLIPSIS)) {
            if (p->param_count == start && p->options.std != STD_C23)
                parse_error(p, p->tok.loc, "ISO C requires a named argument before '...'");
            advance(p);
            chunk->variadic = true;
            break;
        }
        if (!parse_param(p))
            break;
        if (!accept(p, ','))
            break;
    }
    scope_leave(p);
    p->in_params = outer_in;
    p->params_declared = outer_declared;
    p->params_depth = outer_depth;
    if (p->param_count == start + 1 && p->params[start].name == NULL && p->params[start].type->kind == TY_VOID &&
        p->params[start].type->quals == 0 && !chunk->variadic)
        p->param_count = start;
    for (size_t i = start; i < p->param_count; i++)
        if (p->params[i].type->kind == TY_VOID) {
            parse_error(p, p->params[i].loc, "parameter has incomplete type");
            p->params[i].type = p->error_type;
        }
}

/* `(` parameters `)` or identifiers. */
static void parse_function_chunk(Parser *p) {
    Chunk chunk = *push_chunk(p, CHUNK_FUNCTION);
    size_t at_chunk = p->chunk_count - 1;
    size_t start = p->param_count;
    enter(p);
    advance(p);
    if (at(p, ')'))
        chunk.prototype = p->options.std == STD_C23;
    else if (at(p, TK_IDENT) && !starts_type(p, &p->tok) && (peek(p)->kind == ',' || peek(p)->kind == ')'))
        parse_identifiers(p);
    else
        parse_params(p, &chunk);
    if (!expect(p, ')'))
        recover_paren(p);
    chunk.count = (uint32_t)(p->param_count - start);
    if (chunk.count != 0) {
        chunk.params = arena_get(&p->unit, chunk.count * sizeof *chunk.params);
        memcpy(chunk.params, p->params + start, chunk.count * sizeof *chunk.params);
    }
    p->param_count = start;
    p->chunks[at_chunk] = chunk;
    leave(p);
}

/* In an abstract declarator, whether the `(` opens parameters rather than a declarator. */
static bool opens_params(Parser *p) {
    const Token *next = peek(p);
    return next->kind == ')' || next->kind == TK_ELLIPSIS || (starts_type(p, next) && next->kind != KW_ATTRIBUTE);
}

/* Pushes the layers of a declarator, the innermost first. */
static void parse_layers(Parser *p, Declarator *out, bool abstract_allowed) {
    uint8_t few[8]; /* qualifiers of `*`s; more of them recurse */
    unsigned stars = 0;
    enter(p);
    while (stars < sizeof few && at(p, '*')) {
        unsigned quals = 0;
        advance(p);
        for (;;) {
            if (at(p, KW_CONST) || at(p, KW_VOLATILE) || at(p, KW_RESTRICT) || at(p, KW_ATOMIC))
                quals |= parse_qualifier(p, p->tok.loc);
            else if (at(p, KW_ATTRIBUTE))
                parse_attributes(p, &out->attrs);
            else if (!accept(p, KW_EXTENSION))
                break;
        }
        few[stars++] = (uint8_t)quals;
    }
    if (at(p, '*')) {
        parse_layers(p, out, abstract_allowed);
    } else {
        while (at(p, KW_ATTRIBUTE))
            parse_attributes(p, &out->attrs);
        if (at(p, TK_IDENT) && !(abstract_allowed && out->name != NULL)) {
            out->name = p->tok.u.name;
            out->loc = p->tok.loc;
            advance(p);
        } else if (at(p, '(') && !(abstract_allowed && opens_params(p))) {
            advance(p);
            while (at(p, KW_ATTRIBUTE))
                parse_attributes(p, &out->attrs);
            parse_layers(p, out, abstract_allowed);
            if (!expect(p, ')'))
                recover_paren(p);
        } else if (!abstract_allowed) {
            syntax_error(p, "identifier or '('");
        }
        while (at(p, '[') || at(p, '(')) {
            if (at(p, '['))
                parse_array_chunk(p);
            else
                parse_function_chunk(p);
        }
    }
    while (stars > 0)
        push_chunk(p, CHUNK_POINTER)->quals = few[--stars];
    leave(p);
}

static Type *build_array(Parser *p, Type *base, const Chunk *chunk, bool outermost_param) {
    if (base->kind == TY_ERROR)
        return base;
    if (base->kind == TY_FUNCTION || base->kind == TY_VOID) {
        parse_error(p, chunk->loc, base->kind == TY_VOID ? "declaration of an array of voids"
                                                      : "declaration of an array of functions");
        return p->error_type;
    }
    if (!base->complete) {
        diag_error(p->diag, chunk->loc, "array type has incomplete element type '%s'", type_text(p, base));
        return p->error_type;
    }
    if (chunk->variable) {
        if (outermost_param)
            return type_array(&p->types, base, -1);
        not_supported(p, chunk->loc, "variable length arrays are");
        return p->error_type;
    }
    if (chunk->length > 0 && base->size != 0 && (uint64_t)chunk->length > MAX_SIZE / base->size) {
        parse_error(p, chunk->loc, "size of array is too large");
        return p->error_type;
    }
    return type_array(&p->types, base, chunk->length);
}

static Type *build_function(Parser *p, Type *base, const Chunk *chunk) {
    Type *type;
    if (base->kind == TY_FUNCTION || base->kind == TY_ARRAY) {
        parse_error(p, chunk->loc,
                    base->kind == TY_ARRAY ? "function returns an array" : "function returns a function");
        base = p->error_type;
    }
    if (base->quals != 0 && base->kind != TY_VOID)
        base = base->unqualified;
    type = type_function(&p->types, base, NULL, 0, chunk->variadic, chunk->prototype);
    if (chunk->prototype) { /* the parameters were copied already */
        type->count_of = chunk->count;
        type->params = chunk->params;
    }
    return type;
}

/* Applies the layers from the outermost (last) to the innermost. */
static Type *apply_chunks(Parser *p, Type *type, size_t start, Declarator *d, bool is_param) {
    for (size_t i = p->chunk_count; i-- > start;) {
        const Chunk *c = &p->chunks[i];
        if (c->kind == CHUNK_POINTER) {
            type = type_pointer(&p->types, type);
            if (c->quals & QUAL_RESTRICT)
                check_restrict(p, type, d->loc);
            if (c->quals != 0)
                type = type_qualified(&p->types, type, c->quals);
        } else if (c->kind == CHUNK_ARRAY) {
            bool outermost = i == start;
            type = build_array(p, type, c, outermost && is_param);
            if (outermost && is_param && type->kind == TY_ARRAY)
                type = type_qualified(&p->types, type_pointer(&p->types, type->base), c->quals);
            else if ((c->is_static || c->quals != 0) && !p->panic)
                parse_error(p, c->loc, "static or type qualifiers in non-parameter array declarator");
        } else {
            type = build_function(p, type, c);
        }
    }
    if (p->chunk_count > start && p->chunks[start].kind == CHUNK_FUNCTION) {
        const Chunk *c = &p->chunks[start];
        d->is_function = true;
        if (!c->prototype) {
            d->identifiers = c->params;
            d->identifier_count = c->count;
        }
    }
    return type;
}

/* `abstract_allowed`: in parameters and type names. Parameters' arrays become pointers here, for their qualifiers
   stand in the brackets; a type name keeps its array. */
static void declarator(Parser *p, Type *base, Declarator *out, bool abstract_allowed, bool is_param) {
    size_t start = p->chunk_count;
    memset(out, 0, sizeof *out);
    out->loc = p->tok.loc;
    if (at(p, TK_IDENT) || at(p, '*') || at(p, '(') || at(p, '[') || at(p, KW_ATTRIBUTE) || !abstract_allowed)
        parse_layers(p, out, abstract_allowed);
    out->type = p->chunk_count == start ? base : apply_chunks(p, base, start, out, is_param);
    p->chunk_count = start;
    for (;;) {
        if (at(p, KW_ASM) && !is_param) {
            out->attrs.asm_name = parse_asm_label(p);
            out->attrs.any = true;
        } else if (at(p, KW_ATTRIBUTE)) {
            parse_attributes(p, &out->attrs);
        } else {
            break;
        }
    }
    if (out->attrs.mode != 0 || out->attrs.vector_size != 0)
        out->type = apply_mode(p, out->type, &out->attrs, out->loc);
}

void parse_declarator(Parser *p, Type *base, Declarator *out, bool abstract_allowed) {
    declarator(p, base, out, abstract_allowed, abstract_allowed);
}

Type *parse_type_name(Parser *p) {
    DeclSpec spec;
    Declarator d;
    bool begins = starts_type(p, &p->tok);
    enter(p);
    parse_specifiers(p, &spec);
    leave(p);
    if (spec.no_type && (!begins || at(p, TK_IDENT)))
        syntax_error(p, "specifier-qualifier-list");
    else if (spec.no_type && p->options.std != STD_C89)
        diag_warn(p->diag, WARN_IMPLICIT_INT, spec.loc, "type defaults to 'int' in type name");
    if (spec.storage != STORE_NONE)
        parse_error(p, spec.loc, "storage class in a type name");
    if (spec.attrs.align > spec.type->align && spec.type->kind != TY_ERROR)
        spec.type = type_aligned(&p->types, spec.type, spec.attrs.align);
    if (at(p, ')')) /* most often */
        return spec.type;
    declarator(p, spec.type, &d, true, false);
    if (d.name != NULL)
        parse_error(p, d.loc, "unexpected name in a type name");
    return d.type;
}
