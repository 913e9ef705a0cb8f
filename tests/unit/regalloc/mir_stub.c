#include "fake.h"
#include <stdlib.h>
#include <string.h>
void mir_begin(MFunc *m, Arena *arena, IrFunc *ir) {
    MFunc old = *m;
    memset(m, 0, sizeof *m);
    m->arena = arena; m->ir = ir;
    m->ins = old.ins; m->ins_room = old.ins_room; m->regs = old.regs; m->reg_room = old.reg_room;
    m->slots = old.slots; m->slot_room = old.slot_room; m->slot_count = 0;
    mir_slot(m, 0, 1);
}
void mir_free(MFunc *m) { free(m->ins); free(m->regs); free(m->slots); }
static void *more(void *p, uint32_t count, uint32_t *room, size_t size) {
    size_t r = *room; p = grow(p, count, &r, size); *room = (uint32_t)r; return p;
}
Reg mir_reg(MFunc *m, RegClass cls, unsigned width) {
    m->regs = more(m->regs, m->reg_count, &m->reg_room, sizeof m->regs[0]);
    m->regs[m->reg_count] = (MReg){ cls, width, 0 };
    return REG_VIRTUAL + m->reg_count++;
}
uint32_t mir_slot(MFunc *m, uint64_t size, uint32_t align) {
    m->slots = more(m->slots, m->slot_count, &m->slot_room, sizeof m->slots[0]);
    m->slots[m->slot_count] = (MSlot){ size, align, 0 };
    return m->slot_count++;
}
MIns *mir_ins(MFunc *m, unsigned op) {
    MIns *i;
    m->ins = more(m->ins, m->ins_count, &m->ins_room, sizeof m->ins[0]);
    i = &m->ins[m->ins_count++];
    memset(i, 0, sizeof *i);
    i->op = op;
    return i;
}
void mir_dump(const MFunc *m, const RegModel *model, Buf *out) {
    for (uint32_t b = 1; b <= m->block_count; b++) {
        const MBlock *B = &m->blocks[b];
        buf_printf(out, "b%u: preds", b);
        for (uint32_t i = 0; i < B->pred_count; i++) buf_printf(out, " %u", B->pred[i]);
        buf_printf(out, " depth %u\n", B->depth);
        for (uint32_t k = 0; k < B->phi_count; k++) {
            buf_printf(out, "    v%u = phi", B->phis[k].def - REG_VIRTUAL);
            for (uint32_t i = 0; i < B->pred_count; i++) buf_printf(out, " v%u", B->phis[k].source[i] - REG_VIRTUAL);
            buf_printf(out, "\n");
        }
        for (uint32_t i = B->first; i < B->first + B->count; i++) {
            const MIns *I = &m->ins[i];
            buf_printf(out, "%5u ", i);
            if (I->def) buf_printf(out, I->def >= REG_VIRTUAL ? "v%u = " : "r%u = ", I->def >= REG_VIRTUAL ? I->def - REG_VIRTUAL : I->def);
            buf_printf(out, "%s.%u", model->ops[I->op].name, I->width);
            for (int k = 0; k < 3; k++)
                if (I->use[k]) buf_printf(out, I->use[k] >= REG_VIRTUAL ? " v%u" : " r%u", I->use[k] >= REG_VIRTUAL ? I->use[k] - REG_VIRTUAL : I->use[k]);
            if (I->slot) buf_printf(out, " [%u]", I->slot);
            if (I->target) buf_printf(out, " ->b%u", I->target);
            if (I->extra) buf_printf(out, " x%u", I->extra);
            if (I->implicit_uses) buf_printf(out, " uses %lx", (long)I->implicit_uses);
            buf_printf(out, "\n");
        }
    }
}
