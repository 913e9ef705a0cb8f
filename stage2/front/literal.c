/* The values of constants and string literals (C11 6.4.4, 6.4.5; translation phases 5 to 7). */
#include "pp.h"

#include <string.h>

static unsigned digit_of(unsigned c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 32;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 99;
}

/* ---- numbers ---- */

static bool is_hex(const char *text, size_t len) {
    return len > 2 && text[0] == '0' && (text[1] | 32) == 'x';
}

bool literal_is_float(const char *text, size_t len) {
    bool hex = is_hex(text, len);
    if (!hex && len > 1 && text[0] == '0' && (text[1] | 32) == 'b')
        return false;
    for (size_t i = 0; i < len; i++) {
        unsigned c = (unsigned char)text[i];
        if (c == '.' || (c | 32) == (hex ? 'p' : 'e'))
            return true;
    }
    return false;
}

/* The suffix of an integer constant: u, l or ll of one case, and GNU's i or j. */
static bool int_suffix(const char *text, size_t len, IntLiteral *out) {
    size_t i = 0;
    while (i < len) {
        unsigned c = (unsigned char)text[i];
        if ((c | 32) == 'u' && !out->is_unsigned) {
            out->is_unsigned = 1;
            i++;
        } else if ((c | 32) == 'l' && out->longs == 0) {
            out->longs = i + 1 < len && (unsigned char)text[i + 1] == c ? 2 : 1;
            i += out->longs;
        } else {
            return false;
        }
    }
    return true;
}

bool literal_int(Diag *diag, const Token *token, IntLiteral *out) {
    const char *text = token->u.text;
    size_t len = token->len;
    unsigned base = 10;
    size_t i = 0;
    size_t first;
    size_t bad_digit = 0;
    uint64_t value = 0;
    memset(out, 0, sizeof *out);
    if (is_hex(text, len) && digit_of((unsigned char)text[2]) < 16) {
        base = 16;
        i = 2;
    } else if (len > 2 && text[0] == '0' && (text[1] | 32) == 'b' && (text[2] == '0' || text[2] == '1')) {
        base = 2;
        i = 2;
    } else if (len > 1 && text[0] == '0') {
        base = 8;
    }
    first = i;
    for (; i < len; i++) {
        unsigned digit = digit_of((unsigned char)text[i]);
        if (text[i] == '\'' && i > first)
            continue;
        if (digit >= (base == 16 ? 16U : 10U))
            break;
        if (digit >= base && bad_digit == 0)
            bad_digit = i;
        if (base == 10 ? value > (~(uint64_t)0 - digit) / 10 : value > ~(uint64_t)0 / base)
            out->overflow = true;
        value = value * base + digit;
    }
    out->value = value;
    out->decimal = base == 10;
    if (!int_suffix(text + i, len - i, out)) {
        diag_error_range(diag, token->loc, token->loc + token->len,
                         "invalid suffix \"%.*s\" on integer constant", (int)(len - i), text + i);
        return false;
    }
    if (bad_digit != 0) {
        diag_error_range(diag, token->loc, token->loc + token->len, "invalid digit \"%c\" in %s constant",
                         text[bad_digit], base == 8 ? "octal" : "binary");
        return false;
    }
    return true;
}

/* The digits from `i` on; counts them in *count. */
static size_t skip_digits(const char *text, size_t len, size_t i, unsigned base, size_t *count) {
    while (i < len && (digit_of((unsigned char)text[i]) < base || (text[i] == '\'' && *count != 0))) {
        (*count)++;
        i++;
    }
    return i;
}

