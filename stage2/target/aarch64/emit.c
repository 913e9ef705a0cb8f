/* A function after allocation to the bytes of its section, or to text: order and reach of branches.
   Selection ends every block with explicit branches; those to what follows are left out here, blocks that
   only jump are skipped. */
#include <stdlib.h>
#include <string.h>

#include "../../obj/elf.h"
#include "aarch64.h"

/* ---- which blocks remain ---- */

/* The first instruction of a block that will be there, or NULL. */
static const MIns *first_ins(const MFunc *m, uint32_t block) {
    const MBlock *b = &m->blocks[block];
    uint32_t n;
    for (n = 0; n < b->count; n++)
        if ((m->ins[b->first + n].flags & MF_DEAD) == 0)
            return &m->ins[b->first + n];
    return NULL;
}

static void find_forward(A64Emit *e) {
    MFunc *m = e->m;
    uint32_t b, to, steps;
    for (b = 1; b <= m->block_count; b++) {
        const MIns *i = first_ins(m, b);
        e->forward[b] = i != NULL && i->op == A_B && b != 1 && m->blocks[b].symbol == 0 ? i->target : b;
    }
    for (b = 1; b <= m->block_count; b++) {
        to = e->forward[b];
        for (steps = 0; e->forward[to] != to && steps < 1000; steps++)
            to = e->forward[to];
        e->forward[b] = e->forward[to] == to ? to : b; /* a loop of empty blocks keeps one */
    }
}

/* ---- the body ---- */

static void add_row(A64Emit *e, Loc loc) {
    CodeOut *out = e->out;
    LineRow *row;
    if (e->text != NULL) {
        if (out->write_loc != NULL)
            out->write_loc(out, loc);
        return;
    }
    if (out->row_count != 0) {
        row = &out->rows[out->row_count - 1];
        if (row->section == e->section && row->offset == (uint32_t)e->code->len) {
            row->loc = loc;
            return;
        }
    }
    out->rows = grow(out->rows, out->row_count, &out->row_room, sizeof out->rows[0]);
    row = &out->rows[out->row_count++];
    row->section = e->section;
    row->offset = (uint32_t)e->code->len;
    row->loc = loc;
}

static uint32_t next_block(const A64Emit *e, uint32_t block) {
    do
        block++;
    while (block <= e->m->block_count && e->forward[block] != block);
    return block;
}

static bool is_conditional(const MIns *i) {
    return i->op == A_BCOND || (i->op >= A_CBZ && i->op <= A_TBNZ);
}

/* The branch on the opposite condition. */
static void invert(MIns *i) {
    switch (i->op) {
    case A_BCOND:
        i->cond ^= 1;
        break;
    case A_CBZ:
    case A_TBZ:
        i->op++;
        break;
    default:
        i->op--;
        break;
    }
}

/* Turns "if c goto next; goto x" into "if not c goto x", and leaves out jumps to what follows. */
static void settle_branches(A64Emit *e, uint32_t block, uint32_t next) {
    MFunc *m = e->m;
    const MBlock *b = &m->blocks[block];
    MIns *last = NULL;
    MIns *before = NULL;
    uint32_t n;
    for (n = b->count; n > 0; n--) {
        MIns *i = &m->ins[b->first + n - 1];
        if ((i->flags & MF_DEAD) != 0)
            continue;
        if (last == NULL) {
            if (i->op != A_B)
                return;
            last = i;
        } else {
            before = i;
            break;
        }
    }
    if (last == NULL)
        return;
    if (e->forward[last->target] == next) {
        last->flags |= MF_DEAD;
        if (before != NULL && is_conditional(before) && e->forward[before->target] == next)
            before->flags |= MF_DEAD;
    } else if (before != NULL && is_conditional(before) && e->forward[before->target] == next) {
        invert(before);
        before->target = last->target;
        last->flags |= MF_DEAD;
    }
}

/* The condition at a loop's head is repeated at its end, in place of a jump there, if it is so short. */
#define REPEAT 6

/* Number of instructions of a block if it is short, has no calls and ends in "if c goto x; goto y", the
   latter perhaps left out; else 0. `last` is the number of the conditional branch. */
