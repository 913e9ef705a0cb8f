/* The register allocator of -O0: every block for itself, from its end to its beginning.

   A value gets a register at its last use in the block and keeps it up to its definition, unless it is
   evicted: then it is loaded again behind the instruction that needed the register. Whatever is needed in
   other blocks, or was evicted, is stored once, right after its definition (virtual registers have only one).
   At the start of a block nothing is in a register, at its end neither: what is live there is in its slot.
   Definitions that need no memory (MOP_REMAT) are repeated instead of being stored and loaded.

   A phi is a variable in memory: predecessors store into its edge slot before their branches, the block loads
   it. Its home, where the block's own value is kept, is the same slot unless the stores of one predecessor
   could overwrite a phi that is still needed. */
#include "regalloc_int.h"

#include <stdlib.h>
#include <string.h>

enum {
    IN_OTHER_BLOCKS = 1,
    REMAT = 2, /* its definition is repeated instead of stored and loaded */
    PHI = 4,
    OWN_HOME = 8 /* a phi whose home is not its edge slot */
};

typedef struct Value {
    uint32_t block; /* where it is defined */
    uint32_t slot;  /* its home; 0: none yet */
    uint32_t def;   /* REMAT: the number of its definition; PHI: its edge slot */
    uint8_t reg;    /* where it is at this point; 0: in no register */
    uint8_t flags;
} Value;

typedef struct Fast {
    MFunc *m;
    const RegModel *model;
    const MIns *old;
    MIns *room;    /* new instructions, written from the end */
    uint32_t size; /* of room */
    uint32_t at;   /* the first that is written */
    Value *values; /* of r: values[r - REG_VIRTUAL] */
    uint32_t *edge; /* of a block with one successor: its place among that one's predecessors */
    uint32_t *free_slots; /* for values of one block */
    size_t free_count;
    size_t free_room;
    uint32_t block;
    RegSet taken;    /* registers that hold values here */
    RegSet physical; /* registers that are read below, by name */
    RegSet pinned;   /* taken by operands of the current instruction */
    RegSet used;
    Reg holds[65];
    uint32_t touched[65]; /* when the value in it was last seen */
    uint32_t clock;
    Reg spare;              /* pinned, but only to be copied to a tied def, which a load can do */
    Loc loc;
    bool keep_slots; /* slots are not shared: a second return of setjmp may find them */
} Fast;

static Value *value_of(Fast *f, Reg v) {
    return &f->values[v - REG_VIRTUAL];
}

/* ---- what is known beforehand ---- */

static void note_use(Fast *f, Reg r, uint32_t block) {
    Value *v;
    if (!is_virtual(r))
        return;
    v = value_of(f, r);
    if (v->block != block)
        v->flags |= IN_OTHER_BLOCKS;
}

static void survey_ins(Fast *f, uint32_t number, uint32_t block) {
    const MIns *ins = &f->old[number];
    if (ins->flags & MF_DEAD)
        return;
    note_use(f, ins->use[0], block);
    note_use(f, ins->use[1], block);
    note_use(f, ins->use[2], block);
    if (is_virtual(ins->def)) {
        Value *v = value_of(f, ins->def);
        v->block = block;
        if (f->model->ops[ins->op].flags & MOP_REMAT) {
            v->flags |= REMAT;
            v->def = number;
        }
    }
}

/* The branches of a block, which come after the stores for phis, read no values and go to one place. */
static bool is_plain_end(const Fast *f, uint32_t block) {
    const MBlock *b = &f->m->blocks[block];
    const MIns *last = b->count != 0 ? &f->old[b->first + b->count - 1] : NULL;
    return b->succ_count == 1 && (last == NULL || (f->model->ops[last->op].flags & MOP_BRANCH) == 0 ||
                                  (last->use[0] == 0 && last->use[1] == 0 && last->use[2] == 0));
}

