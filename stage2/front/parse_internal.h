/* What the files of the parser share. Order of reading: parse.c (the unit), parse_type.c and parse_struct.c
   (specifiers, declarators), parse_decl.c (declarations), parse_init.c, parse_stmt.c, parse_expr.c (grammar of
   expressions), parse_operator.c (their meaning), parse_convert.c, parse_call.c, parse_builtin.c, fold.c. */
#ifndef PARSE_INTERNAL_H
#define PARSE_INTERNAL_H

#include "builtins.h"
#include "keywords.h"
#include "parse.h"

/* Levels of recursion of the parser that a source can cause. A level of the source is up to five of them; 10,000
   levels of a source are more than anybody needs. A level takes less than 1 KiB of the stack there and in the parts
   that walk the trees. */
#define MAX_NESTING 60000
/* No object may be larger: offsets in bits must fit 64 bits. */
#define MAX_SIZE ((uint64_t)1 << 59)
/* Elements that range designators may make. */
#define MAX_INIT_ITEMS ((size_t)1 << 23)

/* What attributes and _Alignas, __asm__ labels and the like say about a declaration. */
typedef struct Attrs {
    bool any;
    bool packed;
    bool weak;
    bool used;
    bool unused;
    bool noreturn;
    bool noinline;
    bool always_inline;
    bool gnu_inline;
    bool constructor;
    bool destructor;
    bool returns_twice;
    bool realign;
    bool deprecated;
    bool transparent;
    bool fallthrough;
    bool has_visibility;
    uint8_t visibility;
    uint8_t mode;      /* 0 or the bytes of an integer; MODE_… for others */
    uint32_t vector_size; /* or 0 */
    uint32_t align;    /* or 0 */
    uint32_t priority;
    const char *section;
    const char *alias;
    const char *asm_name;
    Name *cleanup;
} Attrs;

typedef struct Cleanup Cleanup;
typedef struct CleanupJump CleanupJump;

enum { MODE_SF = 20, MODE_DF = 21, MODE_XF = 22 };

typedef enum Storage {
    STORE_NONE,
    STORE_TYPEDEF,
    STORE_EXTERN,
    STORE_STATIC,
    STORE_AUTO,
    STORE_REGISTER
} Storage;

/* Declaration specifiers (6.7). */
typedef struct DeclSpec {
    Type *type;
    uint8_t storage;
    bool is_inline;
    bool noreturn;
    bool auto_type;
    bool declares_tag; /* has struct, union or enum with a tag or body: may stand without declarators */
    bool no_type;      /* implicit int */
    uint32_t alignas;
    Loc loc;
    Attrs attrs;
} DeclSpec;

/* A declarator applied to its base type. */
typedef struct Declarator {
    Name *name; /* NULL: abstract */
    Loc loc;
    Type *type;
    bool is_function;   /* declares a function itself, so that a body may follow */
    Param *identifiers; /* of a K&R definition, without types */
    uint32_t identifier_count;
    Attrs attrs;        /* behind it */
} Declarator;

typedef enum UndoKind { UNDO_SYMBOL, UNDO_TAG, UNDO_LABEL } UndoKind;

/* What a name meant before a declaration in the current scopes. */
typedef struct Undo {
    Name *name;
    void *before;
    uint8_t kind;
} Undo;

typedef enum ChunkKind { CHUNK_POINTER, CHUNK_ARRAY, CHUNK_FUNCTION } ChunkKind;

/* One layer of a declarator, in reading order from the name. */
typedef struct Chunk {
    uint8_t kind;
    uint8_t quals;
    bool variadic;
    bool prototype;
    bool is_static;
    bool variable; /* array: its length is no constant */
    uint32_t count;
    int64_t length;
    Param *params;
    Loc loc;
} Chunk;

/* A skipped inline function: its tokens, packed by parse.c. */
typedef struct Saved {
    Type *type; /* of the definition, with the names of its parameters */
    Loc loc;
    unsigned char *bytes;
    size_t len;
} Saved;

/* A level of an initializer: an aggregate whose elements are being given. */
typedef struct InitLevel {
    Type *type;
    uint64_t offset;
    uint64_t index; /* of the next element or member */
    uint64_t count; /* of elements; UINT64_MAX: open */
} InitLevel;

/* An item on its way to InitItem. */
typedef struct RawItem {
    InitItem item;  /* value NULL: nothing before it in this range counts any more */
    uint64_t start; /* bits */
    uint64_t end;
    uint32_t order;
    bool dead;
} RawItem;

typedef struct Switch {
    Node *node;
    Node **tail;
    struct Switch *outer;
    Type *type;  /* promoted */
    size_t count; /* of cases */
} Switch;

