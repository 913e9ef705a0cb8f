/* Joins the lives of values that moves, phis and tied operands connect, if they are never alive at the same
   time, so that the move goes away (regalloc_int.h). Those that run most come first. */
#include "regalloc_int.h"

#include <stdlib.h>
#include <string.h>

/* Pieces of more ranges than this are not joined: it would take too long. */
#define MANY_RANGES 1000

typedef struct Link {
    uint32_t a; /* values */
    uint32_t b;
    uint64_t freq;
} Link;

typedef struct Join {
    Ra *ra;
    Link *links;
    size_t count;
    size_t room;
    Range *both; /* of two pieces */
    size_t both_count;
    size_t both_room;
    size_t live; /* ranges of pieces that are not joined to another, at most */
} Join;

static uint32_t root(Ra *ra, uint32_t piece) {
    while (ra->pieces[piece].parent != 0) {
        uint32_t up = ra->pieces[piece].parent;
        if (ra->pieces[up].parent != 0)
            ra->pieces[piece].parent = ra->pieces[up].parent;
        piece = up;
    }
    return piece;
}

static void hint(Ra *ra, uint32_t piece, uint32_t other, Reg reg, uint64_t gain) {
    RaHint *h;
    ra->hints = grow(ra->hints, ra->hint_count, &ra->hint_room, sizeof ra->hints[0]);
    h = &ra->hints[ra->hint_count];
    h->piece = other;
    h->reg = reg;
    h->gain = gain;
    h->next = ra->pieces[piece].hints;
    ra->pieces[piece].hints = (uint32_t)ra->hint_count;
    ra->hint_count++;
}

/* ---- operands that can change places ---- */

/* The range of a value at a place; its piece is still its own. */
static Range *range_at(Ra *ra, uint32_t value, uint32_t place) {
    const RaPiece *p = &ra->pieces[ra->values[value].piece];
    uint32_t low = p->ranges;
    uint32_t high = p->ranges + p->range_count - 1;
    while (low < high) {
        uint32_t middle = (low + high + 1) / 2;
        if (ra->ranges[middle].from <= place)
            low = middle;
        else
            high = middle - 1;
    }
    return &ra->ranges[low];
}

static RaUse *use_at(Ra *ra, uint32_t value, uint32_t ins, uint32_t op) {
    const RaValue *v = &ra->values[value];
    uint32_t low = v->first_use;
    uint32_t high = v->first_use + v->use_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        const RaUse *use = &ra->uses[middle];
        uint32_t place = use->op == USE_EDGE ? ra_end(ra, use->ins) - 1 : ra->place[use->ins];
        if (place < ra->place[ins])
            low = middle + 1;
        else
            high = middle;
    }
    while (ra->uses[low].op != op)
        low++;
    return &ra->uses[low];
}

/* The next use after this one is by a phi, at the end of the same block. */
static bool is_read_on_edge(const Ra *ra, uint32_t value, const RaUse *use) {
    const RaUse *end = &ra->uses[ra->values[value].first_use + ra->values[value].use_count];
    const RaUse *next = use + 1;
    return next != end && next->op == USE_EDGE && next->ins == ra->block_of[use->ins];
}

/* The tied operand of an instruction that commutes had better be one whose last use this is, and one that the
   result takes the place of in a loop. `phi_of`: of a value, the phi that it goes into. */
static void choose_tied(Ra *ra, uint32_t number, const Reg *phi_of) {
    MIns *ins = &ra->m->ins[number];
    uint32_t place = ra->place[number];
    uint32_t a = ins->use[0] - REG_VIRTUAL;
    uint32_t b = ins->use[1] - REG_VIRTUAL;
    Range *ra_a;
    Range *ra_b;
    RaUse *use_a;
    RaUse *use_b;
    if (!is_virtual(ins->use[0]) || !is_virtual(ins->use[1]) || a == b || ins->use[2] == ins->use[0] ||
        ins->use[2] == ins->use[1])
        return;
    ra_a = range_at(ra, a, place);
    ra_b = range_at(ra, b, place);
    use_b = use_at(ra, b, number, 1);
    if (ra_b->to > place + 2 || ra_end(ra, ra->block_of[number]) == place + 2 ||
        is_read_on_edge(ra, b, use_b))
        return;
    if (ra_a->to <= place + 2) {
        Reg phi = is_virtual(ins->def) ? phi_of[ins->def - REG_VIRTUAL] : 0;
        if (phi == 0 || phi != ins->use[1])
            return;
    }
    use_a = use_at(ra, a, number, 0);
    use_a->op = 1;
    use_b->op = 0;
    ins->use[0] = b + REG_VIRTUAL;
    ins->use[1] = a + REG_VIRTUAL;
    ra_b->to = place + 1;
    ra->pieces[ra->values[b].piece].places--;
    if (ra_a->to == place + 1) {
        ra_a->to = place + 2;
        ra->pieces[ra->values[a].piece].places++;
    }
}

