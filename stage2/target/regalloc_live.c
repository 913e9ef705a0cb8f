/* What the allocator of -O1 knows before it chooses registers (regalloc_int.h): where values live, how often
   blocks run, which registers are used by name, and which values had better share a register. */
#include "regalloc_int.h"

#include <stdlib.h>
#include <string.h>

/* Loops deeper than this count as so deep. */
#define DEEP 8
/* Loops deeper than this are part of the loop around them: splitting goes down loop by loop. */
#define DEEPEST 12
/* That are put in order one by one. */
#define FEW_SEGMENTS 32

/* ---- blocks, dominators, loops ---- */

static void order_blocks(Ra *ra, uint32_t *post) {
    const MFunc *m = ra->m;
    uint32_t *stack = arena_get(&ra->arena, (m->block_count + 1) * sizeof *stack);
    uint32_t *next = arena_get(&ra->arena, (m->block_count + 1) * sizeof *next);
    uint32_t depth = 1;
    uint32_t count = 0;
    stack[0] = 1;
    ra->blocks[1].stamp = 1;
    while (depth != 0) {
        uint32_t b = stack[depth - 1];
        if (next[b] < m->blocks[b].succ_count) {
            uint32_t s = m->blocks[b].succ[next[b]];
            next[b]++;
            if (ra->blocks[s].stamp == 0) {
                ra->blocks[s].stamp = 1;
                stack[depth] = s;
                depth++;
            }
        } else {
            count++;
            ra->blocks[b].order = count;
            post[count] = b;
            depth--;
        }
    }
    post[0] = count;
    for (uint32_t b = 1; b <= m->block_count; b++)
        ra->blocks[b].stamp = 0;
}

/* Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm". */
static void dominators(Ra *ra, const uint32_t *post) {
    bool changed = true;
    ra->blocks[1].idom = 1;
    while (changed) {
        changed = false;
        for (uint32_t i = post[0] - 1; i > 0; i--) {
            const MBlock *b = &ra->m->blocks[post[i]];
            uint32_t best = 0;
            for (uint32_t k = 0; k < b->pred_count; k++) {
                uint32_t p = b->pred[k];
                if (ra->blocks[p].idom == 0)
                    continue;
                if (best == 0)
                    best = p;
                while (p != best) {
                    while (ra->blocks[p].order < ra->blocks[best].order)
                        p = ra->blocks[p].idom;
                    while (ra->blocks[best].order < ra->blocks[p].order)
                        best = ra->blocks[best].idom;
                }
            }
            if (ra->blocks[post[i]].idom != best) {
                ra->blocks[post[i]].idom = best;
                changed = true;
            }
        }
    }
}

static void push_block(Ra *ra, uint32_t block) {
    ra->work = grow(ra->work, ra->work_count, &ra->work_room, sizeof ra->work[0]);
    ra->work[ra->work_count] = block;
    ra->work_count++;
}

static uint32_t outermost(const Ra *ra, uint32_t loop) {
    while (ra->loops[loop].parent != 0)
        loop = ra->loops[loop].parent;
    return loop;
}

/* Walking back from the ends of the loop at `head`, claims blocks that are in no loop and whole loops that
   have no parent. */
static void fill_loop(Ra *ra, uint32_t loop, uint32_t head) {
    while (ra->work_count != 0) {
        uint32_t b;
        ra->work_count--;
        b = ra->work[ra->work_count];
        if (ra->blocks[b].order == 0)
            continue;
        if (ra->blocks[b].loop != 0) {
            uint32_t inner = outermost(ra, ra->blocks[b].loop);
            if (inner == loop)
                continue;
            ra->loops[inner].parent = loop;
            b = ra->loops[inner].head;
        } else {
            ra->blocks[b].loop = loop;
        }
        if (b == head)
            continue;
        for (uint32_t k = 0; k < ra->m->blocks[b].pred_count; k++)
            push_block(ra, ra->m->blocks[b].pred[k]);
    }
}

