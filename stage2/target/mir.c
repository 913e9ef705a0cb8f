/* The machine's form of a function (mir.h): making it, listing it, checking it. Knows no machine: what an
   operation is comes from the model's table. */
#include "mir.h"

#include <stdlib.h>
#include <string.h>

/* ---- making it ---- */

static void *more(void *items, uint32_t count, uint32_t *room, size_t size) {
    size_t wide = *room;
    items = grow(items, count, &wide, size);
    if (wide > UINT32_MAX)
        fail("function too large");
    *room = (uint32_t)wide;
    return items;
}

void mir_begin(MFunc *m, Arena *arena, IrFunc *ir) {
    m->arena = arena;
    m->ir = ir;
    m->obj = ir->obj;
    m->ins_count = 0;
    m->blocks = NULL;
    m->block_count = 0;
    m->reg_count = 0;
    m->slot_count = 0;
    m->out_bytes = 0;
    m->used = 0;
    m->reserved = 0;
    m->va_slot = 0;
    mir_slot(m, 0, 1);
    for (uint32_t i = 1; i < ir->slot_count; i++)
        mir_slot(m, ir->slots[i].size, ir->slots[i].align);
}

void mir_free(MFunc *m) {
    free(m->ins);
    free(m->regs);
    free(m->slots);
    arena_free(&m->own);
    memset(m, 0, sizeof *m);
}

Reg mir_reg(MFunc *m, RegClass cls, unsigned width) {
    MReg *reg;
    if (m->reg_count == m->reg_room)
        m->regs = more(m->regs, m->reg_count, &m->reg_room, sizeof m->regs[0]);
    reg = &m->regs[m->reg_count];
    reg->cls = (uint8_t)cls;
    reg->width = (uint8_t)width;
    reg->hint = 0;
    m->reg_count++;
    return REG_VIRTUAL + m->reg_count - 1;
}

uint32_t mir_slot(MFunc *m, uint64_t size, uint32_t align) {
    MSlot *slot;
    if (m->slot_count == m->slot_room)
        m->slots = more(m->slots, m->slot_count, &m->slot_room, sizeof m->slots[0]);
    slot = &m->slots[m->slot_count];
    slot->size = size;
    slot->align = align == 0 ? 1 : align;
    slot->offset = 0;
    m->slot_count++;
    return m->slot_count - 1;
}

MIns *mir_ins(MFunc *m, unsigned op) {
    MIns *ins;
    if (m->ins_count == m->ins_room)
        m->ins = more(m->ins, m->ins_count, &m->ins_room, sizeof m->ins[0]);
    ins = &m->ins[m->ins_count];
    memset(ins, 0, sizeof *ins);
    ins->op = (uint16_t)op;
    m->ins_count++;
    return ins;
}

/* ---- listing it ---- */

static void dump_reg(const RegModel *model, Buf *out, Reg r) {
    if (r == 0)
        buf_text(out, "-");
    else if (r >= REG_VIRTUAL)
        buf_printf(out, "v%u", r - REG_VIRTUAL);
    else
        buf_text(out, model->names[r]);
}

static void dump_set(const RegModel *model, Buf *out, RegSet set) {
    for (Reg r = 1; r <= 64; r++) {
        if ((set & REG_BIT(r)) != 0)
            buf_printf(out, " %s", model->names[r]);
    }
}

static void dump_ins(const MFunc *m, const RegModel *model, Buf *out, const MIns *ins) {
    int last = ins->use[2] != 0 ? 2 : ins->use[1] != 0 ? 1 : ins->use[0] != 0 ? 0 : -1;
    buf_text(out, "    ");
    if (ins->def != 0) {
        dump_reg(model, out, ins->def);
        buf_text(out, " = ");
    }
    buf_text(out, model->ops[ins->op].name);
    if (ins->width != 0)
        buf_printf(out, ".%u", ins->width);
    for (int i = 0; i <= last; i++) {
        buf_text(out, i == 0 ? " " : ", ");
        dump_reg(model, out, ins->use[i]);
    }
    if (ins->scale != 0)
        buf_printf(out, " *%u", 1U << ins->scale);
    if (ins->slot != 0)
        buf_printf(out, " slot%u", ins->slot);
    if (ins->sym != 0)
        buf_printf(out, " %s", m->obj->symbols[ins->sym].name);
    if (ins->disp != 0)
        buf_printf(out, " disp %d", ins->disp);
    if (ins->imm != 0)
        buf_printf(out, " #%ld", (long)ins->imm);
    if (ins->cond != 0)
        buf_printf(out, " cond %u", ins->cond);
    if (ins->extra != 0)
        buf_printf(out, " extra %u", ins->extra);
    if (ins->target != 0)
        buf_printf(out, " @%u", ins->target);
    if (ins->implicit_uses != 0) {
        buf_text(out, " reads");
        dump_set(model, out, ins->implicit_uses);
    }
    if ((ins->flags & MF_DEAD) != 0)
        buf_text(out, " (dead)");
    buf_byte(out, '\n');
}

