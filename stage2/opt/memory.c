/* Memory within extended blocks: a load of what was just stored or loaded is that value, a store of what is
   there already is nothing, and stores into slots that nobody reads are nothing.

   What is known of memory is a short list of accesses: base, offset, kind, value. A block begins with the list of
   its only predecessor if that was the block before it, or kept it for its other successor; else with nothing.
   Two accesses may be the same place unless they are at one base and apart, or their bases are different
   symbols or slots; a slot that does not escape is safe from every other base and from calls.

   requires: order, dominators
   preserves: blocks and edges
   breaks: use counts */
#include "passes.h"

#include <stdlib.h>
#include <string.h>

#define MAX_KNOWN 48
#define MAX_KEPT 32 /* lists that wait for another successor */

typedef struct Known {
    Val base;       /* a value, or 0: then `sym` of `op` */
    uint8_t op;     /* OP_ADDR, OP_SLOT, or OP_NOP */
    uint8_t mem;
    uint32_t sym;
    int64_t offset;
    Val value;
} Known;

typedef struct List {
    uint32_t count;
    Block block; /* it belongs to the end of */
    Known items[MAX_KNOWN];
} List;

typedef struct Memory {
    IrFunc *f;
    List now;
    List *kept; /* the last ones, in a ring */
    uint32_t kept_count;
} Memory;

static void find_base(const IrFunc *f, Val address, int64_t offset, Known *k) {
    const Ins *i = &f->ins[ir_source(f, address)];
    int steps = 0;
    memset(k, 0, sizeof *k);
    address = ir_source(f, address);
    while (i->op == OP_ADD && f->ins[ir_source(f, i->b)].op == OP_CONST && steps++ < 4) {
        offset = (int64_t)((uint64_t)offset + (uint64_t)f->ins[ir_source(f, i->b)].imm);
        address = ir_source(f, i->a);
        i = &f->ins[address];
    }
    if (i->op == OP_ADDR || i->op == OP_SLOT) {
        k->op = i->op;
        k->sym = i->sym;
        k->offset = (int64_t)((uint64_t)offset + (uint64_t)i->imm);
    } else {
        k->base = address;
        k->offset = offset;
    }
}

static bool same_base(const Known *a, const Known *b) {
    return a->base == b->base && a->op == b->op && a->sym == b->sym;
}

static bool is_private(const IrFunc *f, const Known *k) {
    return k->op == OP_SLOT && !f->slots[k->sym].escapes;
}

/* May `size` bytes at `k` be bytes of the access `old`? Two symbols may be names of one object (aliases), so
   only slots are told apart from other names. */
static bool overlap(const IrFunc *f, const Known *k, uint64_t size, const Known *old) {
    if (same_base(k, old)) {
        int64_t distance = (int64_t)((uint64_t)k->offset - (uint64_t)old->offset);
        return distance < (int64_t)mem_bytes((IrMem)old->mem) && distance > -(int64_t)size;
    }
    if (k->op == OP_SLOT && (old->op == OP_SLOT || old->op == OP_ADDR))
        return false;
    if (k->op == OP_ADDR && old->op == OP_SLOT)
        return false;
    return !is_private(f, k) && !is_private(f, old);
}

static void forget(Memory *m, const Known *k, uint64_t size) {
    uint32_t to = 0;
    for (uint32_t n = 0; n < m->now.count; n++) {
        if (!overlap(m->f, k, size, &m->now.items[n]))
            m->now.items[to++] = m->now.items[n];
    }
    m->now.count = to;
}

/* A call or the like: everything that can be reached from outside. */
static void forget_shared(Memory *m) {
    uint32_t to = 0;
    for (uint32_t n = 0; n < m->now.count; n++) {
        if (is_private(m->f, &m->now.items[n]))
            m->now.items[to++] = m->now.items[n];
    }
    m->now.count = to;
}

