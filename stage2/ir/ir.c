/* Construction and change of the IR: the arrays of a function, the order of instructions in blocks, and the
   edges between blocks. What is simplified on the way is the matter of fold.c. */
#include "ir.h"

#include <stdlib.h>
#include <string.h>

#define MAX_STEPS 16 /* in search of what a branch asks: unreachable code may go round */

#define IR_OP_TEXT(name, text, flags) text,
#define IR_OP_FLAGS(name, text, flags) flags,
const char *const ir_op_names[OP_COUNT] = {IR_OPS(IR_OP_TEXT)};
const uint8_t ir_op_flags[OP_COUNT] = {IR_OPS(IR_OP_FLAGS)};

static const uint8_t int_not[] = {COND_NE, COND_EQ, COND_SGE, COND_SLT, COND_SGT,
                                  COND_SLE, COND_UGE, COND_ULT, COND_UGT, COND_ULE};
static const uint8_t float_not[] = {COND_NE, COND_EQ, COND_NLT, COND_NGE, COND_NLE, COND_NGT, 0,
                                    0, 0, 0, COND_SLT, COND_SGE, COND_SLE, COND_SGT};
static const uint8_t swapped[] = {COND_EQ, COND_NE, COND_SGT, COND_SLE, COND_SGE, COND_SLT, COND_UGT,
                                  COND_ULE, COND_UGE, COND_ULT, COND_NGT, COND_NLE, COND_NGE, COND_NLT};
static const uint8_t mem_types[] = {IR_I32, IR_I32, IR_I32, IR_I32, IR_I32, IR_I64, IR_F32, IR_F64};
static const uint8_t mem_sizes[] = {1, 1, 2, 2, 4, 8, 4, 8};

IrCond cond_not(IrCond cond, bool is_float) {
    return is_float ? (IrCond)float_not[cond] : (IrCond)int_not[cond];
}

IrCond cond_swap(IrCond cond) {
    return (IrCond)swapped[cond];
}

IrType mem_type(IrMem mem) {
    return (IrType)mem_types[mem];
}

unsigned mem_bytes(IrMem mem) {
    return mem_sizes[mem];
}

/* ---- a function ---- */

static void *more(void *items, uint32_t count, uint32_t *room, size_t size) {
    size_t r = *room;
    items = grow(items, count, &r, size);
    *room = (uint32_t)r;
    return items;
}

void ir_begin(IrFunc *f, Obj *obj, const char *name, uint32_t symbol) {
    IrFunc old = *f;
    memset(f, 0, sizeof *f);
    f->ins = old.ins;
    f->ins_room = old.ins_room;
    f->blocks = old.blocks;
    f->block_room = old.block_room;
    f->slots = old.slots;
    f->slot_room = old.slot_room;
    f->lists = old.lists;
    f->list_room = old.list_room;
    f->locs = old.locs;
    f->loc_room = old.loc_room;
    f->params = old.params;
    f->param_room = old.param_room;
    f->order = old.order;
    f->order_room = old.order_room;
    f->obj = obj;
    f->name = name;
    f->symbol = symbol;
    f->ins = more(f->ins, 0, &f->ins_room, sizeof f->ins[0]);
    memset(&f->ins[0], 0, sizeof f->ins[0]);
    f->ins_count = 1;
    f->lists = more(f->lists, 0, &f->list_room, sizeof f->lists[0]); /* so that empty ones have an address, too */
    f->slots = more(f->slots, 0, &f->slot_room, sizeof f->slots[0]);
    memset(&f->slots[0], 0, sizeof f->slots[0]);
    f->slot_count = 1;
    ir_block(f);
    f->current = ir_block(f);
    f->blocks[f->current].sealed = true;
}

