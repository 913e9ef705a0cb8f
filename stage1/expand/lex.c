/* Macro text to tokens (docs/MACRO.md, lexical structure). Owns the table of names; knows
   no statement and no parameter. */
#include "parts.h"

#include <string.h>

typedef struct Long {
    const char *text;
    unsigned kind;
} Long;

/* The tokens of two and three characters, longer ones first. */
static const Long longs[] = {
    {">>>", TK_SHR}, {">>", TK_SAR}, {"<<", TK_SHL}, {"<=", TK_LE},     {">=", TK_GE},
    {"==", TK_EQ},   {"!=", TK_NE},  {"&&", TK_AND_AND}, {"||", TK_OR_OR}, {"##", TK_PASTE},
};

static bool is_digit(int c) {
    return c >= '0' && c <= '9';
}

static bool is_name_start(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_name_char(int c) {
    return is_name_start(c) || is_digit(c) || c == '.';
}

void ex_lex_open(Lexer *lx, Loc start) {
    lx->text = sources_text(lx->src, start, &lx->len);
    lx->base = start;
    lx->pos = 0;
    lx->at_start = true;
}

static int peek(const Lexer *lx, size_t ahead) {
    return lx->pos + ahead < lx->len ? lx->text[lx->pos + ahead] : 0;
}

/* A name of which the first character has been checked. */
static void name(Lexer *lx, Token *tok) {
    size_t start = lx->pos;
    lx->pos++;
    while (is_name_char(peek(lx, 0)))
        lx->pos++;
    tok->kind = TK_NAME;
    tok->id = intern(&lx->names, lx->text + start, lx->pos - start);
}

/* The value of a digit, 16 if it is none. */
static unsigned digit_value(int c) {
    if (is_digit(c))
        return (unsigned)(c - '0');
    if (c >= 'a' && c <= 'f')
        return (unsigned)(c - 'a') + 10;
    if (c >= 'A' && c <= 'F')
        return (unsigned)(c - 'A') + 10;
    return 16;
}

static void number(Lexer *lx, Token *tok) {
    unsigned base = peek(lx, 0) == '0' && peek(lx, 1) == 'x' ? 16 : 10;
    uint64_t value = 0;
    size_t start;
    bool good = true;
    lx->pos += base == 16 ? 2 : 0;
    start = lx->pos;
    while (is_name_char(peek(lx, 0))) {
        unsigned digit = digit_value(peek(lx, 0));
        good = good && digit < base && value <= (UINT64_MAX - digit) / base;
        value = value * base + digit;
        lx->pos++;
    }
    refuse(lx->src, !good || lx->pos == start, tok->loc, "malformed number, or 2^64 or more");
    tok->num = (int64_t)value;
    tok->kind = TK_NUMBER;
}

static int escape(Lexer *lx) {
    Loc loc = lx->base + (Loc)lx->pos - 1;
    int c = peek(lx, 0);
    lx->pos++;
    if (c == 'n')
        return '\n';
    if (c == 't')
        return '\t';
    if (c == '\\' || c == '"')
        return c;
    if (c == 'x') {
        unsigned high = digit_value(peek(lx, 0));
        unsigned low = digit_value(peek(lx, 1));
        if (high < 16 && low < 16) {
            lx->pos += 2;
            return (int)(high * 16 + low);
        }
    }
    err(lx->src, loc, "unknown escape in a string");
    return 0;
}

static void string(Lexer *lx, Token *tok) {
    Buf contents = {0};
    lx->pos++;
    while (peek(lx, 0) != '"') {
        int c = peek(lx, 0);
        refuse(lx->src, lx->pos == lx->len || c == '\n', tok->loc, "unterminated string");
        lx->pos++;
        if (c == '\\')
            c = escape(lx);
        buf_byte(&contents, c);
    }
    lx->pos++;
    tok->kind = TK_STRING;
    tok->id = intern(&lx->names, buf_cstr(&contents), contents.len);
    buf_free(&contents);
}

static void punctuation(Lexer *lx, Token *tok) {
    int c = peek(lx, 0);
    size_t rest = lx->len - lx->pos;
    bool good;
    for (size_t i = 0; i < sizeof longs / sizeof longs[0]; i++) {
        size_t len = strlen(longs[i].text);
        if (len <= rest && memcmp(longs[i].text, lx->text + lx->pos, len) == 0) {
            lx->pos += len;
            tok->kind = (unsigned char)longs[i].kind;
            return;
        }
    }
    good = c != 0 && c < 128 && strchr("\n(),:?=~!|^&<>+-*/%", c) != NULL;
    refuse(lx->src, !good, tok->loc, "unexpected character");
    lx->pos++;
    tok->kind = (unsigned char)c;
}

void ex_lex_next(Lexer *lx, Token *tok) {
    bool first = lx->at_start;
    bool good;
    int c;
    while (peek(lx, 0) == ' ' || peek(lx, 0) == '\t')
        lx->pos++;
    memset(tok, 0, sizeof *tok);
    tok->loc = lx->base + (Loc)lx->pos;
    if (peek(lx, 0) == ';') {
        while (lx->pos < lx->len && lx->text[lx->pos] != '\n')
            lx->pos++;
    }
    if (lx->pos == lx->len) {
        tok->kind = TK_EOL;
        tok->scope = 1;
        return;
    }
    c = peek(lx, 0);
    lx->at_start = c == '\n';
    if (is_digit(c)) {
        number(lx, tok);
    } else if (c == '"') {
        string(lx, tok);
    } else if (c == '%' && first && is_name_start(peek(lx, 1))) {
        /* A directive is a word that begins with '%'. */
        name(lx, tok);
    } else if (c == '$' || c == '.' || c == '@') {
        lx->pos++;
        good = is_name_char(peek(lx, 0)) && peek(lx, 0) != '.';
        refuse(lx->src, !good, tok->loc, "a name is expected after '$', '.' or '@'");
        name(lx, tok);
        tok->scope = (unsigned char)c;
    } else if (is_name_start(c)) {
        name(lx, tok);
        if (peek(lx, 0) == '^' && is_name_start(peek(lx, 1))) {
            lx->pos++;
            tok->tag = tok->id;
            name(lx, tok);
            tok->scope = '^';
        }
    } else {
        punctuation(lx, tok);
    }
}