/* Uses by the phis of a block, and which of them need a home of their own: those that another phi of the
   block reads (the stores of a predecessor happen all at once), and those whose old value may be needed
   after the stores of a predecessor. */
static void survey_phis(Fast *f, uint32_t block) {
    const MBlock *b = &f->m->blocks[block];
    bool own = false;
    for (uint32_t i = 0; i < b->pred_count; i++) {
        f->edge[b->pred[i]] = i;
        if (!is_plain_end(f, b->pred[i]))
            own = true;
    }
    for (uint32_t k = 0; k < b->phi_count; k++) {
        if (own)
            value_of(f, b->phis[k].def)->flags |= OWN_HOME;
        for (uint32_t i = 0; i < b->pred_count; i++) {
            Reg from = b->phis[k].source[i];
            if (!is_virtual(from))
                continue;
            note_use(f, from, b->pred[i]);
            if (value_of(f, from)->block == block && from != b->phis[k].def)
                value_of(f, from)->flags |= OWN_HOME;
        }
    }
}

static void survey(Fast *f) {
    MFunc *m = f->m;
    for (uint32_t block = 1; block <= m->block_count; block++) {
        const MBlock *b = &m->blocks[block];
        for (uint32_t k = 0; k < b->phi_count; k++) {
            Value *v = value_of(f, b->phis[k].def);
            v->block = block;
            v->flags |= PHI;
        }
        for (uint32_t i = 0; i < b->count; i++)
            survey_ins(f, b->first + i, block);
    }
    for (uint32_t block = 1; block <= m->block_count; block++) {
        if (m->blocks[block].phi_count != 0)
            survey_phis(f, block);
    }
    for (uint32_t block = 1; block <= m->block_count; block++) {
        for (uint32_t k = 0; k < m->blocks[block].phi_count; k++) {
            Value *v = value_of(f, m->blocks[block].phis[k].def);
            v->def = mir_slot(m, 8, 8);
            if (!(v->flags & OWN_HOME))
                v->slot = v->def;
        }
    }
}

/* ---- writing instructions, backwards ---- */

/* Room for `count` instructions. */
static MIns *uncleared(size_t count) {
    size_t room = 0;
    return grow(NULL, 0, &room, (count + 15) / 16 * sizeof(MIns));
}

static MIns *put(Fast *f) {
    if (f->at == 0) {
        uint32_t more = f->size + 64;
        MIns *room = uncleared((size_t)f->size + more);
        if (f->size != 0)
            memcpy(room + more, f->room, (size_t)f->size * sizeof *room);
        free(f->room);
        f->room = room;
        f->at = more;
        f->size += more;
    }
    f->at--;
    return &f->room[f->at];
}

static MIns *put_new(Fast *f) {
    MIns *ins = put(f);
    memset(ins, 0, sizeof *ins);
    return ins;
}

static void put_move(Fast *f, Reg v, Reg to, Reg from) {
    const MReg *r = &f->m->regs[v - REG_VIRTUAL];
    MIns *ins = put_new(f);
    f->model->move(ins, r->cls, r->width, to, from);
    ins->loc = f->loc;
}

static void put_load(Fast *f, Reg v, Reg to, uint32_t slot) {
    const MReg *r = &f->m->regs[v - REG_VIRTUAL];
    MIns *ins = put_new(f);
    f->model->load(ins, r->cls, r->width, to, slot);
    ins->loc = f->loc;
}

static void put_store(Fast *f, Reg v, uint32_t slot, Reg from) {
    const MReg *r = &f->m->regs[v - REG_VIRTUAL];
    MIns *ins = put_new(f);
    f->model->store(ins, r->cls, r->width, slot, from);
    ins->loc = f->loc;
}

/* ---- homes ---- */

static uint32_t home(Fast *f, Reg r) {
    Value *v = value_of(f, r);
    if (v->slot != 0)
        return v->slot;
    if (!(v->flags & IN_OTHER_BLOCKS) && f->free_count != 0) {
        f->free_count--;
        v->slot = f->free_slots[f->free_count];
    } else {
        v->slot = mir_slot(f->m, 8, 8);
    }
    return v->slot;
}

