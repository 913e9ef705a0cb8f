/* Bytes to preprocessing tokens (C11 5.1.1.2, phases 2 and 3).

   Joins spliced lines, drops comments and finds the longest tokens. Spellings are
   interned as they stand; literal.c finds out what numbers and strings mean.
   Digraphs and trigraphs are not part of Seed C. */
#include "front.h"

#include <string.h>

static unsigned char lex_peek(const Lexer *lx, size_t n);
static unsigned char lex_cur(Lexer *lx);
static void lex_take(Lexer *lx);
static bool skip_blanks(Lexer *lx, bool lines, bool *space);
static void skip_comment(Lexer *lx);
static void take_name(Lexer *lx);
static void take_number(Lexer *lx);
static bool take_quoted(Lexer *lx, int quote);
static Kind take_punctuator(Lexer *lx, int c);
static bool lex_follows(Lexer *lx, const char *text);
static bool is_digit(int c);
static bool is_name_start(int c);
static bool is_name(int c);

/* A lexer for `text`, whose first byte is at `base`. */
void lex_new(Lexer *lx, Sources *src, const unsigned char *text, size_t len, Loc base)
{
    memset(lx, 0, sizeof *lx);
    memset(lx->first, KIND_COUNT, sizeof lx->first);
    for (int i = KIND_COUNT - 1; i >= TK_LPAREN; i--)
        lx->first[(unsigned char)kinds[i][0]] = (unsigned char)i;
    lx->src = src;
    lx->text = text;
    lx->len = len;
    lx->base = base;
}

void lex_free(Lexer *lx)
{
    buf_free(&lx->buf);
}

/* The next token; TK_EOF at the end, again and again. */
void lex_next(Lexer *lx, Interner *names, Token *out)
{
    if (lx->has_ahead) {
        *out = lx->ahead;
        lx->has_ahead = false;
        return;
    }
    memset(out, 0, sizeof *out);
    out->bol = skip_blanks(lx, true, &out->space);
    Loc loc = lex_loc(lx);
    out->kind = TK_EOF;
    out->loc = loc;
    if (lx->pos >= lx->len) {
        out->bol = true;
        return;
    }
    lx->buf.len = 0;
    int c = lex_cur(lx);
    int next = lex_peek(lx, 1);
    if (is_name_start(c)) {
        out->kind = TK_IDENT;
        take_name(lx);
        const char *name = buf_cstr(&lx->buf);
        c = lex_cur(lx);
        refuse(lx->src,
               (strcmp(name, "L") == 0 || strcmp(name, "u") == 0 || strcmp(name, "U") == 0
                || strcmp(name, "u8") == 0)
                   && (c == '"' || c == '\'') && !lx->lenient,
               loc, "wide and UTF literals are not supported");
    } else if (is_digit(c) || (c == '.' && is_digit(next))) {
        out->kind = TK_NUMBER;
        take_number(lx);
    } else if (c == '"' || c == '\'') {
        out->kind = c == '"' ? TK_STR : TK_CHAR;
        if (!take_quoted(lx, c)) {
            if (!lx->lenient)
                err1(lx->src, loc, "missing closing {}", c == '"' ? "\"" : "'");
            out->kind = TK_OTHER;
        }
    } else {
        out->kind = take_punctuator(lx, c);
    }
    if (out->kind <= TK_OTHER)
        out->id = intern(names, lx->buf.data, lx->buf.len);
}

/* Gives back the token that lex_next returned last. */
void lex_unread(Lexer *lx, const Token *tok)
{
    lx->ahead = *tok;
    lx->has_ahead = true;
}

/* Whether the current line has no further token. Does not look into the next line. */
bool lex_end_of_line(Lexer *lx)
{
    if (lx->has_ahead)
        return lx->ahead.bol;
    skip_blanks(lx, false, &lx->spaced);
    return lex_cur(lx) == '\n' || lx->pos >= lx->len;
}

/* The place where the next line begins; 0 if the file ends with this line. */
Loc lex_next_line(const Lexer *lx)
{
    return lx->pos < lx->len ? lex_loc(lx) + 1 : 0;
}

