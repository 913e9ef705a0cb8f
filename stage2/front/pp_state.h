/* The state of the preprocessor, shared by its files (pp*.c, lex.c) and by nothing else.

   Tokens come from the text (lex.c) or, while macros are expanded, from the topmost of a stack of
   contexts: runs of tokens that lie in a macro's body, in an argument, or in the result of a
   substitution (pp_macro.c). A context that is used up is taken off, and its macro may be expanded
   again: the rule of C11 6.10.3.4 in the way gcc has it. */
#ifndef PP_STATE_H
#define PP_STATE_H

#include "pp.h"
#include "keywords.h"

/* Kinds that only the preprocessor sees. */
enum {
    TK_PARAM = TK_END + 1, /* in a macro body: parameter number `len`, u.name its name */
    TK_VA_OPT,             /* in a macro body: __VA_OPT__ and the `len` tokens behind it */
    TK_VA_OPT_END,
    TK_COMMENT             /* with keep_comments */
};

/* More Token.flags. */
enum {
    TF_MACRO = 16,      /* out of a macro's body: its place says nothing about its neighbours */
    TF_PASTE = 32,      /* in a macro body: ## follows */
    TF_STRINGIFY = 64   /* in a macro body: # stands before the parameter */
};

/* Classes of bytes. */
enum {
    CC_IDENT = 1,   /* part of an identifier */
    CC_START = 2,   /* begins an identifier */
    CC_NUMBER = 4,  /* part of a pp-number, but for the sign behind an exponent */
    CC_ODD = 8,     /* may be a splice, a universal character name or a trigraph */
    CC_STRING = 16, /* must be looked at in a string: quotes, \, new-line, NUL (and ? with trigraphs) */
    CC_COMMENT = 32, /* must be looked at in a comment: * NUL */
    CC_LINE = 64,   /* must be looked at in a // comment: new-line, NUL, \ (?) */
    CC_SKIP = 128   /* must be looked at in a skipped group: new-line, NUL, quotes, / and \ (?) */
};

/* In the order of how often they are met. */
typedef enum Directive {
    DIRECTIVE_DEFINE,
    DIRECTIVE_ENDIF,
    DIRECTIVE_IF,
    DIRECTIVE_IFDEF,
    DIRECTIVE_IFNDEF,
    DIRECTIVE_ELSE,
    DIRECTIVE_INCLUDE,
    DIRECTIVE_UNDEF,
    DIRECTIVE_ELIF,
    DIRECTIVE_PRAGMA,
    DIRECTIVE_ERROR,
    DIRECTIVE_LINE,
    DIRECTIVE_WARNING,
    DIRECTIVE_INCLUDE_NEXT,
    DIRECTIVE_ELIFDEF,
    DIRECTIVE_ELIFNDEF,
    DIRECTIVE_IDENT,
    DIRECTIVE_SCCS,
    DIRECTIVE_IMPORT,
    DIRECTIVE_ASSERT,
    DIRECTIVE_UNASSERT,
    DIRECTIVE_COUNT
} Directive;

typedef enum Builtin {
    BUILTIN_NONE,
    BUILTIN_LINE,
    BUILTIN_FILE,
    BUILTIN_FILE_NAME,
    BUILTIN_BASE_FILE,
    BUILTIN_DATE,
    BUILTIN_TIME,
    BUILTIN_TIMESTAMP,
    BUILTIN_COUNTER,
    BUILTIN_INCLUDE_LEVEL,
    BUILTIN_PRAGMA,
    BUILTIN_HAS_ATTRIBUTE,
    BUILTIN_HAS_BUILTIN,
    BUILTIN_HAS_FEATURE,
    BUILTIN_HAS_INCLUDE,
    BUILTIN_HAS_INCLUDE_NEXT
} Builtin;

struct Macro {
    Name *name;
    Loc loc; /* of the name in its definition */
    uint8_t builtin;
    bool function_like;
    bool variadic;
    bool named_variadic; /* args... */
    bool disabled;       /* being expanded */
    bool substitute;     /* the body has parameters, #, ## or __VA_OPT__ */
    bool system;
    bool predefined;     /* before the main file */
    uint32_t param_count;
    uint32_t count;
    Name **params;
    Token *body;
    uint32_t *expanded; /* parameters that are used expanded, in the order of first use */
    uint32_t expanded_count;
    struct Macro *pushed; /* by #pragma push_macro: what was saved before */
    bool undefined;       /* saved where there was no macro */
};