static void remember(Memory *m, const Known *k) {
    if (m->now.count == MAX_KNOWN) {
        memmove(m->now.items, m->now.items + 1, (MAX_KNOWN - 1) * sizeof m->now.items[0]);
        m->now.count--;
    }
    m->now.items[m->now.count++] = *k;
}

/* The entry of the list at the same place and of the same size. */
static const Known *find(const Memory *m, const Known *k) {
    for (uint32_t n = m->now.count; n-- > 0;) {
        const Known *old = &m->now.items[n];
        if (same_base(k, old) && k->offset == old->offset &&
            mem_bytes((IrMem)k->mem) == mem_bytes((IrMem)old->mem))
            return old;
    }
    return NULL;
}

/* Before `at`: what a load of kind `mem` gives where `value` of the kind's size stands. */
static Val loaded(IrFunc *f, unsigned mem, Val value, Val at) {
    IrType type = mem_type((IrMem)mem);
    f->current = f->ins[at].block;
    f->before = at;
    f->current_loc = f->ins[at].loc;
    if (mem < MEM_32)
        return ir_op1(f, mem == MEM_S8 || mem == MEM_S16 ? OP_SEXT : OP_ZEXT, IR_I32, value,
                      8 * mem_bytes((IrMem)mem));
    return f->ins[value].type == type ? value : ir_op1(f, OP_BITCAST, type, value, 0);
}

static void visit_load(Memory *m, Val v) {
    IrFunc *f = m->f;
    const Ins *i = &f->ins[v];
    const Known *old;
    Known k;
    if (i->flags & IF_VOLATILE)
        return;
    find_base(f, i->a, i->imm, &k);
    k.mem = i->sub;
    old = find(m, &k);
    if (old != NULL) {
        ir_replace(f, v, loaded(f, i->sub, ir_source(f, old->value), v));
        return;
    }
    k.value = v;
    remember(m, &k);
}

static void visit_store(Memory *m, Val v) {
    IrFunc *f = m->f;
    const Ins *i = &f->ins[v];
    const Known *old;
    Known k;
    find_base(f, i->a, i->imm, &k);
    k.mem = i->sub;
    if (i->flags & IF_VOLATILE) {
        forget(m, &k, mem_bytes((IrMem)i->sub));
        return;
    }
    old = find(m, &k);
    if (old != NULL && ir_source(f, old->value) == ir_source(f, i->b)) {
        ir_remove(f, v);
        return;
    }
    forget(m, &k, mem_bytes((IrMem)i->sub));
    k.value = i->b;
    remember(m, &k);
}

static void visit(Memory *m, Val v) {
    IrFunc *f = m->f;
    const Ins *i = &f->ins[v];
    Known k;
    switch (i->op) {
    case OP_LOAD:
        visit_load(m, v);
        break;
    case OP_STORE:
        visit_store(m, v);
        break;
    case OP_MEMCPY:
    case OP_MEMZERO:
        find_base(f, i->a, 0, &k);
        forget(m, &k, (uint64_t)i->imm);
        break;
    case OP_LDADD:
    case OP_LDSUB:
    case OP_LDMUL:
    case OP_LDDIV:
    case OP_LDNEG:
    case OP_LDABS:
    case OP_LDFROM:
        find_base(f, i->a, 0, &k);
        forget(m, &k, 16);
        break;
    case OP_RESULT:
        if (i->b != 0) {
            find_base(f, i->b, 0, &k);
            forget(m, &k, 16);
        }
        break;
    case OP_PARAM:
        if (i->a != 0)
            m->now.count = 0;
        break;
    default:
        if (ir_op_flags[i->op] & OPF_WRITES)
            forget_shared(m);
    }
}

static void copy_list(List *to, const List *from) {
    to->count = from->count;
    to->block = from->block;
    memcpy(to->items, from->items, from->count * sizeof from->items[0]);
}

