/* Runs functions of the made-up machine (fake.h), before and after allocation. Reading what was not written,
   or was destroyed, is an error. */
#include "fake.h"

#include <stdlib.h>
#include <string.h>

typedef struct Cell {
    uint64_t value;
    bool known;
} Cell;

typedef struct Machine {
    const MFunc *m;
    const FakeModel *f;
    Cell *regs;  /* physical and virtual */
    Cell *slots;
    Outcome *out;
    uint64_t calls;
} Machine;

static uint64_t mix(uint64_t a, uint64_t b) {
    uint64_t x = (a ^ (b * 0x9e3779b97f4a7c15u)) + 0x7f4a7c15;
    x ^= x >> 29;
    x *= 0xbf58476d1ce4e5b9u;
    return x ^ (x >> 32);
}

static uint64_t cut(uint64_t value, unsigned width) {
    return width == 4 ? value & 0xffffffff : value;
}

static void error(Machine *x, const char *what) {
    if (x->out->error == NULL)
        x->out->error = what;
}

static uint64_t read_reg(Machine *x, Reg r, unsigned width) {
    if (r == 0)
        error(x, "register 0 is read");
    if (!x->regs[r].known)
        error(x, r < REG_VIRTUAL ? "an unknown physical register is read" : "an unknown value is read");
    return cut(x->regs[r].value, width);
}

static void write_reg(Machine *x, Reg r, unsigned width, uint64_t value) {
    if (width == 4)
        value = (value & 0xffffffff) | (mix(value, 77) << 32);
    if (r == 0)
        error(x, "register 0 is written");
    x->regs[r].value = value;
    x->regs[r].known = true;
    if (r < REG_VIRTUAL && x->m->used != 0 && (x->m->used & REG_BIT(r)) == 0)
        error(x, "a register is written that is not in MFunc.used");
}

static void destroy(Machine *x, RegSet set) {
    for (Reg r = 1; r <= 64; r++) {
        if (set & REG_BIT(r))
            x->regs[r].known = false;
    }
    if (x->m->used != 0 && (set & ~x->m->used & x->f->model.callee_saved) != 0)
        error(x, "a register is destroyed that is not in MFunc.used");
}

static uint64_t read_slot(Machine *x, uint32_t slot, unsigned width) {
    if (!x->slots[slot].known)
        error(x, "an unknown slot is read");
    x->out->memory++;
    return cut(x->slots[slot].value, width);
}

static void write_slot(Machine *x, uint32_t slot, unsigned width, uint64_t value) {
    x->slots[slot].value = cut(value, width) | (width == 4 ? mix(value, 78) << 32 : 0);
    x->slots[slot].known = true;
    x->out->memory++;
}

static uint64_t mixed_uses(Machine *x, const MIns *ins, bool commutes) {
    uint64_t v[3];
    for (int i = 0; i < 3; i++) {
        if (ins->extra & (1 << i))
            v[i] = read_slot(x, ins->slot, ins->width);
        else
            v[i] = ins->use[i] != 0 ? read_reg(x, ins->use[i], ins->width) : 12345;
    }
    if (commutes)
        return cut(mix(mix(v[0] + v[1], v[0] ^ v[1]), mix(v[2], (uint64_t)ins->imm)), ins->width);
    return cut(mix(mix(v[0], v[1]), mix(v[2], (uint64_t)ins->imm)), ins->width);
}

static void see(Machine *x, uint64_t value) {
    x->out->hash = mix(x->out->hash, value);
}

static void see_set(Machine *x, RegSet set) {
    for (Reg r = 1; r <= 64; r++) {
        if (set & REG_BIT(r))
            see(x, read_reg(x, r, 4));
    }
}

static void write_def(Machine *x, const MIns *ins, uint64_t value) {
    if (ins->extra & 8)
        write_slot(x, ins->slot, ins->width, value);
    else
        write_reg(x, ins->def, ins->width, value);
}

