/* What the files of the builder share. */
#ifndef BUILD_INTERNAL_H
#define BUILD_INTERNAL_H

#include "build.h"

/* Where break and continue go. */
typedef struct Jumps {
    struct Jumps *outer;
    Block on_break;
    Block on_continue; /* 0 inside a switch: the outer one's */
} Jumps;

struct Builder {
    Diag *diag;
    Obj *obj;
    const Target *target;
    Parser *parser;
    Types *types;
    BuildOptions options;
    Arena arena; /* of the unit */
    StrMap strings[3]; /* by log2 of the width: literals that were placed */
    uint32_t string_count;
    uint32_t label_count;
    /* of the function being built */
    IrFunc *f;
    Ssa *ssa;          /* NULL at level 0 */
    const Function *function;
    Jumps *jumps;
    Block dispatch;        /* from which all computed gotos go, or 0 */
    uint32_t dispatch_place; /* of the address there: as Symbol.place */
    Val last_call;     /* 0: none yet */
    AbiPass result;
    Val result_pointer;    /* where an in_memory result goes */
    Node **spine;          /* stack of left operands */
    size_t spine_count;
    size_t spine_room;
    uint32_t *operands;    /* of the call being built */
    size_t operand_count;
    size_t operand_room;
};

/* An lvalue. */
typedef struct Place {
    uint32_t variable;  /* an SSA variable, or 0 */
    uint32_t slot;      /* of a scalar that is accessed by its name alone, or 0 */
    Val address;
    int64_t offset;
    Type *type;
    const Member *bitfield;
    uint64_t limit;     /* bytes that may be touched from address + offset of the bit-field's struct */
    int64_t base;       /* of a bit-field: offset at which its struct begins */
    unsigned flags;     /* IF_VOLATILE */
} Place;

/* Symbol.place: an SSA variable if this bit is set, else a stack slot. */
#define PLACE_SSA 0x80000000U

/* ---- values.c: types and conversions ---- */

/* The type that values of a C type have; IR_I64, an address, for what lives in memory. */
IrType value_type(const Builder *b, const Type *type);
IrMem memory_type(const Builder *b, const Type *type);
/* Aggregates and long double: values are addresses. */
bool in_memory(const Type *type);
Val convert_value(Builder *b, Val v, Type *from, Type *to);
/* v != 0 as I32; a long double by its address. */
Val truth(Builder *b, Val v, Type *type);
/* The address of a new temporary. */
Val temporary(Builder *b, const Type *type);
Val int_const(Builder *b, int64_t value);
Val long_const(Builder *b, int64_t value);
/* A floating constant; of a long double: the address of one. */
Val float_const(Builder *b, const Type *type, const Float *number);
void copy_bytes(Builder *b, Val to, int64_t to_offset, Val from, int64_t from_offset, uint64_t size, uint32_t align);
/* How wide the last store to `size` bytes of a slot was, if it was in this block and since the last call, not long ago;
   else 0. Processors load slowly what is on its way to memory in several pieces. */
unsigned stored_width(const Builder *b, Val address, int64_t offset, uint64_t size);
void zero_bytes(Builder *b, Val at, int64_t offset, uint64_t size, uint32_t align);
Val offset_address(Builder *b, Val address, int64_t offset);
uint32_t log2_of(uint64_t power);

/* ---- place.c: lvalues ---- */

void build_place(Builder *b, Node *n, Place *place);
/* Fills a zeroed place with where a variable is. */
void place_symbol(Builder *b, Symbol *symbol, Place *place);
Val place_address(Builder *b, const Place *place);
/* The value, as build_value gives it. */
Val place_load(Builder *b, const Place *place);
/* At level 0 variables live in memory, where debuggers find every value; but what is accessed by its name alone is not
   read again in the block that read or wrote it. Notes that slot holds the value now. */
void remember(Builder *b, uint32_t slot, Val value);
/* Stores a value of the place's type and returns the value that the place then has (bit-fields: cut off). */
Val place_store(Builder *b, const Place *place, Val value);
/* Initializes an object at `address` + `offset`. */
void build_init(Builder *b, Val address, int64_t offset, const Type *type, const Init *init);

/* ---- expr.c ---- */

/* The value of an expression: of its value_type, or an address that must only be read from. 0 for void. */
Val build_value(Builder *b, Node *n);
/* An aggregate or long double straight into memory. */
void build_into(Builder *b, Node *n, Val address, int64_t offset);
/* Puts a node on the builder's stack of those to be done later, for chains of any length. */
void push_spine(Builder *b, Node *n);
/* Jumps to `yes` or `no`. */
void build_branch(Builder *b, Node *n, Block yes, Block no);
/* One arithmetic operation of the given kind on two values of C type `type` (shifts: right operand of `right_type`). */
Val arithmetic(Builder *b, unsigned kind, Type *type, Val left, Val right, Type *right_type);
Val pointer_add(Builder *b, Type *pointer, Val v, Val index, bool subtract);
Val compare(Builder *b, unsigned kind, Type *type, Val left, Val right);
/* The value that comes from each of `count` blocks, at the start of the current block, whose predecessors they are. */
Val join(Builder *b, IrType type, const Val *values, uint32_t count);

/* ---- call.c, abi_type.c ---- */

void abi_type(const Builder *b, const Type *type, AbiType *out);
/* A call; the value, or the address of the temporary with the aggregate (`into` if that is not 0). */
Val build_call(Builder *b, Node *n, Val into);
/* A call of the library function `name` with values of integer, pointer and floating types. */
Val call_library(Builder *b, const char *name, Type *result, const Val *args, Type *const *types, uint32_t count);
void build_params(Builder *b);
void build_return(Builder *b, Node *n);

/* ---- builtin.c ---- */

Val build_builtin(Builder *b, Node *n);
/* A call of a library function that the builder knows better; false if it is to be called. */
bool build_known_call(Builder *b, Node *n, unsigned builtin, Val *value);

/* ---- stmt.c ---- */

void build_statement(Builder *b, Node *n);
/* Makes `block` current. */
void enter(Builder *b, Block block);
/* enter, for a block whose predecessors are all known. */
void enter_sealed(Builder *b, Block block);
void seal(Builder *b, Block block);
/* After a terminator: what follows is unreachable, but is built. */
void enter_unreachable(Builder *b);
Block label_block(Builder *b, Label *label);
/* At the end of a body: the jump that its computed gotos share, if they do. */
void build_dispatch(Builder *b);
/* Gives a variable or parameter its slot or SSA variable. */
void build_local(Builder *b, Symbol *symbol);

/* ---- build.c ---- */

/* A symbol for a block whose address is taken. */
void give_block_symbol(Builder *b, Block block);

/* ---- data.c ---- */

/* The symbol of a string literal. */
uint32_t string_symbol(Builder *b, StringData *string);

#endif
