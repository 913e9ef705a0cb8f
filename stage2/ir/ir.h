/* The intermediate representation: one function in SSA form (docs/IR.md).

   A value is the number of the instruction that computes it. Instructions stand in one array and are
   linked into blocks; blocks end in one terminator and list their successors and predecessors.
   Integer values are I32 or I64 (pointers are I64); what C has narrower is extended by explicit
   operations. long double, structs and unions live in memory and are handled by their addresses. */
#ifndef IR_H
#define IR_H

#include "../diag/diag.h"
#include "../obj/obj.h"
#include "ops.h"

typedef uint32_t Val;   /* number of an instruction; 0: none */
typedef uint32_t Block; /* number of a block; 0: none; 1: the entry */

#define IR_OP_NUMBER(name, text, flags) OP_##name,
typedef enum IrOp { IR_OPS(IR_OP_NUMBER) OP_COUNT } IrOp;

typedef enum IrType { IR_VOID, IR_I32, IR_I64, IR_F32, IR_F64 } IrType;

/* How memory is read and written: loads extend to I32; MEM_32 is I32, MEM_64 I64. */
typedef enum IrMem { MEM_S8, MEM_U8, MEM_S16, MEM_U16, MEM_32, MEM_64, MEM_F32, MEM_F64 } IrMem;

/* Conditions of ICMP: EQ to UGE; of FCMP and LDCMP: EQ to SGE, ordered (false if a NaN is there), and
   the U… forms, NE too, which are true then. IR_COND_NOT gives the opposite. */
typedef enum IrCond {
    COND_EQ,
    COND_NE, /* floats: unordered or not equal */
    COND_SLT,
    COND_SGE,
    COND_SLE,
    COND_SGT,
    COND_ULT,
    COND_UGE,
    COND_ULE,
    COND_UGT,
    /* floats only: the opposites of SLT, SGE, SLE, SGT, true if unordered */
    COND_NLT,
    COND_NGE,
    COND_NLE,
    COND_NGT
} IrCond;

/* The opposite condition; `is_float` for FCMP and LDCMP. */
IrCond cond_not(IrCond cond, bool is_float);
/* The condition with the operands exchanged; an integer one, or EQ, NE, SLT … SGT or NLT … of floats. */
IrCond cond_swap(IrCond cond);

enum {
    IF_VOLATILE = 1, /* LOAD, STORE, MEMCPY: happens exactly as written */
    IF_MARK = 2,     /* for passes */
    IF_USED = 4
};

typedef struct Ins {
    uint8_t op;
    uint8_t type; /* IrType of the result */
    uint8_t sub;
    uint8_t flags;
    Loc loc;
    Val a;
    Val b;
    Val c;
    uint32_t sym;   /* ADDR, CALL: symbol of the Obj; SLOT: slot */
    int64_t imm;
    uint32_t list;  /* OPF_LIST: where its operands begin in IrFunc.lists */
    uint32_t count; /* and how many numbers they are */
    Val next;       /* in the block; 0 at its end */
    Val prev;
    Block block;
    uint32_t uses;  /* number of uses, after ir_count_uses */
} Ins;

typedef struct BlockData {
    Val first; /* phis stand first */
    Val last;
    Block *succ;
    Block *pred; /* a block that is twice a successor is twice a predecessor */
    uint32_t succ_count;
    uint32_t pred_count;
    uint32_t succ_room;
    uint32_t pred_room;
    uint32_t depth;  /* of loops, after ir_loops */
    Block loop;      /* header of the innermost loop that it is in, or 0, after ir_loops */
    Block outer;     /* of a loop's header: header of the loop around that loop, or 0 */
    uint32_t mark;   /* for passes: left 0 */
    Block idom;      /* after ir_dominators */
    uint32_t dom_in; /* after ir_dominators: a dominates b if b's numbers lie between a's */
    uint32_t dom_out;
    uint32_t order;  /* place in reverse post-order, after ir_order; 0: unreachable */
    uint32_t symbol; /* symbol of the Obj at its start (its address is taken), or 0 */
    bool sealed;     /* all predecessors are known (ssa.c) */
} BlockData;

