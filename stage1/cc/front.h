/* The front half of the C compiler: bytes to tokens, macros, types, tree, names.
   One section for each file. Functions that have more than one result, or a struct as
   result, give it through the pointers at the end of their parameters. */
#ifndef FRONT_H
#define FRONT_H

#include "../diag.h"
#include "../util.h"

/* ======== mod.c: what -I and -D say ======== */

typedef struct Define {
    const char *name;
    const char *value;
} Define;

/* Zero it to begin with. */
typedef struct CcOptions {
    const char **include_dirs;
    size_t include_count;
    size_t include_room;
    Define *defines;
    size_t define_count;
    size_t define_room;
} CcOptions;

/* ======== token.c ======== */

/* What a token is. TK_PARAM is a parameter in the body of a macro, `id` its index; TK_OTHER a
   character that begins no token. From TK_LPAREN on: the punctuators of C11 6.4.6 without the
   digraphs, with those together that begin with the same character, for the lexer. */
typedef enum Kind {
    TK_EOF, TK_IDENT, TK_NUMBER, TK_CHAR, TK_STR, TK_PARAM, TK_OTHER,
    TK_LPAREN, TK_RPAREN, TK_LBRACKET, TK_RBRACKET, TK_LBRACE, TK_RBRACE, TK_COMMA, TK_SEMI,
    TK_COLON, TK_QUESTION, TK_TILDE, TK_NOT, TK_NE, TK_ASSIGN, TK_EQ, TK_PLUS, TK_INC,
    TK_ADD_ASSIGN, TK_MINUS, TK_DEC, TK_SUB_ASSIGN, TK_ARROW, TK_STAR, TK_MUL_ASSIGN,
    TK_SLASH, TK_DIV_ASSIGN, TK_PERCENT, TK_MOD_ASSIGN, TK_AMP, TK_AND_AND, TK_AND_ASSIGN,
    TK_PIPE, TK_OR_OR, TK_OR_ASSIGN, TK_CARET, TK_XOR_ASSIGN, TK_LESS, TK_LE, TK_SHL,
    TK_SHL_ASSIGN, TK_GREATER, TK_GE, TK_SHR, TK_SHR_ASSIGN, TK_DOT, TK_ELLIPSIS,
    TK_HASH, TK_HASH_HASH
} Kind;

#define KIND_COUNT (TK_HASH_HASH + 1)

/* The texts of the kinds, by their numbers. */
extern const char *const kinds[KIND_COUNT];

/* A token; before and after preprocessing alike. */
typedef struct Token {
    Kind kind;
    /* The spelling of an identifier, number, character constant or string literal. */
    Id id;
    Loc loc;
    /* First on its line. */
    bool bol;
    /* Preceded by white space. */
    bool space;
    /* The name of a macro that may not be expanded any more (C11 6.10.3.4p2). */
    bool noexpand;
} Token;

/* Names with fixed numbers. First the words that begin declaration specifiers, those of the basic
   types before all, and from KW_ALIGNAS on those that Seed C refuses; then other keywords, from
   KW_ALIGNOF on those that it refuses; from KW_DEFINE on, names that are no keywords. */
typedef enum Kw {
    KW_VOID, KW_BOOL, KW_CHAR, KW_SHORT, KW_INT, KW_LONG, KW_SIGNED,
    KW_UNSIGNED, KW_STRUCT, KW_UNION, KW_ENUM, KW_VA_LIST,
    KW_CONST, KW_VOLATILE, KW_RESTRICT, KW_INLINE, KW_NORETURN,
    KW_TYPEDEF, KW_EXTERN, KW_STATIC, KW_AUTO, KW_REGISTER,
    KW_ALIGNAS, KW_ATOMIC, KW_COMPLEX, KW_DOUBLE, KW_FLOAT,
    KW_IMAGINARY, KW_THREAD_LOCAL,
    KW_BREAK, KW_CASE, KW_CONTINUE, KW_DEFAULT, KW_DO, KW_ELSE,
    KW_FOR, KW_GOTO, KW_IF, KW_RETURN, KW_SIZEOF, KW_SWITCH,
    KW_STATIC_ASSERT,
    KW_VA_ARG, KW_VA_COPY, KW_VA_END,
    KW_VA_START, KW_WHILE,
    KW_ALIGNOF, KW_GENERIC, KW_ASM,
    KW_DEFINE, KW_DEFINED, KW_ELIF, KW_ENDIF, KW_ERROR, KW_IFDEF,
    KW_IFNDEF, KW_INCLUDE, KW_LINE, KW_PRAGMA, KW_UNDEF,
    KW_DUNDER_FILE, KW_DUNDER_LINE, KW_VA_ARGS, KW_MAIN, KW_FUNC,
    /* No such name; also how many there are. */
    KW_NONE
} Kw;

