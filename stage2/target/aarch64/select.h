/* What the files of instruction selection share (select.c says how it works). */
#ifndef A64_SELECT_H
#define A64_SELECT_H

#include "aarch64.h"

/* The instructions of one IR instruction, in their order; groups are made from a block's end to its start. */
typedef struct Group {
    uint32_t first;
    uint32_t count;
} Group;

enum { FORM_64 = 1 }; /* a load that extends to 64 bits right away */

typedef struct Select {
    MFunc *m;
    IrFunc *f;
    const Ins *ins;
    Reg *regs;     /* of values that are asked for, else 0 */
    uint8_t *form; /* FORM_… of values */
    MIns *made;
    uint32_t made_count;
    size_t made_room;
    Group *groups;
    uint32_t group_count;
    size_t group_room;
    Block block;    /* current one, of the IR */
    uint32_t depth; /* its loops */
    Loc loc;
    Val tail;       /* the call that ends the block in place of its return, or 0 */
    bool va_used;
} Select;

/* An address as the fields of MIns want it. */
typedef struct Addr {
    Reg base;
    Reg index;
    uint32_t slot;
    uint32_t sym;
    int32_t disp;
    uint16_t extra;
    uint8_t scale;
} Addr;

/* ---- select.c ---- */

/* The register of a value; what is repeated at each use (constants) goes into the current group, so ask
   before making the instruction that reads it. */
Reg sel_use(Select *s, Val v);
/* The same, or the zero register for a constant 0. */
Reg sel_use_or_zero(Select *s, Val v);
Reg sel_def(Select *s, Val v);
bool sel_wanted(const Select *s, Val v);
/* Appends an instruction to the group. */
MIns *sel_put(Select *s, unsigned op, unsigned width, Reg def, Reg a, Reg b);
MIns *sel_imm(Select *s, unsigned op, unsigned width, Reg def, Reg a, int64_t imm);
void sel_move(Select *s, unsigned type, Reg to, Reg from);
void sel_const(Select *s, unsigned width, Reg to, int64_t value);
Reg sel_temp(Select *s, unsigned width);
/* Looks through copies. */
Val sel_source(const Select *s, Val v);
bool sel_is_const(const Select *s, Val v, int64_t *value);
/* `v` is an operation `op` of this block: what it does can be done by its user instead. */
bool sel_here(const Select *s, Val v, unsigned op);
/* The same, and nothing else uses it. */
bool sel_once(const Select *s, Val v, unsigned op);

static inline unsigned type_width(unsigned type) {
    return type == IR_I64 || type == IR_F64 ? 8 : 4;
}

static inline RegClass type_class(unsigned type) {
    return type == IR_F32 || type == IR_F64 ? CLASS_FLOAT : CLASS_INT;
}

/* ---- select_int.c ---- */

void sel_int(Select *s, Val v);
/* def = a op b for OP_ADD, SUB, AND, OR, XOR in all their forms; def R_ZR and `flags` for comparisons. */
void sel_binary(Select *s, unsigned op, unsigned width, Reg def, Val a, Val b, bool flags);

/* ---- select_cond.c ---- */

void sel_cond_value(Select *s, Val v); /* ICMP, FCMP, SELECT */
void sel_branch(Select *s, Val v);

/* ---- select_float.c ---- */

void sel_float(Select *s, Val v);
void sel_fconst(Select *s, unsigned width, Reg to, uint64_t bits);

/* ---- select_mem.c ---- */

void sel_address(Select *s, Val a, int64_t offset, unsigned log2, Addr *out);
MIns *sel_access(Select *s, unsigned op, unsigned width, const Addr *a);
void sel_load_mem(Select *s, unsigned mem, Reg to, const Addr *a, bool wide);
void sel_load(Select *s, Val v);
void sel_store(Select *s, Val v);
void sel_memcpy(Select *s, Val v);
void sel_memzero(Select *s, Val v);
/* Copies `size` bytes; a call of memcpy if they are many. */
void sel_copy(Select *s, const Addr *to, const Addr *from, uint64_t size, bool exact);
void sel_store_value(Select *s, unsigned mem, Val value, const Addr *a);
/* A register with the address. */
Reg sel_lea(Select *s, const Addr *a);
/* An address without index and with room for small offsets, for several accesses. */
void sel_block_address(Select *s, Val a, Addr *out);

/* ---- select_call.c ---- */

void sel_call(Select *s, Val v);
void sel_result(Select *s, Val v);
void sel_ret(Select *s, Val v);
void sel_param(Select *s, Val v);
void sel_syscall(Select *s, Val v);
void sel_vastart(Select *s, Val v);
void sel_va_save(Select *s);
void sel_frame(Select *s, Val v); /* ALLOCA, FRAMEADDR, RETADDR, CFA */
void sel_runtime(Select *s, const char *name, RegSet uses);

/* ---- select_quad.c ---- */

void sel_quad(Select *s, Val v); /* LD… */

#endif
