/* The syntax tree of one function, typed: every conversion is a node of its own, arrays and functions have
   decayed, sizeof, _Generic and the like are resolved. The builder (build/) turns it into IR. Nodes and block-scope
   symbols live until the function's end. */
#ifndef AST_H
#define AST_H

#include "types.h"

typedef enum NodeKind {
    /* expressions; lvalues are VAR, DEREF, MEMBER (of an lvalue), COMPOUND, STRING */
    N_ERROR,   /* was refused; type is TY_ERROR */
    N_INT,     /* value; of integer or pointer type */
    N_FLOAT,   /* number, of the node's type */
    N_STRING,  /* string; type is the array */
    N_VAR,     /* symbol: object or function */
    N_COMPOUND, /* symbol, init: a compound literal; at block scope initialized each time it is reached */
    N_CAST,    /* a to type (scalars; to void; to TY_BOOL: != 0; aggregates to themselves) */
    N_NEG,
    N_PLUS,    /* promotion only */
    N_NOT,     /* ~ */
    N_LOGNOT,  /* ! a, a scalar; int */
    N_ADD,     /* both operands have the node's type */
    N_SUB,
    N_MUL,
    N_DIV,
    N_MOD,
    N_AND,
    N_OR,
    N_XOR,
    N_SHL,     /* a has the node's type, b any promoted integer type */
    N_SHR,
    N_PTRADD,  /* pointer a plus b (long or unsigned long) times the size of what it points to (void, function: 1) */
    N_PTRSUB,  /* pointer a minus b times the size */
    N_PTRDIFF, /* (a - b) / size; long */
    N_EQ,      /* comparisons: both operands have the same type; int */
    N_NE,
    N_LT,
    N_LE,
    N_GT,
    N_GE,
    N_LOGAND,  /* a, b scalars; int */
    N_LOGOR,
    N_COND,    /* a ? b : c; b NULL: a's own value, converted to type. Void, scalar or aggregate */
    N_COMMA,
    N_ASSIGN,  /* a = b, b converted to a's type; type: a's, unqualified */
    N_ASSIGNOP, /* a op= b: op; done in the type `calc`: convert(a) op b, converted to a's type. op N_PTRADD: b is long.
                   ++a is a op= 1 */
    N_POSTOP,  /* the same, but the value is a's old one: a++ */
    N_ADDR,    /* &a of an lvalue or function; also the decay of arrays and functions */
    N_DEREF,   /* *a */
    N_MEMBER,  /* a.member: a is an aggregate, lvalue or value; `member`, and `offset` of it in a (it may lie inside
                  anonymous members) */
    N_CALL,    /* a: pointer to function (N_ADDR of N_VAR for a direct one); args: list, converted */
    N_BUILTIN, /* builtin: BUILTIN_… (builtins.h); args: list */
    N_VA_ARG,  /* a: address of the va_list object; type */
    N_STMT_EXPR, /* ({ body }): body is N_BLOCK; the value is that of its last expression statement, if type is not void */
    N_LABEL_ADDR, /* &&label */

    /* statements */
    N_BLOCK,   /* body: list */
    N_EXPR,    /* a */
    N_DECL,    /* symbol: an automatic object comes to life, with init or NULL */
    N_IF,      /* a, b, c or NULL */
    N_WHILE,   /* a, body b */
    N_DO,      /* body b, a */
    N_FOR,     /* init a (statement), cond b, step c (expressions), body d; each but d may be NULL */
    N_SWITCH,  /* a (promoted), body b; cases: list through next_case, in order of appearance; other: default or NULL */
    N_CASE,    /* low, high of the switch's type (range); a: the statement */
    N_DEFAULT, /* a */
    N_LABEL,   /* label; a: the statement */
    N_GOTO,    /* label */
    N_GOTO_PTR, /* a */
    N_BREAK,
    N_CONTINUE,
    N_RETURN,  /* a, converted, or NULL */
    N_EMPTY
} NodeKind;

typedef struct Init Init;

/* The bytes of a string literal, with the terminator if it has room in the array. */
typedef struct StringData {
    const unsigned char *bytes; /* len bytes without terminator */
    uint32_t len;
    uint8_t width;   /* of an element: 1, 2, 4 */
    uint32_t symbol; /* of the Obj, once the builder has placed it */
} StringData;

struct Node {
    uint8_t kind;  /* NodeKind */
    uint8_t flags; /* NF_… */
    uint8_t op;    /* N_ASSIGNOP, N_POSTOP: N_ADD … N_PTRSUB */
    uint8_t parens; /* was written in parentheses */
    Loc loc;       /* of the operator, or the first token */
    Type *type;
    Node *next;    /* in a list of arguments or statements */
    union {
        struct {
            Node *a;
            Node *b;
            Node *c;
            Node *d;
        };
        struct {
            Node *left_of_op; /* = a, of N_ASSIGNOP, N_POSTOP */
            Node *right_of_op;
            Type *calc;
        };
        struct {
            Node *object;     /* = a, of N_MEMBER */
            const Member *member;
            uint64_t offset;
        };
        struct {
            Node *callee;     /* = a, of N_CALL */
            Node *args;
            uint32_t builtin;
        };
        struct {
            Node *switched;   /* = a, of N_SWITCH */
            Node *switch_body;
            Node *cases;
            Node *other;
        };
        struct {
            Node *case_body;  /* = a, of N_CASE */
            Node *next_case;
            int64_t low;
            int64_t high;
        };
        struct {
            Symbol *symbol;
            Init *init;
        };
        struct {
            Node *label_body; /* = a, of N_LABEL */
            Label *label;
        };
        Node *body;           /* N_BLOCK, N_STMT_EXPR */
        int64_t value;
        Float number;
        StringData *string;
    };
};

