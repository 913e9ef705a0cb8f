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

/* A register of the class that can be allocated. */
static inline Reg any_reg(const RegModel *model, unsigned cls) {
    return first_reg(model->allocatable & class_regs(cls));
}

void regalloc_fast(MFunc *m, const RegModel *model);

/* ---- regalloc.c: the allocator of -O1 ----

   Places in the function are numbered: two for each instruction, `early` where operands are read and
   `late` where results are written, and two for the head of each block, where phis get their values. A
   range is a run of places; a value lives from the late place of its definition to the early place of its
   last use.

   A piece is a set of ranges that shall have one register. At first it is the whole life of a value or of
   several that moves, phis and tied operands connect and that never live at the same time. A piece that
   gets no register is split: its values then live in memory, in one slot that they share, and smaller
   pieces load from there. */

typedef struct Range {
    uint32_t from;
    uint32_t to; /* the first place behind it */
} Range;

enum { USE_EDGE = 3 };

/* One operand that is a value. */
typedef struct RaUse {
    uint32_t ins;   /* its number in MFunc.ins; USE_EDGE: the predecessor from which a phi reads it */
    uint32_t op;    /* of MIns.use, or USE_EDGE */
    uint32_t piece; /* of a split value: that has it in a register here, or 0: memory */
} RaUse;

enum {
    VALUE_PHI = 1,
    VALUE_REMAT = 2,  /* never in memory: its definition is repeated */
    VALUE_SPLIT = 4,  /* lives in memory besides its pieces */
    VALUE_LOADED = 8, /* memory is read somewhere: the definition must store */
    VALUE_FOLDED = 16, /* its definition writes memory itself */
    VALUE_TAIL = 32 /* made by copy_phis: a phi that is only moved */
};

typedef struct RaValue {
    uint32_t def;   /* its number in MFunc.ins; VALUE_PHI: the place of the block's head */
    uint32_t block; /* 0: it is not defined at all */
    uint32_t first_use;
    uint32_t use_count;
    uint32_t piece; /* that has its definition; 0: none, or memory */
    uint32_t home;  /* the piece that has its slot */
    uint32_t next;  /* of the piece's values, plus 1 */
    uint32_t flags;
} RaValue;

enum { PIECE_WHOLE, PIECE_LOOP, PIECE_BLOCK, PIECE_RUN, PIECE_SMALL };

typedef struct RaPiece {
    uint32_t ranges; /* first in Ra.ranges */
    uint32_t range_count;
    uint32_t places;
    uint32_t members; /* first in Ra.members; PIECE_WHOLE: the first value plus 1 */
    uint32_t last_member;
    uint32_t slot;    /* PIECE_WHOLE: of the values; 0: none yet */
    uint32_t where;   /* the loop or block */
    uint32_t in_value; /* is loaded at its start, plus 1; 0: it begins with a definition */
    uint32_t in_ins;   /* before this instruction; PIECE_LOOP: on the edges into the loop */
    uint32_t next_in;  /* with the same in_ins or loop */
    uint32_t parent;   /* joined to that */
    uint32_t hints;    /* first in Ra.hints */
    uint64_t gain;     /* how often its values are read and written */
    uint64_t weight;   /* gain for each place */
    uint8_t kind;
    uint8_t cls;
    uint8_t width;     /* PIECE_WHOLE: of the widest value; an extended I32 may flow into an I64 */
    uint8_t reg;
} RaPiece;

typedef struct RaMember {
    uint32_t value;
    uint32_t next;
} RaMember;

/* It would save a move to have the same register. */
typedef struct RaHint {
    uint32_t piece; /* or 0: */
    Reg reg;
    uint64_t gain;
    uint32_t next;
} RaHint;

typedef struct RaLoop {
    uint32_t head;
    uint32_t parent;
    uint32_t depth;
    uint32_t same;    /* the loop around it that its blocks count as part of, as it is too deep; or 0 */
    uint32_t pieces;  /* that are loaded on the edges into it: first, then RaPiece.next_in */
    uint32_t current; /* while splitting: the piece for it */
    bool is_open;     /* there is an edge into it that no load can stand on */
} RaLoop;

