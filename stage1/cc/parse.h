/* The parser: tokens to the typed syntax trees of functions and the data of objects.
   One section for each file. `p` is always the parser. */
#ifndef PARSE_H
#define PARSE_H

#include "front.h"

/* ======== parse.c ======== */

/* Constructs of the source, and levels of an expression, may nest this deep. */
#define MAX_NESTING 1000

typedef enum ValueKind {
    VALUE_INT,
    /* The address of a symbol, and an offset. */
    VALUE_ADDRESS,
    /* The text of a string literal. */
    VALUE_TEXT
} ValueKind;

/* A part of the initial value of an object; parts that are missing are zero. */
typedef struct Datum {
    uint64_t offset;
    uint64_t size;
    ValueKind kind;
    int64_t number;
    uint32_t sym;
    Buf text;
} Datum;

typedef struct Data {
    Datum *items;
    size_t count;
    size_t room;
} Data;

/* Something that goes into the output: a function, if it has a body, or an object. */
typedef struct Item {
    uint32_t sym;
    Loc loc;
    Numbers params;
    NodeId body;
    Data data;
} Item;

/* A label of the current function. */
typedef struct Label {
    Id id;
    Loc loc;
    bool defined;
} Label;

/* The cases of an open switch, and the type of their values. */
typedef struct Switch {
    Ty ty;
    Numbers cases;
    bool has_default;
} Switch;

/* What the parser knows of the current function. */
typedef struct Function {
    Id name;
    Ty result;
    bool variadic;
    Label *labels;
    size_t label_count;
    size_t label_room;
    Map label_index;
    /* How many loops, and loops and switches, are open. */
    size_t loops;
    size_t breakable;
    Switch *switches;
    size_t switch_count;
    size_t switch_room;
} Function;

typedef struct Parser {
    Pp *pp;
    Sources *src;
    Token tok;
    Token ahead;
    bool has_ahead;
    Types types;
    Scopes scopes;
    Ast ast;
    Item *items;
    size_t item_count;
    size_t item_room;
    Function function;
    /* How many parameter lists are open. */
    size_t parameter_lists;
    /* Statements that the current declaration makes. */
    Numbers pending;
    /* The string literals, and their symbols. */
    Interner strings;
    Numbers string_symbols;
    /* Numbers given to static locals, strings and jump tables. */
    uint32_t unique;
    int nesting;
} Parser;

void parse_new(Parser *p, Pp *pp);
/* Reads the next token. */
void parse_advance(Parser *p);
/* The token after the current one. */
const Token *parse_peek(Parser *p);
/* Reads a token of this kind, if it is next. */
bool parse_accept(Parser *p, Kind kind);
bool parse_accept_word(Parser *p, Kw kw);
void parse_expect(Parser *p, Kind kind);
/* Reads an identifier that is no keyword. */
void parse_expect_name(Parser *p, Token *out);
/* To be called when a construct that can contain itself begins; parse_unnest when it ends. */
void parse_nest(Parser *p);
void parse_unnest(Parser *p);
/* A new symbol; not bound to its name yet. */
uint32_t parse_symbol(Parser *p, SymKind kind, Id name, Ty ty, Loc loc);
/* The symbol, until the next is made. */
Symbol *parse_sym(Parser *p, uint32_t sym);
/* A number that no static local, string or jump table of this file has yet. */
uint32_t parse_next_unique(Parser *p);
/* The symbol of the string literal `text`, made at its first use; takes the text over. */
uint32_t parse_string(Parser *p, Buf *text, Loc loc);
/* A new item, zeroed. */
Item *parse_add_item(Parser *p, uint32_t sym);
void data_add(Data *data, const Datum *datum);
void function_new(Function *f, Id name, Ty result, bool variadic);

/* ======== parse_decl.c and parse_type.c ======== */

/* Declaration specifiers: a type and a storage class. */
typedef struct Specs {
    Ty ty;
    /* `typedef`, `extern`, `static`, or `auto` or `register` or KW_NONE. */
    Kw storage;
    bool is_inline;
} Specs;

typedef struct Param {
    /* NO_NAME if there is none. */
    Id name;
    Ty ty;
    Loc loc;
} Param;

typedef struct Params {
    Param *items;
    size_t count;
    size_t room;
} Params;

typedef enum DerivationKind {
    DERIVED_POINTER,
    DERIVED_ARRAY,
    DERIVED_FUNCTION
} DerivationKind;

/* A part of a declarator. */
typedef struct Derivation {
    DerivationKind kind;
    /* Pointers: const. */
    bool is_const;
    /* Arrays. */
    uint64_t length;
    /* Functions. */
    Params params;
    bool variadic;
} Derivation;

typedef struct Derivations {
    Derivation *items;
    size_t count;
    size_t room;
} Derivations;

/* A declarator: what is declared, and with which type. */
typedef struct Declarator {
    /* NO_NAME if there is none. */
    Id name;
    Loc loc;
    Ty ty;
    /* The parameters, if it declares a function; whoever asked for the declarator frees them. */
    Params params;
} Declarator;

