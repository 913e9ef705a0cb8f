/* Constants and string literals as nodes (C11 6.4.4, 6.4.5). */
#include "parse_internal.h"

#include <string.h>

/* The first type of 6.4.4.1's table that holds the value. */
static Type *int_type_of(Parser *p, const IntLiteral *lit) {
    static const uint8_t kinds[6] = {TY_INT, TY_UINT, TY_LONG, TY_ULONG, TY_LLONG, TY_ULLONG};
    unsigned first = lit->longs * 2U;
    for (unsigned i = first; i < 6; i++) {
        bool takes_unsigned = i & 1;
        unsigned bits = i < 2 ? 32 : 64;
        if (lit->is_unsigned && !takes_unsigned)
            continue;
        if (!lit->is_unsigned && takes_unsigned && lit->decimal)
            continue;
        if ((bits == 64 && takes_unsigned) || lit->value >> (bits - !takes_unsigned) == 0)
            return &p->types.basic[kinds[i]];
    }
    return NULL;
}

static Node *parse_float(Parser *p) {
    static const uint8_t kinds[2] = {TY_DOUBLE, TY_FLOAT};
    size_t len = 0;
    unsigned suffix = 0;
    bool overflow = false;
    bool underflow = false;
    Type *type;
    Node *node;
    Loc loc = p->tok.loc;
    if (!literal_float(p->diag, &p->tok, &len, &suffix)) {
        advance(p);
        return error_node(p, loc);
    }
    if (suffix & 4) {
        not_supported(p, loc, "imaginary constants are");
        advance(p);
        return error_node(p, loc);
    }
    type = suffix & 2 ? &p->types.ldouble_type
                      : kinds[suffix & 1] == TY_FLOAT ? &p->types.float_type : &p->types.double_type;
    node = new_node(p, N_FLOAT, loc, type);
    if (!float_parse(float_kind(p, type), p->tok.u.text, len, &node->number, &overflow, &underflow))
        parse_error(p, loc, "invalid floating constant");
    if (overflow)
        diag_warn(p->diag, WARN_OVERFLOW, loc, "floating constant exceeds range of '%s'", type_text(p, type));
    advance(p);
    return node;
}

Node *parse_number(Parser *p) {
    const char *text = p->tok.u.text;
    uint32_t len = p->tok.len;
    Loc loc = p->tok.loc;
    IntLiteral lit;
    Type *type;
    Node *node;
    if (len <= 9 && (text[0] != '0' || len == 1)) { /* plain decimal, most often */
        uint32_t value = 0;
        uint32_t i = 0;
        while (i < len && text[i] >= '0' && text[i] <= '9')
            value = value * 10 + (uint32_t)(text[i++] - '0');
        if (i == len) {
            node = int_node(p, value, p->int_type, loc);
            advance(p);
            return node;
        }
    }
    if (literal_is_float(text, len))
        return parse_float(p);
    memset(&lit, 0, sizeof lit);
    if (!literal_int(p->diag, &p->tok, &lit)) {
        advance(p);
        return error_node(p, loc);
    }
    if (len > 1 && (text[1] | 32) == 'b' && p->options.std < STD_C23)
        pedantic(p, loc, "binary constants are a C2X feature or GCC extension");
    if (lit.overflow)
        diag_warn(p->diag, WARN_REQUIRED, loc, "integer constant is too large for its type");
    type = int_type_of(p, &lit);
    if (type == NULL) {
        if (!lit.overflow)
            diag_warn(p->diag, WARN_ALWAYS, loc, "integer constant is so large that it is unsigned");
        type = &p->types.basic[TY_ULLONG];
    }
    advance(p);
    return int_node(p, (int64_t)lit.value, type, loc);
}

static Type *char_type_of(Parser *p, CharWidth width, bool constant) {
    switch (width) {
    case CHAR_WIDE:
        return p->types.wchar_type;
    case CHAR_16:
        return p->types.char16_type;
    case CHAR_32:
        return p->types.char32_type;
    case CHAR_UTF8:
        return &p->types.basic[p->options.std == STD_C23 || constant ? TY_UCHAR : TY_CHAR];
    default:
        return &p->types.basic[TY_CHAR];
    }
}

Node *parse_char(Parser *p) {
    CharWidth width = CHAR_PLAIN;
    uint32_t value = 0;
    Loc loc = p->tok.loc;
    Type *type;
    bool good = literal_char(p->diag, &p->tok, &width, &value);
    advance(p);
    if (!good)
        return error_node(p, loc);
    type = width == CHAR_PLAIN ? p->int_type : char_type_of(p, width, true);
    if (width == CHAR_PLAIN && value < 256 && !p->types.facts->char_is_signed)
        value &= 255;
    else if (width == CHAR_PLAIN && value >= 0xffffff80 && !p->types.facts->char_is_signed)
        value &= 255;
    return int_node(p, int_wrap(&p->types, type, value), type, loc);
}

static Node *make_string(Parser *p, const unsigned char *bytes, size_t len, unsigned width, Type *element, Loc loc) {
    StringData *data = arena_get(&p->func, sizeof *data);
    Node *node;
    data->bytes = (const unsigned char *)arena_copy(&p->func, bytes, len);
    data->len = (uint32_t)len;
    data->width = (uint8_t)width;
    node = new_node(p, N_STRING, loc, type_array(&p->types, element, (int64_t)(len / width + 1)));
    node->string = data;
    return node;
}

Node *string_node(Parser *p, const char *text, size_t len, Loc loc) {
    return make_string(p, (const unsigned char *)text, len, 1, &p->types.basic[TY_CHAR], loc);
}

/* Adjacent literals are one (5.1.1.2 phase 6), as wide as the one with a prefix. */
Node *parse_string(Parser *p) {
    CharWidth width = literal_width(&p->tok);
    Loc loc = p->tok.loc;
    size_t start = p->string_count;
    Type *element;
    p->text.len = 0;
    do {
        CharWidth w = literal_width(&p->tok);
        if (w != width && w != CHAR_PLAIN) {
            if (width != CHAR_PLAIN && !p->panic)
                parse_error(p, p->tok.loc, "unsupported non-standard concatenation of string literals");
            width = w;
        }
        p->strings = grow(p->strings, p->string_count, &p->string_room, sizeof p->strings[0]);
        p->strings[p->string_count++] = p->tok;
        advance(p);
    } while (at(p, TK_STRING));
    for (size_t i = start; i < p->string_count; i++)
        literal_string(p->diag, &p->strings[i], width, &p->text);
    p->string_count = start;
    if (p->text.len > UINT32_MAX / 2)
        diag_fatal(p->diag, loc, "string literal is too long");
    element = char_type_of(p, width, false);
    return make_string(p, p->text.data, p->text.len, (unsigned)element->size, element, loc);
}
