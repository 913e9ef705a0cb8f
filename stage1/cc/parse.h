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
    /* The labels that are defined, and the names after `goto`. */
    Map labels;
    Tokens gotos;
    /* How many loops are open. */
    size_t loops;
    /* The innermost open switch, or NULL. */
    Switch *open;
} Function;

/* A part of an object that is initialized. */
typedef struct Part {
    uint64_t offset;
    Ty ty;
    /* The value; 0 if it is the text of a string. */
    NodeId node;
    Buf text;
    Loc loc;
} Part;

/* An initializer while it is read. */
typedef struct Init {
    Part *parts;
    size_t count;
    size_t room;
    /* The end of what was initialized in an array of unknown length. */
    uint64_t end;
} Init;

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
    /* The statements of the open blocks, and the arguments of the open calls. */
    Numbers pending;
    /* The initializer that is being read. */
    Init init;
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
void parse_expect(Parser *p, Kind kind);
/* Whether the current token is an identifier that is no keyword. */
bool parse_at_name(const Parser *p);
/* Reads an identifier that is no keyword. */
void parse_expect_name(Parser *p, Token *out);
/* The error `msg` at `loc` if `bad`; in place of its `{}` stands the name `id`. */
void parse_refuse_name(const Parser *p, bool bad, Loc loc, const char *msg, Id id);
/* To be called when a construct that can contain itself begins; parse_unnest when it ends. */
void parse_nest(Parser *p);
void parse_unnest(Parser *p);
/* The symbol, until the next is made. */
Symbol *parse_sym(Parser *p, uint32_t sym);
/* Gives `name`, which the current scope does not declare yet, the meaning of a new symbol. */
uint32_t parse_declare_name(Parser *p, SymKind kind, Id name, Ty ty, Loc loc);
/* Makes `sym` a static local or a string: defined, and with a label of its own. */
void parse_make_unique(Parser *p, uint32_t sym);
/* The symbol of the string literal `text`, made at its first use; takes the text over. */
uint32_t parse_string(Parser *p, Buf *text, Loc loc);
/* A new item, zeroed. */
Item *parse_add_item(Parser *p, uint32_t sym);
void data_add(Data *data, const Datum *datum);

/* ======== parse_type.c ======== */

/* Declaration specifiers: a type and a storage class. */
typedef struct Specs {
    Ty ty;
    /* `typedef`, `extern`, `static`, or `auto` or `register` or KW_NONE. */
    Kw storage;
    bool is_inline;
} Specs;

typedef struct Declarators {
    struct Declarator *items;
    size_t count;
    size_t room;
} Declarators;

/* A declarator: what is declared, and with which type. */
typedef struct Declarator {
    /* NO_NAME if there is none. */
    Id name;
    Loc loc;
    Ty ty;
    /* The parameters, if it declares a function. */
    Declarators params;
} Declarator;

/* Whether the token begins declaration specifiers or a type name. */
bool parse_is_type_start(const Parser *p, const Token *tok);
/* The error for a word that Seed C refuses; nothing for other words. */
void parse_refuse_keyword(const Parser *p, const Token *tok);
/* declaration-specifiers (6.7); the error `missing` if there are none. */
void parse_specifiers(Parser *p, const char *missing, Specs *specs);
/* type-name (6.7.7) */
Ty parse_type_name(Parser *p);
/* declarator or, if `may_be_abstract`, abstract-declarator (6.7.6, 6.7.7) */
void parse_declarator(Parser *p, Ty base, bool may_be_abstract, Declarator *d);

/* ======== parse_decl.c ======== */

/* static_assert-declaration (6.7.10) */
void parse_static_assert(Parser *p);
/* Checks that the object `sym` has a complete type, as its definition must. */
void parse_complete_object(Parser *p, uint32_t sym);
/* declaration (6.7) or, outside of functions, function-definition (6.9.1) */
void parse_declaration(Parser *p);
/* external-declaration (6.9); what it defines is added to `items`. False at the end of the file. */
bool parse_external(Parser *p);

/* ======== parse_init.c ======== */

