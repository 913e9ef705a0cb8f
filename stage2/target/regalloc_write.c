/* Writes the function with the registers that were chosen (regalloc_int.h): operands get their names,
   values that live in memory are stored after their definition and loaded where their pieces begin, and
   the moves for phis are made into sequences on the edges. */
#include "regalloc_int.h"

#include <stdlib.h>
#include <string.h>

/* Where a value is: 1 to 64 a register, from IN_SLOT on a slot, 0: its definition is to be repeated. */
#define IN_SLOT 128

typedef struct Move {
    uint32_t to;
    uint32_t from;
    uint32_t value;
    unsigned width; /* to store it with */
} Move;

typedef struct Write {
    Ra *ra;
    MIns *out;
    size_t count;
    size_t room;
    uint8_t *reg_at;      /* of operand op of instruction i at 3 * i + op: its register, 0: memory */
    uint8_t *edge_reg;    /* the same of what phis read, */
    uint32_t *edge_first; /* beginning here for a predecessor, by successor and phi */
    Move *moves;
    size_t move_count;
    size_t move_room;
    uint32_t *reads; /* of a place: how many moves read it */
    uint32_t *write; /* of a place: the move that writes it, plus 1 */
    size_t place_room;
    uint32_t *ready; /* moves */
    size_t ready_count;
    size_t ready_room;
    RegSet temps; /* registers that moves may use in between */
    Loc loc;
} Write;

/* ---- emitting ---- */

static MIns *emit(Write *w) {
    MIns *ins;
    w->out = grow(w->out, w->count, &w->room, sizeof w->out[0]);
    ins = &w->out[w->count];
    w->count++;
    memset(ins, 0, sizeof *ins);
    ins->loc = w->loc;
    return ins;
}

static void end_emit(Write *w) {
    w->out[w->count - 1].loc = w->loc;
}

static void copy_reg(Write *w, unsigned cls, unsigned width, Reg to, Reg from) {
    w->ra->model->move(emit(w), cls, width, to, from);
    end_emit(w);
    w->ra->m->used |= reg_bit(to);
}

static void load(Write *w, uint32_t value, Reg to, uint32_t slot) {
    const MReg *r = &w->ra->m->regs[value];
    w->ra->model->load(emit(w), r->cls, r->width, to, slot);
    end_emit(w);
    w->ra->m->used |= reg_bit(to);
}

static void store(Write *w, uint32_t value, unsigned width, uint32_t slot, Reg from) {
    w->ra->model->store(emit(w), w->ra->m->regs[value].cls, width, slot, from);
    end_emit(w);
}

static void store_home(Write *w, uint32_t value, Reg from) {
    store(w, value, ra_slot_width(w->ra, value), ra_slot(w->ra, value), from);
}

/* The value from memory, or made anew. */
static void reload(Write *w, uint32_t value, Reg to) {
    Ra *ra = w->ra;
    if (ra->values[value].flags & VALUE_REMAT) {
        MIns *ins = emit(w);
        *ins = ra->m->ins[ra->values[value].def];
        ins->def = to;
        end_emit(w);
        ra->m->used |= reg_bit(to);
    } else {
        load(w, value, to, ra_slot(ra, value));
    }
}

/* ---- moves that happen all at once ---- */

static void see_place(Write *w, uint32_t place) {
    size_t room = w->place_room;
    if (place < room)
        return;
    while (room <= place)
        room = room < IN_SLOT ? 2 * IN_SLOT : 2 * room;
    w->reads = realloc(w->reads, room * sizeof w->reads[0]);
    w->write = realloc(w->write, room * sizeof w->write[0]);
    if (w->reads == NULL || w->write == NULL)
        fail("out of memory");
    memset(w->reads + w->place_room, 0, (room - w->place_room) * sizeof w->reads[0]);
    memset(w->write + w->place_room, 0, (room - w->place_room) * sizeof w->write[0]);
    w->place_room = room;
}

static void add_move(Write *w, uint32_t to, uint32_t from, uint32_t value, unsigned width) {
    Move *m;
    if (to == from)
        return;
    w->moves = grow(w->moves, w->move_count, &w->move_room, sizeof w->moves[0]);
    m = &w->moves[w->move_count];
    m->to = to;
    m->from = from;
    m->value = value;
    m->width = width;
    w->move_count++;
}