/* ---- joining ---- */

static void put_both(Join *j, const Range *r) {
    if (j->both_count != 0 && j->both[j->both_count - 1].to == r->from) {
        j->both[j->both_count - 1].to = r->to;
        return;
    }
    j->both = grow(j->both, j->both_count, &j->both_room, sizeof j->both[0]);
    j->both[j->both_count] = *r;
    j->both_count++;
}

/* Merges the ranges of two pieces; false if they overlap. */
static bool merge_ranges(Join *j, const RaPiece *a, const RaPiece *b) {
    const Range *x = &j->ra->ranges[a->ranges];
    const Range *y = &j->ra->ranges[b->ranges];
    const Range *x_end = x + a->range_count;
    const Range *y_end = y + b->range_count;
    j->both_count = 0;
    while (x != x_end && y != y_end) {
        if (x->to <= y->from) {
            put_both(j, x);
            x++;
        } else if (y->to <= x->from) {
            put_both(j, y);
            y++;
        } else {
            return false;
        }
    }
    for (; x != x_end; x++)
        put_both(j, x);
    for (; y != y_end; y++)
        put_both(j, y);
    return true;
}

/* Takes out the ranges that joined pieces had before. */
static void pack_ranges(Join *j) {
    Ra *ra = j->ra;
    Range *packed = NULL;
    size_t room = 0;
    size_t count = 0;
    packed = grow(packed, ra->range_count / 2, &room, sizeof packed[0]);
    for (uint32_t p = 1; p < ra->piece_count; p++) {
        RaPiece *piece = &ra->pieces[p];
        if (piece->parent != 0)
            continue;
        memcpy(packed + count, ra->ranges + piece->ranges, piece->range_count * sizeof packed[0]);
        piece->ranges = (uint32_t)count;
        count += piece->range_count;
    }
    free(ra->ranges);
    ra->ranges = packed;
    ra->range_room = room;
    ra->range_count = count;
}

static bool join(Join *j, uint32_t a, uint32_t b) {
    Ra *ra = j->ra;
    RaPiece *p = &ra->pieces[a];
    RaPiece *q = &ra->pieces[b];
    if (p->cls != q->cls || p->range_count + q->range_count > MANY_RANGES || !merge_ranges(j, p, q))
        return false;
    if (ra->range_count > 2 * j->live + MANY_RANGES)
        pack_ranges(j);
    for (size_t i = 0; i < j->both_count; i++) {
        ra->ranges = grow(ra->ranges, ra->range_count, &ra->range_room, sizeof ra->ranges[0]);
        ra->ranges[ra->range_count] = j->both[i];
        ra->range_count++;
    }
    p->ranges = (uint32_t)(ra->range_count - j->both_count);
    p->range_count = (uint32_t)j->both_count;
    p->places += q->places;
    p->gain += q->gain;
    if (p->width < q->width)
        p->width = q->width;
    ra->values[p->last_member - 1].next = q->members;
    p->last_member = q->last_member;
    q->parent = a;
    return true;
}

static void add_link(Join *j, Reg a, Reg b, uint64_t freq) {
    Link *l;
    if (!is_virtual(a) || !is_virtual(b) || a == b)
        return;
    j->links = grow(j->links, j->count, &j->room, sizeof j->links[0]);
    l = &j->links[j->count];
    l->a = a - REG_VIRTUAL;
    l->b = b - REG_VIRTUAL;
    l->freq = freq;
    j->count++;
}

