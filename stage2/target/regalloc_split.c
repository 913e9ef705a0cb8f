/* Splits pieces for which there is no register (regalloc_int.h): the values live in memory from then on, and
   smaller pieces load them: one for each loop inside that uses them, one for each block, for each run without
   a call, in the end one for each instruction. */
#include "regalloc_int.h"

#include <stdlib.h>
#include <string.h>

/* A range of a piece that is being made. */
typedef struct Part {
    uint32_t piece;
    uint32_t from;
    uint32_t to;
} Part;

typedef struct Split {
    Ra *ra;
    uint32_t loop;  /* that the piece was for; 0: the whole function */
    uint32_t first; /* new piece */
    uint32_t last;
    Part *parts;
    size_t part_count;
    size_t part_room;
} Split;

uint32_t ra_slot(Ra *ra, uint32_t value) {
    RaPiece *home = &ra->pieces[ra->values[value].home];
    if (home->slot == 0)
        home->slot = mir_slot(ra->m, 8, 8);
    return home->slot;
}

unsigned ra_slot_width(const Ra *ra, uint32_t value) {
    return ra->pieces[ra->values[value].home].width;
}

/* ---- members ---- */

static void add_member(Ra *ra, uint32_t piece, uint32_t value) {
    RaPiece *p = &ra->pieces[piece];
    if (p->members != 0 && ra->members[p->last_member].value == value)
        return;
    ra->members = grow(ra->members, ra->member_count, &ra->member_room, sizeof ra->members[0]);
    ra->members[ra->member_count].value = value;
    ra->members[ra->member_count].next = 0;
    if (p->members == 0)
        p->members = (uint32_t)ra->member_count;
    else
        ra->members[p->last_member].next = (uint32_t)ra->member_count;
    p->last_member = (uint32_t)ra->member_count;
    ra->member_count++;
}

static bool has_member(const Ra *ra, uint32_t piece, uint32_t value) {
    return piece != 0 && ra->members[ra->pieces[piece].last_member].value == value;
}

/* ---- single instructions ---- */

static bool is_single(const MIns *ins, Reg r) {
    return (ins->use[0] == r) + (ins->use[1] == r) + (ins->use[2] == r) + (ins->def == r) == 1;
}

/* The smallest piece for a use, unless the instruction can do without a register. */
static void split_use(Ra *ra, uint32_t value, RaUse *use) {
    MIns *ins = &ra->m->ins[use->ins];
    unsigned flags = ra->model->ops[ins->op].flags;
    Reg r = value + REG_VIRTUAL;
    uint32_t place = ra->place[use->ins];
    uint32_t piece;
    bool late;
    use->piece = 0;
    if (ins->use[use->op] != r) /* folded, for an earlier operand */
        return;
    if ((flags & MOP_TIED) != 0 && ins->use[0] == r)
        return; /* loaded into the def's register */
    if ((flags & MOP_MOVE) != 0)
        return; /* becomes a load */
    if ((ra->values[value].flags & VALUE_REMAT) == 0 && ra->model->fold != NULL && is_single(ins, r) &&
        ra->model->fold(ins, (int)use->op, ra->m->regs[value].width, ra_slot(ra, value))) {
        ra->values[value].flags |= VALUE_LOADED;
        ins->use[use->op] = 0;
        return;
    }
    late = ra_is_late(ra, ins, (int)use->op);
    if (use->op != 0) { /* shares the piece of an operand before */
        const RaValue *v = &ra->values[value];
        for (RaUse *other = use; other != &ra->uses[v->first_use];) {
            other--;
            if (other->op == USE_EDGE || other->ins != use->ins)
                break;
            if (other->piece != 0) {
                use->piece = other->piece;
                return;
            }
        }
        for (uint32_t k = use->op + 1; k < 3; k++)
            late = late || (ins->use[k] == r && ra_is_late(ra, ins, (int)k));
    } else {
        for (uint32_t k = 1; k < 3; k++)
            late = late || (ins->use[k] == r && ra_is_late(ra, ins, (int)k));
    }
    piece = ra_piece(ra, PIECE_SMALL, ra->m->regs[value].cls);
    ra_range(ra, place, place + 1 + late);
    add_member(ra, piece, value);
    ra->pieces[piece].in_value = value + 1;
    ra->pieces[piece].in_ins = use->ins;
    ra->pieces[piece].gain = 1;
    ra_weigh(ra, piece);
    use->piece = piece;
    ra_push(ra, piece);
}