/* The list that `block` begins with. */
static void begin(Memory *m, Block block) {
    const BlockData *b = &m->f->blocks[block];
    if (b->pred_count != 1) {
        m->now.count = 0;
        return;
    }
    if (m->now.block == b->pred[0])
        return;
    for (uint32_t n = 0; n < MAX_KEPT && n < m->kept_count; n++) {
        if (m->kept[n].block == b->pred[0]) {
            copy_list(&m->now, &m->kept[n]);
            return;
        }
    }
    m->now.count = 0;
}

/* Keeps the list for a successor that does not come next. */
static void end(Memory *m, Block block, Block next) {
    const BlockData *b = &m->f->blocks[block];
    bool wanted = false;
    m->now.block = block;
    for (uint32_t k = 0; k < b->succ_count && !wanted; k++)
        wanted = b->succ[k] != next && m->f->blocks[b->succ[k]].pred_count == 1;
    if (!wanted || m->now.count == 0)
        return;
    copy_list(&m->kept[m->kept_count % MAX_KEPT], &m->now);
    m->kept_count++;
}

/* ---- slots that nobody reads ---- */

static void note_read(const IrFunc *f, bool *read, Val address) {
    const Ins *i = &f->ins[ir_source(f, address)];
    if (i->op == OP_SLOT)
        read[i->sym] = true;
}

static void drop_if_unread(IrFunc *f, const bool *read, Val v) {
    const Ins *a = &f->ins[ir_source(f, f->ins[v].a)];
    if (a->op == OP_SLOT && !read[a->sym] && !f->slots[a->sym].escapes && (f->ins[v].flags & IF_VOLATILE) == 0)
        ir_remove(f, v);
}

static void dead_stores(IrFunc *f) {
    bool *read = allocate(f->slot_count * sizeof read[0]);
    for (uint32_t n = 0; n < f->order_count; n++) {
        for (Val v = f->blocks[f->order[n]].first; v != 0; v = f->ins[v].next) {
            const Ins *i = &f->ins[v];
            if (i->op == OP_LOAD || i->op == OP_LDCMP || i->op == OP_LDTO)
                note_read(f, read, i->a);
            if (i->op == OP_MEMCPY || i->op == OP_LDCMP || (i->op >= OP_LDADD && i->op <= OP_LDABS))
                note_read(f, read, i->b);
            if (i->op >= OP_LDADD && i->op <= OP_LDDIV)
                note_read(f, read, i->c);
        }
    }
    for (uint32_t n = 0; n < f->order_count; n++) {
        Val next;
        for (Val v = f->blocks[f->order[n]].first; v != 0; v = next) {
            unsigned op = f->ins[v].op;
            next = f->ins[v].next;
            if (op == OP_STORE || op == OP_MEMCPY || op == OP_MEMZERO ||
                (op >= OP_LDADD && op <= OP_LDABS) || op == OP_LDFROM)
                drop_if_unread(f, read, v);
        }
    }
    free(read);
}

void opt_memory(IrFunc *f) {
    Memory *m = allocate(sizeof *m);
    size_t room = MAX_KEPT - 1;
    m->f = f;
    m->kept = grow(NULL, MAX_KEPT - 1, &room, sizeof m->kept[0]); /* not cleared */
    ir_escapes(f);
    if (f->returns_twice) { /* what longjmp comes back with is in memory */
        for (uint32_t s = 1; s < f->slot_count; s++)
            f->slots[s].escapes = true;
    }
    for (uint32_t n = 0; n < f->order_count; n++) {
        Block block = f->order[n];
        Val next;
        begin(m, block);
        for (Val v = f->blocks[block].first; v != 0; v = next) {
            next = f->ins[v].next;
            visit(m, v);
        }
        end(m, block, n + 1 < f->order_count ? f->order[n + 1] : 0);
    }
    dead_stores(f);
    f->current = 0;
    f->before = 0;
    free(m->kept);
    free(m);
}
