/* The machine's form of a function: instructions of one target over virtual registers, which the register
   allocator (regalloc.c) turns into physical ones. Selection (select.c) makes it from the IR, encode.c and
   asmtext.c turn it into bytes and text. */
#ifndef MIR_H
#define MIR_H

#include "../ir/ir.h"

/* A register: 0 none; 1 to 32 the target's integer registers, 33 to 64 its floating ones (number r is bit
   r - 1 of a RegSet); from REG_VIRTUAL on virtual. */
typedef uint32_t Reg;
typedef uint64_t RegSet;
#define REG_FLOAT 33
#define REG_VIRTUAL 128
#define REG_BIT(r) ((RegSet)1 << ((r) - 1))

typedef enum RegClass { CLASS_INT, CLASS_FLOAT } RegClass;

/* One machine instruction. What its fields mean is the matter of the target's tables; the allocator needs
   what MOpInfo says. Reading happens before writing, except where MOP_TIED or MOP_EARLY say otherwise. */
typedef struct MIns {
    uint16_t op;
    uint8_t width;   /* bytes operated on, or as the target likes */
    uint8_t cond;    /* IrCond or the target's own */
    uint8_t scale;   /* log2, of an index */
    uint8_t flags;   /* MF_… */
    uint16_t extra;  /* the target's */
    Reg def;         /* written */
    Reg use[3];      /* read */
    uint32_t slot;   /* a frame slot that the address refers to, or 0 */
    uint32_t sym;    /* a symbol, or 0 */
    uint32_t target; /* a block to jump to, or 0 */
    int32_t disp;
    int64_t imm;
    RegSet implicit_uses; /* physical registers that are read besides */
    Loc loc;
} MIns;

enum {
    MF_DEAD = 1 /* to be left out */
};

/* What the allocator must know of an operation. */
typedef struct MOpInfo {
    const char *name;
    uint16_t flags;
    RegSet implicit_defs; /* physical registers that are written or destroyed besides */
} MOpInfo;

enum {
    MOP_MOVE = 1,    /* def = use[0], same class, nothing else: goes away if both get the same register */
    MOP_TIED = 2,    /* def must be the register of use[0]; the other uses are read after it is written */
    MOP_CALL = 4,    /* destroys the target's call_clobbers */
    MOP_BRANCH = 8,  /* ends the block, or stands among the branches that end it */
    MOP_REMAT = 16,  /* has no uses and no memory: may be repeated anywhere, so it must keep the condition flags,
                        instead of reloading its def; left out if nothing reads that */
    MOP_EARLY = 32,  /* def is written before all uses are read */
    MOP_COMMUTES = 64 /* use[0] and use[1] can change places */
};

/* A value that depends on the predecessor: def = source[i] when coming from the i-th predecessor. */
typedef struct MPhi {
    Reg def;
    Reg *source; /* pred_count */
} MPhi;

typedef struct MBlock {
    uint32_t first; /* instructions first … first + count - 1 of MFunc.ins */
    uint32_t count;
    MPhi *phis;
    uint32_t phi_count;
    uint32_t *succ; /* critical edges are split before selection */
    uint32_t *pred;
    uint32_t succ_count;
    uint32_t pred_count;
    uint32_t depth;  /* of loops */
    uint32_t symbol; /* as BlockData.symbol */
} MBlock;

typedef struct MReg {
    uint8_t cls;   /* RegClass */
    uint8_t width; /* bytes that count: 4 or 8 (floats 4, 8); spill slots are 8. An integer of 4 may flow into a phi
                      of 8: moves and loads of 4 bytes clear the others */
    Reg hint;      /* a register, physical or virtual, that it would like to share, or 0 */
} MReg;

typedef struct MSlot {
    uint64_t size;
    uint32_t align;
    int64_t offset; /* from the frame's base, set by the target before encoding */
} MSlot;

/* Blocks are numbered 1 … block_count in the order in which they are laid out; 1 is the entry. */
typedef struct MFunc {
    Arena *arena;   /* for everything below that is not grown */
    Arena own;      /* target_function's, kept from function to function */
    IrFunc *ir;
    Obj *obj;
    MIns *ins;
    uint32_t ins_count;
    uint32_t ins_room;
    MBlock *blocks;      /* with 0 */
    uint32_t block_count; /* the last number */
    MReg *regs;          /* of virtual register r: regs[r - REG_VIRTUAL] */
    uint32_t reg_count;
    uint32_t reg_room;
    MSlot *slots;        /* with 0; the first are the IR's, with the same numbers */
    uint32_t slot_count;
    uint32_t slot_room;
    uint32_t out_bytes;  /* of the outgoing argument area */
    RegSet reserved;     /* set by selection: physical registers not to be allocated in this function, such as
                            the frame pointer; target_function takes them out of the model */
    RegSet used;         /* physical registers written anywhere, set by the allocator */
    uint32_t va_slot;    /* register save area of a variadic function */
} MFunc;

/* What the allocator needs from a target. */
typedef struct RegModel {
    const MOpInfo *ops;
    const char *const *names;         /* for dumps: of physical register r */
    RegSet allocatable;
    RegSet call_clobbers;             /* destroyed by MOP_CALL */
    RegSet callee_saved;              /* using one costs a save and a restore */
    const Reg *order[2];              /* by class: registers in order of preference, ends in 0 */
    /* Fill `out` (zeroed) with one instruction. */
    void (*move)(MIns *out, RegClass cls, unsigned width, Reg to, Reg from);
    void (*load)(MIns *out, RegClass cls, unsigned width, Reg to, uint32_t slot);
    void (*store)(MIns *out, RegClass cls, unsigned width, uint32_t slot, Reg from);
    /* Exchanges two integer registers for parallel moves, or NULL: then a cycle goes through `scratch`. */
    void (*swap)(MIns *out, unsigned width, Reg a, Reg b);
    Reg scratch[2];                   /* by class: never allocated, for parallel moves and memory-to-memory; 0 if
                                         swap serves */
    /* Makes instruction `ins` read use[i] (or, if i < 0, write def; both of a tied pair at once) in memory at
       the slot instead of a register; false if it has no such form. May be NULL. The other operands stay where
       they are in `use`. */
    bool (*fold)(MIns *ins, int i, unsigned width, uint32_t slot);
} RegModel;

/* Assigns physical registers. Before: every virtual register has one definition, which dominates its uses;
   physical ones are defined in the block that reads them, but for those in which the function's parameters
   arrive. Edges are not critical, except those of a branch that reads a register (a computed goto). Afterwards
   no operand is virtual, phis are gone, MOP_MOVEs to the same register are left out. `fast`: for -O0, one pass
   over each block (regalloc_fast.c); else regalloc.c. */
void regalloc(MFunc *m, const RegModel *model, bool fast);

/* ---- making it (mir.c) ---- */

void mir_begin(MFunc *m, Arena *arena, IrFunc *ir);
void mir_free(MFunc *m);
Reg mir_reg(MFunc *m, RegClass cls, unsigned width);
uint32_t mir_slot(MFunc *m, uint64_t size, uint32_t align);
/* Appends a zeroed instruction; good until the next. */
MIns *mir_ins(MFunc *m, unsigned op);
/* A readable listing, with the model's names. */
void mir_dump(const MFunc *m, const RegModel *model, Buf *out);
/* An internal fault if an operand is missing, a register of the wrong class, or still virtual (`allocated`). */
void mir_check(const MFunc *m, const RegModel *model, bool allocated, const char *pass);

#endif