void ir_free(IrFunc *f) {
    for (uint32_t i = 0; i < f->block_room; i++) {
        free(f->blocks[i].succ);
        free(f->blocks[i].pred);
    }
    free(f->ins);
    free(f->blocks);
    free(f->slots);
    free(f->lists);
    free(f->locs);
    free(f->params);
    free(f->order);
    memset(f, 0, sizeof *f);
}

static void *copied(const void *items, size_t count, size_t size) {
    void *copy = allocate(count * size);
    if (count != 0)
        memcpy(copy, items, count * size);
    return copy;
}

void ir_clone(IrFunc *to, const IrFunc *from) {
    *to = *from;
    to->ins = copied(from->ins, from->ins_count, sizeof from->ins[0]);
    to->ins_room = from->ins_count;
    to->blocks = copied(from->blocks, from->block_count, sizeof from->blocks[0]);
    to->block_room = from->block_count;
    for (uint32_t i = 0; i < from->block_count; i++) {
        BlockData *b = &to->blocks[i];
        b->succ = copied(b->succ, b->succ_count, sizeof b->succ[0]);
        b->succ_room = b->succ_count;
        b->pred = copied(b->pred, b->pred_count, sizeof b->pred[0]);
        b->pred_room = b->pred_count;
    }
    to->slots = copied(from->slots, from->slot_count, sizeof from->slots[0]);
    to->slot_room = from->slot_count;
    to->lists = copied(from->lists, from->list_count, sizeof from->lists[0]);
    to->list_room = from->list_count;
    to->locs = copied(from->locs, from->loc_count, sizeof from->locs[0]);
    to->loc_room = from->loc_count;
    to->params = copied(from->params, from->param_count, sizeof from->params[0]);
    to->param_room = from->param_count;
    to->order = copied(from->order, from->order_count, sizeof from->order[0]);
    to->order_room = from->order_count;
}

Block ir_block(IrFunc *f) {
    BlockData *b;
    BlockData old;
    if (f->block_count == f->block_room) {
        f->blocks = more(f->blocks, f->block_count, &f->block_room, sizeof f->blocks[0]);
        memset(f->blocks + f->block_count, 0,
               (f->block_room - f->block_count) * sizeof f->blocks[0]);
    }
    b = &f->blocks[f->block_count];
    old = *b; /* the lists of a block of an earlier function are used again */
    memset(b, 0, sizeof *b);
    b->succ = old.succ;
    b->succ_room = old.succ_room;
    b->pred = old.pred;
    b->pred_room = old.pred_room;
    return f->block_count++;
}

uint32_t ir_slot(IrFunc *f, uint64_t size, uint32_t align) {
    Slot *s;
    f->slots = more(f->slots, f->slot_count, &f->slot_room, sizeof f->slots[0]);
    s = &f->slots[f->slot_count];
    memset(s, 0, sizeof *s);
    s->size = size;
    s->align = align;
    return f->slot_count++;
}

uint32_t ir_loc(IrFunc *f, const ArgLoc *loc) {
    f->locs = more(f->locs, f->loc_count, &f->loc_room, sizeof f->locs[0]);
    f->locs[f->loc_count] = *loc;
    return f->loc_count++;
}

/* ---- instructions ---- */

static void link_ins(IrFunc *f, Val v, Block block, Val before) {
    Ins *i = &f->ins[v];
    BlockData *b = &f->blocks[block];
    i->block = block;
    i->next = before;
    i->prev = before != 0 ? f->ins[before].prev : b->last;
    if (i->prev != 0)
        f->ins[i->prev].next = v;
    else
        b->first = v;
    if (before != 0)
        f->ins[before].prev = v;
    else
        b->last = v;
}

static void unlink_ins(IrFunc *f, Val v) {
    Ins *i = &f->ins[v];
    BlockData *b = &f->blocks[i->block];
    if (i->prev != 0)
        f->ins[i->prev].next = i->next;
    else
        b->first = i->next;
    if (i->next != 0)
        f->ins[i->next].prev = i->prev;
    else
        b->last = i->prev;
    i->next = 0;
    i->prev = 0;
}