/* Gives the names above their numbers; to be called on an empty interner. */
void intern_words(Interner *names);
/* The fixed name that the token is, or KW_NONE. */
Kw token_word(const Token *tok);
/* The keyword that the token is, or KW_NONE. */
Kw token_keyword(const Token *tok);
bool token_is(const Token *tok, Kw kw);

/* A list of tokens. Zero it to begin with. */
typedef struct Tokens {
    Token *items;
    size_t count;
    size_t room;
} Tokens;

void tokens_add(Tokens *list, const Token *tok);
void tokens_append(Tokens *list, const Tokens *more);
void tokens_free(Tokens *list);

/* ======== lex.c ======== */

typedef struct Lexer {
    Sources *src;
    const unsigned char *text;
    size_t len;
    Loc base;
    size_t pos;
    /* A token that was given back. */
    Token ahead;
    bool has_ahead;
    /* White space was passed by lex_end_of_line. */
    bool spaced;
    /* In a group that a conditional skips, quotes need not match. */
    bool lenient;
    /* The spelling of the current token. */
    Buf buf;
} Lexer;

/* A lexer for `text`, whose first byte is at `base`. */
void lex_new(Lexer *lx, Sources *src, const unsigned char *text, size_t len, Loc base);
void lex_free(Lexer *lx);
/* The next token; TK_EOF at the end, again and again. */
void lex_next(Lexer *lx, Interner *names, Token *out);
/* Gives back the token that lex_next returned last. */
void lex_unread(Lexer *lx, const Token *tok);
/* Whether the current line has no further token. Does not look into the next line. */
bool lex_end_of_line(Lexer *lx);
/* The place where the next line begins; 0 if the file ends with this line. */
Loc lex_next_line(const Lexer *lx);
/* After #include: the name between <> and true, or between "" and false, is put into
   `name` and `system`; false if there is neither. */
bool lex_header_name(Lexer *lx, Buf *name, bool *system);
Loc lex_loc(const Lexer *lx);

/* ======== literal.c ======== */

/* An integer constant: its value and what its suffix says. */
typedef struct Integer {
    uint64_t value;
    bool is_unsigned;
    /* How many times `l` or `L` stands in the suffix. */
    size_t longs;
    bool decimal;
} Integer;

/* `text` is a spelling, with a NUL behind it. */
void literal_integer(Sources *src, const char *text, Loc loc, Integer *out);
int64_t literal_character(Sources *src, const char *text, size_t len, Loc loc);
/* Appends the bytes that a quoted spelling stands for, without a terminating zero. */
void literal_quoted(Sources *src, const char *text, size_t len, Loc loc, Buf *out);

/* ======== pp.c and macros.c ======== */

/* A conditional that is open. */
typedef struct Cond {
    Loc loc;
    /* One of its groups was processed. */
    bool taken;
    /* #else was seen. */
    bool last;
} Cond;

typedef struct File {
    Lexer lexer;
    const char *name;
    Cond *conds;
    size_t cond_count;
    size_t cond_room;
} File;

typedef struct Macro {
    bool function;
    Numbers params;
    /* The last parameter is __VA_ARGS__. */
    bool variadic;
    /* The replacement list; parameters are tokens of kind TK_PARAM. */
    Tokens body;
    /* Its expansion is being read. */
    bool active;
} Macro;

/* Tokens to be read before the file goes on. */
typedef struct Context {
    Tokens tokens;
    size_t pos;
    /* The macro whose expansion this is, or NULL. */
    Macro *from;
    /* Reading stops here: an argument or a line that is expanded on its own. */
    bool barrier;
} Context;

typedef struct Pp {
    Sources *src;
    Interner *names;
    const CcOptions *opts;
    File *files;
    size_t file_count;
    size_t file_room;
    Context *contexts;
    size_t context_count;
    size_t context_room;
    /* The macro that a name means, by Id, or NULL. */
    Macro **macros;
    size_t macro_count;
    size_t macro_room;
    Arena arena;
    /* How much was made from the current line. */
    size_t produced;
    /* White space before an expansion that was empty; the next token has it then. */
    bool spaced;
    /* How many arguments of arguments are being expanded. */
    int depth;
} Pp;