/* Above the definition, the home of a value of one block can serve another. */
static void give_home_back(Fast *f, Value *v) {
    if (v->slot == 0 || (v->flags & (IN_OTHER_BLOCKS | PHI)) != 0 || f->keep_slots)
        return;
    f->free_slots = grow(f->free_slots, f->free_count, &f->free_room, sizeof f->free_slots[0]);
    f->free_slots[f->free_count] = v->slot;
    f->free_count++;
}

/* The value must be in memory, as far as is known above its uses. */
static bool needs_home(const Value *v) {
    return (v->flags & REMAT) == 0 && ((v->flags & IN_OTHER_BLOCKS) != 0 || v->slot != 0);
}

/* ---- registers ---- */

static void hold(Fast *f, Reg r, Reg v) {
    f->holds[r] = v;
    f->taken |= REG_BIT(r);
    f->used |= REG_BIT(r);
    f->touched[r] = f->clock;
    value_of(f, v)->reg = (uint8_t)r;
}

static void release(Fast *f, Reg r) {
    value_of(f, f->holds[r])->reg = 0;
    f->taken &= ~REG_BIT(r);
}

static void reload(Fast *f, Reg v, Reg to) {
    const Value *value = value_of(f, v);
    if (value->flags & REMAT) {
        MIns *ins = put(f);
        *ins = f->old[value->def];
        ins->def = to;
        ins->loc = f->loc;
    } else {
        put_load(f, v, to, home(f, v));
    }
}

/* From here upwards the value in `r` is in memory; below, it is loaded. */
static void evict(Fast *f, Reg r) {
    reload(f, f->holds[r], r);
    release(f, r);
}

/* The most preferred free register of the class outside `not`, or 0. */
static Reg free_reg(const Fast *f, unsigned cls, RegSet not) {
    RegSet free = f->model->allocatable & ~(f->taken | f->physical | not);
    if ((free & class_regs(cls)) != 0) {
        for (const Reg *r = f->model->order[cls]; *r != 0; r++) {
            if (free & REG_BIT(*r))
                return *r;
        }
    }
    return 0;
}

/* From here upwards the value in `r` is elsewhere: in another register outside `not`, which must be kept
   across the instruction, or in memory. */
static void displace(Fast *f, Reg r, RegSet not) {
    Reg v = f->holds[r];
    Reg other = 0;
    if ((value_of(f, v)->flags & REMAT) == 0)
        other = free_reg(f, f->m->regs[v - REG_VIRTUAL].cls, not | (f->model->callee_saved & ~f->used));
    if (other == 0) {
        evict(f, r);
        return;
    }
    put_move(f, v, r, other);
    release(f, r);
    hold(f, other, v);
}

/* Which register to evict: one whose value costs no store, or else the one not seen for the longest time. */
static Reg victim(Fast *f, unsigned cls, RegSet not) {
    RegSet set = f->taken & f->model->allocatable & class_regs(cls) & ~(f->pinned | f->physical | not);
    uint32_t best_age = 0;
    Reg best = 0;
    while (set != 0) {
        Reg r = first_reg(set);
        const Value *v = value_of(f, f->holds[r]);
        uint32_t age = f->clock - f->touched[r] + 1;
        if (v->slot != 0 || (v->flags & (REMAT | IN_OTHER_BLOCKS)) != 0)
            age += 1u << 30;
        if (age > best_age) {
            best_age = age;
            best = r;
        }
        set &= set - 1;
    }
    return best;
}