Val ir_insert(IrFunc *f, Block block, Val before, IrOp op, IrType type) {
    Val v = f->ins_count;
    Ins *i;
    if (v == f->ins_room)
        f->ins = more(f->ins, v, &f->ins_room, sizeof f->ins[0]);
    i = &f->ins[v];
    memset(i, 0, sizeof *i);
    i->op = (uint8_t)op;
    i->type = (uint8_t)type;
    i->loc = f->current_loc;
    f->ins_count++;
    f->dirty = true;
    link_ins(f, v, block, before);
    return v;
}

Val ir_emit(IrFunc *f, IrOp op, IrType type, Val a, Val b, int64_t imm) {
    Val v;
    Ins *i;
    if (f->current == 0)
        return 0;
    v = ir_insert(f, f->current, f->before, op, type);
    i = &f->ins[v];
    i->a = a;
    i->b = b;
    i->imm = imm;
    if (op == OP_ALLOCA)
        f->has_alloca = true;
    return v;
}

Val ir_emit3(IrFunc *f, IrOp op, IrType type, Val a, Val b, Val c, unsigned sub) {
    Val v = ir_emit(f, op, type, a, b, 0);
    if (v != 0) {
        f->ins[v].c = c;
        f->ins[v].sub = (uint8_t)sub;
    }
    return v;
}

static uint32_t add_list(IrFunc *f, const uint32_t *numbers, uint32_t count) {
    uint32_t at = f->list_count;
    while (f->list_room - at < count) {
        f->lists = more(f->lists, f->list_room, &f->list_room, sizeof f->lists[0]);
    }
    if (count != 0)
        memcpy(f->lists + at, numbers, count * sizeof f->lists[0]);
    f->list_count = at + count;
    return at;
}

uint32_t ir_list_number(IrFunc *f, uint32_t number) {
    return add_list(f, &number, 1);
}

Val ir_list(IrFunc *f, IrOp op, IrType type, Val a, uint32_t sym, const uint32_t *operands, uint32_t count) {
    Val v = ir_emit(f, op, type, a, 0, 0);
    if (v == 0)
        return 0;
    f->ins[v].sym = sym;
    f->ins[v].list = add_list(f, operands, count);
    f->ins[v].count = count;
    if (op == OP_CALL)
        f->calls = true;
    return v;
}

void ir_remove(IrFunc *f, Val v) {
    Ins *i = &f->ins[v];
    f->dirty = true;
    unlink_ins(f, v);
    i->op = OP_NOP;
    i->type = IR_VOID;
    i->a = 0;
    i->b = 0;
    i->c = 0;
    i->count = 0;
    i->block = 0;
}

void ir_move(IrFunc *f, Val v, Block block, Val before) {
    f->dirty = true;
    unlink_ins(f, v);
    link_ins(f, v, block, before);
}

void ir_replace(IrFunc *f, Val v, Val of) {
    Ins *i = &f->ins[v];
    of = ir_source(f, of);
    if (of == v)
        return;
    f->dirty = true;
    i->op = OP_COPY;
    i->sub = 0;
    i->flags = 0;
    i->a = of;
    i->b = 0;
    i->c = 0;
    i->sym = 0;
    i->imm = 0;
    i->count = 0;
}

/* ---- edges ---- */

static void add_number(Block **items, uint32_t *count, uint32_t *room, Block value) {
    if (*count == *room) {
        *room = *count < 2 ? 2 : 2 * *count;
        *items = resize(*items, *room * sizeof **items);
    }
    (*items)[*count] = value;
    (*count)++;
}

static void edge(IrFunc *f, Block from, Block to) {
    BlockData *a = &f->blocks[from];
    BlockData *b = &f->blocks[to];
    f->dirty = true;
    add_number(&a->succ, &a->succ_count, &a->succ_room, to);
    add_number(&b->pred, &b->pred_count, &b->pred_room, from);
}

