/* The lexer: bytes to preprocessing tokens (C11 6.4, translation phases 1 to 3).

   The text is read in place. A table of byte classes drives the loops, and the NUL behind the text ends
   each of them, so that no loop compares with the end. Splices (\ new-line), trigraphs and universal
   character names are rare: wherever one could change a token, the logical line is copied without them,
   and the token is read from the copy (lex_slow). */
#include "pp_state.h"

#include <string.h>

/* ---- classes ---- */

void lex_init(Pp *pp) {
    unsigned char *cc = pp->cc;
    memset(cc, 0, 256);
    for (int c = 0; c < 256; c++) {
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80 ||
                      (c == '$' && !pp->options.assembler);
        bool digit = c >= '0' && c <= '9';
        if (letter)
            cc[c] |= CC_IDENT | CC_START | CC_NUMBER;
        if (digit)
            cc[c] |= CC_IDENT | CC_NUMBER;
    }
    cc['.'] |= CC_NUMBER;
    cc['\\'] |= CC_ODD | CC_STRING | CC_LINE | CC_SKIP;
    cc['"'] |= CC_STRING | CC_SKIP;
    cc['\''] |= CC_STRING | CC_SKIP;
    cc['\n'] |= CC_STRING | CC_LINE | CC_SKIP;
    cc[0] |= CC_STRING | CC_COMMENT | CC_LINE | CC_SKIP;
    cc['*'] |= CC_COMMENT;
    cc['/'] |= CC_SKIP;
    if (pp->options.trigraphs)
        cc['?'] |= CC_ODD | CC_STRING | CC_LINE | CC_SKIP;
}

/* ---- splices and blanks ---- */

/* The character that the trigraph at p stands for (C11 5.2.1.1), or 0. */
static unsigned trigraph(const Pp *pp, const unsigned char *p) {
    static const char from[] = "=(/)'<!>-";
    static const char to[] = "#[\\]^{|}~";
    const char *found;
    if (!pp->options.trigraphs || p[0] != '?' || p[1] != '?' || p[2] == '\0')
        return 0;
    found = strchr(from, p[2]);
    return found == NULL ? 0 : (unsigned char)to[found - from];
}

size_t lex_splice(const Pp *pp, const unsigned char *p) {
    size_t n = 1;
    if (*p != '\\') {
        if (trigraph(pp, p) != '\\')
            return 0;
        n = 3;
    }
    /* Blanks before the new-line are ignored, as in gcc. */
    while (p[n] == ' ' || p[n] == '\t' || p[n] == '\r' || p[n] == '\f' || p[n] == '\v')
        n++;
    return p[n] == '\n' ? n + 1 : 0;
}

/* Behind the comment whose inside begins at p; at the NUL if it does not end. */
static const unsigned char *block_comment(const Pp *pp, const unsigned char *p) {
    const unsigned char *cc = pp->cc;
    for (;;) {
        const unsigned char *q;
        size_t n;
        while (!(cc[*p] & CC_COMMENT))
            p++;
        if (*p == '\0') {
            if (p >= pp->end)
                return p;
            p++;
            continue;
        }
        q = p + 1;
        if (*q == '/')
            return q + 1;
        while (*q == '\\' && (n = lex_splice(pp, q)) != 0)
            q += n;
        if (*q == '/')
            return q + 1;
        p++;
    }
}

/* At the end of the // comment. */
static const unsigned char *line_comment(const Pp *pp, const unsigned char *p) {
    const unsigned char *cc = pp->cc;
    for (;;) {
        size_t n;
        while (!(cc[*p] & CC_LINE))
            p++;
        if (*p == '\n' || (*p == '\0' && p >= pp->end))
            return p;
        n = lex_splice(pp, p);
        p += n != 0 ? n : 1;
    }
}

/* Where a comment's inside begins, if the '/' at p begins one; *line tells // from the other kind. */
static const unsigned char *comment_start(const Pp *pp, const unsigned char *p, bool *line) {
    size_t n;
    p++;
    while ((*p == '\\' || *p == '?') && (n = lex_splice(pp, p)) != 0)
        p += n;
    *line = *p == '/';
    return *p == '/' || *p == '*' ? p + 1 : NULL;
}

