/* Selection of floating-point arithmetic, conversions and constants. */
#include "select.h"

/* Zero by movi; what fits by fmov; few instructions through an integer register; else from memory. All of
   them can be repeated by the allocator. */
void sel_fconst(Select *s, unsigned width, Reg to, uint64_t bits) {
    MIns *i;
    if (bits == 0) {
        sel_put(s, A_MOVIZERO, 8, to, 0, 0);
        return;
    }
    if (a64_fmov8(bits, width) >= 0) {
        sel_imm(s, A_FMOVI, width, to, 0, (int64_t)bits);
        return;
    }
    i = sel_imm(s, A_FCONST, width, to, 0, (int64_t)bits);
    if (a64_const_cost(bits, width) > 2) {
        unsigned char bytes[8];
        put_u64(bytes, bits);
        i->sym = const_symbol(s->m->obj, bytes, width);
    }
}

static const struct {
    uint16_t ir;
    uint16_t op;
} arithmetic[] = {
    {OP_FADD, A_FADD}, {OP_FSUB, A_FSUB}, {OP_FMUL, A_FMUL},   {OP_FDIV, A_FDIV},
    {OP_FNEG, A_FNEG}, {OP_FABS, A_FABS}, {OP_FSQRT, A_FSQRT},
};

static unsigned arithmetic_op(unsigned ir) {
    unsigned n = 0;
    while (arithmetic[n].ir != ir)
        n++;
    return arithmetic[n].op;
}

static void convert(Select *s, unsigned op, unsigned int_width, unsigned float_width, Val v) {
    Reg a = sel_use(s, s->ins[v].a);
    sel_put(s, op, int_width, s->regs[v], a, 0)->scale = (uint8_t)float_width;
}

void sel_float(Select *s, Val v) {
    const Ins *i = &s->ins[v];
    unsigned width = type_width(i->type);
    unsigned from = type_width(s->ins[i->a].type);
    Reg a, b;
    switch (i->op) {
    case OP_FADD:
    case OP_FSUB:
    case OP_FMUL:
    case OP_FDIV:
        a = sel_use(s, i->a);
        b = sel_use(s, i->b);
        sel_put(s, arithmetic_op(i->op), width, s->regs[v], a, b);
        break;
    case OP_FNEG:
    case OP_FABS:
    case OP_FSQRT:
        a = sel_use(s, i->a);
        sel_put(s, arithmetic_op(i->op), width, s->regs[v], a, 0);
        break;
    case OP_SITOF:
        convert(s, A_SCVTF, from, width, v);
        break;
    case OP_UITOF:
        convert(s, A_UCVTF, from, width, v);
        break;
    case OP_FTOSI:
        convert(s, A_FCVTZS, width, from, v);
        break;
    case OP_FTOUI:
        convert(s, A_FCVTZU, width, from, v);
        break;
    case OP_FEXT:
    case OP_FTRUNC:
        a = sel_use(s, i->a);
        sel_put(s, i->op == OP_FEXT ? A_FCVTSD : A_FCVTDS, width, s->regs[v], a, 0);
        break;
    default: /* OP_BITCAST */
        convert(s, type_class(i->type) == CLASS_FLOAT ? A_FMOVTO : A_FMOVFROM, width, width, v);
        break;
    }
}