/* Puts the value into a register outside `not`: `hint` if that is free. */
static Reg assign(Fast *f, Reg v, Reg hint, RegSet not) {
    const MReg *reg = &f->m->regs[v - REG_VIRTUAL];
    RegSet possible = f->model->allocatable & class_regs(reg->cls);
    Reg r = 0;
    if (!is_physical(hint) || (REG_BIT(hint) & possible & ~not & ~f->taken & ~f->physical) == 0) {
        hint = reg->hint;
        if (is_virtual(hint))
            hint = value_of(f, hint)->reg;
    }
    if (is_physical(hint) && (REG_BIT(hint) & possible & ~not & ~f->taken & ~f->physical) != 0)
        r = hint;
    if (r == 0)
        r = free_reg(f, reg->cls, not);
    if (r == 0) {
        r = victim(f, reg->cls, not);
        if (r == 0) {
            r = f->spare;
            f->spare = 0;
        }
        if (r == 0 || (REG_BIT(r) & class_regs(reg->cls) & ~not) == 0)
            fault("regalloc_fast", "an instruction needs more registers than there are");
        evict(f, r);
    }
    hold(f, r, v);
    return r;
}

/* ---- one instruction ---- */

/* The instruction in work. */
typedef struct Work {
    MIns ins;
    uint16_t flags;     /* of MOpInfo */
    Reg def;            /* the virtual register that is defined, or 0 */
    bool as_store;      /* a move to a value that only its home needs */
    RegSet written;     /* registers that are different afterwards */
    RegSet read;        /* physical registers that are read */
    RegSet read_late;   /* those of them that the def must not overwrite */
} Work;

static void begin_work(const Fast *f, Work *w, const MIns *ins) {
    bool tied;
    w->ins = *ins;
    w->flags = f->model->ops[ins->op].flags;
    w->def = is_virtual(ins->def) ? ins->def : 0;
    w->as_store = false;
    w->written = ins_clobbers(f->model, ins);
    tied = (w->flags & MOP_TIED) != 0;
    w->read = (ins->implicit_uses | reg_bit(ins->use[1]) | reg_bit(ins->use[2])) & f->model->allocatable;
    w->read_late = 0;
    if (tied || (w->flags & MOP_EARLY) != 0)
        w->read_late = w->read | (tied ? 0 : reg_bit(ins->use[0]));
    w->read |= reg_bit(ins->use[0]) & f->model->allocatable;
}

/* Whatever is in registers that the instruction destroys must be elsewhere while it runs. */
static void clear_written(Fast *f, Work *w) {
    RegSet hit = w->written & f->taken;
    RegSet not = w->written | w->read | reg_bit(w->ins.def);
    if (w->def != 0)
        hit &= ~reg_bit(value_of(f, w->def)->reg);
    while (hit != 0) {
        Reg r = first_reg(hit);
        if (w->flags & MOP_CALL)
            evict(f, r);
        else
            displace(f, r, not);
        hit &= hit - 1;
    }
    f->physical &= ~w->written;
    if (is_physical(w->ins.def)) {
        if (f->taken & REG_BIT(w->ins.def))
            displace(f, w->ins.def, not);
        f->physical &= ~REG_BIT(w->ins.def);
        w->written |= REG_BIT(w->ins.def);
    }
}

/* A definition that nothing below keeps in a register. False if the instruction need not give it one. */
static bool define_to_memory(Fast *f, Work *w) {
    const MReg *reg = &f->m->regs[w->def - REG_VIRTUAL];
    if (!needs_home(value_of(f, w->def)))
        return true;
    if (w->flags & MOP_MOVE) {
        w->as_store = true;
        return false;
    }
    if ((w->flags & MOP_TIED) == 0 && f->model->fold != NULL &&
        f->model->fold(&w->ins, -1, reg->width, home(f, w->def)))
        return false;
    return true;
}