static void dump_edges(Buf *out, const char *what, const uint32_t *list, uint32_t count) {
    buf_text(out, what);
    for (uint32_t i = 0; i < count; i++)
        buf_printf(out, " @%u", list[i]);
}

void mir_dump(const MFunc *m, const RegModel *model, Buf *out) {
    buf_printf(out, "mfunc %s out %u\n", m->ir->name, m->out_bytes);
    for (uint32_t i = 1; i < m->slot_count; i++)
        buf_printf(out, "  slot%u size %lu align %u at %ld\n", i, (unsigned long)m->slots[i].size,
                   m->slots[i].align, (long)m->slots[i].offset);
    for (uint32_t b = 1; b <= m->block_count; b++) {
        const MBlock *block = &m->blocks[b];
        buf_printf(out, "@%u depth %u", b, block->depth);
        dump_edges(out, " from", block->pred, block->pred_count);
        dump_edges(out, " to", block->succ, block->succ_count);
        buf_byte(out, '\n');
        for (uint32_t i = 0; i < block->phi_count; i++) {
            buf_text(out, "    ");
            dump_reg(model, out, block->phis[i].def);
            buf_text(out, " = phi");
            for (uint32_t j = 0; j < block->pred_count; j++) {
                buf_byte(out, ' ');
                dump_reg(model, out, block->phis[i].source[j]);
            }
            buf_byte(out, '\n');
        }
        for (uint32_t i = 0; i < block->count; i++)
            dump_ins(m, model, out, &m->ins[block->first + i]);
    }
}

/* ---- checking it ---- */

typedef struct Check {
    const MFunc *m;
    const RegModel *model;
    bool allocated;
    const char *pass;
} Check;

static void broken(const Check *c, const MIns *ins, const char *what) {
    Buf text = {0};
    buf_printf(&text, "%s: %s: %s: ", c->pass, c->m->ir->name, what);
    if (ins != NULL)
        dump_ins(c->m, c->model, &text, ins);
    fault("mir_check", buf_cstr(&text));
}

static RegClass class_of(const Check *c, Reg r) {
    if (r >= REG_VIRTUAL)
        return (RegClass)c->m->regs[r - REG_VIRTUAL].cls;
    return r >= REG_FLOAT ? CLASS_FLOAT : CLASS_INT;
}

static void check_reg(const Check *c, const MIns *ins, Reg r) {
    if (r == 0)
        return;
    if (r >= REG_VIRTUAL ? r - REG_VIRTUAL >= c->m->reg_count : r > 64)
        broken(c, ins, "no such register");
    if (r >= REG_VIRTUAL && c->allocated)
        broken(c, ins, "virtual register left");
}

static void check_ins(const Check *c, const MIns *ins) {
    unsigned flags = c->model->ops[ins->op].flags;
    check_reg(c, ins, ins->def);
    for (int i = 0; i < 3; i++)
        check_reg(c, ins, ins->use[i]);
    if ((flags & MOP_MOVE) != 0) {
        if (ins->def == 0 || ins->use[0] == 0)
            broken(c, ins, "operand missing");
        if (class_of(c, ins->def) != class_of(c, ins->use[0]))
            broken(c, ins, "move between classes");
    }
    if ((flags & MOP_TIED) != 0) {
        if (ins->def == 0 || ins->use[0] == 0)
            broken(c, ins, "operand missing");
        if (c->allocated && ins->def != ins->use[0])
            broken(c, ins, "tied registers differ");
    }
    if ((flags & MOP_REMAT) != 0 && (ins->use[0] | ins->use[1] | ins->use[2]) != 0)
        broken(c, ins, "repeatable instruction with operands");
    if (ins->slot >= c->m->slot_count)
        broken(c, ins, "no such slot");
    if (ins->target > c->m->block_count)
        broken(c, ins, "no such block");
}

void mir_check(const MFunc *m, const RegModel *model, bool allocated, const char *pass) {
    Check c = {0};
    c.m = m;
    c.model = model;
    c.allocated = allocated;
    c.pass = pass;
    for (uint32_t b = 1; b <= m->block_count; b++) {
        const MBlock *block = &m->blocks[b];
        if (allocated && block->phi_count != 0)
            broken(&c, NULL, "phi left");
        if (block->first + block->count > m->ins_count)
            broken(&c, NULL, "block reaches beyond the instructions");
        for (uint32_t i = 0; i < block->phi_count; i++) {
            check_reg(&c, NULL, block->phis[i].def);
            for (uint32_t j = 0; j < block->pred_count; j++) {
                if (block->phis[i].source[j] == 0)
                    broken(&c, NULL, "phi without source");
                check_reg(&c, NULL, block->phis[i].source[j]);
            }
        }
        for (uint32_t i = 0; i < block->count; i++) {
            if ((m->ins[block->first + i].flags & MF_DEAD) == 0)
                check_ins(&c, &m->ins[block->first + i]);
        }
    }
}