/* A file's text, read once. */
typedef struct File {
    const char *path;
    const char *shown; /* after -fmacro-prefix-map */
    const unsigned char *text;
    uint32_t len;
    Name *guard;   /* #ifndef around all of it */
    size_t folder; /* 1 + number of the folder where it was found; 0: none */
    bool once;
    bool entered;
    bool system;
} File;

/* A text that is being read. For all but the innermost, `at` says where to go on. */
typedef struct Input {
    File *file;
    const unsigned char *text;
    const unsigned char *at;
    const unsigned char *end;
    const unsigned char *first; /* what is not blank or comment begins here */
    Loc base;
    size_t conds; /* height of the stack of conditionals on entry */
    bool system;
    Name *guard; /* the guard that ended at the end of the file */
} Input;

typedef struct Cond {
    Loc loc;
    const char *directive; /* "if", "else" …, for messages */
    bool taken;   /* one of its groups was or is taken */
    bool in_else; /* #else was seen */
    bool skipped; /* lies in a skipped group */
    Name *guard;  /* #ifndef at the beginning of the file */
} Cond;

#define KEEP_LEAD 255

typedef struct Context {
    const Token *at;
    const Token *end;
    Macro *macro; /* enabled again at the end, or NULL */
    Loc loc;      /* the tokens get this place; 0: keep theirs */
    uint8_t lead;  /* flags of the first token: TF_SPACE, TF_LINE; KEEP_LEAD: its own */
    uint8_t trail; /* flags for the token behind the last */
    bool barrier; /* the end of an argument that is expanded by itself */
    bool on_stack; /* the tokens lie on Pp.stack, which may move */
    struct TokenChunk *chunk; /* where the results stood before, to go back to */
    size_t used;
} Context;

/* An argument of a macro call: `count` tokens of Pp.stack from `first`; and expanded. */
typedef struct MacroArg {
    size_t first;
    size_t count;
    size_t expanded_first;
    size_t expanded_count;
    bool needs_expansion; /* has names of macros */
    bool expanded;
    bool omitted; /* a variable argument that the comma before it went with */
} MacroArg;

/* Results of substitutions, as a stack. */
typedef struct TokenChunk {
    struct TokenChunk *before;
    struct TokenChunk *after;
    size_t room;
    Token tokens[];
} TokenChunk;

struct Pp {
    /* the text that is being read */
    const unsigned char *at;
    const unsigned char *text;
    const unsigned char *end;
    Loc base;
    unsigned char cc[256];
    uint8_t fresh;     /* flags of the next token from the text */
    bool in_directive; /* new-lines are tokens */
    bool in_macro_args; /* collecting arguments */
    bool in_if;        /* evaluating #if */
    unsigned expr_depth; /* levels that a condition may nest; 0: not yet asked */
    bool quiet;        /* lexing what was made up: no messages */
    bool printing;     /* -E: everything is passed on */
    bool done;
    bool opened;       /* the main file has been entered */
    bool date_warned;
    Loc include_loc;   /* of the file that was asked for last */
    uint32_t nesting;  /* of arguments expanded in arguments */
    uint64_t produced; /* tokens of the outermost macro call */

    Diag *diag;
    Names *names;
    PpOptions options;
    Arena arena;
    Arena text_arena; /* texts of tokens that were made up */
    Buf scratch;

    Input *inputs;
    size_t input_count;
    size_t input_room;
    Cond *conds;
    size_t cond_count;
    size_t cond_room;
    Context *contexts;
    size_t context_count;
    size_t context_room;
    Token *stack; /* arguments and results in the making */
    size_t stack_count;
    size_t stack_room;
    TokenChunk *chunk; /* results of substitutions */
    size_t used;
    MacroArg *args; /* of the calls being expanded */
    size_t arg_count;
    size_t arg_room;
    uint8_t pending; /* flags for the next token: after an empty expansion */

    StrMap files_by_path; /* File */
    StrMap pushed;        /* name -> Macro, by #pragma push_macro */
    StrMap lookups;       /* spelling in #include -> File */
    File **files;         /* in the order of first opening */
    size_t file_count;
    size_t file_room;
    const char **paths; /* for pp_files */
    bool *systems;
    const char *main_path;
    uint32_t counter;
    const char *date;
    const char *time;

