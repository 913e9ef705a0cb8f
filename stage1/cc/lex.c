/* Bytes to preprocessing tokens (C11 5.1.1.2, phases 2 and 3).

   Joins spliced lines, drops comments and finds the longest tokens. Spellings are
   interned as they stand; literal.c finds out what numbers and strings mean.
   Digraphs and trigraphs are not part of Seed C. */
#include "front.h"

#include <string.h>

static bool is_digit(int c) {
    return c >= '0' && c <= '9';
}

/* Whether `c` is part of names. */
static bool is_name(int c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

void lex_new(Lexer *lx, Sources *src, const unsigned char *text, size_t len, Loc base) {
    memset(lx, 0, sizeof *lx);
    lx->src = src;
    lx->text = text;
    lx->len = len;
    lx->base = base;
}

void lex_free(Lexer *lx) {
    buf_free(&lx->buf);
}

Loc lex_loc(const Lexer *lx) {
    return lx->base + (Loc)lx->pos;
}

static bool at_end(const Lexer *lx) {
    return lx->pos >= lx->len;
}

/* The byte `n` behind the current one, without regard to splices; 0 at the end. */
static unsigned char lex_peek(const Lexer *lx, size_t n) {
    return lx->pos + n < lx->len ? lx->text[lx->pos + n] : 0;
}

/* The current byte, splices skipped; 0 at the end. */
static unsigned char lex_cur(Lexer *lx) {
    while (lex_peek(lx, 0) == '\\') {
        if (lex_peek(lx, 1) == '\n')
            lx->pos += 2;
        else if (lex_peek(lx, 1) == '\r' && lex_peek(lx, 2) == '\n')
            lx->pos += 3;
        else
            break;
    }
    return lex_peek(lx, 0);
}

static bool line_ends(Lexer *lx) {
    return lex_cur(lx) == '\n' || at_end(lx);
}

/* Adds the current byte to the spelling. */
static void lex_take(Lexer *lx) {
    buf_byte(&lx->buf, lx->text[lx->pos]);
    lx->pos++;
}

static void skip_comment(Lexer *lx) {
    Loc loc = lex_loc(lx);
    bool star = false;
    lx->pos += 2;
    while (!star || lex_cur(lx) != '/') {
        star = lex_cur(lx) == '*';
        refuse(lx->src, at_end(lx), loc, "unterminated comment");
        lx->pos++;
    }
    lx->pos++;
}

/* Skips white space and comments, over the ends of lines if `lines` is set: whether a
   line ended, and whether there was anything. */
static bool skip_blanks(Lexer *lx, bool lines, bool *space) {
    bool bol = lx->pos == 0;
    *space = lx->spaced;
    lx->spaced = false;
    for (;;) {
        int c = lex_cur(lx);
        if (c == '/' && lex_peek(lx, 1) == '/') {
            while (!line_ends(lx))
                lx->pos++;
        } else if (c == '/' && lex_peek(lx, 1) == '*') {
            skip_comment(lx);
        } else if (c == ' ' || c == '\t' || c == '\r' || c == 0x0b || c == 0x0c || (c == '\n' && lines)) {
            bol = bol || c == '\n';
            lx->pos++;
        } else {
            return bol;
        }
        *space = true;
    }
}

/* pp-number (C11 6.4.8) */
static void take_number(Lexer *lx) {
    for (;;) {
        int c = lex_cur(lx);
        if (!is_name(c) && c != '.')
            return;
        lex_take(lx);
        if ((c == 'e' || c == 'E' || c == 'p' || c == 'P') && (lex_cur(lx) == '+' || lex_cur(lx) == '-'))
            lex_take(lx);
    }
}

/* A string literal or character constant; false if its line ends first. */
static bool take_quoted(Lexer *lx, int quote) {
    lex_take(lx);
    while (!line_ends(lx)) {
        int c = lex_cur(lx);
        lex_take(lx);
        if (c == quote)
            return true;
        if (c == '\\' && !line_ends(lx))
            lex_take(lx);
    }
    return false;
}

/* Skips `text` if it stands here, with splices. */
static bool skip_text(Lexer *lx, const char *text) {
    while (*text != 0) {
        if (lex_cur(lx) != *text)
            return false;
        lx->pos++;
        text++;
    }
    return true;
}

/* The longest punctuator here, or TK_OTHER and one byte. */
static Kind take_punctuator(Lexer *lx) {
    size_t start = lx->pos;
    size_t end = start + 1;
    Kind found = TK_OTHER;
    for (int kind = TK_LPAREN; kind < KIND_COUNT; kind++) {
        if (strlen(kinds[kind]) > strlen(kinds[found]) && skip_text(lx, kinds[kind])) {
            found = (Kind)kind;
            end = lx->pos;
        }
        lx->pos = start;
    }
    lex_take(lx);
    lx->pos = end;
    return found;
}

void lex_next(Lexer *lx, Interner *names, Token *out) {
    if (lx->has_ahead) {
        *out = lx->ahead;
        lx->has_ahead = false;
        return;
    }
    memset(out, 0, sizeof *out);
    out->bol = skip_blanks(lx, true, &out->space);
    out->loc = lex_loc(lx);
    if (at_end(lx)) {
        out->bol = true;
        return;
    }
    lx->buf.len = 0;
    int c = lex_cur(lx);
    if (is_digit(c) || (c == '.' && is_digit(lex_peek(lx, 1)))) {
        take_number(lx);
        out->kind = TK_NUMBER;
    } else if (is_name(c)) {
        while (is_name(lex_cur(lx)))
            lex_take(lx);
        const char *name = buf_cstr(&lx->buf);
        bool wide = strcmp(name, "L") == 0 || strcmp(name, "u") == 0 || strcmp(name, "U") == 0
                    || strcmp(name, "u8") == 0;
        bool bad = wide && (lex_cur(lx) == '"' || lex_cur(lx) == '\'') && !lx->lenient;
        refuse(lx->src, bad, out->loc, "wide and UTF literals are not supported");
        out->kind = TK_IDENT;
    } else if (c == '"' || c == '\'') {
        bool ended = take_quoted(lx, c);
        const char *missing = c == '"' ? "missing closing \"" : "missing closing '";
        refuse(lx->src, !ended && !lx->lenient, out->loc, missing);
        out->kind = !ended ? TK_OTHER : c == '"' ? TK_STR : TK_CHAR;
    } else {
        out->kind = take_punctuator(lx);
    }
    if (out->kind <= TK_OTHER)
        out->id = intern(names, lx->buf.data, lx->buf.len);
}

void lex_unread(Lexer *lx, const Token *tok) {
    lx->ahead = *tok;
    lx->has_ahead = true;
}

bool lex_end_of_line(Lexer *lx) {
    if (lx->has_ahead)
        return lx->ahead.bol;
    skip_blanks(lx, false, &lx->spaced);
    return line_ends(lx);
}

Loc lex_next_line(const Lexer *lx) {
    return at_end(lx) ? 0 : lex_loc(lx) + 1;
}

bool lex_header_name(Lexer *lx, Buf *name, bool *system) {
    while (lex_cur(lx) == ' ' || lex_cur(lx) == '\t')
        lx->pos++;
    Loc loc = lex_loc(lx);
    *system = lex_cur(lx) == '<';
    if (!*system && lex_cur(lx) != '"')
        return false;
    lx->pos++;
    while (lex_cur(lx) != (*system ? '>' : '"')) {
        refuse(lx->src, line_ends(lx), loc, *system ? "missing closing >" : "missing closing \"");
        buf_byte(name, lx->text[lx->pos]);
        lx->pos++;
    }
    lx->pos++;
    return true;
}
