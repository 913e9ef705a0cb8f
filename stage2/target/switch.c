/* Lowers SWITCH before selection, the same for all targets: into trees of comparisons whose leaves are equality
   tests, ranges and dense tables. A SWITCH that is left has operand a of type I64 in 0 … imm - 1, and imm is
   not 0; its list still names the cases by value, and values that are not listed go to succ[0]. Targets turn it
   into a jump through a table without a check. Breaks order, dominators, loops and use counts. */
#include "target.h"

#include <stdlib.h>
#include <string.h>

/* A table must have at least MIN_TABLE cases and at most MAX_SPREAD entries for each. */
#define MIN_TABLE 5
#define MAX_SPREAD 4

typedef struct Case {
    int64_t value; /* low bits as the type has them, sign-extended */
    Block to;
} Case;

typedef struct Lowering {
    IrFunc *f;
    Val value;
    IrType type;
    Block other; /* default */
    Case *cases; /* sorted */
} Lowering;

/* An edge into a block with phis gets a block of its own, so that several new edges can share it. */
static Block private_target(IrFunc *f, Block from, unsigned index) {
    Block to = f->blocks[from].succ[index];
    Val first = f->blocks[to].first;
    if (first != 0 && f->ins[first].op == OP_PHI)
        return ir_split_edge(f, from, index);
    return to;
}

static int compare_cases(const void *a, const void *b) {
    const Case *x = a;
    const Case *y = b;
    return x->value < y->value ? -1 : x->value > y->value;
}

static Block begin(IrFunc *f) {
    Block b = ir_block(f);
    f->blocks[b].sealed = true;
    return b;
}

/* Branches to `yes` if `value cond constant`, else goes on in a new block. */
static void test(Lowering *l, IrCond cond, int64_t constant, Block yes) {
    Block no = begin(l->f);
    Val c = ir_const(l->f, l->type, constant);
    Val t = ir_emit(l->f, OP_ICMP, IR_I32, l->value, c, 0);
    l->f->ins[t].sub = (uint8_t)cond;
    ir_branch(l->f, t, yes, no);
    l->f->current = no;
}

/* Cases lo … hi - 1 as a table. */
static void make_table(Lowering *l, uint32_t lo, uint32_t hi) {
    IrFunc *f = l->f;
    uint32_t count = hi - lo;
    int64_t first = l->cases[lo].value;
    int64_t *values = allocate(count * sizeof values[0]);
    Block *targets = allocate(count * sizeof targets[0]);
    uint64_t entries = (uint64_t)l->cases[hi - 1].value - (uint64_t)first + 1;
    Block dense = begin(f);
    Val index = l->value;
    Val last;
    Val t;
    for (uint32_t i = 0; i < count; i++) {
        values[i] = l->cases[lo + i].value - first;
        targets[i] = l->cases[lo + i].to;
    }
    if (first != 0)
        index = ir_emit(f, OP_SUB, l->type, index, ir_const(f, l->type, first), 0);
    last = ir_const(f, l->type, (int64_t)entries - 1);
    t = ir_emit(f, OP_ICMP, IR_I32, index, last, 0);
    f->ins[t].sub = COND_UGT;
    ir_branch(f, t, l->other, dense);
    f->current = dense;
    if (l->type == IR_I32) {
        index = ir_emit(f, OP_ZEXT, IR_I64, index, 0, 0);
        f->ins[index].sub = 32;
    }
    ir_switch(f, index, l->other, values, targets, count);
    f->ins[f->blocks[dense].last].imm = (int64_t)entries;
    free(values);
    free(targets);
}

static bool is_dense(const Lowering *l, uint32_t lo, uint32_t hi) {
    uint64_t span = (uint64_t)l->cases[hi - 1].value - (uint64_t)l->cases[lo].value;
    return hi - lo >= MIN_TABLE && span < (uint64_t)(hi - lo) * MAX_SPREAD;
}

/* Code for cases lo … hi - 1 at the end of the current block, which it ends. */
static void lower_range(Lowering *l, uint32_t lo, uint32_t hi) {
    IrFunc *f = l->f;
    while (!is_dense(l, lo, hi)) {
        uint32_t middle = lo + (hi - lo) / 2;
        Block upper;
        if (hi - lo <= 3) {
            for (uint32_t i = lo; i < hi; i++)
                test(l, COND_EQ, l->cases[i].value, l->cases[i].to);
            ir_jump(f, l->other);
            return;
        }
        upper = begin(f);
        test(l, COND_SGE, l->cases[middle].value, upper);
        lower_range(l, lo, middle);
        f->current = upper;
        lo = middle;
    }
    make_table(l, lo, hi);
}

static void lower(IrFunc *f, Block b) {
    Val v = f->blocks[b].last;
    uint32_t succ_count = f->blocks[b].succ_count;
    uint32_t count = f->ins[v].count / 3;
    Lowering l = {0};
    Block *to = allocate(succ_count * sizeof to[0]);
    l.f = f;
    l.value = f->ins[v].a;
    l.type = (IrType)f->ins[l.value].type;
    l.cases = allocate(count * sizeof l.cases[0]);
    for (uint32_t i = 0; i < succ_count; i++)
        to[i] = private_target(f, b, i);
    l.other = to[0];
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t *item = &f->lists[f->ins[v].list + 3 * i];
        uint64_t bits = item[0] | (uint64_t)item[1] << 32;
        l.cases[i].value = l.type == IR_I32 ? (int32_t)(uint32_t)bits : (int64_t)bits;
        l.cases[i].to = to[item[2]];
    }
    qsort(l.cases, count, sizeof l.cases[0], compare_cases);
    f->current_loc = f->ins[v].loc;
    ir_drop_terminator(f, b);
    f->current = b;
    if (count == 0)
        ir_jump(f, l.other);
    else
        lower_range(&l, 0, count);
    f->current = 0;
    free(to);
    free(l.cases);
}

bool switch_lower(IrFunc *f) {
    uint32_t block_count = f->block_count;
    bool any = false;
    for (Block b = 1; b < block_count; b++) {
        Val last = f->blocks[b].last;
        if (last != 0 && f->ins[last].op == OP_SWITCH && f->ins[last].imm == 0) {
            lower(f, b);
            any = true;
        }
    }
    return any;
}