static void find_links(Join *j, const Reg *phi_of) {
    Ra *ra = j->ra;
    const MFunc *m = ra->m;
    for (uint32_t block = 1; block <= m->block_count; block++) {
        const MBlock *b = &m->blocks[block];
        for (uint32_t k = 0; k < b->phi_count; k++) {
            for (uint32_t i = 0; i < b->pred_count; i++)
                add_link(j, b->phis[k].def, b->phis[k].source[i], ra->blocks[b->pred[i]].freq);
        }
        for (uint32_t i = b->first; i < b->first + b->count; i++) {
            const MIns *ins = &m->ins[i];
            unsigned flags = ra->model->ops[ins->op].flags;
            if ((flags & (MOP_MOVE | MOP_TIED)) == 0 || (ins->flags & MF_DEAD) != 0)
                continue;
            if ((flags & MOP_TIED) != 0 && (flags & MOP_COMMUTES) != 0)
                choose_tied(ra, i, phi_of);
            add_link(j, ins->def, ins->use[0], ra->blocks[block].freq);
        }
    }
}

/* After joining: with which registers, by name, pieces would like to agree. */
static void find_hints(Ra *ra) {
    const MFunc *m = ra->m;
    for (uint32_t i = 0; i < m->ins_count; i++) {
        const MIns *ins = &m->ins[i];
        uint64_t freq;
        if ((ra->model->ops[ins->op].flags & (MOP_MOVE | MOP_TIED)) == 0 || (ins->flags & MF_DEAD) != 0 ||
            ra->block_of[i] == 0)
            continue;
        freq = ra->blocks[ra->block_of[i]].freq;
        if (is_virtual(ins->def) && is_physical(ins->use[0]))
            hint(ra, ra->values[ins->def - REG_VIRTUAL].piece, 0, ins->use[0], freq);
        else if (is_physical(ins->def) && is_virtual(ins->use[0]))
            hint(ra, ra->values[ins->use[0] - REG_VIRTUAL].piece, 0, ins->def, freq);
    }
    for (uint32_t v = 0; v < m->reg_count; v++) {
        if (ra->values[v].piece != 0 && is_physical(m->regs[v].hint))
            hint(ra, ra->values[v].piece, 0, m->regs[v].hint, 1);
    }
}

static int compare_links(const void *a, const void *b) {
    const Link *x = a;
    const Link *y = b;
    if (x->freq != y->freq)
        return x->freq > y->freq ? -1 : 1;
    return x->a != y->a ? (x->a < y->a ? -1 : 1) : x->b < y->b ? -1 : x->b > y->b;
}

void ra_join(Ra *ra) {
    const MFunc *m = ra->m;
    Reg *phi_of = arena_get(&ra->arena, (m->reg_count + 1) * sizeof *phi_of);
    Join j;
    memset(&j, 0, sizeof j);
    j.ra = ra;
    j.live = ra->range_count;
    ra->hint_count = 1;
    ra->hints = grow(NULL, 0, &ra->hint_room, sizeof ra->hints[0]);
    for (uint32_t block = 1; block <= m->block_count; block++) {
        const MBlock *b = &m->blocks[block];
        for (uint32_t k = 0; k < b->phi_count; k++) {
            for (uint32_t i = 0; i < b->pred_count; i++) {
                if (is_virtual(b->phis[k].source[i]))
                    phi_of[b->phis[k].source[i] - REG_VIRTUAL] = b->phis[k].def;
            }
        }
    }
    find_links(&j, phi_of);
    if (j.count > 1)
        qsort(j.links, j.count, sizeof j.links[0], compare_links);
    for (size_t i = 0; i < j.count; i++) {
        uint32_t a = root(ra, ra->values[j.links[i].a].piece);
        uint32_t b = root(ra, ra->values[j.links[i].b].piece);
        if (a == b)
            continue;
        if (!join(&j, a, b)) {
            hint(ra, a, b, 0, j.links[i].freq);
            hint(ra, b, a, 0, j.links[i].freq);
        }
    }
    for (uint32_t v = 0; v < m->reg_count; v++) {
        if (ra->values[v].piece != 0) {
            ra->values[v].piece = root(ra, ra->values[v].piece);
            ra->values[v].home = ra->values[v].piece;
        }
    }
    for (size_t i = 1; i < ra->hint_count; i++) {
        if (ra->hints[i].piece != 0)
            ra->hints[i].piece = root(ra, ra->hints[i].piece);
    }
    /* The hints of a piece that was joined later. */
    for (uint32_t p = 1; p < ra->piece_count; p++) {
        uint32_t to = root(ra, p);
        uint32_t h = ra->pieces[p].hints;
        if (to == p || h == 0)
            continue;
        while (ra->hints[h].next != 0)
            h = ra->hints[h].next;
        ra->hints[h].next = ra->pieces[to].hints;
        ra->pieces[to].hints = ra->pieces[p].hints;
    }
    find_hints(ra);
    free(j.links);
    free(j.both);
}
