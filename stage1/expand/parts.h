/* What the files of the expander share. A line is read as tokens, run and forgotten; the
   tokens of macros are kept. The expander knows no machine and no addresses. */
#ifndef EXPAND_PARTS_H
#define EXPAND_PARTS_H

#include "../diag.h"

/* ======== lex.c ======== */

/* The kinds of tokens. One that is a single character has that character as its kind. */
enum {
    /* The end of a line; with a `scope` other than 0, of the text. */
    TK_EOL = '\n',
    TK_NAME = 128,
    TK_NUMBER,
    TK_STRING,
    /* A parameter in a macro's body: an integer, a label. */
    TK_PARAM,
    TK_LABEL,
    TK_PASTE,
    TK_OR_OR,
    TK_AND_AND,
    TK_EQ,
    TK_NE,
    TK_LE,
    TK_GE,
    TK_SHL,
    TK_SAR,
    TK_SHR
};

typedef struct Token {
    unsigned char kind;
    /* Of a name: its sigil, '^' for `tag^name`, or 0. */
    unsigned char scope;
    /* A name without its sigil; the contents of a string. */
    Id id;
    Id tag;
    Loc loc;
    /* Of a number or a parameter; of the words of a condition, where the next of them is. */
    int64_t num;
} Token;

typedef struct Lexer {
    Interner names;
    const unsigned char *text;
    size_t len;
    uint32_t base;
    size_t pos;
    bool at_start;
    Sources *src;
} Lexer;

/* Goes on with the text that begins at `start`. */
void ex_lex_open(Lexer *lx, Loc start);
void ex_lex_next(Lexer *lx, Token *tok);

/* ======== emit.c ======== */

/* Bytes from one source line through one innermost macro (its number plus 1). */
typedef struct Run {
    Id section;
    uint64_t offset;
    uint64_t size;
    Loc line;
    size_t mac;
} Run;

typedef struct Output {
    Buf *hex;
    Buf *map; /* NULL: not wanted */
    /* Whether the last line of hex is unfinished. */
    bool in_line;
    Id section;
    /* By name: how much a section holds so far. */
    Map sizes;
    /* The name of the C file, or of nothing; the line. */
    Id c_file;
    int64_t c_line;
    Run run;
} Output;

/* ======== exec.c ======== */

/* How deep conditions, parentheses, calls and scopes may nest. */
#define MAX_NEST 200
#define MAX_PARAMS 64

/* A name in its scope, `num` counting units, expansions or scopes; or just the number
   `num`, as the argument of a macro. */
typedef struct Label {
    unsigned char scope;
    Id id;
    int64_t num;
} Label;

/* One expansion: its arguments are in `args` from `base` on. */
typedef struct Frame {
    size_t base;
    int64_t number;
    size_t mac;
    /* 0 at top level, where there is no macro. */
    unsigned depth;
} Frame;

typedef struct OpenScope {
    Id tag;
    int64_t num;
} OpenScope;

typedef struct Macro {
    Token name;
    /* Which parameters are labels. */
    bool *params;
    size_t param_count;
    size_t body;
    size_t end;
} Macro;

typedef struct Expander {
    Sources *src;
    Lexer lx;
    Output out;
    /* The bodies of the macros; from `mark` on, the lines at hand. */
    Token *toks;
    size_t tok_count;
    size_t tok_room;
    size_t mark;
    /* The current token. */
    size_t at;
    Macro *bodies;
    size_t body_count;
    size_t body_room;
    /* By name: the macro's body. */
    Map macros;
    Frame frame;
    Label *args;
    size_t arg_count;
    size_t arg_room;
    /* How deep in operators and parentheses; in how many operands that do not count. */
    unsigned nest;
    unsigned dead;
    /* The source line that is run, and how many statements that took so far. */
    Loc line;
    unsigned steps;
    /* Constants without a sigil, and those of this function. */
    Map globals;
    Map locals;
    int64_t unit;
    /* Expansions and scopes so far in this function. */
    int64_t expansions;
    int64_t scope_count;
    OpenScope scopes[MAX_NEST];
    size_t scope_depth;
    /* For each open symbol, whether it is a function. */
    bool *symbols;
    size_t symbol_count;
    size_t symbol_room;
    /* By name: the size of the field. */
    Map fields;
} Expander;

/* The statements that begin with a word of their own; these are the numbers of their names. */
enum {
    W_IF,
    W_ELIF,
    W_ELSE,
    W_END,
    W_MACRO,
    W_LET,
    W_OPEN,
    W_CLOSE,
    W_UNIT,
    W_FILE,
    W_AT,
    W_ERROR,
    W_FIELD,
    W_BYTE,
    W_HALF,
    W_WORD,
    W_QUAD,
    W_REF,
    W_ASCII,
    W_ZERO,
    W_ALIGN,
    W_SECTION,
    W_FUNC,
    W_OBJECT,
    W_ENDSYM,
    W_COUNT
};

int64_t ex_constant(const Expander *ex, const Label *label, Loc loc);
int ex_kind(const Expander *ex);
void ex_expect(Expander *ex, int kind, const char *msg);
Id ex_plain(Expander *ex);
/* An error at the current token if `bad`. */
void ex_refuse(const Expander *ex, bool bad, const char *msg);
void ex_error_here(const Expander *ex, const char *msg);
/* An error whose message has `name` in the place of "{}". */
void ex_error_about(const Expander *ex, Loc loc, const char *msg, Id name);
/* An error at `loc`; inside a macro, the place is the source line. */
void ex_error(const Expander *ex, Loc loc, const char *msg);

/* ======== read.c ======== */

/* Appends the next line, or lines that belong together, to the tokens. False at the end
   of the text. Afterwards the `num` of %if, %elif, %else and %macro is the place of the
   next word of the same condition. */
bool ex_read(Expander *ex);
void ex_definition(Expander *ex);

/* ======== expr.c ======== */

int64_t ex_expr(Expander *ex);
void ex_name(Expander *ex, Label *label);

/* ======== emit.c ======== */

void ex_break_line(Expander *ex);
void ex_put_bytes(Expander *ex, int64_t value, unsigned size);
void ex_put_reference(Expander *ex, Id field, const Label *label, int64_t addend, int64_t base);
void ex_text_line(Expander *ex, const char *text);
void ex_number_line(Expander *ex, const char *text, uint64_t number);
void ex_label_line(Expander *ex, const char *text, const Label *label);
void ex_section_line(Expander *ex, Id section);
void ex_field_line(Expander *ex, Loc from, Loc to);
void ex_set_c_place(Expander *ex, Id file, int64_t line);
void ex_pad(Expander *ex, uint64_t align);
void ex_grow(Expander *ex, uint64_t size);
void ex_end_run(Expander *ex);

#endif