typedef struct RaBlock {
    uint32_t loop;   /* innermost; 0: none */
    uint32_t head;   /* place */
    uint32_t branch; /* number of the first of the branches that end it, or the end of its instructions */
    uint32_t order;  /* in post-order, from 1; 0: unreachable */
    uint32_t idom;
    uint32_t stamp;  /* of the value whose life was computed last, */
    uint32_t seg;    /* and its segment */
    uint32_t piece;  /* while splitting: the piece for it */
    bool moves_at_end; /* ra_moves_at_end */
    uint64_t freq;   /* how often it runs, estimated; the entry: 1 */
} RaBlock;

/* A part of the life of a value in one block. */
typedef struct RaSeg {
    uint32_t block;
    uint32_t from;
    uint32_t to;
} RaSeg;

typedef struct RaWaiting {
    uint64_t urgency;
    uint32_t piece;
} RaWaiting;

typedef struct Ra {
    MFunc *m;
    const RegModel *model;
    Arena arena;
    uint32_t places;
    Reg first_tail; /* registers from here on are VALUE_TAIL */
    RaBlock *blocks;
    uint32_t *place;  /* early place of an instruction */
    uint32_t *block_of; /* of an instruction */
    uint32_t *calls;  /* of an instruction: number of calls before it */
    RaLoop *loops;    /* with 0: the whole function */
    size_t loop_count;
    size_t loop_room;
    uint32_t *edge;   /* of a block with one successor: its place among that one's predecessors */
    RaValue *values;
    RaUse *uses;
    RegSet *fixed;    /* by place: registers that are used by name */
    RegSet *taken;    /* by place: registers that pieces have */
    RegSet *coarse;   /* of 64 places: both */
    RegSet *coarse_fixed;
    Range *ranges;
    size_t range_count;
    size_t range_room;
    RaPiece *pieces;  /* with 0 */
    size_t piece_count;
    size_t piece_room;
    RaMember *members; /* with 0 */
    size_t member_count;
    size_t member_room;
    RaHint *hints; /* with 0 */
    size_t hint_count;
    size_t hint_room;
    RaSeg *segs; /* of one value */
    size_t seg_count;
    size_t seg_room;
    uint32_t *work; /* blocks */
    size_t work_count;
    size_t work_room;
    uint32_t stamp;
    uint32_t *owner[65]; /* of a register, by place: the piece that has taken it */
    uint32_t *in_at;     /* of an instruction: the first piece that is loaded before it */
    RaWaiting *heap;     /* pieces that wait for a register */
    size_t heap_count;
    size_t heap_room;
} Ra;

/* regalloc_live.c */
void ra_number(Ra *ra);   /* places, flow facts, values and their uses, fixed */
void ra_lives(Ra *ra);    /* a piece for each value */
void ra_segments(Ra *ra, uint32_t value); /* its life: segs, by block */
bool ra_is_plain_end(const Ra *ra, uint32_t block);
bool ra_moves_at_end(const Ra *ra, uint32_t block);
uint32_t ra_edge(const Ra *ra, uint32_t from, uint32_t to); /* its place among the predecessors */
uint32_t ra_piece(Ra *ra, unsigned kind, unsigned cls);
void ra_range(Ra *ra, uint32_t from, uint32_t to);
void ra_weigh(Ra *ra, uint32_t piece);
uint64_t ra_use_freq(const Ra *ra, const RaUse *use);
uint32_t ra_use_end(const Ra *ra, const RaUse *use);   /* the place behind the last that it needs */
uint32_t ra_def_place(const Ra *ra, const RaValue *v); /* the first that it needs */
bool ra_is_late(const Ra *ra, const MIns *ins, int op); /* the operand is read after the def is written */
bool ra_in_loop(const Ra *ra, uint32_t block, uint32_t loop);
/* regalloc_join.c */
void ra_join(Ra *ra);     /* joins pieces that moves connect */
/* regalloc_split.c */
void ra_split(Ra *ra, uint32_t piece);
void ra_push(Ra *ra, uint32_t piece);
uint32_t ra_slot(Ra *ra, uint32_t value);
unsigned ra_slot_width(const Ra *ra, uint32_t value); /* to store it with */
/* regalloc_write.c */
void ra_write(Ra *ra);

static inline uint32_t ra_end(const Ra *ra, uint32_t block) {
    return ra->blocks[block].head + 2 + 2 * ra->m->blocks[block].count;
}

#endif