/* Begins to preprocess the file `path`. */
void pp_new(Pp *pp, Sources *src, Interner *names, const CcOptions *opts, const char *path);
/* Whether tokens come straight from the file. */
bool pp_in_file(const Pp *pp);
/* The macro that the token names, or NULL. */
Macro *pp_lookup(const Pp *pp, const Token *tok);
/* The next token before macro expansion. TK_EOF at a barrier or at the end of a file. */
void pp_raw(Pp *pp, Token *out);
/* Gives back the token that pp_raw returned last. */
void pp_unread(Pp *pp, const Token *tok);
/* Counts what is made from the current line: tokens, and the bytes of those made by # and ##. */
void pp_count(Pp *pp, size_t made, Loc loc);
/* Lets `tokens` be read next, as the expansion of `from`; they are freed then. */
void pp_push(Pp *pp, const Tokens *tokens, Macro *from, Loc loc);
/* Expands `tokens` on their own, as if nothing followed them, and frees them. */
void pp_expand_list(Pp *pp, const Tokens *tokens, Tokens *out);
/* The spelling of the token, with a NUL behind it. */
const char *pp_spelling(const Pp *pp, const Token *tok, size_t *len);
/* The name `id` for a message. */
const char *pp_name(const Pp *pp, Id id);
/* Appends the tokens up to the end of the line. */
void pp_rest_of_line(Pp *pp, Tokens *out);
/* The name after #define and #undef (6.10.8p2). */
void pp_new_macro_name(Pp *pp, Token *out);
/* Defines or, with NULL, undefines a macro. */
void pp_bind(Pp *pp, Id id, Macro *m);
/* The next token after preprocessing; TK_EOF at the end of the main file. */
void pp_next(Pp *pp, Token *out);
/* #define */
void pp_define(Pp *pp);
/* Expands the macro that the token names, if it does; whether it did. */
bool pp_expand(Pp *pp, const Token *tok);

/* ======== ppexpr.c ======== */

/* Whether the condition is true; adds TK_EOF in the place `loc` of the directive to its tokens. */
bool ppexpr_evaluate(Sources *src, const Interner *names, Tokens *tokens, Loc loc);

/* ======== types.c ======== */

/* An index into the table of types. */
typedef uint32_t Ty;

/* The basic types, and void *. */
enum {
    TY_VOID, TY_BOOL, TY_CHAR, TY_SCHAR, TY_UCHAR, TY_SHORT, TY_USHORT, TY_INT, TY_UINT, TY_LONG, TY_ULONG,
    TY_LLONG, TY_ULLONG, TY_VOIDP
};

typedef enum TypeKind {
    TYPE_VOID, TYPE_INTEGER, TYPE_POINTER, TYPE_ARRAY, TYPE_FUNCTION, TYPE_STRUCT, TYPE_UNION
} TypeKind;

/* How a scalar lies in memory: 1, 2, 4 or 8 bytes, or 0 for anything else; without a sign or with one. */
typedef struct Shape {
    uint64_t width;
    bool is_unsigned;
} Shape;

extern const Shape word_shape;

/* The length of an array whose length is not known. */
#define NO_LENGTH UINT64_MAX
/* No object is larger than this. */
#define MAX_SIZE 0x7fffffff
/* No name. */
#define NO_NAME UINT32_MAX

typedef struct Member {
    /* NO_NAME for an anonymous struct or union. */
    Id name;
    Ty ty;
    uint64_t offset;
    /* Its position among the members; of a member of an anonymous member, the position of that. */
    uint64_t index;
} Member;

typedef struct Type {
    TypeKind kind;
    /* Size and alignment in bytes; 0 for void, functions and incomplete types. */
    uint64_t size;
    uint64_t align;
    /* Integers: without a sign. */
    bool is_unsigned;
    /* What is pointed to, the element of an array, the result of a function. */
    Ty base;
    /* The number of elements of an array. */
    uint64_t length;
    Ty *params;
    size_t param_count;
    bool variadic;
    /* Complete (6.2.5p1). */
    bool defined;
    /* Structs: the last member is an array of unknown length. */
    bool flexible;
    /* Structs and unions: a member, or a member of a member, is const. */
    bool has_const;
    /* NO_NAME if there is none. */
    Id tag;
    Member *members;
    size_t member_count;
    size_t member_room;
    bool is_const;
    /* The type without const. */
    Ty plain;
    /* How many types it is derived from, one from the other. */
    size_t depth;
    /* The pointer to this type and its const version, once made; 0 before. */
    Ty pointer;
    Ty const_version;
} Type;

typedef struct Types {
    /* A Type stays where it is. */
    Type **types;
    size_t count;
    size_t room;
    Arena arena;
    /* Members by struct and name, those of anonymous members included: the number in `found`. */
    Map members;
    Member *found;
    size_t found_count;
    size_t found_room;
} Types;