void ir_half_edge(IrFunc *f, Block block, Block other, bool pred) {
    BlockData *b = &f->blocks[block];
    f->dirty = true;
    if (pred)
        add_number(&b->pred, &b->pred_count, &b->pred_room, other);
    else
        add_number(&b->succ, &b->succ_count, &b->succ_room, other);
}

uint32_t ir_pred_index(const IrFunc *f, Block from, unsigned succ_index) {
    const BlockData *b = &f->blocks[from];
    Block to = b->succ[succ_index];
    const BlockData *t = &f->blocks[to];
    unsigned skip = 0; /* of parallel edges, the first is the first of the other list, and so on */
    for (unsigned i = 0; i < succ_index; i++)
        skip += b->succ[i] == to;
    for (uint32_t i = 0; i < t->pred_count; i++) {
        if (t->pred[i] == from && skip-- == 0)
            return i;
    }
    fault("ir_pred_index", "an edge without a predecessor");
    return 0;
}

static void remove_number(uint32_t *items, uint32_t *count, uint32_t at) {
    (*count)--;
    memmove(items + at, items + at + 1, (*count - at) * sizeof *items);
}

void ir_cut_edge(IrFunc *f, Block from, unsigned succ_index) {
    BlockData *b = &f->blocks[from];
    BlockData *t = &f->blocks[b->succ[succ_index]];
    uint32_t at = ir_pred_index(f, from, succ_index);
    f->dirty = true;
    for (Val v = t->first; v != 0; v = f->ins[v].next) {
        if (f->ins[v].op == OP_PHI && f->ins[v].count > at)
            remove_number(f->lists + f->ins[v].list, &f->ins[v].count, at);
        else if (f->ins[v].op != OP_COPY && f->ins[v].op != OP_PHI)
            break;
    }
    remove_number(t->pred, &t->pred_count, at);
    remove_number(b->succ, &b->succ_count, succ_index);
}

void ir_drop_terminator(IrFunc *f, Block block) {
    while (f->blocks[block].succ_count != 0)
        ir_cut_edge(f, block, f->blocks[block].succ_count - 1);
    ir_remove(f, f->blocks[block].last);
}

/* Lists only grow at the end, so one that gets longer moves there. */
static void append_operand(IrFunc *f, Val v, Val operand) {
    Ins *i = &f->ins[v];
    uint32_t at = f->list_count;
    if (i->list + i->count != at) {
        for (uint32_t k = 0; k < i->count; k++) {
            uint32_t number = f->lists[i->list + k];
            add_list(f, &number, 1);
        }
        i->list = at;
    }
    add_list(f, &operand, 1);
    i->count++;
}

void ir_add_edge(IrFunc *f, Block from, Block to, Block like) {
    BlockData *t = &f->blocks[to];
    uint32_t at = 0;
    edge(f, from, to);
    if (like == 0)
        return;
    while (t->pred[at] != like)
        at++;
    for (Val v = t->first; v != 0; v = f->ins[v].next) {
        if (f->ins[v].op == OP_PHI)
            append_operand(f, v, f->lists[f->ins[v].list + at]);
        else if (f->ins[v].op != OP_COPY)
            break;
    }
}

Block ir_split_edge(IrFunc *f, Block from, unsigned succ_index) {
    uint32_t at = ir_pred_index(f, from, succ_index);
    Block to = f->blocks[from].succ[succ_index];
    Block middle = ir_block(f);
    BlockData *m = &f->blocks[middle];
    Val v;
    add_number(&m->succ, &m->succ_count, &m->succ_room, to);
    add_number(&m->pred, &m->pred_count, &m->pred_room, from);
    m->sealed = true;
    f->blocks[from].succ[succ_index] = middle;
    f->blocks[to].pred[at] = middle;
    v = ir_insert(f, middle, 0, OP_JUMP, IR_VOID);
    f->ins[v].loc = f->ins[f->blocks[from].last].loc;
    return middle;
}