/* A register of the class to be used in between, or 0. */
static Reg temp_reg(const Write *w, unsigned cls) {
    RegSet set = w->temps & class_regs(cls);
    if (set == 0)
        return 0;
    return first_reg(set);
}

static void emit_move(Write *w, const Move *m) {
    Ra *ra = w->ra;
    const MReg *r = &ra->m->regs[m->value];
    Reg temp;
    Reg saved = 0;
    uint32_t slot = 0;
    if (m->to < IN_SLOT) {
        if (m->from == 0)
            reload(w, m->value, m->to);
        else if (m->from < IN_SLOT)
            copy_reg(w, r->cls, r->width, m->to, m->from);
        else
            load(w, m->value, m->to, m->from - IN_SLOT);
        return;
    }
    if (m->from != 0 && m->from < IN_SLOT) {
        store(w, m->value, m->width, m->to - IN_SLOT, m->from);
        return;
    }
    temp = temp_reg(w, r->cls);
    if (temp == 0) {
        /* All are in use: one makes room for a moment. */
        saved = any_reg(ra->model, r->cls);
        temp = saved;
        slot = mir_slot(ra->m, 8, 8);
        ra->model->store(emit(w), r->cls, 8, slot, saved);
        end_emit(w);
    }
    if (m->from == 0)
        reload(w, m->value, temp);
    else
        load(w, m->value, temp, m->from - IN_SLOT);
    store(w, m->value, m->width, m->to - IN_SLOT, temp);
    if (saved != 0) {
        ra->model->load(emit(w), r->cls, 8, saved, slot);
        end_emit(w);
    }
}

static void push_ready(Write *w, uint32_t move) {
    w->ready = grow(w->ready, w->ready_count, &w->ready_room, sizeof w->ready[0]);
    w->ready[w->ready_count] = move;
    w->ready_count++;
}

/* Does the moves whose targets nobody reads any more. */
static void do_ready(Write *w) {
    while (w->ready_count != 0) {
        Move *m;
        w->ready_count--;
        m = &w->moves[w->ready[w->ready_count]];
        emit_move(w, m);
        w->write[m->to] = 0;
        m->to = 0;
        if (m->from == 0)
            continue;
        w->reads[m->from]--;
        if (w->reads[m->from] == 0 && m->from < w->place_room && w->write[m->from] != 0)
            push_ready(w, w->write[m->from] - 1);
    }
}

static Move *reader_of(Write *w, uint32_t place) {
    for (size_t i = 0; i < w->move_count; i++) {
        if (w->moves[i].to != 0 && w->moves[i].from == place)
            return &w->moves[i];
    }
    fault("regalloc", "a cycle of moves is none");
    return NULL;
}

/* Only cycles are left. Sets what `m` overwrites aside, or exchanges two registers. */
static void break_cycle(Write *w, uint32_t number) {
    Ra *ra = w->ra;
    Move *m = &w->moves[number];
    Move *reader = reader_of(w, m->to);
    const MReg *r = &ra->m->regs[reader->value];
    Reg temp = temp_reg(w, r->cls);
    RegSet temps = w->temps;
    uint32_t aside;
    if (temp == 0 && r->cls == CLASS_INT && ra->model->swap != NULL && m->to < IN_SLOT && m->from < IN_SLOT) {
        ra->model->swap(emit(w), 8, m->to, m->from);
        end_emit(w);
        w->reads[m->to] = 0;
        w->write[m->to] = 0;
        m->to = 0;
        reader->from = m->from;
        if (reader->to == reader->from) {
            w->reads[reader->from] = 0;
            w->write[reader->from] = 0;
            reader->to = 0;
        }
        return;
    }
    if (temp != 0) {
        aside = temp;
        w->temps &= ~REG_BIT(temp);
    } else {
        aside = IN_SLOT + mir_slot(ra->m, 8, 8);
    }
    see_place(w, aside);
    {
        Move save;
        save.to = aside;
        save.from = m->to;
        save.value = reader->value;
        save.width = 8;
        emit_move(w, &save);
    }
    reader->from = aside;
    w->reads[aside] = 1;
    w->reads[m->to] = 0;
    push_ready(w, number);
    do_ready(w);
    w->temps = temps;
}