void types_new(Types *types);
const Type *types_get(const Types *types, Ty ty);
Ty types_pointer(Types *types, Ty base);
/* An array; the caller has checked that its size is in bounds. */
Ty types_array(Types *types, Ty base, uint64_t length);
/* A function; the parameters are copied. */
Ty types_function(Types *types, Ty result, const Ty *params, size_t count, bool variadic);
/* A struct or union without members yet. */
Ty types_aggregate(Types *types, TypeKind kind, Id tag);
/* The const version of `ty`; that of an array has const elements (6.7.3p9). */
Ty types_constant(Types *types, Ty ty);
/* Whether objects of the type are const: it, or the elements of the array. */
bool types_is_const(const Types *types, Ty ty);
Ty types_plain(const Types *types, Ty ty);
TypeKind types_kind(const Types *types, Ty ty);
uint64_t types_size(const Types *types, Ty ty);
bool types_is_integer(const Types *types, Ty ty);
bool types_is_pointer(const Types *types, Ty ty);
bool types_is_scalar(const Types *types, Ty ty);
bool types_is_aggregate(const Types *types, Ty ty);
bool types_is_complete(const Types *types, Ty ty);
/* Lays out the next member (6.7.2.1p14-16); false if the type grows too large. */
bool types_add_member(Types *types, Ty ty, Id name, Ty member);
/* Appends the names of the members of `ty` and of its anonymous members. */
void types_names(const Types *types, Ty ty, Numbers *out);
/* Completes a struct or union. */
void types_finish(Types *types, Ty ty, bool flexible);
/* The member called `name`; false if there is none. `out` may be NULL. */
bool types_member(const Types *types, Ty ty, Id name, Member *out);
/* The type after the integer promotions (6.3.1.1). */
Ty types_promote(const Types *types, Ty ty);
/* The common type of two integer operands (6.3.1.8). */
Ty types_common(const Types *types, Ty a, Ty b);
/* Whether two types are compatible (6.2.7), qualifiers apart if `loose`; then pointers
   to integers of one size are, too. */
bool types_compatible(const Types *types, Ty a, Ty b, bool loose);
/* How a scalar of type `ty` lies in memory. */
void types_shape(const Types *types, Ty ty, Shape *out);
/* `value` as an object of type `ty` holds it, in canonical 64-bit form. */
int64_t types_wrap(const Types *types, Ty ty, int64_t value);
/* `value` cut to this shape, in canonical 64-bit form. */
int64_t shape_wrap(const Shape *shape, int64_t value);

/* ======== ast.c ======== */

/* An index into the table of nodes; 0 is none. */
typedef uint32_t NodeId;

/* What a node is. `a`, `b`, `c`, `val`, `sym`, `next` are its fields. */
typedef enum Op {
    /* Expressions that designate objects. */
    /* The object or function `sym`. */
    OP_VAR,
    /* The object at the address `a`; if `val` is 1, the value of an expression and no lvalue. */
    OP_DEREF,
    /* The member at offset `val` of the object `a`. */
    OP_FIELD,

    /* Other expressions. */
    /* The constant `val`, in canonical form. */
    OP_NUM,
    /* The address of the variable or function `a`. */
    OP_ADDR,
    OP_CAST, OP_NEG, OP_COM, OP_ADD, OP_SUB, OP_MUL, OP_DIV, OP_REM, OP_AND, OP_OR, OP_XOR, OP_SHL, OP_SHR,
    OP_EQ, OP_NE, OP_LT, OP_LE, OP_LOG_AND, OP_LOG_OR,
    /* `a ? b : c` */
    OP_COND,
    OP_COMMA,
    /* `a = b` */
    OP_ASSIGN,
    /* `a = b`, where OP_HELD in b is the old value of a. The value is the new one. */
    OP_UPDATE,
    /* The same, but the value is the old one. */
    OP_POST_UPDATE,
    OP_HELD,
    /* Copies `val` bytes from object b to object a; the value is object a. */
    OP_COPY,
    /* Fills `val` bytes of object a with zeros. */
    OP_ZERO,
    /* Calls a with the arguments from b on, linked by `next`. */
    OP_CALL,
    /* The address of the first unnamed argument. */
    OP_VA_AREA,

    /* Statements. */
    /* Expression a for its effects. */
    OP_EXPR,
    /* Makes room for the local variable `sym`. */
    OP_DECL,
    /* The statements from a on, linked by `next`. */
    OP_BLOCK,
    /* if (a) b else c */
    OP_IF,
    OP_WHILE,
    /* do b while (a) */
    OP_DO_WHILE,
    /* for (; a; c) b, with a perhaps absent */
    OP_FOR,
    /* switch (a) b; the cases are linked from c on by `c`, in the order of their values; `val` is 1
       if there is a default */
    OP_SWITCH,
    /* case `val`: */
    OP_CASE,
    OP_DEFAULT, OP_BREAK, OP_CONTINUE,
    /* goto `sym`, the number of a name */
    OP_GOTO,
    /* `sym`: */
    OP_LABEL,
    /* return a, which may be absent */
    OP_RETURN
} Op;