/* Behind the comment at p, or NULL if there is none. */
static const unsigned char *skip_comment(Pp *pp, const unsigned char *p) {
    bool line;
    const unsigned char *q = comment_start(pp, p, &line);
    if (q == NULL || (line && pp->options.std == STD_C89 && !pp->options.gnu && !pp->options.assembler))
        return NULL;
    if (line)
        return line_comment(pp, q);
    q = block_comment(pp, q);
    if (q >= pp->end && (q - p < 4 || q[-1] != '/' || q[-2] != '*'))
        diag_error(pp->diag, LOC_AT(pp, p), "unterminated comment");
    return q;
}

const unsigned char *lex_skip_blank(Pp *pp, const unsigned char *p, bool in_line) {
    for (;;) {
        unsigned c = *p;
        if (c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v' || (c == '\n' && !in_line)) {
            p++;
        } else if (c == '/') {
            const unsigned char *q = skip_comment(pp, p);
            if (q == NULL)
                return p;
            p = q;
        } else if (c == '\\' || c == '?') {
            size_t n = lex_splice(pp, p);
            if (n == 0)
                return p;
            p += n;
        } else if (c == '\0' && p < pp->end) {
            p++;
        } else {
            return p;
        }
    }
}

/* Behind the string or character constant in a line that is not read as tokens. */
static const unsigned char *skip_quoted(const Pp *pp, const unsigned char *p) {
    unsigned quote = *p;
    p++;
    for (;;) {
        while (!(pp->cc[*p] & CC_STRING))
            p++;
        if (*p == '\n' || (*p == '\0' && p >= pp->end))
            return p;
        if (*p == quote)
            return p + 1;
        if (*p == '\\' || *p == '?') {
            size_t n = lex_splice(pp, p);
            if (n != 0) {
                p += n;
                continue;
            }
            if (*p == '\\' && p[1] != '\0' && p[1] != '\n')
                p++;
        }
        p++;
    }
}

const unsigned char *lex_line_end(Pp *pp, const unsigned char *p) {
    const unsigned char *cc = pp->cc;
    for (;;) {
        size_t n;
        while (!(cc[*p] & CC_SKIP))
            p++;
        switch (*p) {
        case '\n':
            return p;
        case '\0':
            if (p >= pp->end)
                return p;
            p++;
            break;
        case '"':
        case '\'':
            p = skip_quoted(pp, p);
            break;
        case '/': {
            const unsigned char *q = skip_comment(pp, p);
            p = q != NULL ? q : p + 1;
            break;
        }
        default: /* \ and, with trigraphs, ? */
            n = lex_splice(pp, p);
            p += n != 0 ? n : 1;
            break;
        }
    }
}

void lex_rest(Pp *pp, Buf *out) {
    const unsigned char *p = lex_skip_blank(pp, pp->at, true);
    out->len = 0;
    while (*p != '\n' && !(*p == '\0' && p >= pp->end)) {
        const unsigned char *q;
        if (*p == '"' || *p == '\'') {
            q = skip_quoted(pp, p);
            buf_add(out, p, (size_t)(q - p));
            p = q;
            continue;
        }
        q = lex_skip_blank(pp, p, true);
        if (q != p) {
            buf_byte(out, ' ');
        } else {
            buf_byte(out, *p);
            q++;
        }
        p = q;
    }
    while (out->len > 0 && out->data[out->len - 1] == ' ')
        out->len--;
    pp->at = p;
}

/* ---- the slow road ---- */

static void append_utf8(Buf *b, uint32_t c) {
    if (c < 0x80) {
        buf_byte(b, c);
    } else if (c < 0x800) {
        buf_byte(b, 0xc0 | c >> 6);
        buf_byte(b, 0x80 | (c & 63));
    } else if (c < 0x10000) {
        buf_byte(b, 0xe0 | c >> 12);
        buf_byte(b, 0x80 | (c >> 6 & 63));
        buf_byte(b, 0x80 | (c & 63));
    } else {
        buf_byte(b, 0xf0 | c >> 18);
        buf_byte(b, 0x80 | (c >> 12 & 63));
        buf_byte(b, 0x80 | (c >> 6 & 63));
        buf_byte(b, 0x80 | (c & 63));
    }
}

static unsigned hex_digit(unsigned c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 32;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 99;
}