static void split_def(Ra *ra, uint32_t value) {
    RaValue *v = &ra->values[value];
    MIns *ins;
    uint32_t piece;
    unsigned flags;
    v->piece = 0;
    if (v->flags & (VALUE_PHI | VALUE_REMAT))
        return;
    ins = &ra->m->ins[v->def];
    flags = ra->model->ops[ins->op].flags;
    if ((flags & MOP_TIED) == 0 && (flags & MOP_MOVE) == 0 && ra->model->fold != NULL &&
        ra_slot_width(ra, value) == ra->m->regs[value].width &&
        ra->model->fold(ins, -1, ra->m->regs[value].width, ra_slot(ra, value))) {
        v->flags |= VALUE_FOLDED;
        ins->def = 0;
        return;
    }
    piece = ra_piece(ra, PIECE_SMALL, ra->m->regs[value].cls);
    ra_range(ra, ra_def_place(ra, v), ra->place[v->def] + 2);
    add_member(ra, piece, value);
    ra->pieces[piece].gain = 1;
    ra_weigh(ra, piece);
    v->piece = piece;
    ra_push(ra, piece);
}

/* ---- by instruction or run, inside a block ---- */

/* The uses from `first` to `last` (of one value in one block), with the definition if `with_def`, as one
   piece without a call inside. */
static void make_run(Ra *ra, uint32_t value, uint32_t first, uint32_t last, bool with_def) {
    RaValue *v = &ra->values[value];
    uint32_t piece = ra_piece(ra, PIECE_RUN, ra->m->regs[value].cls);
    uint32_t from = with_def ? ra_def_place(ra, v) : ra->place[ra->uses[first].ins];
    uint32_t to = with_def && (v->flags & VALUE_PHI) == 0 ? ra->place[v->def] + 2 : from + 1;
    uint64_t freq = ra->blocks[ra->block_of[ra->uses[last].ins]].freq;
    for (uint32_t i = first; i <= last; i++) {
        uint32_t end = ra_use_end(ra, &ra->uses[i]);
        if (end > to)
            to = end;
        ra->uses[i].piece = piece;
    }
    ra_range(ra, from, to);
    add_member(ra, piece, value);
    if (with_def) {
        v->piece = piece;
    } else {
        ra->pieces[piece].in_value = value + 1;
        ra->pieces[piece].in_ins = ra->uses[first].ins;
    }
    ra->pieces[piece].where = ra->block_of[ra->uses[last].ins];
    ra->pieces[piece].gain = freq * (last - first + 1 + with_def);
    ra_weigh(ra, piece);
    ra_push(ra, piece);
}

/* Uses of one value in one block that are not separated by a call. */
static void make_runs(Ra *ra, uint32_t value, uint32_t first, uint32_t last, bool with_def) {
    const RaValue *v = &ra->values[value];
    bool def_done = !with_def;
    uint32_t i = first;
    while (i <= last) {
        uint32_t end = i;
        bool joins_def = !def_done && (v->flags & VALUE_PHI) == 0 &&
                         ra->calls[ra->uses[i].ins] == ra->calls[v->def + 1];
        if (!def_done && !joins_def)
            split_def(ra, value);
        def_done = true;
        while (end < last && ra->calls[ra->uses[end + 1].ins] == ra->calls[ra->uses[i].ins])
            end++;
        if (end > i || joins_def)
            make_run(ra, value, i, end, joins_def);
        else
            split_use(ra, value, &ra->uses[i]);
        i = end + 1;
    }
    if (!def_done)
        split_def(ra, value);
}

/* The members' uses in the piece, each for itself or in runs. */
static void split_in_block(Ra *ra, uint32_t piece, bool in_runs) {
    uint32_t next;
    for (uint32_t n = ra->pieces[piece].members; n != 0; n = next) {
        uint32_t value = ra->members[n].value;
        RaValue *v = &ra->values[value];
        uint32_t i = v->first_use;
        uint32_t end = v->first_use + v->use_count;
        bool with_def = v->piece == piece;
        next = ra->members[n].next;
        while (i != end && ra->uses[i].piece != piece)
            i++;
        if (in_runs) {
            uint32_t last = i;
            while (last != end && ra->uses[last].piece == piece && ra->uses[last].op != USE_EDGE)
                last++;
            if (last > i)
                make_runs(ra, value, i, last - 1, with_def);
            else if (with_def)
                split_def(ra, value);
        } else {
            if (with_def)
                split_def(ra, value);
            for (; i != end && ra->uses[i].piece == piece; i++)
                split_use(ra, value, &ra->uses[i]);
        }
    }
}

/* ---- by loop and block ---- */

/* The loop directly inside `outer` that has the block and can have pieces, or 0. */
static uint32_t loop_inside(const Ra *ra, uint32_t block, uint32_t outer) {
    uint32_t l = ra->blocks[block].loop;
    uint32_t depth = ra->loops[outer].depth + 1;
    if (ra->loops[l].depth < depth)
        return 0;
    while (ra->loops[l].depth > depth)
        l = ra->loops[l].parent;
    return ra->loops[l].is_open ? 0 : l;
}