static bool dominates(const Ra *ra, uint32_t a, uint32_t b) {
    while (ra->blocks[b].order < ra->blocks[a].order)
        b = ra->blocks[b].idom;
    return a == b;
}

/* Natural loops, inner ones first: a head comes before its loop's blocks in reverse post-order, so heads are
   taken in post-order. */
static void find_loops(Ra *ra, const uint32_t *post) {
    ra->loops = grow(NULL, 0, &ra->loop_room, sizeof ra->loops[0]);
    memset(&ra->loops[0], 0, sizeof ra->loops[0]);
    ra->loop_count = 1;
    for (uint32_t i = 1; i <= post[0]; i++) {
        uint32_t head = post[i];
        const MBlock *b = &ra->m->blocks[head];
        ra->work_count = 0;
        for (uint32_t k = 0; k < b->pred_count; k++) {
            uint32_t p = b->pred[k];
            if (ra->blocks[p].order != 0 && ra->blocks[p].order <= ra->blocks[head].order &&
                dominates(ra, head, p))
                push_block(ra, p);
        }
        if (ra->work_count == 0)
            continue;
        ra->loops = grow(ra->loops, ra->loop_count, &ra->loop_room, sizeof ra->loops[0]);
        memset(&ra->loops[ra->loop_count], 0, sizeof ra->loops[0]);
        ra->loops[ra->loop_count].head = head;
        ra->loop_count++;
        ra->blocks[head].loop = (uint32_t)ra->loop_count - 1;
        fill_loop(ra, (uint32_t)ra->loop_count - 1, head);
    }
    for (size_t l = ra->loop_count - 1; l > 0; l--) {
        uint32_t parent = ra->loops[l].parent;
        ra->loops[l].depth = ra->loops[parent].depth + 1;
        if (ra->loops[l].depth > DEEPEST) { /* nothing is in it from here on */
            ra->loops[l].depth = DEEPEST;
            ra->loops[l].same = ra->loops[parent].same != 0 ? ra->loops[parent].same : parent;
        }
    }
    for (uint32_t b = 1; b <= ra->m->block_count; b++) {
        if (ra->loops[ra->blocks[b].loop].same != 0)
            ra->blocks[b].loop = ra->loops[ra->blocks[b].loop].same;
    }
}

bool ra_in_loop(const Ra *ra, uint32_t block, uint32_t loop) {
    uint32_t l = ra->blocks[block].loop;
    while (ra->loops[l].depth > ra->loops[loop].depth)
        l = ra->loops[l].parent;
    return l == loop;
}

/* Loops into which an edge leads that no move can stand on. */
static void find_open_loops(Ra *ra) {
    for (uint32_t l = 1; l < ra->loop_count; l++) {
        const MBlock *head = &ra->m->blocks[ra->loops[l].head];
        for (uint32_t k = 0; k < head->pred_count; k++) {
            if (ra->m->blocks[head->pred[k]].succ_count > 1 && !ra_in_loop(ra, head->pred[k], l))
                ra->loops[l].is_open = true;
        }
    }
}

static void estimate(Ra *ra) {
    for (uint32_t b = 1; b <= ra->m->block_count; b++) {
        uint32_t depth = ra->loops[ra->blocks[b].loop].depth;
        uint64_t freq = 1;
        for (uint32_t d = 0; d < depth && d < DEEP; d++)
            freq *= 8;
        ra->blocks[b].freq = freq;
    }
}

/* ---- places and fixed registers ---- */

bool ra_is_late(const Ra *ra, const MIns *ins, int op) {
    return op != 0 && (ra->model->ops[ins->op].flags & MOP_TIED) != 0 && ins->use[op] != ins->use[0];
}

/* Nothing is read or decided at the end of the block. */
bool ra_is_plain_end(const Ra *ra, uint32_t block) {
    const MBlock *b = &ra->m->blocks[block];
    const MIns *last;
    if (b->count == 0)
        return b->succ_count == 1;
    last = &ra->m->ins[b->first + b->count - 1];
    return b->succ_count == 1 && (last->use[0] | last->use[1] | last->use[2]) == 0;
}