/* ---- terminators ---- */

static void done(IrFunc *f) {
    f->current = 0;
    f->before = 0;
}

void ir_jump(IrFunc *f, Block to) {
    if (f->current == 0)
        return;
    ir_emit(f, OP_JUMP, IR_VOID, 0, 0, 0);
    edge(f, f->current, to);
    done(f);
}

/* `x != 0`, `x == 0` of an I32 are the branch's own question. */
static Val branch_source(const IrFunc *f, Val cond, bool *negated) {
    for (unsigned n = 0; n < MAX_STEPS; n++) {
        const Ins *i;
        const Ins *zero;
        cond = ir_source(f, cond);
        i = &f->ins[cond];
        if (i->op != OP_ICMP || i->sub > COND_NE)
            return cond;
        zero = &f->ins[ir_source(f, i->b)];
        if (zero->op != OP_CONST || zero->imm != 0 || zero->type != IR_I32)
            return cond;
        *negated ^= i->sub == COND_EQ;
        cond = i->a;
    }
    return ir_source(f, cond);
}

void ir_branch(IrFunc *f, Val cond, Block yes, Block no) {
    bool negated = false;
    if (f->current == 0)
        return;
    cond = branch_source(f, cond, &negated);
    if (negated) {
        Block t = yes;
        yes = no;
        no = t;
    }
    if (yes == no) {
        ir_jump(f, yes);
    } else if (f->ins[cond].op == OP_CONST) {
        ir_jump(f, f->ins[cond].imm != 0 ? yes : no);
    } else {
        ir_emit(f, OP_BRANCH, IR_VOID, cond, 0, 0);
        edge(f, f->current, yes);
        edge(f, f->current, no);
        done(f);
    }
}

/* Every target is a successor once: BlockData.mark is its place, plus 1. */
static uint32_t switch_successor(IrFunc *f, Block block, Block target) {
    if (f->blocks[target].mark == 0) {
        edge(f, block, target);
        f->blocks[target].mark = f->blocks[block].succ_count;
    }
    return f->blocks[target].mark - 1;
}

void ir_switch(IrFunc *f, Val value, Block other, const int64_t *values, const Block *targets,
               uint32_t count) {
    Block block = f->current;
    Val v = ir_source(f, value);
    if (block == 0)
        return;
    if (f->ins[v].op == OP_CONST) {
        Block to = other;
        for (uint32_t i = 0; i < count && to == other; i++) {
            if (values[i] == f->ins[v].imm)
                to = targets[i];
        }
        ir_jump(f, to);
        return;
    }
    v = ir_list(f, OP_SWITCH, IR_VOID, v, 0, NULL, 0);
    switch_successor(f, block, other);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t row[3];
        row[0] = (uint32_t)values[i];
        row[1] = (uint32_t)((uint64_t)values[i] >> 32);
        row[2] = switch_successor(f, block, targets[i]);
        add_list(f, row, 3);
    }
    f->ins[v].count = 3 * count;
    for (uint32_t i = 0; i < f->blocks[block].succ_count; i++)
        f->blocks[f->blocks[block].succ[i]].mark = 0;
    done(f);
}

void ir_ijump(IrFunc *f, Val address, const Block *targets, uint32_t count) {
    if (f->current == 0)
        return;
    ir_emit(f, OP_IJUMP, IR_VOID, address, 0, 0);
    for (uint32_t i = 0; i < count; i++)
        edge(f, f->current, targets[i]);
    done(f);
}

void ir_end(IrFunc *f, IrOp op) {
    ir_emit(f, op, IR_VOID, 0, 0, 0);
    done(f);
}

void ir_ret(IrFunc *f, const uint32_t *operands, uint32_t count) {
    ir_list(f, OP_RET, IR_VOID, 0, 0, operands, count);
    done(f);
}