static void do_moves(Write *w) {
    for (size_t i = 0; i < w->move_count; i++) {
        see_place(w, w->moves[i].to);
        see_place(w, w->moves[i].from);
        w->write[w->moves[i].to] = (uint32_t)i + 1;
        if (w->moves[i].from != 0)
            w->reads[w->moves[i].from]++;
        w->temps &= ~((w->moves[i].to <= 64 ? REG_BIT(w->moves[i].to) : 0) | reg_bit(w->moves[i].from));
    }
    for (size_t i = 0; i < w->move_count; i++) {
        if (w->reads[w->moves[i].to] == 0)
            push_ready(w, (uint32_t)i);
    }
    do_ready(w);
    for (size_t i = 0; i < w->move_count; i++) {
        if (w->moves[i].to != 0)
            break_cycle(w, (uint32_t)i);
    }
    w->move_count = 0;
}

/* ---- edges ---- */

/* Where a value is at the head of the block whose phi it is; IN_SLOT alone: nowhere, it is not needed. */
static uint32_t phi_place(Ra *ra, uint32_t value) {
    const RaValue *v = &ra->values[value];
    if (v->piece != 0)
        return ra->pieces[v->piece].reg;
    return v->flags & VALUE_LOADED ? IN_SLOT + ra_slot(ra, value) : IN_SLOT;
}

/* The moves from block `from`, whose successor number `index` is `to`. */
static void edge_moves(Write *w, uint32_t from, uint32_t index) {
    Ra *ra = w->ra;
    const MBlock *b = &ra->m->blocks[from];
    uint32_t to = b->succ[index];
    const MBlock *target = &ra->m->blocks[to];
    uint32_t first = w->edge_first[from];
    uint32_t edge = ra_edge(ra, from, to);
    uint32_t loop = ra->blocks[to].loop;
    for (uint32_t s = 0; s < index; s++)
        first += ra->m->blocks[b->succ[s]].phi_count;
    for (uint32_t k = 0; k < target->phi_count; k++) {
        Reg source = target->phis[k].source[edge];
        uint32_t value = source - REG_VIRTUAL;
        uint32_t phi = target->phis[k].def - REG_VIRTUAL;
        uint32_t place = phi_place(ra, phi);
        unsigned width = ra_slot_width(ra, phi);
        if (!is_virtual(source) || place == IN_SLOT)
            continue;
        if (w->edge_reg[first + k] != 0)
            add_move(w, place, w->edge_reg[first + k], value, width);
        else if (ra->values[value].flags & VALUE_REMAT)
            add_move(w, place, 0, value, width);
        else
            add_move(w, place, IN_SLOT + ra_slot(ra, value), value, width);
    }
    if (ra->loops[loop].head == to && loop != 0 && !ra_in_loop(ra, from, loop)) {
        for (uint32_t p = ra->loops[loop].pieces; p != 0; p = ra->pieces[p].next_in) {
            uint32_t value = ra->pieces[p].in_value - 1;
            bool again = (ra->values[value].flags & VALUE_REMAT) != 0;
            add_move(w, ra->pieces[p].reg, again ? 0 : IN_SLOT + ra_slot(ra, value), value, 8);
        }
    }
}

/* Registers that nothing needs around a place in front of an instruction or at a block's head. */
static RegSet unused_at(const Ra *ra, uint32_t place) {
    RegSet set = ra->taken[place] | ra->fixed[place];
    if (place != 0)
        set |= ra->taken[place - 1] | ra->fixed[place - 1];
    return ~set;
}

static void start_moves(Write *w, RegSet unused) {
    const RegModel *model = w->ra->model;
    w->temps = model->allocatable & unused & (w->ra->m->used | ~model->callee_saved);
    w->temps |= reg_bit(model->scratch[0]) | reg_bit(model->scratch[1]);
}