/* Bytes of the universal character name at p (\uXXXX, \UXXXXXXXX), or 0. */
static size_t ucn(const unsigned char *p, uint32_t *c) {
    size_t count;
    if (p[0] != '\\' || (p[1] != 'u' && p[1] != 'U'))
        return 0;
    count = p[1] == 'u' ? 4 : 8;
    *c = 0;
    for (size_t i = 0; i < count; i++) {
        unsigned digit = hex_digit(p[2 + i]);
        if (digit > 15)
            return 0;
        *c = *c << 4 | digit;
    }
    return count + 2;
}

/* The logical bytes from p on, to the end of the line, and (if `stop` is not NULL) the physical place
   behind the first `count` of them. A universal character name that stands where an identifier may
   go on becomes UTF-8. */
static const unsigned char *logical(Pp *pp, const unsigned char *p, Buf *out, size_t count) {
    bool word = true;
    out->len = 0;
    while (out->len < count && *p != '\n' && !(*p == '\0' && p >= pp->end)) {
        unsigned c = *p;
        size_t n = 0;
        uint32_t wide;
        if (c == '\\' || c == '?') {
            n = lex_splice(pp, p);
            if (n != 0) {
                p += n;
                continue;
            }
            if (c == '?' && (c = trigraph(pp, p)) != 0) {
                buf_byte(out, c);
                p += 3;
                word = false;
                continue;
            }
            c = *p;
            if (word && (n = ucn(p, &wide)) != 0 && wide >= 0xa0 && wide <= 0x10ffff) {
                append_utf8(out, wide);
                p += n;
                continue;
            }
        }
        word = word && (pp->cc[c] & CC_IDENT) != 0;
        buf_byte(out, c);
        p++;
    }
    return p;
}

/* Reads the token at `start` from a copy of its logical line; spelled without splices. */
static void lex_slow(Pp *pp, Token *t, const unsigned char *start, unsigned flags) {
    const unsigned char *text = pp->text;
    const unsigned char *end = pp->end;
    Loc base = pp->base;
    Buf copy = {0};
    size_t used;
    logical(pp, start, &copy, (size_t)-1);
    buf_cstr(&copy);
    pp->base = LOC_AT(pp, start);
    pp->text = copy.data;
    pp->at = copy.data;
    pp->end = copy.data + copy.len;
    lex(pp, t);
    used = (size_t)(pp->at - copy.data);
    if (t->kind >= TK_NUMBER || t->kind == TK_OTHER) {
        if (t->kind != TK_PRAGMA)
            t->u.text = arena_copy(&pp->text_arena, t->u.text, t->len);
    }
    pp->text = text;
    pp->end = end;
    pp->base = base;
    pp->at = logical(pp, start, &copy, used);
    t->loc = LOC_AT(pp, start);
    t->flags = (uint8_t)flags;
    buf_free(&copy);
}

/* Whether the odd byte at p changes the token that seems to end before it. `next` classes are those
   that would go on. */
static bool goes_on(const Pp *pp, const unsigned char *p, unsigned next) {
    size_t n;
    uint32_t wide;
    bool spliced = false;
    while ((n = lex_splice(pp, p)) != 0) {
        p += n;
        spliced = true;
    }
    if (next != 0 && ucn(p, &wide) != 0)
        return wide >= 0xa0 && wide <= 0x10ffff;
    if (next == 0)
        return spliced || trigraph(pp, p) != 0;
    return (spliced && ((pp->cc[*p] & next) || *p == '"' || *p == '\'' || *p == '+' || *p == '-'));
}

/* ---- tokens ---- */