/* The moves for the phis of its successors stand at the end of the block, not in the successors: it has
   only one, or one that has other predecessors, too. */
bool ra_moves_at_end(const Ra *ra, uint32_t block) {
    return ra->blocks[block].moves_at_end;
}

static void find_move_sites(Ra *ra) {
    for (uint32_t block = 1; block <= ra->m->block_count; block++) {
        const MBlock *b = &ra->m->blocks[block];
        bool at_end = b->succ_count == 1;
        for (uint32_t s = 0; s < b->succ_count && !at_end; s++)
            at_end = ra->m->blocks[b->succ[s]].pred_count > 1;
        ra->blocks[block].moves_at_end = at_end;
    }
}

static void number_places(Ra *ra) {
    const MFunc *m = ra->m;
    uint32_t at = 0;
    uint32_t calls = 0;
    for (uint32_t block = 1; block <= m->block_count; block++) {
        const MBlock *b = &m->blocks[block];
        uint32_t end = b->first + b->count;
        ra->blocks[block].head = at;
        at += 2;
        ra->blocks[block].branch = end;
        for (uint32_t i = b->first; i < end; i++) {
            unsigned flags = ra->model->ops[m->ins[i].op].flags;
            ra->place[i] = at;
            ra->block_of[i] = block;
            ra->calls[i] = calls;
            calls += (flags & MOP_CALL) != 0;
            at += 2;
        }
        while (ra->blocks[block].branch != b->first &&
               (ra->model->ops[m->ins[ra->blocks[block].branch - 1].op].flags & MOP_BRANCH) != 0)
            ra->blocks[block].branch--;
    }
    ra->places = at;
}

/* Registers that are used by name, from the end of the block to its start. */
static void fix_block(Ra *ra, uint32_t block) {
    const MBlock *b = &ra->m->blocks[block];
    RegSet live = 0;
    for (uint32_t i = b->first + b->count; i != b->first; i--) {
        const MIns *ins = &ra->m->ins[i - 1];
        unsigned flags = ra->model->ops[ins->op].flags;
        RegSet written;
        RegSet read;
        RegSet late;
        if (ins->flags & MF_DEAD) {
            ra->fixed[ra->place[i - 1]] = live;
            ra->fixed[ra->place[i - 1] + 1] = live;
            continue;
        }
        written = ins_clobbers(ra->model, ins) | reg_bit(ins->def);
        late = reg_bit(ins->use[1]) | reg_bit(ins->use[2]) | ins->implicit_uses;
        read = reg_bit(ins->use[0]) | late;
        ra->fixed[ra->place[i - 1] + 1] = live | written | (flags & MOP_TIED ? late : 0);
        live = (live & ~written) | read;
        ra->fixed[ra->place[i - 1]] =
            live | ((flags & (MOP_EARLY | MOP_TIED)) == MOP_EARLY ? written : 0);
    }
    ra->fixed[ra->blocks[block].head] = live;
    ra->fixed[ra->blocks[block].head + 1] = live;
    if (block != 1 && (live & ra->model->allocatable) != 0)
        fault("regalloc", "a physical register is used before its definition");
}

/* ---- values and uses ---- */

uint32_t ra_edge(const Ra *ra, uint32_t from, uint32_t to) {
    const MBlock *b = &ra->m->blocks[to];
    uint32_t i = 0;
    if (ra->m->blocks[from].succ_count == 1)
        return ra->edge[from];
    while (b->pred[i] != from)
        i++;
    return i;
}