static void run_ins(Machine *x, const MIns *ins, bool allocated) {
    uint64_t a;
    uint64_t b;
    uint64_t value;
    const RegSet clobbers = x->f->model.ops[ins->op].implicit_defs;
    switch (ins->op) {
    case F_MOVE:
        if (allocated)
            x->out->moves++;
        write_reg(x, ins->def, ins->width, read_reg(x, ins->use[0], ins->width));
        break;
    case F_CONST:
        write_def(x, ins, cut((uint64_t)ins->imm, ins->width));
        break;
    case F_ADD:
    case F_SCRATCH:
        value = mixed_uses(x, ins, false);
        destroy(x, clobbers);
        write_def(x, ins, value);
        break;
    case F_TIED:
    case F_SHIFT:
        if (allocated && ins->use[0] != ins->def)
            error(x, "a tied operand has another register");
        write_def(x, ins, mixed_uses(x, ins, ins->op == F_TIED));
        break;
    case F_EARLY:
        for (int i = 0; i < 3; i++) {
            if (allocated && ins->use[i] == ins->def)
                error(x, "an early def has the register of a use");
        }
        write_def(x, ins, mixed_uses(x, ins, false));
        break;
    case F_DIV:
        a = read_reg(x, 1, ins->width);
        b = read_reg(x, 3, ins->width);
        value = mixed_uses(x, ins, false);
        write_reg(x, 1, ins->width, mix(a, mix(b, value)));
        write_reg(x, 3, ins->width, mix(b, mix(a, value)));
        break;
    case F_OUT:
        see(x, read_reg(x, ins->use[0], ins->width));
        break;
    case F_CALL:
        see_set(x, ins->implicit_uses);
        if (ins->use[0] != 0)
            see(x, read_reg(x, ins->use[0], 4));
        destroy(x, x->f->model.call_clobbers);
        x->calls++;
        write_reg(x, 1, 8, mix(x->out->hash, 1));
        write_reg(x, REG_FLOAT, 8, mix(x->out->hash, 2));
        break;
    case F_LOAD:
        write_reg(x, ins->def, ins->width, read_slot(x, ins->slot, ins->width));
        break;
    case F_STORE:
        write_slot(x, ins->slot, ins->width, read_reg(x, ins->use[0], ins->width));
        break;
    case F_SWAP:
        a = read_reg(x, ins->use[0], ins->width);
        b = read_reg(x, ins->use[1], ins->width);
        write_reg(x, ins->use[0], ins->width, b);
        write_reg(x, ins->use[1], ins->width, a);
        break;
    case F_RETURN:
        see_set(x, ins->implicit_uses);
        break;
    default:
        error(x, "no such operation");
    }
}

/* What comes from `from` into the phis of `to`: all read before all are written. */
static void run_phis(Machine *x, uint32_t from, uint32_t to) {
    const MBlock *b = &x->m->blocks[to];
    uint64_t *values = allocate((b->phi_count + 1) * sizeof *values);
    uint32_t edge = 0;
    while (b->pred[edge] != from)
        edge++;
    for (uint32_t k = 0; k < b->phi_count; k++)
        values[k] = read_reg(x, b->phis[k].source[edge], 8);
    for (uint32_t k = 0; k < b->phi_count; k++)
        write_reg(x, b->phis[k].def, x->m->regs[b->phis[k].def - REG_VIRTUAL].width, values[k]);
    free(values);
}

/* Runs a block; returns the next, or 0. */
static uint32_t run_block(Machine *x, uint32_t block, bool allocated) {
    const MBlock *b = &x->m->blocks[block];
    for (uint32_t i = 0; i < b->count && x->out->error == NULL; i++) {
        const MIns *ins = &x->m->ins[b->first + i];
        if (ins->flags & MF_DEAD)
            continue;
        x->out->steps++;
        x->out->where = b->first + i;
        if (allocated && (ins->def >= REG_VIRTUAL || ins->use[0] >= REG_VIRTUAL ||
                          ins->use[1] >= REG_VIRTUAL || ins->use[2] >= REG_VIRTUAL))
            error(x, "a virtual register is left");
        if (ins->op == F_JUMP)
            return ins->target;
        if (ins->op == F_GOTO)
            return b->succ[(read_reg(x, ins->use[0], ins->width) >> 3) % b->succ_count];
        if (ins->op == F_BRANCH) {
            if ((read_reg(x, ins->use[0], ins->width) >> 3) & 1)
                return ins->target;
            continue;
        }
        run_ins(x, ins, allocated);
        if (ins->op == F_RETURN)
            return 0;
    }
    if (x->out->error == NULL)
        error(x, "a block has no end");
    return 0;
}

void fake_run(const MFunc *m, const FakeModel *f, unsigned fuel, Outcome *out) {
    Machine x;
    bool allocated = m->used != 0;
    uint32_t block = 1;
    memset(&x, 0, sizeof x);
    memset(out, 0, sizeof *out);
    x.m = m;
    x.f = f;
    x.out = out;
    x.regs = allocate((REG_VIRTUAL + m->reg_count) * sizeof x.regs[0]);
    x.slots = allocate((m->slot_count + 1) * sizeof x.slots[0]);
    for (Reg r = 1; r <= 64; r++) {
        bool arg = r <= f->arg_ints || (r >= REG_FLOAT && r < REG_FLOAT + f->arg_floats);
        x.regs[r].value = mix(r, 99);
        x.regs[r].known = arg || (f->model.callee_saved & REG_BIT(r)) != 0;
    }
    while (block != 0 && fuel != 0 && out->error == NULL) {
        uint32_t next = run_block(&x, block, allocated);
        if (next != 0 && !allocated && out->error == NULL)
            run_phis(&x, block, next);
        see(&x, next);
        block = next;
        fuel--;
    }
    free(x.regs);
    free(x.slots);
}