/* Gives the def its register; it stays taken until end_def. */
static void define(Fast *f, Work *w) {
    Value *v = value_of(f, w->def);
    RegSet not = w->written | w->read_late;
    Reg r = v->reg;
    if (r == 0) {
        if (!define_to_memory(f, w)) {
            w->ins.def = 0;
            return;
        }
        if (free_reg(f, f->m->regs[w->def - REG_VIRTUAL].cls, not) == 0)
            f->pinned = 0; /* the uses have not been settled: they can be evicted */
        r = assign(f, w->def, 0, not);
    } else if (REG_BIT(r) & not) {
        unsigned cls = f->m->regs[w->def - REG_VIRTUAL].cls;
        Reg other = free_reg(f, cls, not);
        if (other == 0) {
            other = victim(f, cls, not | REG_BIT(r));
            if (other == 0) { /* then one of a use, which has not been settled */
                f->pinned = 0;
                other = victim(f, cls, not | REG_BIT(r));
            }
            if (other == 0)
                fault("regalloc_fast", "an instruction needs more registers than there are");
            evict(f, other);
        }
        put_move(f, w->def, r, other);
        release(f, r);
        hold(f, other, w->def);
        r = other;
    }
    if (needs_home(v))
        put_store(f, w->def, home(f, w->def), r);
    w->ins.def = r;
    w->written |= REG_BIT(r);
    f->pinned |= REG_BIT(r);
}

static void end_def(Fast *f, Work *w) {
    Reg r = value_of(f, w->def)->reg;
    if (r != 0)
        release(f, r);
}

/* A use of a value of another block, which could be read where it is. */
static bool use_from_memory(Fast *f, Work *w, int i) {
    Reg u = w->ins.use[i];
    const Value *v = value_of(f, u);
    if (f->model->fold == NULL || w->as_store || v->block == f->block || (v->flags & REMAT) != 0 ||
        (i == 0 && (w->flags & (MOP_TIED | MOP_MOVE)) != 0))
        return false;
    for (int k = 0; k < 3; k++) {
        if (k != i && w->ins.use[k] == u)
            return false;
    }
    return f->model->fold(&w->ins, i, f->m->regs[u - REG_VIRTUAL].width, home(f, u));
}

/* The operand that the def must share a register with. Returns the register to be copied to the def's before
   the instruction, or 0. */
static Reg tie(Fast *f, Work *w) {
    Reg u = w->ins.use[0];
    Reg r = w->ins.def;
    Value *v;
    w->ins.use[0] = r;
    if (!is_virtual(u))
        return u == r ? 0 : u;
    v = value_of(f, u);
    if (v->reg == 0 && (REG_BIT(r) & f->model->allocatable) != 0 && (REG_BIT(r) & w->read) == 0) {
        if (w->def != 0)
            end_def(f, w);
        hold(f, r, u);
        return 0;
    }
    if (v->reg == 0)
        assign(f, u, 0, REG_BIT(r) | w->written);
    f->pinned |= REG_BIT(v->reg);
    if (w->ins.use[1] != u && w->ins.use[2] != u)
        f->spare = v->reg;
    return v->reg;
}

/* Prefers the operand whose last use this is as the tied one. */
static void commute(Fast *f, Work *w) {
    Reg a = w->ins.use[0];
    Reg b = w->ins.use[1];
    if (is_virtual(a) && is_virtual(b) && value_of(f, a)->reg != 0 && value_of(f, b)->reg == 0) {
        w->ins.use[0] = b;
        w->ins.use[1] = a;
    }
}

static void clear_read(Fast *f, Work *w) {
    RegSet hit = w->read & f->taken & ~(w->def != 0 ? reg_bit(w->ins.def) : 0);
    while (hit != 0) {
        displace(f, first_reg(hit), w->written | w->read);
        hit &= hit - 1;
    }
    f->physical |= w->read;
}

static void pin_uses(Fast *f, const Work *w) {
    for (int i = 0; i < 3; i++) {
        if (is_virtual(w->ins.use[i]))
            f->pinned |= reg_bit(value_of(f, w->ins.use[i])->reg);
    }
}