/* Calls `see` for every use, in the order of places. */
static void each_use(Ra *ra, void (*see)(Ra *ra, Reg r, uint32_t ins, uint32_t op)) {
    const MFunc *m = ra->m;
    for (uint32_t block = 1; block <= m->block_count; block++) {
        const MBlock *b = &m->blocks[block];
        for (uint32_t i = b->first; i < b->first + b->count; i++) {
            const MIns *ins = &m->ins[i];
            if (ins->flags & MF_DEAD)
                continue;
            for (uint32_t op = 0; op < 3; op++) {
                if (is_virtual(ins->use[op]))
                    see(ra, ins->use[op], i, op);
            }
        }
        for (uint32_t s = 0; s < b->succ_count; s++) {
            const MBlock *to = &m->blocks[b->succ[s]];
            uint32_t index;
            if (to->phi_count == 0)
                continue;
            index = ra_edge(ra, block, b->succ[s]);
            for (uint32_t k = 0; k < to->phi_count; k++) {
                if (is_virtual(to->phis[k].source[index]))
                    see(ra, to->phis[k].source[index], block, USE_EDGE);
            }
        }
    }
}

static void count_use(Ra *ra, Reg r, uint32_t ins, uint32_t op) {
    (void)ins;
    (void)op;
    ra->values[r - REG_VIRTUAL].use_count++;
}

static void note_use(Ra *ra, Reg r, uint32_t ins, uint32_t op) {
    RaValue *v = &ra->values[r - REG_VIRTUAL];
    RaUse *use = &ra->uses[v->first_use + v->use_count];
    use->ins = ins;
    use->op = op;
    use->piece = 0;
    v->use_count++;
}

static void find_values(Ra *ra) {
    const MFunc *m = ra->m;
    uint32_t total = 0;
    for (uint32_t block = 1; block <= m->block_count; block++) {
        const MBlock *b = &m->blocks[block];
        for (uint32_t k = 0; k < b->pred_count; k++) {
            if (m->blocks[b->pred[k]].succ_count == 1)
                ra->edge[b->pred[k]] = k;
        }
        for (uint32_t k = 0; k < b->phi_count; k++) {
            RaValue *v = &ra->values[b->phis[k].def - REG_VIRTUAL];
            v->def = ra->blocks[block].head;
            v->block = block;
            v->flags = VALUE_PHI | (b->phis[k].def >= ra->first_tail ? VALUE_TAIL : 0);
        }
        for (uint32_t i = b->first; i < b->first + b->count; i++) {
            const MIns *ins = &m->ins[i];
            RaValue *v;
            if (!is_virtual(ins->def) || (ins->flags & MF_DEAD) != 0)
                continue;
            v = &ra->values[ins->def - REG_VIRTUAL];
            v->def = i;
            v->block = block;
            v->flags = ra->model->ops[ins->op].flags & MOP_REMAT ? VALUE_REMAT : 0;
        }
    }
    each_use(ra, count_use);
    for (uint32_t v = 0; v < m->reg_count; v++) {
        ra->values[v].first_use = total;
        total += ra->values[v].use_count;
        ra->values[v].use_count = 0;
    }
    ra->uses = arena_get(&ra->arena, (total + 1) * sizeof ra->uses[0]);
    each_use(ra, note_use);
}

/* Phis whose values may be needed where their next values are made, because a predecessor can go elsewhere
   (by a computed goto): a new register gets the value, and is moved. */
static void copy_phis(MFunc *m, const RegModel *model) {
    MIns *old = m->ins;
    uint32_t old_count = m->ins_count;
    bool any = false;
    for (uint32_t block = 1; block <= m->block_count; block++) {
        const MBlock *b = &m->blocks[block];
        for (uint32_t k = 0; k < b->pred_count && b->phi_count != 0; k++) {
            const MBlock *pred = &m->blocks[b->pred[k]];
            const MIns *last = pred->count != 0 ? &old[pred->first + pred->count - 1] : NULL;
            if (pred->succ_count > 1 ? b->pred_count > 1
                                     : last != NULL && (model->ops[last->op].flags & MOP_BRANCH) != 0 &&
                                           (last->use[0] | last->use[1] | last->use[2]) != 0)
                any = true;
        }
    }
    if (!any)
        return;
    m->ins = NULL;
    m->ins_room = 0;
    m->ins_count = 0;
    for (uint32_t block = 1; block <= m->block_count; block++) {
        MBlock *b = &m->blocks[block];
        uint32_t first = m->ins_count;
        for (uint32_t k = 0; k < b->phi_count && b->pred_count > 1; k++) {
            Reg def = b->phis[k].def;
            const MReg *r = &m->regs[def - REG_VIRTUAL];
            Reg next = mir_reg(m, r->cls, r->width);
            r = &m->regs[def - REG_VIRTUAL];
            b->phis[k].def = next;
            model->move(mir_ins(m, 0), r->cls, r->width, def, next);
        }
        for (uint32_t i = b->first; i < b->first + b->count; i++)
            *mir_ins(m, 0) = old[i];
        b->first = first;
        b->count = m->ins_count - first;
    }
    if (old_count != 0)
        free(old);
}