    Name *n_defined;
    Name *n_va_args;
    Name *n_va_opt;
    Name *n_pragma;
    Name *n_has_include;
    Name *n_has_include_next;
    Name *n_true;
    Name *directives[DIRECTIVE_COUNT];
    struct Printer *printer; /* during pp_print */
};

/* ---- lex.c ---- */

void lex_init(Pp *pp);
/* The next token of the text. In a directive, TK_NEWLINE at its end, which stays. TK_EOF at the end of
   the text. */
void lex(Pp *pp, Token *t);
/* Lexes `len` bytes followed by a NUL as one token; false if they are not exactly one. */
bool lex_whole(Pp *pp, const char *text, size_t len, Token *t);
/* Behind white space (without new-lines if `in_line`), comments and splices. */
const unsigned char *lex_skip_blank(Pp *pp, const unsigned char *p, bool in_line);
/* To the end of the logical line, comments included: at its new-line or NUL. */
const unsigned char *lex_line_end(Pp *pp, const unsigned char *p);
/* The rest of the directive's line without comments and splices, blanks as single spaces, in scratch. */
void lex_rest(Pp *pp, Buf *out);
/* The number of bytes of a splice at p, or 0. */
size_t lex_splice(const Pp *pp, const unsigned char *p);
#define LOC_AT(pp, p) ((pp)->base + (Loc)((p) - (pp)->text))

/* ---- pp.c ---- */

/* The next token of the innermost text, after directives have been done; TK_EOF at the end of a file in
   the middle of arguments, and at the end of the unit. */
void pp_text_token(Pp *pp, Token *t);
/* The same when *t, a # or TK_EOF of the text, has been read. */
void pp_text_special(Pp *pp, Token *t);
/* Skips what is left on the directive's line. */
void pp_end_line(Pp *pp);
/* Warns about more tokens on the line of #`directive`. */
void pp_check_end(Pp *pp, const char *directive);
const char *pp_spelling(Pp *pp, const Token *t);
/* The characters of a token, of *len bytes. */
const char *token_text(const Token *t, size_t *len);
const char *punct_text(unsigned kind);
/* ---- pp_pragma.c ---- */

/* #pragma, behind that word. True if *t is a token for the parser. */
bool pragma_directive(Pp *pp, Token *t, Loc loc);
/* _Pragma, which is *t. True if *t is now a token for the parser, false if it was done. */
bool pragma_operator(Pp *pp, Token *t);

/* ---- pp_macro.c ---- */

void macro_init(Pp *pp);
void macro_define(Pp *pp);
void macro_builtin(Pp *pp, const char *name, Builtin which);
/* The next token with macros expanded. */
void macro_next(Pp *pp, Token *t);
/* Expands *t, the name of a macro. True if its expansion is what comes next; false if *t is the token. */
bool macro_expand(Pp *pp, Token *t);
void macro_stack_push(Pp *pp, const Token *t);
/* The next token as it stands. */
void macro_raw(Pp *pp, Token *t);
bool macro_peek_paren(Pp *pp);
/* Forgets what is left of expansions, at the end of a directive. */
void macro_discard(Pp *pp);
/* The body of a macro as its definition has it, with the parameters. */
void macro_text(const Macro *m, Buf *out);

/* ---- pp_builtin.c ---- */

void builtin_define_all(Pp *pp);
void builtin_expand(Pp *pp, Macro *m, Token *t);

/* ---- pp_expr.c ---- */

bool expr_condition(Pp *pp, const char *directive);

/* ---- pp_include.c ---- */

/* A header name behind #include or __has_include; the text in *name, false after an error. */
bool include_name(Pp *pp, const char *directive, Buf *name, bool *angled);
File *include_find(Pp *pp, const char *name, bool angled, bool next);
void include_enter(Pp *pp, File *file, Loc from);
/* Enters a text that is no file of its own: predefined macros. */
void include_enter_text(Pp *pp, const char *name, const unsigned char *text, size_t len);
void include_leave(Pp *pp);
void include_directive(Pp *pp, const char *directive, bool next, bool import);
File *include_open(Pp *pp, const char *path, size_t folder);
const char *include_map(Pp *pp, const char *path);

/* ---- pp_print.c ---- */

void print_enter(Pp *pp);
void print_leave(Pp *pp);
/* A line of its own, for a directive that is passed on. */
void print_directive(Pp *pp, Loc loc, const char *text, size_t len);

#endif