/* The string or character constant whose quote is at p; the token begins at `start`. */
static void lex_quoted(Pp *pp, Token *t, const unsigned char *start, const unsigned char *p) {
    const unsigned char *cc = pp->cc;
    unsigned quote = *p;
    bool odd = false;
    p++;
    for (;;) {
        while (!(cc[*p] & CC_STRING))
            p++;
        if (*p == quote)
            break;
        if (*p == '\n' || (*p == '\0' && p >= pp->end)) {
            if (odd)
                break;
            t->kind = TK_OTHER;
            t->len = 1;
            t->u.text = (const char *)start;
            if (!pp->options.assembler && !pp->quiet) {
                t->len = (uint32_t)(p - start);
                if (pp->in_directive || pp->printing)
                    diag_warn(pp->diag, WARN_ALWAYS, t->loc, "missing terminating %c character",
                              (int)quote);
                else
                    diag_error(pp->diag, t->loc, "missing terminating %c character", (int)quote);
            }
            pp->at = start + t->len;
            return;
        }
        if (*p == '\\' || *p == '?') {
            size_t n = lex_splice(pp, p);
            if (n != 0 || trigraph(pp, p) != 0) {
                odd = true;
                p += n != 0 ? n : 3;
                continue;
            }
            if (*p == '\\' && (p[1] != '\0' || p + 1 < pp->end) && p[1] != '\n') {
                p++;
                /* A splice or trigraph may follow the backslash. */
                if ((*p == '\\' && lex_splice(pp, p) != 0) || (*p == '?' && trigraph(pp, p) != 0))
                    odd = true;
            }
        }
        p++;
    }
    if (odd) {
        lex_slow(pp, t, start, t->flags);
        return;
    }
    p++;
    t->kind = quote == '"' ? TK_STRING : TK_CHAR;
    t->len = (uint32_t)(p - start);
    t->u.text = (const char *)start;
    pp->at = p;
}

static void lex_number(Pp *pp, Token *t, const unsigned char *start) {
    const unsigned char *cc = pp->cc;
    const unsigned char *p = start;
    for (;;) {
        while (cc[*p] & CC_NUMBER)
            p++;
        if (*p == '+' || *p == '-') {
            unsigned c = p[-1] | 32;
            if (p > start && (c == 'e' || (c == 'p' && pp->options.std != STD_C89))) {
                p++;
                continue;
            }
        } else if (*p == '\'' && pp->options.std == STD_C23 && (cc[p[1]] & CC_IDENT)) {
            p += 2;
            continue;
        }
        break;
    }
    if ((cc[*p] & CC_ODD) && goes_on(pp, p, CC_NUMBER)) {
        lex_slow(pp, t, start, t->flags);
        return;
    }
    t->kind = TK_NUMBER;
    t->len = (uint32_t)(p - start);
    t->u.text = (const char *)start;
    pp->at = p;
}

/* Kind and length of the punctuator at p of which the first character is c. */
static unsigned punctuator(const unsigned char *p, unsigned c, size_t *len) {
    unsigned d = p[1];
    *len = 2;
    switch (c) {
    case '-':
        if (d == '>')
            return TK_ARROW;
        if (d == '-')
            return TK_DEC;
        if (d == '=')
            return TK_SUB_ASSIGN;
        break;
    case '+':
        if (d == '+')
            return TK_INC;
        if (d == '=')
            return TK_ADD_ASSIGN;
        break;
    case '<':
        if (d == '=')
            return TK_LE;
        if (d == '<') {
            if (p[2] != '=')
                return TK_SHL;
            *len = 3;
            return TK_SHL_ASSIGN;
        }
        if (d == ':')
            return '[';
        if (d == '%')
            return '{';
        break;
    case '>':
        if (d == '=')
            return TK_GE;
        if (d == '>') {
            if (p[2] != '=')
                return TK_SHR;
            *len = 3;
            return TK_SHR_ASSIGN;
        }
        break;
    case '=':
        if (d == '=')
            return TK_EQ;
        break;
    case '!':
        if (d == '=')
            return TK_NE;
        break;
    case '&':
        if (d == '&')
            return TK_ANDAND;
        if (d == '=')
            return TK_AND_ASSIGN;
        break;
    case '|':
        if (d == '|')
            return TK_OROR;
        if (d == '=')
            return TK_OR_ASSIGN;
        break;
    case '*':
        if (d == '=')
            return TK_MUL_ASSIGN;
        break;
    case '/':
        if (d == '=')
            return TK_DIV_ASSIGN;
        break;
    case '^':
        if (d == '=')
            return TK_XOR_ASSIGN;
        break;
    case '#':
        if (d == '#')
            return TK_HASHHASH;
        break;
    case '%':
        if (d == '=')
            return TK_MOD_ASSIGN;
        if (d == '>')
            return '}';
        if (d == ':') {
            if (p[2] != '%' || p[3] != ':')
                return '#';
            *len = 4;
            return TK_HASHHASH;
        }
        break;
    case ':':
        if (d == '>')
            return ']';
        break;
    case '.':
        if (d == '.' && p[2] == '.') {
            *len = 3;
            return TK_ELLIPSIS;
        }
        break;
    default:
        break;
    }
    *len = 1;
    return c;
}