void ra_number(Ra *ra) {
    MFunc *m = ra->m;
    uint32_t *post = arena_get(&ra->arena, (m->block_count + 2) * sizeof *post);
    ra->first_tail = REG_VIRTUAL + m->reg_count;
    copy_phis(m, ra->model);
    ra->blocks = arena_get(&ra->arena, (m->block_count + 1) * sizeof ra->blocks[0]);
    ra->edge = arena_get(&ra->arena, (m->block_count + 1) * sizeof ra->edge[0]);
    ra->place = arena_get(&ra->arena, (m->ins_count + 1) * sizeof ra->place[0]);
    ra->block_of = arena_get(&ra->arena, (m->ins_count + 1) * sizeof ra->block_of[0]);
    ra->calls = arena_get(&ra->arena, (m->ins_count + 1) * sizeof ra->calls[0]);
    ra->in_at = arena_get(&ra->arena, (m->ins_count + 1) * sizeof ra->in_at[0]);
    ra->values = arena_get(&ra->arena, (m->reg_count + 1) * sizeof ra->values[0]);
    order_blocks(ra, post);
    dominators(ra, post);
    find_loops(ra, post);
    find_open_loops(ra);
    estimate(ra);
    number_places(ra);
    find_move_sites(ra);
    ra->fixed = arena_get(&ra->arena, (ra->places + 1) * sizeof ra->fixed[0]);
    ra->taken = arena_get(&ra->arena, (ra->places + 1) * sizeof ra->taken[0]);
    ra->coarse = arena_get(&ra->arena, (ra->places / 64 + 1) * sizeof ra->coarse[0]);
    for (uint32_t block = 1; block <= m->block_count; block++)
        fix_block(ra, block);
    ra->coarse_fixed = arena_get(&ra->arena, (ra->places / 64 + 1) * sizeof ra->coarse_fixed[0]);
    for (uint32_t p = 0; p < ra->places; p++)
        ra->coarse_fixed[p / 64] |= ra->fixed[p];
    memcpy(ra->coarse, ra->coarse_fixed, (ra->places / 64 + 1) * sizeof ra->coarse[0]);
    find_values(ra);
}

/* ---- lives ---- */

/* The place behind the last that a use needs. */
uint32_t ra_use_end(const Ra *ra, const RaUse *use) {
    if (use->op == USE_EDGE) {
        const MBlock *b = &ra->m->blocks[use->ins];
        if (!ra_moves_at_end(ra, use->ins) || ra->blocks[use->ins].branch == b->first + b->count)
            return ra_end(ra, use->ins);
        return ra->place[ra->blocks[use->ins].branch];
    }
    return ra->place[use->ins] + 1 + ra_is_late(ra, &ra->m->ins[use->ins], (int)use->op);
}

uint32_t ra_def_place(const Ra *ra, const RaValue *v) {
    if (v->flags & VALUE_PHI)
        return v->def;
    return ra->place[v->def] +
           ((ra->model->ops[ra->m->ins[v->def].op].flags & (MOP_EARLY | MOP_TIED)) != MOP_EARLY);
}

static RaSeg *segment(Ra *ra, uint32_t block, uint32_t from) {
    RaBlock *b = &ra->blocks[block];
    if (b->stamp != ra->stamp) {
        b->stamp = ra->stamp;
        b->seg = (uint32_t)ra->seg_count;
        ra->segs = grow(ra->segs, ra->seg_count, &ra->seg_room, sizeof ra->segs[0]);
        ra->segs[b->seg].block = block;
        ra->segs[b->seg].from = from;
        ra->segs[b->seg].to = from + 1;
        ra->seg_count++;
    }
    return &ra->segs[b->seg];
}

