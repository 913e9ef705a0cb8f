/* The calling convention of a target, as the builder of the IR asks for it. */
#ifndef ABI_H
#define ABI_H

#include "../ir/ir.h"
#include "../num/num.h"

typedef enum AbiKind { ABI_VOID, ABI_INT, ABI_FLOAT, ABI_LDOUBLE, ABI_AGGREGATE } AbiKind;

/* A scalar inside an aggregate. */
typedef struct AbiField {
    uint32_t offset;
    uint8_t kind; /* ABI_INT, ABI_FLOAT, ABI_LDOUBLE */
    uint8_t size;
} AbiField;

#define ABI_MAX_FIELDS 64

/* What the convention needs to know of a type. Small integers arrive here promoted as C demands;
   a prototype's char and short keep their size. */
typedef struct AbiType {
    uint8_t kind;
    bool is_unsigned;
    uint64_t size;
    uint32_t align;
    uint32_t field_count; /* flattened, by offset, arrays and nested ones unrolled; unions: all members;
                             bit-fields as ABI_INT of the units that they touch */
    bool too_many;        /* more than ABI_MAX_FIELDS: fields has the first of them */
    bool unaligned;       /* a packed member that is not at a multiple of its size */
    AbiField fields[ABI_MAX_FIELDS];
} AbiType;

/* How far the argument registers and the stack are used. Zero it to begin with. */
typedef struct AbiState {
    uint32_t ints;
    uint32_t floats;
    uint32_t stack; /* bytes */
} AbiState;

/* How one argument or result travels: in `count` pieces, piece i holding the bytes from offset[i] of the
   object, or its whole value if it is a scalar. */
typedef struct AbiPass {
    bool by_reference; /* the caller copies it and passes the address as the one piece */
    bool in_memory;    /* results: to the address that abi.result_pointer passes */
    uint32_t count;
    uint32_t offset[4];
    ArgLoc piece[4];   /* of an aggregate, mem says how the piece is loaded and stored; a piece that reaches
                          beyond the object (size below mem's) must be put together from smaller loads: the
                          builder goes by `size` */
} AbiPass;

typedef struct Abi {
    /* Where the next argument goes. `named`: it stands before the ... or there is none. */
    void (*argument)(AbiState *state, const AbiType *type, bool named, AbiPass *pass);
    void (*result)(const AbiType *type, AbiPass *pass);
    /* Where the hidden pointer to an in_memory result goes; asked before all arguments. */
    void (*result_pointer)(AbiState *state, ArgLoc *loc);
    /* The function also returns the hidden pointer, here (where is ARG_INT), or reg is 0. */
    uint8_t result_pointer_back;
    /* Builds va_arg: code that advances the va_list at address `list` and gives the address of the next
       argument of the type (of a copy of its bytes if they were in several registers). May end the current
       block and begin others. */
    Val (*va_arg)(IrFunc *f, Val list, const AbiType *type);
} Abi;

#endif