/* external-declaration (6.9); what it defines is added to `items`. False at the end of the file. */
bool parse_external(Parser *p);
/* The rest of a declaration: [`=` initializer] {`,` declarator [`=` initializer]} `;` */
void parse_declarators(Parser *p, const Specs *specs, const Declarator *first);
/* static_assert-declaration (6.7.10) */
void parse_static_assert(Parser *p);
void parse_no_redeclaration(Parser *p, Id id, Loc loc);
/* Checks that the object `sym` has a complete type, as its definition must. */
void parse_complete_object(Parser *p, uint32_t sym);

/* Whether the token begins declaration specifiers or a type name. */
bool parse_is_type_start(const Parser *p, const Token *tok);
/* The error for a word that Seed C refuses; nothing for other words. */
void parse_refuse_keyword(const Parser *p, const Token *tok);
/* declaration-specifiers (6.7); false if there are none. */
bool parse_specifiers(Parser *p, Specs *specs);
/* type-name (6.7.7) */
Ty parse_type_name(Parser *p);
/* declarator or, if `may_be_abstract`, abstract-declarator (6.7.6, 6.7.7) */
void parse_declarator(Parser *p, Ty base, bool may_be_abstract, Declarator *d);

/* ======== parse_init.c ======== */

/* [`=` initializer] of the local variable `sym`: leaves statements in `pending`. */
void parse_local_object(Parser *p, uint32_t sym);
/* `=` initializer of an object with static storage (6.7.9p4): its data, in order. */
void parse_static_initializer(Parser *p, uint32_t sym, Data *out);

/* ======== parse_stmt.c ======== */

/* The braces and contents of a block, whose scope is open. */
void parse_block_items(Parser *p, NodeId block);

/* ======== parse_expr.c ======== */

/* expression: assignment {`,` assignment} */
NodeId parse_expr(Parser *p);
/* assignment: conditional | unary assignment-operator assignment */
NodeId parse_assignment(Parser *p);
/* conditional: binary [`?` expression `:` conditional] */
NodeId parse_conditional(Parser *p);
/* The text of adjacent string literals (5.1.1.2, phase 6), which is appended to `text`. */
void parse_string_text(Parser *p, Buf *text);
/* constant-expression (6.6), an integer */
int64_t parse_constant(Parser *p);
/* A conditional expression: its value and type; false if it is no integer constant. */
bool parse_constant_value(Parser *p, int64_t *value, Ty *ty);
/* The length of the array type `ty`; false if it is not known. */
bool parse_known_length(const Parser *p, Ty ty, uint64_t *length);

/* ======== build.c ======== */

Ty parse_ty(const Parser *p, NodeId node);
NodeId parse_number(Parser *p, int64_t val, Ty ty, Loc loc);
NodeId parse_node(Parser *p, Op op, Ty ty, Loc loc, NodeId a, NodeId b);
void parse_check_depth(const Parser *p, NodeId node);
NodeId parse_variable(Parser *p, uint32_t sym, Loc loc);
/* The value of type `ty` at `address`, which is no lvalue. */
NodeId parse_value_at(Parser *p, NodeId address, Ty ty);
bool parse_is_lvalue(const Parser *p, NodeId node);
/* 6.3.2.1p1 */
void parse_modifiable(const Parser *p, NodeId node, Loc loc);
/* Arrays and functions become pointers (6.3.2.1p3-4), qualifiers go. */
NodeId parse_rvalue(Parser *p, NodeId node);
/* A pointer to the object or function that `node` designates. */
NodeId parse_address_of(Parser *p, NodeId node);
/* `node`, a scalar, as a value of type `ty`. */
NodeId parse_cast(Parser *p, Ty ty, NodeId node);
/* A condition: a scalar. */
NodeId parse_truth(Parser *p, NodeId node);
/* `node` converted as if by assignment to an object of type `ty` (6.5.16.1). */
NodeId parse_convert(Parser *p, NodeId node, Ty ty, const char *what, Loc loc);
/* left = right */
NodeId parse_assign(Parser *p, NodeId left, NodeId right, Loc loc);
/* `left op= right`; the value is the new one or, for OP_POST_UPDATE, the old one. */
NodeId parse_update(Parser *p, Op kind, NodeId left, Op op, NodeId right, Loc loc);
/* An expression whose value is not used. */
NodeId parse_discard(Parser *p, NodeId node);
/* `left op right` (6.5.5-6.5.14) */
NodeId parse_operate(Parser *p, Op op, NodeId left, NodeId right, Loc loc);
/* A binary operator whose operands have been converted; constants are folded. */
NodeId parse_arithmetic(Parser *p, Op op, Ty ty, NodeId left, NodeId right, Loc loc);
/* `cond ? a : b` for scalars and void */
NodeId parse_choose(Parser *p, NodeId cond, NodeId a, NodeId b, Ty ty, Loc loc);
/* The type of `?:` (6.5.15); false if the operands do not go together. */
bool parse_conditional_type(Parser *p, NodeId a, NodeId b, Ty *ty);

#endif