static uint32_t short_condition(const A64Emit *e, uint32_t block, uint32_t *last) {
    const MFunc *m = e->m;
    const MBlock *b = &m->blocks[block];
    uint32_t count = 0;
    uint32_t n;
    *last = 0;
    for (n = b->first; n < b->first + b->count; n++) {
        const MIns *i = &m->ins[n];
        if ((i->flags & MF_DEAD) != 0)
            continue;
        if (is_conditional(i) && *last == 0)
            *last = n;
        else if (*last != 0 ? i->op != A_B
                            : i->op == A_BL || i->op == A_BLR || a64_info[i->op].format >= FMT_LADDR)
            return 0;
        if (++count > REPEAT)
            return 0;
    }
    return *last != 0 ? count : 0;
}

/* In place of a jump back to `head`: what stands there, with the branch turned so that the loop goes on by
   it. */
static bool repeat_head(A64Emit *e, uint32_t head, uint32_t next) {
    MFunc *m = e->m;
    const MBlock *b = &m->blocks[head];
    uint32_t last, n, yes, no;
    MIns i;
    if (m->ir->level == 0 || b->depth == 0 || short_condition(e, head, &last) == 0)
        return false;
    for (n = b->first; n < last; n++)
        if ((m->ins[n].flags & MF_DEAD) == 0)
            a64_lower(e, &m->ins[n]);
    yes = m->ins[last].target;
    no = next_block(e, head);
    for (n = last + 1; n < b->first + b->count; n++)
        if ((m->ins[n].flags & MF_DEAD) == 0)
            no = m->ins[n].target;
    e->current = last;
    i = m->ins[last];
    if (e->forward[no] != next) {
        invert(&i);
        i.target = no;
        no = yes;
    }
    a64_lower(e, &i);
    if (e->forward[no] != next) {
        memset(&i, 0, sizeof i);
        i.op = A_B;
        i.target = no;
        a64_lower(e, &i);
    }
    return true;
}

static void emit_block(A64Emit *e, uint32_t block) {
    MFunc *m = e->m;
    const MBlock *b = &m->blocks[block];
    uint32_t end = b->first + b->count;
    bool rows = e->out->want_rows;
    bool optimize = m->ir->level != 0;
    uint32_t next = next_block(e, block);
    Loc loc = 0;
    uint32_t n;
    e->where[block] = (uint32_t)(e->code->len - e->start);
    if (e->text != NULL) {
        if (b->symbol != 0)
            buf_printf(e->text, "%s:\n", m->obj->symbols[b->symbol].name);
        if (block != 1)
            a64_asm_label(e, block);
    }
    for (n = b->first; n < end; n++) {
        MIns *i = &m->ins[n];
        MIns pair;
        uint32_t k = n + 1;
        if ((i->flags & MF_DEAD) != 0)
            continue;
        if (rows && i->loc != 0 && i->loc != loc) {
            loc = i->loc;
            add_row(e, loc);
        }
        e->current = n;
        if (optimize) {
            while (k < end && (m->ins[k].flags & MF_DEAD) != 0)
                k++;
            if (i->op == A_B && e->forward[i->target] <= block && repeat_head(e, e->forward[i->target], next))
                continue;
            if (k < end && a64_pair(e, i, &m->ins[k], &pair)) {
                a64_put(e, &pair);
                n = k;
                continue;
            }
        }
        a64_lower(e, i);
    }
}

static void emit_body(A64Emit *e) {
    uint32_t b;
    e->fix_count = 0;
    e->tables = 0;
    if (e->out->want_rows)
        add_row(e, e->m->ir->loc);
    a64_prologue(e);
    for (b = 1; b <= e->m->block_count; b++)
        if (e->forward[b] == b)
            emit_block(e, b);
}

/* ---- branches ---- */

/* Puts a distance into an instruction; false if it does not reach. */
static bool patch(A64Emit *e, const A64Fix *f) {
    unsigned char *p = e->code->data + e->start + f->at;
    int64_t distance = (int64_t)e->where[f->target] - f->at;
    uint32_t word = get_u32(p);
    switch (f->format) {
    case FMT_JTAB:
        put_u32(p, e->where[f->target] - f->base);
        return true;
    case FMT_JUMP:
        put_u32(p, word | ((uint32_t)(distance >> 2) & 0x3ffffff));
        return distance >= -(1L << 27) && distance < 1L << 27;
    case FMT_TBZ:
        put_u32(p, word | ((uint32_t)(distance >> 2) & 0x3fff) << 5);
        return distance >= -(1L << 15) && distance < 1L << 15;
    default: /* FMT_BCOND, FMT_CBZ, FMT_ADR */
        put_u32(p, word | ((uint32_t)(distance >> 2) & 0x7ffff) << 5);
        return distance >= -(1L << 20) && distance < 1L << 20;
    }
}