static int compare_segs(const void *a, const void *b) {
    uint32_t x = ((const RaSeg *)a)->from;
    uint32_t y = ((const RaSeg *)b)->from;
    return x < y ? -1 : x > y;
}

/* Puts the segments in the order of places: one for each block, and from `tails` on some more. A value that lives
   in many blocks has them taken from block after block. */
static void sort_segments(Ra *ra, size_t tails) {
    if (tails > FEW_SEGMENTS && ra->m->block_count / 8 < tails) {
        RaSeg *by_block = NULL;
        size_t count = 0;
        size_t room = 0;
        by_block = grow(by_block, ra->seg_count, &room, sizeof by_block[0]);
        for (uint32_t b = 1; b <= ra->m->block_count; b++) {
            if (ra->blocks[b].stamp == ra->stamp)
                by_block[count++] = ra->segs[ra->blocks[b].seg];
        }
        memcpy(by_block + count, ra->segs + tails, (ra->seg_count - tails) * sizeof by_block[0]);
        free(ra->segs);
        ra->segs = by_block;
        ra->seg_room = room;
    } else {
        tails = 1;
    }
    if (ra->seg_count - tails > FEW_SEGMENTS) {
        qsort(ra->segs, ra->seg_count, sizeof ra->segs[0], compare_segs);
        return;
    }
    for (size_t i = tails; i < ra->seg_count; i++) {
        RaSeg s = ra->segs[i];
        size_t at = i;
        for (; at > 0 && ra->segs[at - 1].from > s.from; at--)
            ra->segs[at] = ra->segs[at - 1];
        ra->segs[at] = s;
    }
}

/* A predecessor from which moves happen before branches that read registers or lead elsewhere, too: from the
   moves on, the phi's register is in use there. */
static void add_tail(Ra *ra, uint32_t pred) {
    const MBlock *b = &ra->m->blocks[pred];
    uint32_t branch = ra->blocks[pred].branch;
    uint32_t from;
    RaSeg *s;
    if (branch == b->first + b->count || ra_is_plain_end(ra, pred) || !ra_moves_at_end(ra, pred))
        return;
    from = ra->place[branch];
    if (ra->blocks[pred].stamp == ra->stamp && ra->segs[ra->blocks[pred].seg].to > from)
        fault("regalloc", "a phi is needed where its next value is made");
    ra->segs = grow(ra->segs, ra->seg_count, &ra->seg_room, sizeof ra->segs[0]);
    s = &ra->segs[ra->seg_count];
    s->block = pred;
    s->from = from;
    s->to = ra_end(ra, pred);
    ra->seg_count++;
}

static void add_tails(Ra *ra, uint32_t block) {
    const MBlock *b = &ra->m->blocks[block];
    for (uint32_t k = 0; k < b->pred_count; k++) {
        uint32_t earlier = 0;
        while (earlier < k && !ra_is_plain_end(ra, b->pred[k]) && b->pred[earlier] != b->pred[k])
            earlier++;
        if (earlier == k || ra_is_plain_end(ra, b->pred[k]))
            add_tail(ra, b->pred[k]);
    }
}