bool literal_float(Diag *diag, const Token *token, size_t *digits_len, unsigned *suffix) {
    const char *text = token->u.text;
    size_t len = token->len;
    bool hex = is_hex(text, len);
    size_t digits = 0;
    size_t exponent = 0;
    size_t i = hex ? 2 : 0;
    bool dot = false;
    i = skip_digits(text, len, i, hex ? 16 : 10, &digits);
    if (i < len && text[i] == '.') {
        dot = true;
        i = skip_digits(text, len, i + 1, hex ? 16 : 10, &digits);
    }
    if (digits == 0) {
        diag_error(diag, token->loc, "no digits in %s floating constant", hex ? "hexadecimal" : "decimal");
        return false;
    }
    if (i < len && ((unsigned char)text[i] | 32) == (hex ? 'p' : 'e')) {
        i++;
        if (i < len && (text[i] == '+' || text[i] == '-'))
            i++;
        i = skip_digits(text, len, i, 10, &exponent);
        if (exponent == 0) {
            diag_error(diag, token->loc, "exponent has no digits");
            return false;
        }
    } else if (hex) {
        diag_error(diag, token->loc, "hexadecimal floating constants require an exponent");
        return false;
    } else if (dot && i < len && text[i] == '.') {
        diag_error(diag, token->loc, "too many decimal points in number");
        return false;
    }
    *digits_len = i;
    *suffix = 0;
    for (size_t k = i; k < len; k++) {
        unsigned c = (unsigned char)text[k] | 32;
        unsigned bit = c == 'f' ? 1 : c == 'l' ? 2 : c == 'i' || c == 'j' ? 4 : 0;
        if (bit == 0 || (*suffix & bit) || (bit != 4 && (*suffix & 3))) {
            diag_error_range(diag, token->loc, token->loc + token->len,
                             "invalid suffix \"%.*s\" on floating constant", (int)(len - i), text + i);
            return false;
        }
        *suffix |= bit;
    }
    return true;
}

/* ---- characters ---- */

/* Reading the inside of a literal. */
typedef struct Reader {
    Diag *diag;
    const Token *token;
    const unsigned char *at;
    const unsigned char *end;
    uint32_t max; /* largest value of an element */
    bool good;
} Reader;

static Loc place(const Reader *r, const unsigned char *p) {
    return r->token->loc + (Loc)(p - (const unsigned char *)r->token->u.text);
}

/* A UTF-8 sequence; an invalid byte stands for itself. */
static uint32_t utf8(Reader *r) {
    static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
    const unsigned char *p = r->at;
    uint32_t c = *p;
    unsigned more = c < 0xc0 ? 0 : c < 0xe0 ? 1 : c < 0xf0 ? 2 : c < 0xf8 ? 3 : 0;
    uint32_t value = more == 0 ? c : c & (0x3fU >> more);
    if (c >= 0x80 && (more == 0 || (size_t)(r->end - p) <= more))
        more = 99;
    for (unsigned i = 1; more != 99 && i <= more; i++) {
        if ((p[i] & 0xc0) != 0x80) {
            more = 99;
            break;
        }
        value = value << 6 | (p[i] & 0x3f);
    }
    if (more == 99 || value < least[more] || value > 0x10ffff || (value >= 0xd800 && value < 0xe000)) {
        diag_error(r->diag, place(r, p), "converting to execution character set: invalid byte sequence");
        r->good = false;
        r->at++;
        return c;
    }
    r->at += more + 1;
    return value;
}

static uint32_t hex_escape(Reader *r, const unsigned char *start) {
    uint32_t value = 0;
    bool large = false;
    size_t count = 0;
    while (r->at < r->end && digit_of(*r->at) < 16) {
        large = large || (value >> 28) != 0;
        value = value << 4 | digit_of(*r->at);
        r->at++;
        count++;
    }
    if (count == 0) {
        diag_error(r->diag, place(r, start), "\\x used with no following hex digits");
        r->good = false;
    }
    if (large || value > r->max)
        diag_warn(r->diag, WARN_REQUIRED, place(r, start), "hex escape sequence out of range");
    return value & r->max;
}