struct Parser {
    Token tok;   /* the current one */
    Token ahead; /* the one behind it, if has_ahead */
    bool has_ahead;
    bool panic;    /* a syntax error was shown and input is being skipped */
    bool too_deep;
    bool in_static; /* inside an initializer of static storage: everything must be constant */
    bool at_eof_done;
    bool gnu_inline; /* inline as gnu89 has it */
    Loc last_end;  /* behind the last token taken */
    const unsigned char *replay; /* saved tokens, instead of the preprocessor's */
    const unsigned char *replay_end;
    Pp *pp;
    Diag *diag;
    Names *names;
    TargetFacts facts;
    ParseOptions options;
    Types types;
    Type *int_type; /* shorthands */
    Type *long_type;
    Type *void_type;
    Type *error_type;
    Arena unit; /* types, symbols of file scope */
    Arena func; /* nodes, symbols of block scope */
    Name *attribute_name; /* scratch */
    uint32_t depth;       /* of scopes; 0: file */
    uint32_t nesting;     /* of recursion */
    uint32_t max_nesting; /* MAX_NESTING, or less if the stack is small */
    uint32_t unevaluated; /* inside sizeof and the like */
    uint32_t extension;   /* inside an operand of __extension__ */
    uint32_t quiet;       /* inside what a constant condition leaves out: no warnings about constants */
    uint32_t pack;        /* #pragma pack in force, or 0 */
    uint32_t *pack_stack;
    size_t pack_count;
    size_t pack_room;
    uint8_t visibility;
    Undo *undo;
    size_t undo_count;
    size_t undo_room;
    size_t *scopes; /* where each scope begins in undo */
    size_t scope_room;
    Chunk *chunks;
    size_t chunk_count;
    size_t chunk_room;
    Param *params;
    size_t param_count;
    size_t param_room;
    size_t params_declared; /* of the list being parsed: those that have symbols */
    bool in_params;
    uint32_t params_depth; /* of the scope of the parameter list being parsed, or 0 */
    uint32_t for_depth; /* of the scope of the `for` whose declaration is being parsed, or 0 */
    Member *members;
    size_t member_count;
    size_t member_room;
    RawItem *items;
    size_t item_count;
    size_t item_room;
    InitLevel *levels;
    size_t level_count;
    size_t level_room;
    const Node **spine; /* of fold_const */
    size_t spine_count;
    size_t spine_room;
    Token *strings;
    size_t string_count;
    size_t string_room;
    Buf text;        /* scratch of literals */
    Buf messages[8]; /* of type_text */
    unsigned message;
    Function *function; /* being parsed, or NULL */
    Type *result_type;
    Label *labels;
    Map undeclared;     /* names already complained about in this function */
    Map weak_names;     /* of #pragma weak, not declared yet */
    Map hidden;         /* name -> symbol with linkage that is not visible at file scope */
    Switch *in_switch;
    uint32_t breakable;   /* statements around that break may leave */
    uint32_t continuable; /* loops around */
    Cleanup *cleanups;    /* variables with attribute cleanup in scope, the last first */
    Cleanup *at_break;    /* … around the statement that break leaves */
    Cleanup *at_continue;
    CleanupJump *cleanup_jumps;
    bool value_block;     /* the next block is that of a statement expression */
    Loc block_end;        /* of the block that was parsed last */
    uint32_t static_count;
    Symbol **objects;   /* complete definitions, to be asked for */
    size_t object_count;
    size_t object_next;
    size_t object_room;
    Symbol **tentative;
    size_t tentative_count;
    size_t tentative_room;
    Symbol **wanted;    /* skipped functions that are referred to */
    size_t wanted_count;
    size_t wanted_next;
    size_t wanted_room;
    Symbol *first_symbol;
    Symbol **last_symbol;
};

/* ---- tokens, errors, recovery (parse.c) ---- */

void advance(Parser *p);
const Token *peek(Parser *p);
static inline bool at(const Parser *p, unsigned kind) { return p->tok.kind == kind; }
bool accept(Parser *p, unsigned kind);
/* Takes the token, or shows "expected 'X' before …"; false then. */
bool expect(Parser *p, unsigned kind);
/* "expected WHAT before …", once until recovery. */
void syntax_error(Parser *p, const char *what);
/* Skips to a `;` and takes it, or stops before an unmatched `}`. */
void recover(Parser *p);
/* Takes the `;` that ends something. */
void expect_semicolon(Parser *p);
/* Goes on behind a `)` that matches one already taken. */
void recover_paren(Parser *p);
void parse_error(Parser *p, Loc loc, const char *message);
/* -Wpedantic: an extension is used. */
void pedantic(Parser *p, Loc loc, const char *message);
void not_supported(Parser *p, Loc loc, const char *what);
/* Counts a level of recursion; the error is fatal. */
static inline void leave(Parser *p) { p->nesting--; }
void too_deep(Parser *p);
static inline void enter(Parser *p) {
    if (++p->nesting > p->max_nesting)
        too_deep(p);
}
const char *type_text(Parser *p, const Type *type);
static inline bool warns(const Parser *p, Warning which) { return p->diag->state[which] != 0; }
void save_body(Parser *p, Symbol *symbol, Type *type);
/* Takes everything up to the bracket that matches the current one. */
void skip_balanced(Parser *p);