/* The new piece for what stands in the block. */
static uint32_t piece_for(Split *s, uint32_t block, unsigned cls) {
    Ra *ra = s->ra;
    uint32_t loop = loop_inside(ra, block, s->loop);
    uint32_t *piece = loop != 0 ? &ra->loops[loop].current : &ra->blocks[block].piece;
    if (*piece < s->first) {
        *piece = ra_piece(ra, loop != 0 ? PIECE_LOOP : PIECE_BLOCK, cls);
        ra->pieces[*piece].where = loop != 0 ? loop : block;
        s->last = *piece;
    }
    return *piece;
}

static void add_part(Split *s, uint32_t piece, uint32_t from, uint32_t to) {
    s->parts = grow(s->parts, s->part_count, &s->part_room, sizeof s->parts[0]);
    s->parts[s->part_count].piece = piece;
    s->parts[s->part_count].from = from;
    s->parts[s->part_count].to = to;
    s->part_count++;
}

static uint32_t current_piece(const Split *s, uint32_t block) {
    uint32_t loop = loop_inside(s->ra, block, s->loop);
    uint32_t piece = loop != 0 ? s->ra->loops[loop].current : s->ra->blocks[block].piece;
    return piece < s->first ? 0 : piece;
}

/* The value's life in a new block piece: from its definition or first use to its last use. */
static void part_in_block(Split *s, uint32_t value, uint32_t piece, uint32_t first_use) {
    Ra *ra = s->ra;
    RaValue *v = &ra->values[value];
    uint32_t from;
    uint32_t to;
    if (v->piece == piece) {
        from = ra_def_place(ra, v);
        to = v->flags & VALUE_PHI ? from + 1 : ra->place[v->def] + 2;
    } else {
        from = ra->place[ra->uses[first_use].ins];
        to = from + 1;
        ra->pieces[piece].in_value = value + 1;
        ra->pieces[piece].in_ins = ra->uses[first_use].ins;
    }
    for (uint32_t i = first_use; i < v->first_use + v->use_count && ra->uses[i].piece == piece; i++) {
        uint32_t end = ra_use_end(ra, &ra->uses[i]);
        if (end > to)
            to = end;
    }
    add_part(s, piece, from, to);
}

/* The value's life in the new loop pieces that it is a member of. */
static void parts_in_loops(Split *s, uint32_t value) {
    Ra *ra = s->ra;
    RaValue *v = &ra->values[value];
    ra_segments(ra, value);
    for (size_t i = 0; i < ra->seg_count; i++) {
        uint32_t block = ra->segs[i].block;
        uint32_t piece;
        if (!ra_in_loop(ra, block, s->loop))
            continue;
        piece = current_piece(s, block);
        if (has_member(ra, piece, value) && ra->pieces[piece].kind == PIECE_LOOP) {
            add_part(s, piece, ra->segs[i].from, ra->segs[i].to);
            if (!ra_in_loop(ra, v->block, ra->pieces[piece].where))
                ra->pieces[piece].in_value = value + 1;
        }
    }
    for (uint32_t i = v->first_use; i < v->first_use + v->use_count; i++) {
        RaUse *use = &ra->uses[i];
        if (use->op == USE_EDGE && ra_in_loop(ra, use->ins, s->loop)) {
            uint32_t piece = current_piece(s, use->ins);
            if (has_member(ra, piece, value) && ra->pieces[piece].kind == PIECE_LOOP) {
                use->piece = piece;
                ra->pieces[piece].gain += ra_use_freq(ra, use);
            }
        }
    }
}

static void split_value(Split *s, uint32_t value) {
    Ra *ra = s->ra;
    RaValue *v = &ra->values[value];
    unsigned cls = ra->m->regs[value].cls;
    bool in_loops = false;
    uint32_t end = v->first_use + v->use_count;
    if (ra_in_loop(ra, v->block, s->loop))
        v->piece = 0;
    if (v->flags & VALUE_TAIL) /* its move becomes a load */
        return;
    for (uint32_t i = v->first_use; i < end; i++) {
        RaUse *use = &ra->uses[i];
        uint32_t block = use->op == USE_EDGE ? use->ins : ra->block_of[use->ins];
        uint32_t piece;
        if (!ra_in_loop(ra, block, s->loop))
            continue;
        use->piece = 0;
        if (use->op == USE_EDGE)
            continue;
        piece = piece_for(s, block, cls);
        use->piece = piece;
        add_member(ra, piece, value);
        ra->pieces[piece].gain += ra->blocks[block].freq;
        in_loops = in_loops || ra->pieces[piece].kind == PIECE_LOOP;
    }
    if (ra_in_loop(ra, v->block, s->loop)) {
        uint32_t piece = current_piece(s, v->block);
        bool is_phi = (v->flags & VALUE_PHI) != 0;
        if (!has_member(ra, piece, value) && (v->flags & (VALUE_PHI | VALUE_REMAT)) == 0) {
            piece = piece_for(s, v->block, cls);
            add_member(ra, piece, value);
            in_loops = in_loops || ra->pieces[piece].kind == PIECE_LOOP;
        }
        if (has_member(ra, piece, value)) {
            v->piece = piece;
            if (!is_phi)
                ra->pieces[piece].gain += ra->blocks[v->block].freq;
        }
    }
    for (uint32_t i = v->first_use; i < end; i++) {
        uint32_t piece = ra->uses[i].piece;
        if (piece >= s->first && ra->pieces[piece].kind == PIECE_BLOCK &&
            (i == v->first_use || ra->uses[i - 1].piece != piece))
            part_in_block(s, value, piece, i);
    }
    if (v->piece >= s->first && ra->pieces[v->piece].kind == PIECE_BLOCK) {
        bool used = false;
        for (uint32_t i = v->first_use; i < end && !used; i++)
            used = ra->uses[i].piece == v->piece;
        if (!used)
            add_part(s, v->piece, ra_def_place(ra, v), ra->place[v->def] + 2);
    }
    if (in_loops)
        parts_in_loops(s, value);
}

