/* Tokens and names: what the lexer makes, the preprocessor passes on, and the parser reads. */
#ifndef TOKEN_H
#define TOKEN_H

#include "../diag/diag.h"

typedef struct Macro Macro;
typedef struct Symbol Symbol;
typedef struct Tag Tag;
typedef struct Label Label;

/* Kinds of tokens: single characters are their own kind; then punctuators of several characters,
   literals, and keywords. */
typedef enum TokenKind {
    TK_EOF = 0,
    TK_OTHER = 1,   /* a character that is no token by itself */
    TK_NEWLINE = 2, /* inside the preprocessor only */
    TK_PUNCT_FIRST = 128,
    TK_ARROW = TK_PUNCT_FIRST, /* -> */
    TK_INC,
    TK_DEC,
    TK_SHL,
    TK_SHR,
    TK_LE,
    TK_GE,
    TK_EQ,
    TK_NE,
    TK_ANDAND,
    TK_OROR,
    TK_ELLIPSIS,
    TK_MUL_ASSIGN,
    TK_DIV_ASSIGN,
    TK_MOD_ASSIGN,
    TK_ADD_ASSIGN,
    TK_SUB_ASSIGN,
    TK_SHL_ASSIGN,
    TK_SHR_ASSIGN,
    TK_AND_ASSIGN,
    TK_XOR_ASSIGN,
    TK_OR_ASSIGN,
    TK_HASHHASH,
    TK_IDENT,  /* name */
    TK_NUMBER, /* a pp-number: text */
    TK_CHAR,   /* text with prefix and quotes */
    TK_STRING, /* text with prefix and quotes */
    TK_PRAGMA, /* _Pragma or #pragma that the parser must see (pack): text is its line */
    TK_END
    /* keywords.h numbers the keywords from 256: KW_IF … */
} TokenKind;

/* An identifier; there is one Name for each spelling, so that pointers compare. What the name means
   now hangs on it: the innermost declaration, found without a search. */
typedef struct Name {
    const char *text; /* with a NUL behind it */
    uint32_t len;
    uint32_t hash;
    struct Name *next;   /* in its hash chain */
    uint16_t keyword;    /* KW_… or 0 */
    uint16_t builtin;    /* number of a __builtin_ function (builtins.h), or 0 */
    Macro *macro;        /* or NULL */
    Symbol *symbol;      /* ordinary identifiers (C11 6.2.3), innermost scope */
    Tag *tag;            /* tags, innermost scope */
    Label *label;        /* labels of the current function */
} Name;

enum {
    TF_SPACE = 1,     /* white space before it */
    TF_LINE = 2,      /* first of its line */
    TF_NO_EXPAND = 4, /* a macro name that must not be expanded again (6.10.3.4) */
    TF_SYSTEM = 8     /* from a system header's macro: no warnings */
};

typedef struct Token {
    uint16_t kind;  /* TokenKind, KW_… in the parser */
    uint8_t flags;  /* TF_… */
    uint8_t unused;
    uint32_t len;   /* of `text`, or of the name */
    Loc loc;        /* of the token, or of the outermost macro call whose body it comes from */
    union {
        Name *name;       /* TK_IDENT and keywords */
        const char *text; /* TK_NUMBER, TK_CHAR, TK_STRING, TK_OTHER, TK_PRAGMA; not NUL-terminated */
    } u;
} Token;

/* All names of a run. Zero it, then names_init. */
typedef struct Names {
    Name **buckets;
    size_t bucket_count;
    size_t count;
    Arena arena;
} Names;

void names_init(Names *names);
void names_free(Names *names);
/* `hash` is name_hash of the text. The lexer hashes while it scans. */
Name *name_get(Names *names, const char *text, size_t len, uint32_t hash);
Name *name_of(Names *names, const char *text);
/* h = NAME_HASH_START; h = NAME_HASH(h, byte) for each byte. */
#define NAME_HASH_START 5381U
#define NAME_HASH(h, c) ((h) * 33U + (c))

#endif