typedef struct Slot {
    uint64_t size;
    uint32_t align;
    bool named;    /* a variable of the program */
    bool escapes;  /* its address leaves the direct loads and stores, after ir_escapes */
    bool direct;   /* for the builder: a scalar that is accessed by its name alone */
    Val value;     /* and what it holds at this point of */
    Block block;
    Loc loc;
} Slot;

/* ---- where arguments and results travel: settled by the target's ABI (target/abi.h) ---- */

typedef enum ArgWhere {
    ARG_INT,   /* an I32 or I64 in integer register `reg` */
    ARG_FLOAT, /* an F32 or F64 in floating register `reg` */
    ARG_QUAD,  /* value is an address: 16 bytes of it in floating register `reg` */
    ARG_X87,   /* value is an address: a long double in st(`reg`); results only */
    ARG_STACK, /* an I32, I64, F32, F64 in memory at `offset` of the argument area, as `mem` says */
    ARG_BLOCK  /* value is an address: `size` bytes of it copied to `offset` of the argument area; as a
                  parameter: the address of the bytes there */
} ArgWhere;

typedef struct ArgLoc {
    uint8_t where;
    uint8_t type;    /* IrType of the value */
    uint8_t mem;     /* IrMem, for ARG_STACK */
    uint8_t reg;     /* physical register (mir.h) */
    uint32_t offset;
    uint32_t size;
    uint32_t align;  /* of ARG_BLOCK */
} ArgLoc;

enum {
    CALL_VARIADIC = 1, /* callee may use va_arg: x86-64 needs al */
    CALL_NORETURN = 2,
    CALL_TAIL = 4 /* set by opt */
};

typedef struct IrFunc {
    Obj *obj;
    const char *name;
    uint32_t symbol;
    Loc loc;
    Loc end_loc;
    uint32_t section; /* of its code */
    Ins *ins;
    uint32_t ins_count; /* with 0, which is no instruction */
    uint32_t ins_room;
    BlockData *blocks;
    uint32_t block_count; /* with 0 */
    uint32_t block_room;
    Slot *slots;
    uint32_t slot_count; /* with 0 */
    uint32_t slot_room;
    uint32_t *lists;
    uint32_t list_count;
    uint32_t list_room;
    ArgLoc *locs; /* of parameters, arguments and results */
    uint32_t loc_count;
    uint32_t loc_room;
    uint32_t *params; /* numbers in locs, for PARAM's imm */
    uint32_t param_count;
    uint32_t param_room;
    Block *order;     /* blocks in reverse post-order, after ir_order */
    uint32_t order_count;
    uint32_t order_room;
    Block current;    /* where ir_emit appends; 0: unreachable, nothing is appended */
    Val before;       /* if not 0, ir_emit inserts before this instruction of the current block */
    Loc current_loc;
    bool dirty;       /* something was changed since ir_cleanup */
    uint32_t folding; /* how deep fold.c is in itself */
    int level;        /* -O */
    bool variadic;
    uint32_t va_ints;   /* registers and stack bytes that the named parameters take: for VASTART */
    uint32_t va_floats;
    uint32_t va_stack;
    bool has_alloca;
    bool divides;       /* by constants: for opt_strength */
    bool calls;         /* anything at all */
    bool returns_twice; /* calls setjmp: no variable may be kept in a register across calls */
    bool realign;       /* the stack pointer may not be aligned at entry: where a program starts */
    bool is_static;
    bool always_inline;
    bool no_inline;
    bool plain;         /* too deep for the optimizer */
    bool keep_frame;    /* -fno-omit-frame-pointer, or __builtin_frame_address is used */
} IrFunc;