enum {
    NF_CONSTANT = 1,   /* an integer constant expression's value (6.6), not merely folded */
    NF_NULL = 2,       /* a null pointer constant */
    NF_CLEANUP = 4     /* N_EXPR: a call at the end of a block that the parser has added (parse_cleanup.c) */
};

/* One scalar, aggregate value or string inside an initialized object. */
typedef struct InitItem {
    uint64_t offset;
    Type *type;
    Node *value;       /* converted to type; N_STRING with an array type: its bytes, zero filled */
    const Member *bitfield; /* or NULL; then offset counts from the object to the struct that holds it */
} InitItem;

/* An initializer, flattened: items by place, no item twice (later designators have replaced earlier ones, side
   effects aside). What no item covers is zero. */
struct Init {
    InitItem *items;
    uint32_t count;
    bool covers;   /* nothing is left to zero */
    uint64_t size; /* bytes of the object, with a flexible array's elements */
};

typedef enum SymbolKind { SYM_OBJECT, SYM_FUNCTION, SYM_TYPEDEF, SYM_CONSTANT } SymbolKind;
typedef enum Linkage { LINK_NONE, LINK_INTERNAL, LINK_EXTERNAL } Linkage;

/* What a declaration gave a name. */
struct Symbol {
    uint8_t kind;
    uint8_t linkage;
    uint8_t visibility;    /* STV_… */
    bool is_static;        /* static storage duration */
    bool is_param;
    bool is_register;
    bool defined;          /* functions: has a body; objects: has an initializer or is not extern */
    bool tentative;
    bool referenced;       /* used by code that is kept */
    bool address_taken;    /* or otherwise not fit for a register */
    bool weak;
    bool is_inline;
    bool extern_inline;    /* must be emitted though inline */
    bool gnu_inline;
    bool always_inline;
    bool no_inline;
    bool noreturn;
    bool returns_twice;
    bool realign;          /* force_align_arg_pointer */
    bool used;             /* attribute: keep */
    bool constructor;
    bool destructor;
    bool emitted;
    bool implicit;         /* declared by its call */
    bool deprecated;
    uint16_t builtin;      /* library functions that are also builtins: BUILTIN_…, or 0 */
    uint32_t priority;     /* of a constructor or destructor, 65535 if none was given */
    uint32_t depth;        /* of its scope; 0: the file */
    uint32_t align;        /* at least, or 0 */
    uint32_t obj_symbol;   /* of the Obj, made by the builder when first needed */
    uint32_t place;        /* the builder's: stack slot or SSA variable */
    Name *name;            /* NULL: compound literal */
    Type *type;
    Loc loc;
    Symbol *outer;         /* of the same name, in an enclosing scope */
    const char *asm_name;  /* __asm__("…"), or NULL */
    const char *section;   /* attribute, or NULL */
    const char *alias;     /* attribute: assembler name of what it is another name of, or NULL */
    int64_t value;         /* SYM_CONSTANT */
    Init *init;            /* objects of static storage */
    void *saved;           /* inline functions: their tokens until they are wanted */
    Symbol *next;          /* the parser's lists */
    uint64_t static_number; /* local statics: to make their symbol's name unique */
};

struct Label {
    Name *name;
    Loc loc;
    bool defined;
    bool used;
    bool address_taken;
    uint32_t block; /* the builder's */
    struct Cleanup *cleanups; /* the parser's: variables whose scopes it lies in */
    Label *outer;   /* __label__ */
    Label *next;    /* all of the function */
};

/* A function definition. */
typedef struct Function {
    Symbol *symbol;
    Symbol **params; /* param_count; those without a name too */
    uint32_t param_count;
    Node *body;      /* N_BLOCK */
    Label *labels;
    uint32_t computed_gotos;
    Loc loc;
    Loc end;         /* of the closing brace */
    bool calls_setjmp;
    bool calls_alloca;
    bool deep;       /* statements nest beyond all measure */
} Function;

/* ---- constants (fold.c) ---- */

typedef enum ConstKind { CONST_INT, CONST_FLOAT, CONST_ADDRESS, CONST_DISTANCE } ConstKind;

typedef struct Const {
    uint8_t kind;
    int64_t value;         /* CONST_INT: as its type has it, extended; others: the addend */
    Float number;          /* of the node's floating type */
    Symbol *symbol;        /* address of a symbol … */
    StringData *string;    /* … or of a string … */
    Label *label;          /* … or of a label */
    Label *from;           /* CONST_DISTANCE: label - from, a GNU extension for tables of offsets */
} Const;

#endif