void ra_segments(Ra *ra, uint32_t value) {
    const RaValue *v = &ra->values[value];
    uint32_t from = ra_def_place(ra, v);
    size_t tails;
    RaSeg *s;
    ra->stamp++;
    ra->seg_count = 0;
    ra->work_count = 0;
    s = segment(ra, v->block, from);
    if ((v->flags & VALUE_PHI) == 0 && s->to < ra->place[v->def] + 2)
        s->to = ra->place[v->def] + 2;
    for (uint32_t i = 0; i < v->use_count; i++) {
        const RaUse *use = &ra->uses[v->first_use + i];
        uint32_t to = ra_use_end(ra, use);
        uint32_t b = use->op == USE_EDGE ? use->ins : ra->block_of[use->ins];
        if (ra->blocks[b].stamp != ra->stamp) {
            s = segment(ra, b, ra->blocks[b].head);
            push_block(ra, b);
        } else {
            s = &ra->segs[ra->blocks[b].seg];
        }
        if (s->to < to)
            s->to = to;
    }
    while (ra->work_count != 0) {
        const MBlock *b;
        ra->work_count--;
        b = &ra->m->blocks[ra->work[ra->work_count]];
        for (uint32_t k = 0; k < b->pred_count; k++) {
            uint32_t p = b->pred[k];
            if (ra->blocks[p].order == 0)
                continue;
            if (ra->blocks[p].stamp != ra->stamp) {
                segment(ra, p, ra->blocks[p].head);
                push_block(ra, p);
            }
            ra->segs[ra->blocks[p].seg].to = ra_end(ra, p);
        }
    }
    tails = ra->seg_count;
    if (v->flags & VALUE_PHI)
        add_tails(ra, v->block);
    sort_segments(ra, tails);
}

/* ---- pieces ---- */

uint32_t ra_piece(Ra *ra, unsigned kind, unsigned cls) {
    RaPiece *p;
    ra->pieces = grow(ra->pieces, ra->piece_count, &ra->piece_room, sizeof ra->pieces[0]);
    p = &ra->pieces[ra->piece_count];
    memset(p, 0, sizeof *p);
    p->kind = (uint8_t)kind;
    p->cls = (uint8_t)cls;
    p->ranges = (uint32_t)ra->range_count;
    ra->piece_count++;
    return (uint32_t)ra->piece_count - 1;
}

/* Appends a range to the piece that was made last; adjacent ones become one. */
void ra_range(Ra *ra, uint32_t from, uint32_t to) {
    RaPiece *p = &ra->pieces[ra->piece_count - 1];
    p->places += to - from;
    if (p->range_count != 0 && ra->ranges[ra->range_count - 1].to == from) {
        ra->ranges[ra->range_count - 1].to = to;
        return;
    }
    ra->ranges = grow(ra->ranges, ra->range_count, &ra->range_room, sizeof ra->ranges[0]);
    ra->ranges[ra->range_count].from = from;
    ra->ranges[ra->range_count].to = to;
    ra->range_count++;
    p->range_count++;
}

void ra_weigh(Ra *ra, uint32_t piece) {
    RaPiece *p = &ra->pieces[piece];
    p->weight = p->kind == PIECE_SMALL ? UINT64_MAX : p->gain * 1024 / (p->places + 8);
}

uint64_t ra_use_freq(const Ra *ra, const RaUse *use) {
    return ra->blocks[use->op == USE_EDGE ? use->ins : ra->block_of[use->ins]].freq;
}

void ra_lives(Ra *ra) {
    ra_piece(ra, PIECE_WHOLE, 0); /* 0: none */
    for (uint32_t v = 0; v < ra->m->reg_count; v++) {
        RaValue *value = &ra->values[v];
        uint32_t p;
        if (value->block == 0) {
            if (value->use_count != 0)
                fault("regalloc", "a register is used that is defined nowhere");
            continue;
        }
        p = ra_piece(ra, PIECE_WHOLE, ra->m->regs[v].cls);
        ra_segments(ra, v);
        for (size_t i = 0; i < ra->seg_count; i++)
            ra_range(ra, ra->segs[i].from, ra->segs[i].to);
        value->piece = p;
        value->home = p;
        ra->pieces[p].width = ra->m->regs[v].width;
        ra->pieces[p].members = v + 1;
        ra->pieces[p].last_member = v + 1;
        ra->pieces[p].gain = ra->blocks[value->block].freq;
        for (uint32_t i = 0; i < value->use_count; i++)
            ra->pieces[p].gain += ra_use_freq(ra, &ra->uses[value->first_use + i]);
        if (value->flags & VALUE_REMAT)
            ra->pieces[p].gain = (ra->pieces[p].gain + 1) / 2;
    }
}