static void use_operands(Fast *f, Work *w, RegSet not) {
    Reg hint = (w->flags & MOP_MOVE) != 0 && !w->as_store ? w->ins.def : 0;
    for (int i = 0; i < 3; i++) {
        Reg u = w->ins.use[i];
        Reg r;
        if (!is_virtual(u))
            continue;
        r = value_of(f, u)->reg;
        if (r == 0) {
            if (use_from_memory(f, w, i))
                continue;
            r = assign(f, u, hint, not);
        }
        f->pinned |= REG_BIT(r);
        f->touched[r] = f->clock;
        w->ins.use[i] = r;
    }
}

static void put_work(Fast *f, const Work *w) {
    if (w->as_store)
        put_store(f, w->def, home(f, w->def), w->ins.use[0]);
    else if ((w->flags & MOP_MOVE) == 0 || w->ins.def != w->ins.use[0])
        *put(f) = w->ins;
}

/* Nothing wants the result, and it can be had again. */
static bool is_dropped(Fast *f, const MIns *ins, const MOpInfo *info) {
    const Value *v;
    if (ins->flags & MF_DEAD)
        return true;
    if ((info->flags & (MOP_MOVE | MOP_REMAT)) == 0 || !is_virtual(ins->def) || info->implicit_defs != 0)
        return false;
    v = value_of(f, ins->def);
    return v->reg == 0 && !needs_home(v);
}

/* Before the instruction, the tied operand gets into the def's register: from where it is kept, or if that
   was needed (`is_lost`), from memory. */
static void put_copy(Fast *f, const Work *w, Reg tied, Reg from, bool is_lost) {
    Reg to = w->ins.def;
    if (is_lost) {
        reload(f, tied, to);
    } else if (is_virtual(tied)) {
        put_move(f, tied, to, from);
    } else {
        MIns *ins = put_new(f);
        f->model->move(ins, to < REG_FLOAT ? CLASS_INT : CLASS_FLOAT,
                       w->def == 0 ? 8 : f->m->regs[w->def - REG_VIRTUAL].width, to, from);
        ins->loc = f->loc;
    }
}

static void allocate_ins(Fast *f, uint32_t number) {
    const MIns *old = &f->old[number];
    Reg tied = 0;
    Reg copy = 0;
    bool had_spare = false;
    RegSet not = 0;
    Work w;
    f->clock++;
    f->loc = old->loc;
    if (is_dropped(f, old, &f->model->ops[old->op]))
        return;
    begin_work(f, &w, old);
    f->pinned = 0;
    f->spare = 0;
    pin_uses(f, &w);
    f->used |= w.written | reg_bit(old->def);
    if ((w.written | reg_bit(old->def)) != 0)
        clear_written(f, &w);
    if (w.flags & MOP_EARLY)
        not = w.written;
    if (w.def != 0) {
        define(f, &w);
        if (w.flags & (MOP_TIED | MOP_EARLY))
            not |= reg_bit(w.ins.def);
        else
            end_def(f, &w);
    }
    if (w.read != 0)
        clear_read(f, &w);
    if ((w.flags & MOP_TIED) != 0) {
        not |= reg_bit(w.ins.def);
        if (w.flags & MOP_COMMUTES)
            commute(f, &w);
        tied = w.ins.use[0];
        copy = tie(f, &w);
        had_spare = f->spare != 0;
    }
    use_operands(f, &w, not);
    put_work(f, &w);
    if (copy != 0)
        put_copy(f, &w, tied, copy, had_spare && f->spare == 0);
    if (w.def != 0) {
        end_def(f, &w);
        give_home_back(f, value_of(f, w.def));
    }
}

/* ---- blocks ---- */