/* At the end of a block: the moves to its successors, if they stand there. */
static void leave_block(Write *w, uint32_t block) {
    Ra *ra = w->ra;
    const MBlock *b = &ra->m->blocks[block];
    uint32_t place;
    if (!ra_moves_at_end(ra, block))
        return;
    for (uint32_t s = 0; s < b->succ_count; s++) {
        uint32_t earlier = 0;
        while (b->succ[earlier] != b->succ[s])
            earlier++;
        if (earlier == s)
            edge_moves(w, block, s);
    }
    if (w->move_count == 0)
        return;
    place = ra_end(ra, block);
    if (ra->blocks[block].branch < b->first + b->count)
        place = ra->place[ra->blocks[block].branch];
    {
        RegSet unused = unused_at(ra, place) & unused_at(ra, ra_end(ra, block));
        for (uint32_t s = 0; s < b->succ_count; s++) {
            uint32_t head = ra->blocks[b->succ[s]].head;
            unused &= ~(ra->taken[head] | ra->fixed[head]);
        }
        start_moves(w, unused);
    }
    do_moves(w);
}

/* At the head of a block: moves from a predecessor that has other successors, and phis that memory must
   have. */
static void enter_block(Write *w, uint32_t block) {
    Ra *ra = w->ra;
    const MBlock *b = &ra->m->blocks[block];
    if (b->pred_count == 1 && !ra_moves_at_end(ra, b->pred[0])) {
        const MBlock *pred = &ra->m->blocks[b->pred[0]];
        uint32_t s = 0;
        while (pred->succ[s] != block)
            s++;
        edge_moves(w, b->pred[0], s);
        if (w->move_count != 0) {
            uint32_t head = ra->blocks[block].head;
            uint32_t end = ra_end(ra, b->pred[0]) - 1;
            start_moves(w, ~(ra->taken[head] | ra->fixed[head] | ra->taken[end] | ra->fixed[end]));
            do_moves(w);
        }
    }
    for (uint32_t k = 0; k < b->phi_count; k++) {
        uint32_t value = b->phis[k].def - REG_VIRTUAL;
        const RaValue *v = &ra->values[value];
        if ((v->flags & VALUE_SPLIT) != 0 && (v->flags & VALUE_LOADED) != 0 && v->piece != 0)
            store_home(w, value, ra->pieces[v->piece].reg);
    }
}

/* ---- instructions ---- */

/* The operand that shares the def's register gets there. */
static void write_tied(Write *w, MIns *ins, uint32_t number) {
    Ra *ra = w->ra;
    Reg use = ins->use[0];
    Reg def = ins->def;
    uint32_t value = use - REG_VIRTUAL;
    if (!is_virtual(use)) {
        if (use != def) {
            Reg v = ra->m->ins[number].def;
            copy_reg(w, use < REG_FLOAT ? CLASS_INT : CLASS_FLOAT,
                     is_virtual(v) ? ra->m->regs[v - REG_VIRTUAL].width : 8, def, use);
        }
    } else if (w->reg_at[3 * (size_t)number] == 0) {
        reload(w, value, def);
    } else if (w->reg_at[3 * (size_t)number] != def) {
        copy_reg(w, ra->m->regs[value].cls, ra->m->regs[value].width, def, w->reg_at[3 * (size_t)number]);
    }
    for (int k = 1; k < 3; k++) {
        if (is_virtual(use) && ins->use[k] == use)
            ins->use[k] = def;
    }
    ins->use[0] = def;
}

/* A move one end of which is in memory. True if that was done. */
static bool write_memory_move(Write *w, const MIns *ins, uint32_t number, bool stores) {
    Ra *ra = w->ra;
    Reg from = is_virtual(ins->use[0]) ? w->reg_at[3 * (size_t)number] : ins->use[0];
    Reg v = ra->m->ins[number].def;
    if (from == 0) {
        reload(w, ins->use[0] - REG_VIRTUAL, ins->def);
        if (stores)
            store_home(w, v - REG_VIRTUAL, ins->def);
        return true;
    }
    if (stores && ra->pieces[ra->values[v - REG_VIRTUAL].piece].kind == PIECE_SMALL) {
        store_home(w, v - REG_VIRTUAL, from);
        return true;
    }
    return false;
}

