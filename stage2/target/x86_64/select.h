/* Selection, inside (select.c and select_*.c): IR to MIR, each block from its end to its beginning.

   An instruction is selected when its value was asked for (reg_of) or has an effect; by then all its users are,
   so that what they took into their operands - addresses, constants, loads, comparisons - needs no code of
   its own. The code for one IR instruction is written in order, as a group; the groups of a block are put into
   order at its end. */
#ifndef X86_64_SELECT_H
#define X86_64_SELECT_H

#include "ops.h"

typedef struct Select {
    MFunc *m;
    IrFunc *f;
    Reg *regs;        /* of values, 0: not asked for */
    uint32_t *epochs; /* of values: grows with every write to memory and every block */
    uint32_t *number; /* of IR blocks in the MIR */
    uint32_t *groups; /* where groups of the current block begin */
    size_t group_count;
    size_t group_room;
    MIns *scratch;
    size_t scratch_room;
    uint32_t now;     /* epoch of the current instruction */
    uint32_t depth;   /* of loops, of the current block */
    Loc loc;
    uint32_t word_slot; /* for values on their way to and from the x87, or 0 */
} Select;

/* A memory operand. */
typedef struct Addr {
    Reg base;
    Reg index;
    uint8_t scale;
    uint16_t extra;
    uint32_t slot;
    uint32_t sym;
    int32_t disp;
} Addr;

/* What a comparison leaves in the flags: true if cc (and cc2; or cc2), packed. */
enum { TEST_ONE, TEST_BOTH = 0x100, TEST_EITHER = 0x200, TEST_JOIN = 0x300 };
typedef unsigned Test;
#define TEST_OF(cc, cc2, join) ((unsigned)(cc) | (unsigned)(cc2) << 4 | (join))
#define TEST_CC(test) ((test) & 15)
#define TEST_CC2(test) ((test) >> 4 & 15)

static inline const Ins *ins_of(const Select *s, Val v) {
    return &s->f->ins[v];
}

static inline unsigned width_of(unsigned type) {
    return type == IR_I32 || type == IR_F32 ? 4 : 8;
}

static inline bool is_float_type(unsigned type) {
    return type == IR_F32 || type == IR_F64;
}

/* ---- select.c ---- */

MIns *put(Select *s, X86Op op, unsigned width);
/* Instructions of common shapes. */
void put_rr(Select *s, X86Op op, unsigned width, Reg def, Reg from);
void put_op(Select *s, X86Op op, unsigned width, Reg def, Reg a, Reg b);
void put_op_imm(Select *s, X86Op op, unsigned width, Reg def, Reg a, int64_t imm);
void put_load(Select *s, X86Op op, unsigned width, Reg def, const Addr *ad);
void put_store(Select *s, X86Op op, unsigned width, const Addr *ad, Reg value);
void put_mem_imm(Select *s, X86Op op, unsigned width, const Addr *ad, int64_t imm);
void put_move(Select *s, RegClass cls, unsigned width, Reg def, Reg from);
void put_const(Select *s, unsigned width, Reg def, int64_t value);
void set_addr(MIns *ins, const Addr *ad);
Reg new_int(Select *s, unsigned width);
Reg new_float(Select *s, unsigned width);
/* The register of a value; asks for it. Constants and addresses are made here and now. */
Reg reg_of(Select *s, Val v);
/* Puts a value into `def`, a physical register. */
void value_to(Select *s, Val v, Reg def);
/* Through copies. */
Val source_of(const Select *s, Val v);
/* The integer constant that `v` is; false if it is none. */
bool is_const(const Select *s, Val v, int64_t *value);
/* The same, if it fits a sign-extended 32-bit immediate. */
bool is_imm(const Select *s, Val v, int64_t *value);
/* The value may be computed by its one user, here. */
bool is_private(const Select *s, Val v);
/* It is a load of `width` bytes without extension that its only user can do. */
bool is_folded_load(const Select *s, Val v, unsigned width);
/* Marks registers that would like to be the same. */
void hint(Select *s, Reg virtual_reg, Reg other);

/* ---- select_mem.c ---- */

void addr_of(Select *s, Val a, int64_t disp, Addr *ad);
void addr_of_load(Select *s, Val load, Addr *ad);
void addr_slot(Addr *ad, uint32_t slot, int32_t disp);
void addr_sym(Addr *ad, uint32_t sym);
void addr_out(Addr *ad, uint32_t offset);
void addr_incoming(Addr *ad, int32_t offset);
/* ad + more; true if the displacement still fits. */
bool addr_add(Addr *ad, int64_t more);
bool x86_same_address(const Select *s, const Ins *x, const Ins *y); /* of two loads and stores */
void select_load(Select *s, Val v, Reg def);
void select_store(Select *s, Val v);
/* Copies `size` bytes. */
void copy_block(Select *s, const Addr *to, const Addr *from, uint64_t size);
void select_memcpy(Select *s, Val v);
void select_memzero(Select *s, Val v);
void put_lea(Select *s, unsigned width, Reg def, const Addr *ad);

/* ---- select_int.c ---- */

void select_int(Select *s, Val v, Reg def);
/* A comparison, or whether any I32 is not 0. */
Test put_test(Select *s, Val v);
void test_to_reg(Select *s, Test test, Reg def);
void select_select(Select *s, Val v, Reg def);

/* ---- select_div.c ---- */

void select_div(Select *s, Val v, Reg def);

/* ---- select_float.c ---- */

void select_float(Select *s, Val v, Reg def);
Test put_float_test(Select *s, Val v);
void select_ld(Select *s, Val v);
Test put_ld_test(Select *s, Val v);

/* ---- select_call.c ---- */

void select_param(Select *s, Val v);
void select_call(Select *s, Val v);
void select_result(Select *s, Val v);
void select_ret(Select *s, Val v);
void select_syscall(Select *s, Val v);
void select_vastart(Select *s, Val v);
void select_alloca(Select *s, Val v, Reg def);
void select_frame(Select *s, Val v, Reg def);
/* A call by the compiler itself of a function of two or three integer arguments already in place. */
void call_runtime(Select *s, const char *name, RegSet args);

#endif