/* What a chain of copies is a copy of. */
static inline Val ir_source(const IrFunc *f, Val v) {
    while (f->ins[v].op == OP_COPY)
        v = f->ins[v].a;
    return v;
}

/* Every how many numbers of its list an instruction has a value; 0: never. */
static inline unsigned ir_list_step(unsigned op) {
    if (op == OP_PHI || op == OP_SYSCALL)
        return 1;
    return op == OP_CALL || op == OP_RET ? 2 : 0;
}

/* ---- making it (ir.c) ---- */

extern const char *const ir_op_names[OP_COUNT];
extern const uint8_t ir_op_flags[OP_COUNT];

/* Makes `f` empty, keeping its memory; the entry block exists and is current. */
void ir_begin(IrFunc *f, Obj *obj, const char *name, uint32_t symbol);
void ir_free(IrFunc *f);
/* An independent copy, for later inlining. */
void ir_clone(IrFunc *to, const IrFunc *from);

Block ir_block(IrFunc *f);
uint32_t ir_slot(IrFunc *f, uint64_t size, uint32_t align);
uint32_t ir_loc(IrFunc *f, const ArgLoc *loc);

/* Appends to the current block, without folding. With no current block nothing is appended and 0 comes
   back, which all of these functions accept as an operand then. */
Val ir_emit(IrFunc *f, IrOp op, IrType type, Val a, Val b, int64_t imm);
/* The same with three operands and a sub: LDADD …, SELECT, BSWAP, LDFROM. */
Val ir_emit3(IrFunc *f, IrOp op, IrType type, Val a, Val b, Val c, unsigned sub);
/* The same with simplification: constants are folded, identities applied (fold.c); an existing value may
   come back. For pure operations. */
Val ir_op1(IrFunc *f, IrOp op, IrType type, Val a, unsigned sub);
Val ir_op2(IrFunc *f, IrOp op, IrType type, Val a, Val b);
Val ir_cmp(IrFunc *f, IrOp op, IrCond cond, Val a, Val b);
Val ir_select(IrFunc *f, IrType type, Val cond, Val yes, Val no);
Val ir_const(IrFunc *f, IrType type, int64_t value);
Val ir_fconst(IrFunc *f, IrType type, uint64_t bits);
Val ir_addr(IrFunc *f, uint32_t symbol, int64_t offset);
Val ir_slot_addr(IrFunc *f, uint32_t slot, int64_t offset);
Val ir_load(IrFunc *f, IrMem mem, Val address, int64_t offset, unsigned flags);
void ir_store(IrFunc *f, IrMem mem, Val address, int64_t offset, Val value, unsigned flags);
/* `operands` are copied into the lists. */
Val ir_list(IrFunc *f, IrOp op, IrType type, Val a, uint32_t sym, const uint32_t *operands, uint32_t count);
/* Appends a number to the lists; its place there. */
uint32_t ir_list_number(IrFunc *f, uint32_t number);
/* The IrType that a load of `mem` gives. */
IrType mem_type(IrMem mem);
unsigned mem_bytes(IrMem mem);

/* Terminators: end the current block, after which none is current. */
void ir_jump(IrFunc *f, Block to);
void ir_branch(IrFunc *f, Val cond, Block yes, Block no);
void ir_switch(IrFunc *f, Val value, Block other, const int64_t *values, const Block *targets, uint32_t count);
void ir_ijump(IrFunc *f, Val address, const Block *targets, uint32_t count);
void ir_end(IrFunc *f, IrOp op); /* TRAP, UNREACHABLE */
void ir_ret(IrFunc *f, const uint32_t *operands, uint32_t count);

/* ---- changing it ---- */