static uint32_t octal_escape(Reader *r, const unsigned char *start) {
    uint32_t value = 0;
    for (int i = 0; i < 3 && r->at < r->end && *r->at >= '0' && *r->at <= '7'; i++) {
        value = value << 3 | (*r->at - '0');
        r->at++;
    }
    if (value > r->max)
        diag_warn(r->diag, WARN_REQUIRED, place(r, start), "octal escape sequence out of range");
    return value & r->max;
}

/* \uXXXX and \UXXXXXXXX (6.4.3). */
static uint32_t universal(Reader *r, const unsigned char *start, unsigned want) {
    uint32_t value = 0;
    unsigned count = 0;
    while (count < want && r->at < r->end && digit_of(*r->at) < 16) {
        value = value << 4 | digit_of(*r->at);
        r->at++;
        count++;
    }
    if (count < want) {
        diag_error(r->diag, place(r, start), "incomplete universal character name %.*s",
                   (int)(r->at - start), (const char *)start);
        r->good = false;
    } else if (value > 0x10ffff || (value >= 0xd800 && value < 0xe000) ||
               (value < 0xa0 && value != '$' && value != '@' && value != '`')) {
        diag_error(r->diag, place(r, start), "%.*s is not a valid universal character", (int)(r->at - start),
                   (const char *)start);
        r->good = false;
    }
    return value;
}

/* The next element; *code tells whether it is a code point, to be encoded, or a number as it is. */
static uint32_t element(Reader *r, bool *code) {
    static const char from[] = "abfnrtveE'\"\\?";
    static const char to[] = "\a\b\f\n\r\t\v\33\33'\"\\?";
    const unsigned char *start = r->at;
    const char *found;
    unsigned c = *r->at;
    *code = true;
    if (c != '\\') {
        if (c < 0x80) {
            r->at++;
            return c;
        }
        return utf8(r);
    }
    r->at++;
    c = r->at < r->end ? *r->at : 0;
    if (c == 'x') {
        r->at++;
        *code = false;
        return hex_escape(r, start);
    }
    if (c >= '0' && c <= '7') {
        *code = false;
        return octal_escape(r, start);
    }
    if (c == 'u' || c == 'U') {
        r->at++;
        return universal(r, start, c == 'u' ? 4 : 8);
    }
    if (r->at < r->end)
        r->at++;
    found = c == 0 ? NULL : strchr(from, (int)c);
    if (found != NULL) {
        *code = false;
        return (unsigned char)to[found - from];
    }
    if (c == '(' || c == '{' || c == '[' || c == '%')
        diag_warn(r->diag, WARN_PEDANTIC, place(r, start), "non-ISO-standard escape sequence, '\\%c'", (int)c);
    else
        diag_warn(r->diag, WARN_REQUIRED, place(r, start), "unknown escape sequence: '\\%c'", (int)c);
    if (c >= 0x80) {
        r->at--;
        return utf8(r);
    }
    return c;
}

static void append_utf8(Buf *out, uint32_t c) {
    if (c < 0x80) {
        buf_byte(out, c);
        return;
    }
    if (c < 0x800) {
        buf_byte(out, 0xc0 | c >> 6);
    } else {
        if (c < 0x10000) {
            buf_byte(out, 0xe0 | c >> 12);
        } else {
            buf_byte(out, 0xf0 | c >> 18);
            buf_byte(out, 0x80 | (c >> 12 & 0x3f));
        }
        buf_byte(out, 0x80 | (c >> 6 & 0x3f));
    }
    buf_byte(out, 0x80 | (c & 0x3f));
}

CharWidth literal_width(const Token *token) {
    switch (token->u.text[0]) {
    case 'L':
        return CHAR_WIDE;
    case 'U':
        return CHAR_32;
    case 'u':
        return token->u.text[1] == '8' ? CHAR_UTF8 : CHAR_16;
    default:
        return CHAR_PLAIN;
    }
}

static uint32_t max_of(CharWidth width) {
    return width == CHAR_PLAIN || width == CHAR_UTF8 ? 0xff : width == CHAR_16 ? 0xffff : 0xffffffffU;
}