/* After #include: the name between <> and true, or between "" and false; false if there is neither. */
bool lex_header_name(Lexer *lx, Buf *name, bool *system)
{
    while (lex_cur(lx) == ' ' || lex_cur(lx) == '\t')
        lx->pos++;
    Loc loc = lex_loc(lx);
    int close = lex_cur(lx);
    if (close != '<' && close != '"')
        return false;
    if (close == '<')
        close = '>';
    lx->pos++;
    lx->buf.len = 0;
    while (lex_cur(lx) != close) {
        if (lx->pos >= lx->len || lex_cur(lx) == '\n')
            err1(lx->src, loc, "missing closing {}", close == '>' ? ">" : "\"");
        lex_take(lx);
    }
    lx->pos++;
    buf_add(name, lx->buf.data, lx->buf.len);
    *system = close == '>';
    return true;
}

Loc lex_loc(const Lexer *lx)
{
    return lx->base + (Loc)lx->pos;
}

/* The byte `n` behind the current one, without regard to splices; 0 at the end. */
static unsigned char lex_peek(const Lexer *lx, size_t n)
{
    return lx->pos + n < lx->len ? lx->text[lx->pos + n] : 0;
}

/* The current byte, splices skipped; 0 at the end. */
static unsigned char lex_cur(Lexer *lx)
{
    unsigned char c = lex_peek(lx, 0);
    while (c == '\\') {
        if (lex_peek(lx, 1) == '\n')
            lx->pos += 2;
        else if (lex_peek(lx, 1) == '\r' && lex_peek(lx, 2) == '\n')
            lx->pos += 3;
        else
            break;
        c = lex_peek(lx, 0);
    }
    return c;
}

/* Adds the current byte to the spelling. */
static void lex_take(Lexer *lx)
{
    buf_byte(&lx->buf, lx->text[lx->pos]);
    lx->pos++;
}

/* Skips white space and comments, over the ends of lines if `lines` is set: whether a
   line ended, and whether there was anything. */
static bool skip_blanks(Lexer *lx, bool lines, bool *space)
{
    bool bol = lx->pos == 0;
    bool found = lx->spaced;
    lx->spaced = false;
    for (;;) {
        int c = lex_cur(lx);
        if (c == '\n' && lines) {
            bol = true;
        } else if (c == '/' && lex_peek(lx, 1) == '/') {
            while (lex_cur(lx) != '\n' && lx->pos < lx->len)
                lx->pos++;
            found = true;
            continue;
        } else if (c == '/' && lex_peek(lx, 1) == '*') {
            skip_comment(lx);
            found = true;
            continue;
        } else if (c != ' ' && c != '\t' && c != '\r' && c != 0x0b && c != 0x0c) {
            *space = found;
            return bol;
        }
        found = true;
        lx->pos++;
    }
}

static void skip_comment(Lexer *lx)
{
    Loc loc = lex_loc(lx);
    lx->pos += 2;
    for (;;) {
        int c = lex_cur(lx);
        refuse(lx->src, lx->pos >= lx->len, loc, "unterminated comment");
        lx->pos++;
        if (c == '*' && lex_cur(lx) == '/') {
            lx->pos++;
            return;
        }
    }
}

static void take_name(Lexer *lx)
{
    while (is_name(lex_cur(lx)))
        lex_take(lx);
}

/* pp-number (C11 6.4.8) */
static void take_number(Lexer *lx)
{
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
static bool take_quoted(Lexer *lx, int quote)
{
    lex_take(lx);
    for (;;) {
        int c = lex_cur(lx);
        if (lx->pos >= lx->len || c == '\n')
            return false;
        lex_take(lx);
        if (c == quote)
            return true;
        if (c == '\\' && lex_cur(lx) != '\n' && lx->pos < lx->len)
            lex_take(lx);
    }
}

/* The longest punctuator here, or TK_OTHER and one byte. */
static Kind take_punctuator(Lexer *lx, int c)
{
    Kind kind = TK_OTHER;
    size_t len = 0;
    size_t i = lx->first[c];
    lex_take(lx);
    while (i < KIND_COUNT && kinds[i][0] == c) {
        const char *text = kinds[i];
        if (strlen(text) > len && lex_follows(lx, text + 1)) {
            kind = (Kind)i;
            len = strlen(text);
        }
        i++;
    }
    for (i = 1; i < len; i++) {
        lex_cur(lx);
        lx->pos++;
    }
    return kind;
}

/* Whether `text` stands here, splices skipped. */
static bool lex_follows(Lexer *lx, const char *text)
{
    size_t start = lx->pos;
    bool same = true;
    while (*text != 0) {
        same = same && lex_cur(lx) == *text;
        lx->pos++;
        text++;
    }
    lx->pos = start;
    return same;
}

static bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}

static bool is_name_start(int c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_name(int c)
{
    return is_name_start(c) || is_digit(c);
}