/* A new instruction before `before`, or at the end of `block` if that is 0. */
Val ir_insert(IrFunc *f, Block block, Val before, IrOp op, IrType type);
void ir_remove(IrFunc *f, Val v);
/* Takes `v` out of its block and puts it before `before`, or at the end of `block` if that is 0. */
void ir_move(IrFunc *f, Val v, Block block, Val before);
/* Ends the terminator of a block: its edges are cut, the instruction removed. */
void ir_drop_terminator(IrFunc *f, Block block);
/* A new edge at the end of the lists of both ends; phis of `to` get `value` of the same phi for `like`,
   a predecessor that it has already, if that is not 0. */
void ir_add_edge(IrFunc *f, Block from, Block to, Block like);
/* Appends to one list only, of the predecessors of `block` or its successors: for copying a whole graph. */
void ir_half_edge(IrFunc *f, Block block, Block other, bool pred);
/* The place in succ[succ_index].pred that belongs to this edge. */
uint32_t ir_pred_index(const IrFunc *f, Block from, unsigned succ_index);
/* Simplifies a pure instruction by the rules of fold.c: the value that it equals, perhaps new, before
   it; or 0. Its operands may be put in order. */
Val ir_simplify(IrFunc *f, Val v);
/* Turns `v` into a copy of `of`: passes look through copies with ir_source, ir_cleanup removes them. */
void ir_replace(IrFunc *f, Val v, Val of);
/* Takes the edge out of the lists of both ends, and its operand out of every phi. */
void ir_cut_edge(IrFunc *f, Block from, unsigned succ_index);
/* A new block on an edge; returns it. */
Block ir_split_edge(IrFunc *f, Block from, unsigned succ_index);

/* ---- SSA form of variables (ssa.c), after Braun et al., CC 2013 ---- */

/* Variables are numbered from 1 by the builder; each has one type. */
typedef struct Ssa Ssa;
Ssa *ssa_new(IrFunc *f);
void ssa_free(Ssa *s);
uint32_t ssa_variable(Ssa *s, IrType type);
void ssa_write(Ssa *s, uint32_t variable, Block block, Val value);
Val ssa_read(Ssa *s, uint32_t variable, Block block);
/* No predecessor will be added to the block. */
void ssa_seal(Ssa *s, Block block);

/* ---- facts (facts.c); each says what it fills ---- */

void ir_order(IrFunc *f);      /* order, removes unreachable blocks and their edges */
void ir_dominators(IrFunc *f); /* idom, dom_in, dom_out; needs ir_order */
void ir_loops(IrFunc *f);      /* depth, loop, outer; needs ir_dominators */
bool ir_dominates(const IrFunc *f, Block a, Block b); /* needs ir_dominators */
void ir_count_uses(IrFunc *f); /* Ins.uses */
void ir_escapes(IrFunc *f);    /* Slot.escapes */
/* Splits every edge from a block with several successors to one with several predecessors. */
void ir_split_critical(IrFunc *f);
/* Removes copies, unused instructions without effect, and unreachable blocks; order and uses are right then. Does
   nothing if IrFunc.dirty is not set: the functions above set it, what changes operands by itself must do so. */
void ir_cleanup(IrFunc *f);

/* ---- checking and showing it ---- */

/* An internal fault if a rule of docs/IR.md is broken (check.c). `pass` for the message. */
void ir_check(const IrFunc *f, const char *pass);
/* A readable listing (dump.c), and back (read.c; for tests: samara -x ir). */
void ir_dump(const IrFunc *f, Buf *out);
/* Reads the next function of a text into `f`: true, and *text behind it; false at the end of the text.
   Symbols are found in `obj` by name or made there. Bad text is a fatal error with its line. */
bool ir_read(IrFunc *f, Obj *obj, const char **text);
/* How each operation is written: what follows its name and type (dump.c). */
extern const char *const ir_op_shapes[OP_COUNT];
extern const char *const ir_type_names[5];
extern const char *const ir_mem_names[8];
extern const char *const ir_cond_names[14];
extern const char *const ir_where_names[6];

#endif