static int compare_parts(const void *a, const void *b) {
    const Part *x = a;
    const Part *y = b;
    if (x->piece != y->piece)
        return x->piece < y->piece ? -1 : 1;
    return x->from < y->from ? -1 : x->from > y->from;
}

/* Gives the new pieces their ranges and queues them. */
static void finish_pieces(Split *s) {
    Ra *ra = s->ra;
    uint32_t piece = 0;
    if (s->part_count > 1)
        qsort(s->parts, s->part_count, sizeof s->parts[0], compare_parts);
    for (size_t i = 0; i < s->part_count; i++) {
        const Part *part = &s->parts[i];
        RaPiece *p = &ra->pieces[part->piece];
        if (part->piece != piece)
            p->ranges = (uint32_t)ra->range_count;
        piece = part->piece;
        p->places += part->to - part->from;
        if (p->range_count != 0 && ra->ranges[ra->range_count - 1].to >= part->from) {
            if (ra->ranges[ra->range_count - 1].to > part->from)
                fault("regalloc", "values of one piece are alive at the same time");
            ra->ranges[ra->range_count - 1].to = part->to;
            continue;
        }
        ra->ranges = grow(ra->ranges, ra->range_count, &ra->range_room, sizeof ra->ranges[0]);
        ra->ranges[ra->range_count].from = part->from;
        ra->ranges[ra->range_count].to = part->to;
        ra->range_count++;
        p->range_count++;
    }
    for (piece = s->first; piece != 0 && piece <= s->last; piece++) {
        RaPiece *p = &ra->pieces[piece];
        if (p->kind == PIECE_BLOCK && p->gain <= ra->blocks[p->where].freq) {
            split_in_block(ra, piece, false);
            continue;
        }
        if (p->kind == PIECE_LOOP && p->in_value != 0) {
            p->next_in = ra->loops[p->where].pieces;
            ra->loops[p->where].pieces = piece;
        }
        ra_weigh(ra, piece);
        ra_push(ra, piece);
    }
}

/* Takes a piece out of the list of those that are loaded at the loop. */
static void unlink_piece(Ra *ra, uint32_t piece) {
    uint32_t *at = &ra->loops[ra->pieces[piece].where].pieces;
    while (*at != piece)
        at = &ra->pieces[*at].next_in;
    *at = ra->pieces[piece].next_in;
}

void ra_split(Ra *ra, uint32_t piece) {
    const RaPiece *p = &ra->pieces[piece];
    unsigned kind = p->kind;
    Split s;
    if (kind == PIECE_SMALL)
        fault("regalloc", "an instruction needs more registers than there are");
    if (kind == PIECE_BLOCK || kind == PIECE_RUN) {
        ra->pieces[piece].in_value = 0;
        split_in_block(ra, piece, kind == PIECE_BLOCK);
        return;
    }
    memset(&s, 0, sizeof s);
    s.ra = ra;
    s.first = (uint32_t)ra->piece_count;
    if (kind == PIECE_WHOLE) {
        for (uint32_t v = p->members; v != 0; v = ra->values[v - 1].next) {
            ra->values[v - 1].flags |= VALUE_SPLIT;
            split_value(&s, v - 1);
        }
    } else {
        s.loop = p->where;
        if (p->in_value != 0)
            unlink_piece(ra, piece);
        ra->pieces[piece].in_value = 0;
        for (uint32_t n = ra->pieces[piece].members; n != 0; n = ra->members[n].next)
            split_value(&s, ra->members[n].value);
    }
    finish_pieces(&s);
    free(s.parts);
}