/* Before the branches: the phis of the successors get their values. */
static void store_for_phis(Fast *f, const MBlock *b) {
    for (uint32_t s = 0; s < b->succ_count; s++) {
        const MBlock *to = &f->m->blocks[b->succ[s]];
        uint32_t edge = f->edge[f->block];
        if (to->phi_count == 0)
            continue;
        if (b->succ_count > 1) {
            for (edge = 0; to->pred[edge] != f->block;)
                edge++;
        }
        for (uint32_t k = 0; k < to->phi_count; k++) {
            Reg from = to->phis[k].source[edge];
            const Value *v;
            Reg reg;
            if (!is_virtual(from))
                continue;
            v = value_of(f, from);
            f->pinned = 0;
            f->clock++;
            if (from == to->phis[k].def && (v->flags & OWN_HOME) == 0)
                continue;
            /* With the phi's width: an I32 that is known to be extended may flow into an I64. */
            reg = v->reg != 0 ? v->reg : assign(f, from, 0, 0);
            put_store(f, to->phis[k].def, value_of(f, to->phis[k].def)->def, reg);
        }
    }
}

/* What is needed at the start of the block is loaded. */
static void enter_block(Fast *f, const MBlock *b) {
    for (uint32_t k = 0; k < b->phi_count; k++) {
        Reg def = b->phis[k].def;
        const Value *v = value_of(f, def);
        Reg r = v->reg;
        if (r == 0)
            continue;
        release(f, r);
        if ((v->flags & OWN_HOME) != 0 && needs_home(v))
            put_store(f, def, home(f, def), r);
        put_load(f, def, r, v->def);
    }
    while (f->taken != 0) {
        Reg r = first_reg(f->taken);
        Reg v = f->holds[r];
        if (value_of(f, v)->block == f->block)
            fault("regalloc_fast", "a register is used before its definition");
        evict(f, r);
    }
    for (uint32_t k = 0; k < b->phi_count; k++) {
        Reg def = b->phis[k].def;
        const Value *v = value_of(f, def);
        Reg r = any_reg(f->model, f->m->regs[def - REG_VIRTUAL].cls);
        if ((v->flags & OWN_HOME) == 0 || !needs_home(v))
            continue;
        f->used |= REG_BIT(r);
        put_store(f, def, home(f, def), r);
        put_load(f, def, r, v->def);
    }
    if (f->block != 1 && f->physical != 0)
        fault("regalloc_fast", "a physical register is used before its definition");
}

static void allocate_block(Fast *f, uint32_t block) {
    MBlock *b = &f->m->blocks[block];
    uint32_t end = f->size - f->at;
    uint32_t i = b->first + b->count;
    f->block = block;
    f->taken = 0;
    f->physical = 0;
    for (; i != b->first && (f->model->ops[f->old[i - 1].op].flags & MOP_BRANCH) != 0; i--)
        allocate_ins(f, i - 1);
    store_for_phis(f, b);
    for (; i != b->first; i--)
        allocate_ins(f, i - 1);
    enter_block(f, b);
    b->first = f->size - f->at; /* from the end, as yet */
    b->count = b->first - end;
}

void regalloc_fast(MFunc *m, const RegModel *model) {
    Fast f;
    memset(&f, 0, sizeof f);
    f.m = m;
    f.model = model;
    f.old = m->ins;
    f.keep_slots = m->ir != NULL && m->ir->returns_twice;
    f.size = m->ins_count + m->ins_count / 2 + 64;
    f.at = f.size;
    f.room = uncleared(f.size);
    f.values = arena_get(m->arena, (m->reg_count + 1) * sizeof f.values[0]);
    f.edge = arena_get(m->arena, (m->block_count + 1) * sizeof f.edge[0]);
    survey(&f);
    for (uint32_t block = m->block_count; block != 0; block--)
        allocate_block(&f, block);
    m->ins_count = f.size - f.at;
    for (uint32_t block = 1; block <= m->block_count; block++) {
        MBlock *b = &m->blocks[block];
        b->first = m->ins_count - b->first;
        b->phi_count = 0;
    }
    memmove(f.room, f.room + f.at, (size_t)m->ins_count * sizeof f.room[0]);
    free(m->ins);
    m->ins = f.room;
    m->ins_room = f.size;
    m->used = f.used;
    free(f.free_slots);
}