/* Whether the type is an array of unknown length. */
bool parse_is_open(const Parser *p, Ty ty);
/* [`=` initializer] of the local variable `sym`: leaves statements in `pending`. */
void parse_local_object(Parser *p, uint32_t sym);
/* [`=` initializer] of an object with static storage (6.7.9p4): its data, in order. */
void parse_static_initializer(Parser *p, uint32_t sym, Data *out);

/* ======== parse_stmt.c ======== */

/* compound-statement: `{` {declaration | statement} `}`, whose scope is open already */
NodeId parse_block(Parser *p);

/* ======== parse_expr.c ======== */

/* Appends the text of adjacent string literals (5.1.1.2, phase 6). */
void parse_string_text(Parser *p, Buf *text);
/* conditional: binary [`?` expression `:` conditional] */
NodeId parse_conditional(Parser *p);
/* assignment: conditional | unary assignment-operator assignment */
NodeId parse_assignment(Parser *p);
/* expression: assignment {`,` assignment} */
NodeId parse_expr(Parser *p);
/* A conditional expression: its value and type; the error `msg` if it is no integer constant. */
int64_t parse_constant_value(Parser *p, const char *msg, Ty *ty);
/* constant-expression (6.6), an integer */
int64_t parse_constant(Parser *p);

/* ======== build.c ======== */

Ty parse_ty(const Parser *p, NodeId node);
NodeId parse_number(Parser *p, int64_t val, Ty ty, Loc loc);
NodeId parse_node(Parser *p, Op op, Ty ty, Loc loc, NodeId a, NodeId b);
/* A node with the operands `a` and `b` and the number `val`. */
NodeId parse_node_val(Parser *p, Op op, Ty ty, Loc loc, NodeId a, NodeId b, int64_t val);
/* A node for the symbol or name `sym`. */
NodeId parse_node_sym(Parser *p, Op op, Ty ty, Loc loc, uint32_t sym);
NodeId parse_variable(Parser *p, uint32_t sym, Loc loc);
/* Links what is pending from number `start` on by `next`; the first of it, or 0. */
NodeId parse_chain(Parser *p, size_t start);
/* The value of type `ty` at `address`, which is no lvalue. */
NodeId parse_value_at(Parser *p, NodeId address, Ty ty);
bool parse_is_lvalue(const Parser *p, NodeId node);
/* 6.3.2.1p1 */
void parse_modifiable(const Parser *p, NodeId node, Loc loc);
/* A binary operator whose operands have been converted; constants are folded. */
NodeId parse_arithmetic(Parser *p, Op op, Ty ty, NodeId left, NodeId right, Loc loc);
/* `node`, a scalar, as a value of type `ty`. */
NodeId parse_cast(Parser *p, Ty ty, NodeId node);
/* A pointer to the object or function that `node` designates. */
NodeId parse_address_of(Parser *p, NodeId node);
/* Arrays and functions become pointers (6.3.2.1p3-4), qualifiers go. */
NodeId parse_rvalue(Parser *p, NodeId node);
/* A condition: a scalar. */
NodeId parse_truth(Parser *p, NodeId node);
/* `node` converted as if by assignment to an object of type `ty` (6.5.16.1). */
NodeId parse_convert(Parser *p, NodeId node, Ty ty, const char *what, Loc loc);
/* left = right */
NodeId parse_assign(Parser *p, NodeId left, NodeId right, Loc loc);
/* An expression whose value is not used. */
NodeId parse_discard(Parser *p, NodeId node);
/* `left op right` (6.5.5-6.5.14) */
NodeId parse_operate(Parser *p, Op op, NodeId left, NodeId right, Loc loc);
/* `left op= right`; the value is the new one or, for OP_POST_UPDATE, the old one. */
NodeId parse_update(Parser *p, Op kind, NodeId left, Op op, NodeId right, Loc loc);
/* `cond ? a : b` for scalars and void */
NodeId parse_choose(Parser *p, NodeId cond, NodeId a, NodeId b, Ty ty, Loc loc);
/* The type of `?:` (6.5.15). */
Ty parse_conditional_type(Parser *p, NodeId a, NodeId b, Loc loc);

#endif
