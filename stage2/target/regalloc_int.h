/* What the two register allocators share (regalloc.c, regalloc_fast.c). */
#ifndef REGALLOC_INT_H
#define REGALLOC_INT_H

#include "mir.h"

#define INT_REGS ((RegSet)0xffffffff)
#define FLOAT_REGS ((RegSet)0xffffffff << 32)

static inline bool is_virtual(Reg r) {
    return r >= REG_VIRTUAL;
}

static inline bool is_physical(Reg r) {
    return r != 0 && r < REG_VIRTUAL;
}

static inline RegSet class_regs(unsigned cls) {
    return cls == CLASS_FLOAT ? FLOAT_REGS : INT_REGS;
}

/* REG_BIT of a physical register, 0 of anything else. */
static inline RegSet reg_bit(Reg r) {
    return is_physical(r) ? REG_BIT(r) : 0;
}

/* The register with the lowest number in a set that is not empty. */
static inline Reg first_reg(RegSet set) {
    Reg r = 1;
    if ((set & 0xffffffff) == 0) {
        set >>= 32;
        r += 32;
    }
    if ((set & 0xffff) == 0) {
        set >>= 16;
        r += 16;
    }
    if ((set & 0xff) == 0) {
        set >>= 8;
        r += 8;
    }
    if ((set & 0xf) == 0) {
        set >>= 4;
        r += 4;
    }
    if ((set & 3) == 0) {
        set >>= 2;
        r += 2;
    }
    return r + (Reg)(~set & 1);
}

/* The registers that an instruction destroys besides its def. */
static inline RegSet ins_clobbers(const RegModel *model, const MIns *ins) {
    const MOpInfo *info = &model->ops[ins->op];
    return info->implicit_defs | (info->flags & MOP_CALL ? model->call_clobbers : 0);
}

void regalloc_fast(MFunc *m, const RegModel *model);
void regalloc_good(MFunc *m, const RegModel *model);

#endif