static void write_ins(Write *w, uint32_t number) {
    Ra *ra = w->ra;
    const MIns *old = &ra->m->ins[number];
    unsigned flags = ra->model->ops[old->op].flags;
    bool stores = false;
    MIns ins = *old;
    w->loc = ins.loc;
    for (uint32_t p = ra->in_at[number]; p != 0; p = ra->pieces[p].next_in)
        reload(w, ra->pieces[p].in_value - 1, ra->pieces[p].reg);
    if (is_virtual(ins.def)) {
        const RaValue *v = &ra->values[ins.def - REG_VIRTUAL];
        if (v->piece == 0) {
            if ((v->flags & VALUE_REMAT) == 0)
                fault("regalloc", "a definition has no register");
            return;
        }
        ins.def = ra->pieces[v->piece].reg;
        stores = (v->flags & (VALUE_SPLIT | VALUE_REMAT)) == VALUE_SPLIT && (v->flags & VALUE_LOADED) != 0;
    }
    if ((flags & MOP_MOVE) != 0 && write_memory_move(w, &ins, number, stores))
        return;
    if (flags & MOP_TIED)
        write_tied(w, &ins, number);
    for (uint32_t op = 0; op < 3; op++) {
        if (!is_virtual(ins.use[op]))
            continue;
        ins.use[op] = w->reg_at[3 * (size_t)number + op];
        if (ins.use[op] == 0)
            fault("regalloc", "an operand has no register");
    }
    if ((flags & MOP_MOVE) == 0 || ins.def != ins.use[0])
        *emit(w) = ins;
    if (stores)
        store_home(w, old->def - REG_VIRTUAL, ins.def);
}

/* ---- before writing ---- */

static uint8_t use_reg(Ra *ra, uint32_t value, const RaUse *use) {
    const RaValue *v = &ra->values[value];
    uint32_t piece = v->flags & VALUE_SPLIT ? use->piece : v->piece;
    return piece != 0 ? ra->pieces[piece].reg : 0;
}

/* reg_at, edge_reg; and which values are read from memory, as far as instructions say. */
static void locate_uses(Write *w) {
    Ra *ra = w->ra;
    const MFunc *m = ra->m;
    uint32_t total = 0;
    w->edge_first = arena_get(&ra->arena, (m->block_count + 1) * sizeof w->edge_first[0]);
    w->reg_at = arena_get(&ra->arena, 3 * (size_t)m->ins_count + 1);
    for (uint32_t block = 1; block <= m->block_count; block++) {
        w->edge_first[block] = total;
        for (uint32_t s = 0; s < m->blocks[block].succ_count; s++)
            total += m->blocks[m->blocks[block].succ[s]].phi_count;
    }
    w->edge_reg = arena_get(&ra->arena, (size_t)total + 1);
    for (uint32_t v = 0; v < m->reg_count; v++) {
        RaValue *value = &ra->values[v];
        for (uint32_t i = value->first_use; i < value->first_use + value->use_count; i++) {
            const RaUse *use = &ra->uses[i];
            if (use->op == USE_EDGE)
                continue;
            w->reg_at[3 * (size_t)use->ins + use->op] = use_reg(ra, v, use);
            if ((value->flags & VALUE_SPLIT) != 0 && use->piece == 0 &&
                m->ins[use->ins].use[use->op] == v + REG_VIRTUAL)
                value->flags |= VALUE_LOADED;
        }
    }
}

/* The uses of one value by phis in the order of locate_uses. */
static void locate_edges(Write *w) {
    Ra *ra = w->ra;
    const MFunc *m = ra->m;
    uint32_t *next = arena_get(&ra->arena, (m->reg_count + 1) * sizeof *next);
    for (uint32_t block = 1; block <= m->block_count; block++) {
        const MBlock *b = &m->blocks[block];
        uint32_t at = w->edge_first[block];
        for (uint32_t s = 0; s < b->succ_count; s++) {
            const MBlock *to = &m->blocks[b->succ[s]];
            uint32_t edge;
            if (to->phi_count == 0)
                continue;
            edge = ra_edge(ra, block, b->succ[s]);
            for (uint32_t k = 0; k < to->phi_count; k++) {
                Reg r = to->phis[k].source[edge];
                if (is_virtual(r)) {
                    const RaValue *v = &ra->values[r - REG_VIRTUAL];
                    uint32_t i = v->first_use + next[r - REG_VIRTUAL];
                    while (ra->uses[i].op != USE_EDGE)
                        i++;
                    next[r - REG_VIRTUAL] = i + 1 - v->first_use;
                    w->edge_reg[at] = use_reg(ra, r - REG_VIRTUAL, &ra->uses[i]);
                }
                at++;
            }
        }
    }
}