/* Sets the reader to the inside of the literal, which is to be read as `width`. */
static void open_literal(Reader *r, Diag *diag, const Token *token, CharWidth width) {
    r->diag = diag;
    r->token = token;
    r->at = (const unsigned char *)token->u.text;
    r->end = r->at + token->len - 1;
    while (*r->at != '"' && *r->at != '\'')
        r->at++;
    r->at++;
    r->max = max_of(width);
    r->good = true;
}

/* The bytes of a plain character constant: the value of several is that of gcc, the last four as the bytes
   of an int. */
static bool plain_char(Reader *r, uint32_t *value) {
    uint32_t bits = 0;
    unsigned count = 0;
    Buf b = {0};
    while (r->at < r->end) {
        bool code;
        uint32_t c = element(r, &code);
        b.len = 0;
        if (code)
            append_utf8(&b, c);
        else
            buf_byte(&b, c);
        for (size_t i = 0; i < b.len; i++)
            bits = bits << 8 | b.data[i];
        count += (unsigned)b.len;
    }
    buf_free(&b);
    if (count == 0) {
        diag_error(r->diag, r->token->loc, "empty character constant");
        return false;
    }
    if (count > 4)
        diag_warn(r->diag, WARN_ALWAYS, r->token->loc, "character constant too long for its type");
    else if (count > 1)
        diag_warn(r->diag, WARN_MULTICHAR, r->token->loc, "multi-character character constant");
    *value = count == 1 ? (bits ^ 0x80) - 0x80 : bits;
    return r->good;
}

bool literal_char(Diag *diag, const Token *token, CharWidth *width, uint32_t *value) {
    Reader r;
    unsigned count = 0;
    *width = literal_width(token);
    *value = 0;
    open_literal(&r, diag, token, *width);
    if (*width == CHAR_PLAIN)
        return plain_char(&r, value);
    while (r.at < r.end) {
        bool code;
        uint32_t c = element(&r, &code);
        count++;
        if (code && c > 0xffff && *width == CHAR_16) {
            /* Two units: the value is the second, as in gcc. */
            count++;
            c = 0xdc00 | (c & 0x3ff);
        } else if (code && c > 0x7f && *width == CHAR_UTF8) {
            count++;
        }
        *value = c;
    }
    if (count == 0) {
        diag_error(diag, token->loc, "empty character constant");
        return false;
    }
    if (count > 1) {
        if (*width == CHAR_UTF8) {
            diag_error(diag, token->loc, "character not encodable in a single code unit");
            return false;
        }
        diag_warn(diag, WARN_ALWAYS, token->loc, "character constant too long for its type");
    }
    return r.good;
}

static void append(Buf *out, CharWidth width, uint32_t c, bool code) {
    switch (width) {
    case CHAR_PLAIN:
    case CHAR_UTF8:
        if (code)
            append_utf8(out, c);
        else
            buf_byte(out, c);
        break;
    case CHAR_16:
        if (code && c > 0xffff) {
            buf_u16(out, 0xd800 | (c - 0x10000) >> 10);
            c = 0xdc00 | (c & 0x3ff);
        }
        buf_u16(out, c);
        break;
    default:
        buf_u32(out, c);
        break;
    }
}

bool literal_string(Diag *diag, const Token *token, CharWidth width, Buf *out) {
    Reader r;
    open_literal(&r, diag, token, width);
    if (width == CHAR_PLAIN) {
        /* Plain bytes are their own encoding, whatever it is. */
        while (r.at < r.end) {
            const unsigned char *start = r.at;
            bool code;
            uint32_t c;
            while (r.at < r.end && *r.at != '\\')
                r.at++;
            buf_add(out, start, (size_t)(r.at - start));
            if (r.at == r.end)
                break;
            c = element(&r, &code);
            append(out, width, c, code);
        }
        return r.good;
    }
    while (r.at < r.end) {
        bool code;
        uint32_t c = element(&r, &code);
        append(out, width, c, code);
    }
    return r.good;
}