/* Digraphs (C11 6.4.6) are kept apart by the length of their spelling. */
static void lex_punct(Pp *pp, Token *t, const unsigned char *p, unsigned c) {
    size_t len;
    unsigned kind = punctuator(p, c, &len);
    /* The second and third character may be behind a splice: "<\ new-line <", "..\ new-line .". */
    if (((pp->cc[p[len]] | pp->cc[p[1]]) & CC_ODD) && strchr(")]}~,;([{?", (int)c) == NULL &&
        (goes_on(pp, p + len, 0) || goes_on(pp, p + 1, 0)) && pp->text != NULL) {
        lex_slow(pp, t, p, t->flags);
        return;
    }
    t->kind = (uint16_t)kind;
    t->len = (uint32_t)len;
    t->u.text = (const char *)p;
    pp->at = p + len;
}

static void lex_other(Pp *pp, Token *t, const unsigned char *p) {
    uint32_t wide;
    if (pp->cc[*p] & CC_ODD) {
        if (trigraph(pp, p) != 0) {
            lex_slow(pp, t, p, t->flags);
            return;
        }
        if (ucn(p, &wide) != 0 && wide >= 0xa0 && wide <= 0x10ffff) {
            lex_slow(pp, t, p, t->flags);
            return;
        }
        if (*p == '?') {
            lex_punct(pp, t, p, '?');
            return;
        }
    }
    t->kind = TK_OTHER;
    t->len = 1;
    t->u.text = (const char *)p;
    pp->at = p + 1;
}

/* The identifier at p, or a literal with a prefix. */
static void lex_word(Pp *pp, Token *t, const unsigned char *p) {
    const unsigned char *cc = pp->cc;
    const unsigned char *start = p;
    Names *names = pp->names;
    uint32_t h = NAME_HASH_START;
    unsigned c = *p;
    uint32_t len;
    Name *name;
    do {
        h = NAME_HASH(h, c);
        p++;
        c = *p;
    } while (cc[c] & CC_IDENT);
    len = (uint32_t)(p - start);
    if ((c == '"' || c == '\'') && len <= 2 && (!pp->options.assembler || c == '"')) {
        unsigned first = *start;
        bool c11 = pp->options.std >= STD_C11 || (pp->options.gnu && pp->options.std >= STD_C99);
        if ((len == 1 && (first == 'L' || (c11 && (first == 'u' || first == 'U')))) ||
            (len == 2 && c11 && first == 'u' && start[1] == '8' &&
             (c == '"' || pp->options.std == STD_C23))) {
            lex_quoted(pp, t, start, p);
            return;
        }
    }
    if ((cc[c] & CC_ODD) && goes_on(pp, p, CC_IDENT)) {
        lex_slow(pp, t, start, t->flags);
        return;
    }
    pp->at = p;
    t->kind = TK_IDENT;
    t->len = len;
    for (name = names->buckets[h & (names->bucket_count - 1)]; name != NULL; name = name->next) {
        if (name->hash == h && name->len == len && memcmp(name->text, start, len) == 0) {
            t->u.name = name;
            return;
        }
    }
    t->u.name = name_get(names, (const char *)start, len, h);
}

/* With -C, a comment between tokens is a token. */
static bool kept_comment(Pp *pp, Token *t, const unsigned char *p, const unsigned char *q,
                         unsigned flags) {
    if (!pp->options.keep_comments || pp->in_directive || !pp->printing)
        return false;
    t->kind = TK_COMMENT;
    t->flags = (uint8_t)flags;
    t->loc = LOC_AT(pp, p);
    t->len = (uint32_t)(q - p);
    t->u.text = (const char *)p;
    pp->at = q;
    return true;
}

