/* The register allocator of -O1 and above (regalloc_int.h).

   Pieces get their registers in an order of importance for packing: long ones first. One that finds all
   registers taken evicts pieces that weigh less (are used less often for their length), or is split. This
   follows the idea of LLVM's greedy allocator and of regalloc2 in Cranelift. */
#include "regalloc_int.h"

#include <stdlib.h>
#include <string.h>

/* A piece longer than this evicts nothing: looking for what would take too long. */
#define LONG 8000

/* ---- the queue: a heap, the first to be served on top ---- */

static uint64_t urgency(const Ra *ra, const RaPiece *p) {
    if (p->kind == PIECE_SMALL)
        return (uint64_t)1 << 50;
    if (p->range_count == 1 && p->kind == PIECE_WHOLE && p->places < 64)
        return UINT32_MAX - ra->ranges[p->ranges].from;
    return ((uint64_t)1 << 40) + p->places;
}

static bool before(const RaWaiting *a, const RaWaiting *b) {
    return a->urgency != b->urgency ? a->urgency > b->urgency : a->piece < b->piece;
}

void ra_push(Ra *ra, uint32_t piece) {
    size_t at = ra->heap_count;
    RaWaiting new;
    new.piece = piece;
    new.urgency = urgency(ra, &ra->pieces[piece]);
    ra->heap = grow(ra->heap, ra->heap_count, &ra->heap_room, sizeof ra->heap[0]);
    ra->heap_count++;
    while (at != 0 && before(&new, &ra->heap[(at - 1) / 2])) {
        ra->heap[at] = ra->heap[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    ra->heap[at] = new;
}

static uint32_t pop(Ra *ra) {
    uint32_t top = ra->heap[0].piece;
    const RaWaiting *last;
    size_t at = 0;
    ra->heap_count--;
    last = &ra->heap[ra->heap_count];
    for (;;) {
        size_t child = 2 * at + 1;
        if (child >= ra->heap_count)
            break;
        if (child + 1 < ra->heap_count && before(&ra->heap[child + 1], &ra->heap[child]))
            child++;
        if (!before(&ra->heap[child], last))
            break;
        ra->heap[at] = ra->heap[child];
        at = child;
    }
    ra->heap[at] = *last;
    return top;
}

/* ---- taking registers ---- */

/* The registers that are used somewhere in the piece's ranges. */
static RegSet in_use(const Ra *ra, const RaPiece *p) {
    RegSet set = 0;
    for (uint32_t i = 0; i < p->range_count; i++) {
        uint32_t at = ra->ranges[p->ranges + i].from;
        uint32_t to = ra->ranges[p->ranges + i].to;
        while (at < to) {
            if ((at & 63) == 0 && at + 64 <= to) {
                set |= ra->coarse[at / 64];
                at += 64;
            } else {
                set |= ra->fixed[at] | ra->taken[at];
                at++;
            }
        }
    }
    return set;
}

static void take(Ra *ra, uint32_t piece, Reg r) {
    RaPiece *p = &ra->pieces[piece];
    RegSet bit = REG_BIT(r);
    uint32_t *owner = ra->owner[r];
    p->reg = (uint8_t)r;
    for (uint32_t i = 0; i < p->range_count; i++) {
        const Range *range = &ra->ranges[p->ranges + i];
        for (uint32_t at = range->from; at < range->to; at++) {
            ra->taken[at] |= bit;
            owner[at] = piece;
        }
        for (uint32_t c = range->from / 64; c <= (range->to - 1) / 64; c++)
            ra->coarse[c] |= bit;
    }
    ra->m->used |= bit;
}

static void give_up(Ra *ra, uint32_t piece) {
    RaPiece *p = &ra->pieces[piece];
    RegSet bit = REG_BIT(p->reg);
    for (uint32_t i = 0; i < p->range_count; i++) {
        const Range *range = &ra->ranges[p->ranges + i];
        for (uint32_t at = range->from; at < range->to; at++)
            ra->taken[at] &= ~bit;
        for (uint32_t c = range->from / 64; c <= (range->to - 1) / 64; c++) {
            RegSet set = 0;
            for (uint32_t at = c * 64; at < c * 64 + 64 && at < ra->places; at++)
                set |= ra->fixed[at] | ra->taken[at];
            ra->coarse[c] = set;
        }
    }
    p->reg = 0;
}

/* ---- choosing ---- */

/* The free register that saves most moves, or 0. */
static Reg hinted(const Ra *ra, const RaPiece *p, RegSet free) {
    uint64_t best_gain = 0;
    Reg best = 0;
    unsigned looked = 0;
    for (uint32_t h = p->hints; h != 0 && looked < 32; h = ra->hints[h].next) {
        const RaHint *hint = &ra->hints[h];
        Reg r = hint->piece != 0 ? ra->pieces[hint->piece].reg : hint->reg;
        looked++;
        if (r != 0 && (REG_BIT(r) & free) != 0 && hint->gain > best_gain) {
            best = r;
            best_gain = hint->gain;
        }
    }
    return best;
}

static Reg choose(const Ra *ra, const RaPiece *p, RegSet free) {
    RegSet fresh = ra->model->callee_saved & ~ra->m->used;
    Reg r = hinted(ra, p, free & ~fresh);
    if (r != 0)
        return r;
    for (int pass = 0; pass < 2; pass++) {
        for (const Reg *o = ra->model->order[p->cls]; *o != 0; o++) {
            if (REG_BIT(*o) & free & (pass == 0 ? ~fresh : fresh))
                return *o;
        }
    }
    return 0;
}

/* Whether pieces lighter than *limit are all that must go for the piece to have the register; if so, *limit
   becomes the weight of the heaviest of them. */
static bool can_evict(const Ra *ra, const RaPiece *p, Reg r, uint64_t *limit) {
    RegSet bit = REG_BIT(r);
    uint32_t last = 0;
    uint64_t cost = 0;
    for (uint32_t i = 0; i < p->range_count; i++) {
        const Range *range = &ra->ranges[p->ranges + i];
        for (uint32_t at = range->from; at < range->to; at++) {
            uint32_t owner;
            if ((at & 63) == 0 && (ra->coarse[at / 64] & bit) == 0) {
                at += 63;
                continue;
            }
            if ((ra->taken[at] & bit) == 0)
                continue;
            owner = ra->owner[r][at];
            if (owner == last)
                continue;
            last = owner;
            if (ra->pieces[owner].weight >= *limit)
                return false;
            if (ra->pieces[owner].weight > cost)
                cost = ra->pieces[owner].weight;
        }
    }
    *limit = cost;
    return true;
}

static void evict_all(Ra *ra, uint32_t piece, Reg r) {
    const RaPiece *p = &ra->pieces[piece];
    for (uint32_t i = 0; i < p->range_count; i++) {
        const Range *range = &ra->ranges[p->ranges + i];
        for (uint32_t at = range->from; at < range->to; at++) {
            if (ra->taken[at] & REG_BIT(r)) {
                uint32_t owner = ra->owner[r][at];
                give_up(ra, owner);
                ra_push(ra, owner);
            }
        }
    }
}

/* The registers that are used by name in the piece's ranges. */
static RegSet named(const Ra *ra, const RaPiece *p) {
    RegSet set = 0;
    for (uint32_t i = 0; i < p->range_count; i++) {
        uint32_t at = ra->ranges[p->ranges + i].from;
        uint32_t to = ra->ranges[p->ranges + i].to;
        while (at < to) {
            if ((at & 63) == 0 && at + 64 <= to) {
                set |= ra->coarse_fixed[at / 64];
                at += 64;
            } else {
                set |= ra->fixed[at];
                at++;
            }
        }
    }
    return set;
}

static bool evict_for(Ra *ra, uint32_t piece, bool is_worth_saving) {
    const RaPiece *p = &ra->pieces[piece];
    RegSet possible;
    uint64_t limit = p->weight;
    Reg best = 0;
    if (p->places > LONG)
        return false;
    possible = ra->model->allocatable & class_regs(p->cls) & ~named(ra, p);
    if (!is_worth_saving)
        possible &= ~ra->model->callee_saved | ra->m->used;
    for (const Reg *o = ra->model->order[p->cls]; *o != 0; o++) {
        if ((REG_BIT(*o) & possible) != 0 && can_evict(ra, p, *o, &limit))
            best = *o;
    }
    if (best == 0)
        return false;
    evict_all(ra, piece, best);
    take(ra, piece, best);
    return true;
}

static void place_piece(Ra *ra, uint32_t piece) {
    const RaPiece *p = &ra->pieces[piece];
    RegSet free = ra->model->allocatable & class_regs(p->cls) & ~in_use(ra, p);
    /* A register that must be saved and restored for it is not worth it for a few uses. */
    bool is_worth_saving = p->kind == PIECE_SMALL || p->gain > 2;
    if (!is_worth_saving)
        free &= ~ra->model->callee_saved | ra->m->used;
    if (free != 0)
        take(ra, piece, choose(ra, p, free));
    else if (!evict_for(ra, piece, is_worth_saving))
        ra_split(ra, piece);
}

static void regalloc_good(MFunc *m, const RegModel *model) {
    Ra ra;
    RegSet possible = model->allocatable;
    uint32_t *owners; /* not cleared: what is not taken is not looked at */
    uint32_t rows = 0;
    size_t owner_room = 0;
    memset(&ra, 0, sizeof ra);
    ra.m = m;
    ra.model = model;
    m->used = 0;
    for (uint32_t i = 0; i < m->ins_count; i++)
        m->used |= ins_clobbers(model, &m->ins[i]) | reg_bit(m->ins[i].def);
    ra_number(&ra);
    ra_lives(&ra);
    ra_join(&ra);
    for (RegSet set = possible; set != 0; set &= set - 1)
        rows++;
    owners = grow(NULL, 0, &owner_room, ((size_t)rows * (ra.places + 1) + 15) / 16 * sizeof *owners);
    rows = 0;
    for (RegSet set = possible; set != 0; set &= set - 1) {
        ra.owner[first_reg(set)] = owners + (size_t)rows * (ra.places + 1);
        rows++;
    }
    ra.member_count = 1;
    ra.members = grow(NULL, 0, &ra.member_room, sizeof ra.members[0]);
    for (uint32_t p = 1; p < ra.piece_count; p++) {
        if (ra.pieces[p].parent == 0) {
            ra_weigh(&ra, p);
            ra_push(&ra, p);
        }
    }
    while (ra.heap_count != 0)
        place_piece(&ra, pop(&ra));
    ra_write(&ra);
    free(owners);
    free(ra.loops);
    free(ra.ranges);
    free(ra.pieces);
    free(ra.members);
    free(ra.hints);
    free(ra.segs);
    free(ra.work);
    free(ra.heap);
    arena_free(&ra.arena);
}

void regalloc(MFunc *m, const RegModel *model, bool fast) {
    if (fast)
        regalloc_fast(m, model);
    else
        regalloc_good(m, model);
}