typedef struct Node {
    Op op;
    Ty ty;
    Loc loc;
    NodeId a;
    NodeId b;
    NodeId c;
    NodeId next;
    int64_t val;
    uint32_t sym;
    /* How many levels of nodes there are from here down. */
    uint32_t depth;
} Node;

typedef struct Ast {
    Node *nodes;
    size_t count;
    size_t room;
} Ast;

/* Empties the table; a zeroed one is to be cleared before use. */
void ast_clear(Ast *ast);
NodeId ast_add(Ast *ast, Op op, Ty ty, Loc loc, NodeId a, NodeId b);
/* A node like `id`, as another node. */
NodeId ast_copy(Ast *ast, NodeId id);
/* The node, until the next is added: to keep it, copy it (Node n = *ast_get(ast, id)). */
const Node *ast_get(const Ast *ast, NodeId id);
Node *ast_at(Ast *ast, NodeId id);

/* ======== scope.c ======== */

typedef enum SymKind {
    /* A variable with a label. */
    SYM_GLOBAL,
    /* A variable in the frame. */
    SYM_LOCAL,
    /* A string literal. */
    SYM_STRING,
    SYM_FUNCTION,
    SYM_TYPEDEF,
    /* An enumeration constant. */
    SYM_CONSTANT
} SymKind;

typedef struct Symbol {
    SymKind kind;
    Id name;
    Ty ty;
    Loc loc;
    /* Globals and functions: static, or a string literal. */
    bool internal;
    /* Told apart from others of the same name by this number (0: alone), a static local or a string. */
    uint32_t number;
    /* Globals and functions: defined, perhaps tentatively. */
    bool defined;
    bool tentative;
    /* Locals: the offset in the frame. Constants: the value. */
    int64_t value;
} Symbol;

/* No symbol. */
#define NO_SYMBOL UINT32_MAX

/* The two name spaces. */
typedef enum Space { SPACE_ORDINARY, SPACE_TAG } Space;

/* What a scope has hidden, to be put back when it ends. */
typedef struct Hidden {
    uint64_t key;
    uint64_t old;
} Hidden;

/* Zero it to begin with. */
typedef struct Scopes {
    Symbol *symbols;
    size_t symbol_count;
    size_t symbol_room;
    /* By space << 32 | name: symbol or type, as index + 1, and the depth of its scope << 32; 0 for none. */
    Map meanings;
    Hidden *hidden;
    size_t hidden_count;
    size_t hidden_room;
    /* Where in `hidden` the open scopes begin. */
    size_t *open;
    size_t open_count;
    size_t open_room;
} Scopes;

void scopes_enter(Scopes *scopes);
void scopes_leave(Scopes *scopes);
/* How many scopes are open; 0 at file scope. */
size_t scopes_depth(const Scopes *scopes);
/* What `id` means, and whether that was declared in the current scope (`what` and `here` may be
   NULL); false if it means nothing. */
bool scopes_lookup(const Scopes *scopes, Space space, Id id, uint32_t *what, bool *here);
/* Gives `id` a meaning in the current scope. */
void scopes_bind(Scopes *scopes, Space space, Id id, uint32_t what);

/* ======== fold.c ======== */

/* How tightly a binary operator binds, 0 for other tokens; its operation; and whether that takes
   the operands in the other order (C11 6.5.5-6.5.14). */
int fold_operator(Kind kind, Op *op, bool *swap);
/* The value of `x op y` for operands of this shape; false if it has none, as `1 / 0`. */
bool fold_binary(Op op, const Shape *shape, int64_t x, int64_t y, int64_t *out);
/* The value of an arithmetic or address constant (6.6p8-9): the symbol whose address it
   contains, or NO_SYMBOL, and an offset; false if it is none. */
bool fold_address(const Ast *ast, const Types *types, const Symbol *symbols, NodeId id, uint32_t *sym,
                  int64_t *value);

#endif