void lex(Pp *pp, Token *t) {
    const unsigned char *p = pp->at;
    unsigned flags = pp->fresh;
    pp->fresh = 0;
    for (;;) {
        unsigned c = *p;
        size_t n;
        if (c == ' ') {
            flags |= TF_SPACE;
            p++;
            continue;
        }
        if (pp->cc[c] & CC_START) {
            t->flags = (uint8_t)flags;
            t->loc = LOC_AT(pp, p);
            lex_word(pp, t, p);
            return;
        }
        switch (c) {
        case '\n':
            if (pp->in_directive) {
                t->kind = TK_NEWLINE;
                t->flags = (uint8_t)flags;
                t->loc = LOC_AT(pp, p);
                t->len = 0;
                pp->at = p;
                return;
            }
            flags = TF_LINE;
            p++;
            continue;
        case '\t':
        case '\r':
        case '\f':
        case '\v':
            flags |= TF_SPACE;
            p++;
            continue;
        case '\0':
            if (p < pp->end) {
                flags |= TF_SPACE;
                p++;
                continue;
            }
            t->kind = pp->in_directive ? TK_NEWLINE : TK_EOF;
            t->flags = (uint8_t)flags;
            t->loc = LOC_AT(pp, p);
            t->len = 0;
            pp->at = p;
            return;
        case '\\':
            n = lex_splice(pp, p);
            if (n != 0) {
                p += n;
                continue;
            }
            break;
        case '?':
            if (!pp->options.trigraphs)
                break;
            n = lex_splice(pp, p);
            if (n != 0) {
                p += n;
                continue;
            }
            break;
        case '/': {
            const unsigned char *q;
            if (p[1] != '/' && p[1] != '*' && !(pp->cc[p[1]] & CC_ODD))
                break;
            q = skip_comment(pp, p);
            if (q == NULL)
                break;
            if (kept_comment(pp, t, p, q, flags))
                return;
            flags |= TF_SPACE;
            p = q;
            continue;
        }
        default:
            break;
        }
        t->flags = (uint8_t)flags;
        t->loc = LOC_AT(pp, p);
        switch (c) {
        case '0':
        case '1':
        case '2':
        case '3':
        case '4':
        case '5':
        case '6':
        case '7':
        case '8':
        case '9':
            lex_number(pp, t, p);
            return;
        case '.':
            if ((p[1] >= '0' && p[1] <= '9')) {
                lex_number(pp, t, p);
                return;
            }
            lex_punct(pp, t, p, c);
            return;
        case '"':
        case '\'':
            lex_quoted(pp, t, p, p);
            return;
        case '(':
        case ')':
        case '[':
        case ']':
        case '{':
        case '}':
        case ',':
        case ';':
        case '~':
            t->kind = (uint16_t)c;
            t->len = 1;
            t->u.text = (const char *)p;
            pp->at = p + 1;
            return;
        case '?':
            if (pp->options.trigraphs) {
                lex_other(pp, t, p);
                return;
            }
            lex_punct(pp, t, p, c);
            return;
        case '-':
        case '+':
        case '<':
        case '>':
        case '=':
        case '!':
        case '&':
        case '|':
        case '*':
        case '/':
        case '^':
        case '#':
        case '%':
        case ':':
            lex_punct(pp, t, p, c);
            return;
        default:
            lex_other(pp, t, p);
            return;
        }
    }
}

bool lex_whole(Pp *pp, const char *text, size_t len, Token *t) {
    const unsigned char *at = pp->at;
    const unsigned char *old = pp->text;
    const unsigned char *end = pp->end;
    uint8_t fresh = pp->fresh;
    bool in_directive = pp->in_directive;
    bool quiet = pp->quiet;
    Loc base = pp->base;
    bool good;
    /* What begins a comment is no token; and an open quote must not be reported here. */
    if (text[0] == '/' && (text[1] == '/' || text[1] == '*'))
        return false;
    pp->text = (const unsigned char *)text;
    pp->at = pp->text;
    pp->end = pp->text + len;
    pp->base = 0;
    pp->fresh = 0;
    pp->in_directive = true;
    pp->quiet = true;
    lex(pp, t);
    good = pp->at == pp->end && t->kind != TK_NEWLINE && t->flags == 0;
    pp->quiet = quiet;
    pp->at = at;
    pp->text = old;
    pp->end = end;
    pp->base = base;
    pp->fresh = fresh;
    pp->in_directive = in_directive;
    return good;
}