/* Encodes until all branches reach; each round makes some of them longer. */
static void emit_bytes(A64Emit *e) {
    ObjSection *s = &e->m->obj->sections[e->section];
    size_t relocs = s->reloc_count;
    size_t rows = e->out->row_count;
    bool again;
    do {
        uint32_t n;
        again = false;
        e->code->len = e->start;
        s->reloc_count = relocs;
        e->out->row_count = rows;
        emit_body(e);
        for (n = 0; n < e->fix_count; n++) {
            A64Fix *f = &e->fixes[n];
            if (patch(e, f))
                continue;
            if (f->format == FMT_JUMP || f->format == FMT_ADR)
                fail("function '%s' is too large for AArch64", e->m->ir->name);
            e->m->ins[f->ins].flags |= MF_FAR;
            again = true;
        }
    } while (again);
}

/* ---- symbols and text ---- */

static void text_header(A64Emit *e, unsigned align) {
    const ObjSection *s = &e->m->obj->sections[e->section];
    const ObjSymbol *symbol = &e->m->obj->symbols[e->m->ir->symbol];
    static const char *const visibility[4] = {NULL, "internal", "hidden", "protected"};
    if (s->name[0] == '.' && s->name[1] == 't' && s->name[5] == '\0')
        buf_text(e->text, "\t.text\n");
    else
        buf_printf(e->text, "\t.section\t%s,\"ax\",%%progbits\n", s->name);
    buf_printf(e->text, "\t.p2align\t%u\n", align == 16 ? 4 : 2);
    if (symbol->bind != STB_LOCAL)
        buf_printf(e->text, "\t.%s\t%s\n", symbol->bind == STB_WEAK ? "weak" : "global", symbol->name);
    if (symbol->vis != 0)
        buf_printf(e->text, "\t.%s\t%s\n", visibility[symbol->vis & 3], symbol->name);
    buf_printf(e->text, "\t.type\t%s, %%function\n%s:\n", symbol->name, symbol->name);
}

static void define(A64Emit *e) {
    MFunc *m = e->m;
    ObjSymbol *s = &m->obj->symbols[m->ir->symbol];
    uint32_t b;
    s->section = e->section;
    s->value = e->start;
    s->size = e->code->len - e->start;
    s->type = STT_FUNC;
    for (b = 1; b <= m->block_count; b++)
        if (m->blocks[b].symbol != 0) {
            m->obj->symbols[m->blocks[b].symbol].section = e->section;
            m->obj->symbols[m->blocks[b].symbol].value = e->start + e->where[b];
        }
}

/* The text is written after the bytes, which say what branches reach, and the bytes are taken back. */
static void emit_text(A64Emit *e, size_t relocs, size_t before, unsigned align) {
    ObjSection *s = &e->m->obj->sections[e->section];
    e->text = e->out->text;
    text_header(e, align);
    emit_body(e);
    buf_printf(e->text, "\t.size\t%s, .-%s\n", e->m->ir->name, e->m->ir->name);
    e->code->len = before;
    s->reloc_count = relocs;
}

void a64_emit(MFunc *m, CodeOut *out) {
    A64Emit e = {0};
    ObjSection *s = &m->obj->sections[m->ir->section];
    unsigned align = m->ir->level == 0 ? 4 : 16;
    size_t relocs = s->reloc_count;
    size_t before = s->data.len;
    uint32_t b, next;
    e.m = m;
    e.out = out;
    e.section = m->ir->section;
    e.code = &s->data;
    e.label = m->ir->symbol;
    if (s->align < align)
        s->align = align;
    while (s->data.len % align != 0) {
        if (s->data.len % 4 != 0)
            buf_byte(&s->data, 0);
        else
            buf_u32(&s->data, a64_info[A_NOP].code);
    }
    e.start = s->data.len;
    e.where = arena_get(m->arena, (m->block_count + 2) * sizeof e.where[0]);
    e.forward = arena_get(m->arena, (m->block_count + 2) * sizeof e.forward[0]);
    find_forward(&e);
    for (b = 1; b <= m->block_count; b = next) {
        next = next_block(&e, b);
        if (e.forward[b] == b)
            settle_branches(&e, b, next);
    }
    a64_frame_layout(&e);
    emit_bytes(&e);
    define(&e);
    if (out->want_rows && out->text == NULL)
        add_row(&e, 0);
    if (out->text != NULL)
        emit_text(&e, relocs, before, align);
    free(e.fixes);
}