/* ---- scopes (scope.c) ---- */

void scope_enter(Parser *p);
void scope_leave(Parser *p);
void declare(Parser *p, Name *name, Symbol *symbol);
void declare_tag(Parser *p, Name *name, Tag *tag);
Symbol *new_symbol(Parser *p, SymbolKind kind, Name *name, Type *type, Loc loc);
/* The file-scope symbol of the name, visible or not, or NULL. */
Symbol *file_symbol(const Parser *p, const Name *name);
void append_symbol(Parser *p, Symbol *symbol);
void reference(Parser *p, Symbol *symbol);
void want(Parser *p, Symbol *symbol);
Label *get_label(Parser *p, Name *name, Loc loc);
void finish_labels(Parser *p);
void queue_object(Parser *p, Symbol *symbol);
/* The root of an lvalue is no longer fit for a register. */
void mark_address(Parser *p, const Node *lvalue);

/* ---- types (parse_type.c, parse_struct.c, parse_attr.c) ---- */

bool starts_type(const Parser *p, const Token *token);
void parse_specifiers(Parser *p, DeclSpec *spec);
/* Only specifiers and qualifiers, as in members and type names. */
void parse_declarator(Parser *p, Type *base, Declarator *out, bool abstract_allowed);
Type *parse_type_name(Parser *p);
Type *parse_aggregate(Parser *p, TypeKind kind, DeclSpec *spec);
Type *parse_enum(Parser *p, DeclSpec *spec);
bool parse_attributes(Parser *p, Attrs *attrs);
void merge_attrs(Attrs *to, const Attrs *from);
/* System headers may declare what is not supported yet (vectors and __int128 in glibc's link.h): as opaque bytes, so
   that the rest of them can be used. */
bool in_system_header(Parser *p, Loc loc);
Type *opaque_type(Parser *p, uint32_t size);
Type *apply_mode(Parser *p, Type *type, const Attrs *attrs, Loc loc);
void pragma(Parser *p, const Token *token);
/* Parses `( "name" )` behind __asm__. */
const char *parse_asm_label(Parser *p);
uint32_t parse_alignas(Parser *p);
/* _Alignas must not make an alignment weaker (6.7.5p4). */
void check_alignas(Parser *p, const DeclSpec *spec, const Type *type, const char *name, Loc loc);
bool check_complete(Parser *p, const Type *type, Loc loc);

/* ---- declarations (parse_decl.c) ---- */

/* Warns where `int` was left out of a declaration. */
void implicit_int(Parser *p, const DeclSpec *spec, const Declarator *d);
/* At file scope: the function if one was defined and must be made. */
Function *parse_external(Parser *p);
/* In a block: appends N_DECL nodes. */
void parse_declaration(Parser *p, Node ***tail);
void parse_static_assert(Parser *p);
Function *parse_saved(Parser *p, Symbol *symbol);
void finish_unit(Parser *p);
Symbol *implicit_function(Parser *p, Name *name, Loc loc);
Symbol *compound_symbol(Parser *p, Type *type, Loc loc);

/* ---- initializers (parse_init.c) ---- */

/* Behind the `=`: of an object of `*type`, which is completed if it is an array of unknown length. */
Init *parse_initializer(Parser *p, Type **type, bool is_static, const char *what);

/* ---- statements (parse_stmt.c) ---- */

Node *parse_block(Parser *p, bool own_scope); /* at the `{` */
Node *parse_statement(Parser *p);
bool starts_declaration(Parser *p);

/* ---- expressions (parse_expr.c, parse_operator.c, parse_literal.c) ---- */

Node *parse_expr(Parser *p);
Node *parse_assign(Parser *p);
Node *parse_conditional(Parser *p);
Node *parse_paren_expr(Parser *p); /* ( expression ) */
Node *parse_number(Parser *p);
Node *parse_char(Parser *p);
Node *parse_string(Parser *p);
Node *string_node(Parser *p, const char *text, size_t len, Loc loc);
Node *parse_compound_literal(Parser *p, Type *type, Loc loc);
/* An integer constant expression, gcc's way; false after an error naming `what`. */
bool parse_int_constant(Parser *p, const char *what, int64_t *value, Type **type);