static void note_pieces(Ra *ra) {
    for (uint32_t p = (uint32_t)ra->piece_count - 1; p != 0; p--) {
        RaPiece *piece = &ra->pieces[p];
        if (piece->in_value == 0 || piece->reg == 0)
            continue;
        ra->values[piece->in_value - 1].flags |= VALUE_LOADED;
        if (piece->kind == PIECE_LOOP)
            continue;
        piece->next_in = ra->in_at[piece->in_ins];
        ra->in_at[piece->in_ins] = p;
    }
}

/* A phi that is in memory and read there makes its sources be read there. */
static void spread_loads(Write *w) {
    Ra *ra = w->ra;
    const MFunc *m = ra->m;
    bool changed = true;
    while (changed) {
        changed = false;
        for (uint32_t block = m->block_count; block != 0; block--) {
            const MBlock *b = &m->blocks[block];
            for (uint32_t k = 0; k < b->phi_count; k++) {
                if (phi_place(ra, b->phis[k].def - REG_VIRTUAL) == IN_SLOT)
                    continue;
                for (uint32_t i = 0; i < b->pred_count; i++) {
                    Reg r = b->phis[k].source[i];
                    const MBlock *pred = &m->blocks[b->pred[i]];
                    uint32_t at = w->edge_first[b->pred[i]] + k;
                    RaValue *v;
                    if (!is_virtual(r))
                        continue;
                    for (uint32_t s = 0; pred->succ[s] != block; s++)
                        at += m->blocks[pred->succ[s]].phi_count;
                    v = &ra->values[r - REG_VIRTUAL];
                    if (w->edge_reg[at] == 0 && (v->flags & VALUE_LOADED) == 0) {
                        v->flags |= VALUE_LOADED;
                        changed = true;
                    }
                }
            }
        }
    }
}

static void write_block(Write *w, uint32_t block, uint32_t end) {
    const Ra *ra = w->ra;
    enter_block(w, block);
    for (uint32_t i = ra->m->blocks[block].first; i < end; i++) {
        if (i == ra->blocks[block].branch)
            leave_block(w, block);
        if ((ra->m->ins[i].flags & MF_DEAD) == 0)
            write_ins(w, i);
    }
    if (ra->blocks[block].branch == end)
        leave_block(w, block);
}

void ra_write(Ra *ra) {
    MFunc *m = ra->m;
    uint32_t *firsts;
    Write w;
    memset(&w, 0, sizeof w);
    w.ra = ra;
    see_place(&w, IN_SLOT);
    note_pieces(ra);
    locate_uses(&w);
    locate_edges(&w);
    spread_loads(&w);
    firsts = arena_get(&ra->arena, (m->block_count + 2) * sizeof *firsts);
    for (uint32_t block = 1; block <= m->block_count; block++) {
        const MBlock *b = &m->blocks[block];
        firsts[block] = (uint32_t)w.count;
        write_block(&w, block, b->first + b->count);
    }
    firsts[m->block_count + 1] = (uint32_t)w.count;
    for (uint32_t block = 1; block <= m->block_count; block++) {
        m->blocks[block].first = firsts[block];
        m->blocks[block].count = firsts[block + 1] - firsts[block];
        m->blocks[block].phi_count = 0;
    }
    free(m->ins);
    m->ins = w.out;
    m->ins_count = (uint32_t)w.count;
    m->ins_room = (uint32_t)w.room;
    free(w.moves);
    free(w.reads);
    free(w.write);
    free(w.ready);
}
