/* The preprocessor (C11 6.10, translation phases 1 to 4): files in, expanded tokens out. */
#ifndef PP_H
#define PP_H

#include "token.h"

typedef struct Pp Pp;

typedef enum LangStd { STD_C89, STD_C99, STD_C11, STD_C17, STD_C23 } LangStd;

typedef struct PpFolder {
    const char *path;
    bool system;
    bool quote_only; /* -iquote */
} PpFolder;

typedef struct PpPrefixMap {
    const char *from;
    const char *to;
} PpPrefixMap;

/* What the command line says about preprocessing; the driver fills it. */
typedef struct PpOptions {
    const PpFolder *folders; /* in order: -iquote, -I, -isystem, standard, -idirafter */
    size_t folder_count;
    const char *const *predefined; /* "NAME=VALUE": of the target (target.h) and the language */
    size_t predefined_count;
    const char *const *commands; /* in order: "DNAME=VALUE", "UNAME", "iFILE" (-include), "mFILE" (-imacros) */
    size_t command_count;
    const PpPrefixMap *prefix_maps; /* -fmacro-prefix-map, for __FILE__ */
    size_t prefix_map_count;
    LangStd std;
    bool gnu;       /* -std=gnu…: not strict; predefines unix, linux; trigraphs off */
    bool trigraphs; /* -trigraphs or strict */
    bool freestanding; /* -ffreestanding: __STDC_HOSTED__ is 0 */
    bool assembler; /* -x assembler-with-cpp: # lines that are no directives pass, __ASSEMBLER__ */
    bool keep_comments; /* -C */
    int64_t source_date; /* SOURCE_DATE_EPOCH, or -1: __DATE__ and __TIME__ are "??? ?? ????", "??:??:??" with a warning */
} PpOptions;

/* Opens `path` ("-": standard input) as the unit's main file. */
Pp *pp_open(Diag *diag, Names *names, const PpOptions *options, const char *path);
/* The next token after expansion; identifiers are TK_IDENT (the parser looks at name->keyword);
   TK_EOF at the end, again and again. Never TK_NEWLINE. */
void pp_next(Pp *pp, Token *token);
void pp_close(Pp *pp);

/* -E: the whole unit as text with line markers (unless `no_lines`, -P); -dM: the macros instead. */
void pp_print(Pp *pp, Buf *out, bool no_lines);
void pp_print_macros(Pp *pp, Buf *out);
/* -M: the files that were read, in order of first opening, without duplicates. */
size_t pp_files(const Pp *pp, const char *const **paths, const bool **system);

/* ---- literals (front/literal.c): phases 5 to 7 ---- */

/* The value of an integer constant. `text` is a pp-number. */
typedef struct IntLiteral {
    uint64_t value;
    uint8_t is_unsigned; /* u suffix */
    uint8_t longs;       /* 0, 1 (l), 2 (ll) */
    bool decimal;
    bool overflow; /* does not fit 64 bits */
} IntLiteral;

/* True if the pp-number is a floating constant by its look. */
bool literal_is_float(const char *text, size_t len);
/* False, after an error, if the pp-number is no integer constant. */
bool literal_int(Diag *diag, const Token *token, IntLiteral *out);
/* Splits a floating constant: its length without suffix, and the suffix as a set of characters
   'f', 'l', 'i' (bits 1, 2, 4); false, after an error, if it is none. */
bool literal_float(Diag *diag, const Token *token, size_t *digits_len, unsigned *suffix);

typedef enum CharWidth { CHAR_PLAIN, CHAR_UTF8, CHAR_16, CHAR_32, CHAR_WIDE } CharWidth; /* none u8 u U L */

/* The value of a character constant as its type's value (plain: int, sign-extended from char). */
bool literal_char(Diag *diag, const Token *token, CharWidth *width, uint32_t *value);
/* Appends the elements of a string literal (1, 2 or 4 bytes each as `width` says; no terminator).
   The width of adjacent literals is settled by the caller with literal_width. */
CharWidth literal_width(const Token *token);
bool literal_string(Diag *diag, const Token *token, CharWidth width, Buf *out);

#endif