Node *new_node(Parser *p, NodeKind kind, Loc loc, Type *type);
Node *error_node(Parser *p, Loc loc);
Node *int_node(Parser *p, int64_t value, Type *type, Loc loc);
static inline bool is_error(const Node *node) { return node->type->kind == TY_ERROR; }
static inline bool is_int_node(const Node *node) { return node->kind == N_INT; }
bool is_lvalue(const Node *node);
bool is_null_constant(const Node *node);
bool is_bitfield(const Node *node);
Node *make_binary(Parser *p, NodeKind op, Loc loc, Node *a, Node *b);
Node *make_unary(Parser *p, unsigned op, Loc loc, Node *a);
Node *make_assign(Parser *p, Loc loc, Node *a, Node *b);
Node *make_assign_op(Parser *p, NodeKind kind, NodeKind op, Loc loc, Node *a, Node *b);
Node *make_conditional(Parser *p, Loc loc, Node *a, Node *b, Node *c);
Node *make_comma(Parser *p, Loc loc, Node *a, Node *b);
Node *make_address(Parser *p, Loc loc, Node *a);
Node *make_deref(Parser *p, Loc loc, Node *a);
Node *make_member(Parser *p, Loc loc, Node *a, Name *name, Loc name_loc);
Node *make_var(Parser *p, Symbol *symbol, Loc loc);
/* A scalar used as a truth value. */
Node *condition(Parser *p, Node *node, bool in_parens);

/* ---- conversions (parse_convert.c) ---- */

typedef enum ConvertFor { FOR_ASSIGN, FOR_INIT, FOR_RETURN, FOR_ARGUMENT } ConvertFor;

/* Arrays and functions become pointers. */
Node *decay(Parser *p, Node *node);
/* decay, of what [constant] is applied to: gcc lets it be an array of storage class register. */
Node *decay_indexed(Parser *p, Node *node);
/* The integer promotions, of bit-fields too. */
Node *promote(Parser *p, Node *node);
/* Without checks; constants are folded. */
Node *cast_to(Parser *p, Node *node, Type *type);
Node *explicit_cast(Parser *p, Loc loc, Type *type, Node *node);
/* As by assignment, with its constraints (6.5.16.1). `number` and `callee`: of an argument. */
Node *convert(Parser *p, Node *node, Type *to, ConvertFor what, uint32_t number, const Node *callee);
/* What a union with transparent_union takes, or NULL. */
FloatKind float_kind(const Parser *p, const Type *type);
int64_t int_wrap(const Types *t, const Type *type, uint64_t value);
bool int_fits(const Types *t, const Type *type, int64_t value, bool value_unsigned);

/* ---- calls (parse_call.c, parse_builtin.c) ---- */

Node *parse_call(Parser *p, Loc loc, Node *callee); /* behind the `(` */
Node *parse_builtin_call(Parser *p, unsigned builtin, Name *name, Loc loc);
Node *parse_builtin_keyword(Parser *p); /* va_arg, offsetof, types_compatible_p, choose_expr */
Node *default_promote(Parser *p, Node *node, Loc loc);
void init_builtins(Parser *p);
/* The type of a library function that is a builtin. */
Type *builtin_type(Parser *p, unsigned builtin);

/* ---- attribute cleanup (parse_cleanup.c) ---- */

/* function(&variable) is to be called when the current scope is left. */
void add_cleanup(Parser *p, Symbol *variable, Name *function, Loc loc);
/* The jump behind the calls that come before it; `to`: what is still in scope where it leads. */
Node *clean_before(Parser *p, const Cleanup *to, Node *jump);
Node *clean_return(Parser *p, Node *node);
/* At the end of a block in front of which `to` was in scope. */
void clean_block(Parser *p, Cleanup *to, Node *block, bool is_value);
/* A goto was parsed; at the end of the function finish_jumps gives all of them their calls. */
void note_jump(Parser *p, Node *jump);
void finish_jumps(Parser *p);

/* ---- folding (fold.c) ---- */

/* a op b of integers of the node's type; false if that is undefined (division by zero). */
bool fold_int(const Types *t, NodeKind op, const Type *type, int64_t a, int64_t b, int64_t *out);
bool fold_float(const Parser *p, NodeKind op, const Type *type, const Float *a, const Float *b, Float *out);
bool fold_compare_int(NodeKind op, bool is_unsigned, int64_t a, int64_t b);
bool fold_compare_float(NodeKind op, FloatOrder order);
/* A constant as a node. */
Node *const_node(Parser *p, const Const *c, Type *type, Loc loc);

#endif
