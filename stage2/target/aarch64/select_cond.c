/* Selection of comparisons, conditional branches and choices. */
#include "select.h"

/* Of IrCond, integers. */
static const uint8_t int_conds[10] = {C_EQ, C_NE, C_LT, C_GE, C_LE, C_GT, C_CC, C_CS, C_LS, C_HI};

/* After fcmp: less is N, equal Z C, greater C, unordered C V (Arm ARM C1.2.4). */
static const uint8_t float_conds[14] = {C_EQ, C_NE, C_MI, C_GE, C_LS, C_GT, 0, 0, 0, 0,
                                        C_PL, C_LT, C_HI, C_LE};

static bool is_zero_float(const Select *s, Val v) {
    v = sel_source(s, v);
    return s->ins[v].op == OP_FCONST && s->ins[v].imm == 0;
}

/* Makes x cond value fit an immediate by stepping to the neighbour: x < 4097 is x <= 4096. */
static void step_const(IrCond *cond, int64_t *value, unsigned width) {
    int64_t v = *value;
    int64_t least = width == 4 ? INT32_MIN : INT64_MIN;
    int64_t most = width == 4 ? INT32_MAX : INT64_MAX;
    int64_t next;
    IrCond other;
    if (a64_imm12(v) || (v != least && a64_imm12(-v)))
        return;
    switch (*cond) {
    case COND_SLT:
    case COND_SGE:
        if (v == least)
            return;
        other = *cond == COND_SLT ? COND_SLE : COND_SGT;
        next = v - 1;
        break;
    case COND_SLE:
    case COND_SGT:
        if (v == most)
            return;
        other = *cond == COND_SLE ? COND_SLT : COND_SGE;
        next = v + 1;
        break;
    case COND_ULT:
    case COND_UGE:
        if (v == 0)
            return;
        other = *cond == COND_ULT ? COND_ULE : COND_UGT;
        next = v == least ? most : v - 1;
        if (width == 4 && v == least)
            return;
        break;
    case COND_ULE:
    case COND_UGT:
        if (v == -1)
            return;
        other = *cond == COND_ULE ? COND_ULT : COND_UGE;
        if (v == most)
            return;
        next = v + 1;
        break;
    default:
        return;
    }
    if (a64_imm12(next) || (next != least && a64_imm12(-next))) {
        *value = next;
        *cond = other;
    }
}

/* The compare of an ICMP; returns the machine's condition. */
static unsigned compare_int(Select *s, Val v) {
    const Ins *i = &s->ins[v];
    IrCond cond = (IrCond)i->sub;
    Val a = sel_source(s, i->a);
    Val b = sel_source(s, i->b);
    unsigned width = type_width(s->ins[a].type);
    int64_t value;
    if (sel_is_const(s, a, &value) && !sel_is_const(s, b, &value)) {
        Val c = a;
        a = b;
        b = c;
        cond = cond_swap(cond);
    }
    if (sel_is_const(s, b, &value)) {
        Reg r;
        /* of a conjunction with 0: tst, whose C and V are 0 */
        if (value == 0 && sel_once(s, a, OP_AND) && cond <= COND_SGT) {
            sel_binary(s, OP_AND, width, R_ZR, s->ins[a].a, s->ins[a].b, true);
            return int_conds[cond];
        }
        step_const(&cond, &value, width);
        if (a64_imm12(value) || (value != INT64_MIN && a64_imm12(-value))) {
            r = sel_use_or_zero(s, a);
            if (r == R_ZR) {
                /* cmp with an immediate would read sp */
                r = sel_temp(s, width);
                sel_const(s, width, r, 0);
            }
            if (a64_imm12(value))
                sel_imm(s, A_SUBSI, width, R_ZR, r, value);
            else
                sel_imm(s, A_ADDSI, width, R_ZR, r, -value);
            return int_conds[cond];
        }
    }
    sel_binary(s, OP_SUB, width, R_ZR, a, b, true);
    return int_conds[cond];
}

static unsigned compare_float(Select *s, Val v) {
    const Ins *i = &s->ins[v];
    IrCond cond = (IrCond)i->sub;
    unsigned width = type_width(s->ins[i->a].type);
    Val a = i->a;
    Val b = i->b;
    Reg x, y;
    if (is_zero_float(s, a) && !is_zero_float(s, b)) {
        a = i->b;
        b = i->a;
        cond = cond_swap(cond);
    }
    x = sel_use(s, a);
    if (is_zero_float(s, b)) {
        sel_put(s, A_FCMPZ, width, 0, x, 0);
    } else {
        y = sel_use(s, b);
        sel_put(s, A_FCMP, width, 0, x, y);
    }
    return float_conds[cond];
}

/* Emits what sets the flags for "v is not 0" and returns the condition. A comparison is repeated here only if
   nobody else wants its value. */
static unsigned compare(Select *s, Val v) {
    const Ins *i = &s->ins[v];
    bool ours = i->uses == 1 && (i->block == s->block || s->f->blocks[i->block].depth >= s->depth);
    Reg r;
    if (ours && i->op == OP_ICMP)
        return compare_int(s, v);
    if (ours && i->op == OP_FCMP)
        return compare_float(s, v);
    if (sel_once(s, v, OP_AND)) {
        sel_binary(s, OP_AND, type_width(i->type), R_ZR, i->a, i->b, true);
        return C_NE;
    }
    r = sel_use(s, v);
    sel_imm(s, A_SUBSI, 4, R_ZR, r, 0);
    return C_NE;
}

/* ---- branches ---- */

/* The number of the only bit of a mask, or -1. */
static int single_bit(int64_t mask, unsigned width) {
    uint64_t v = width == 4 ? (uint64_t)mask & 0xffffffffUL : (uint64_t)mask;
    int n = 0;
    if (v == 0 || (v & (v - 1)) != 0)
        return -1;
    while ((v >> n & 1) == 0)
        n++;
    return n;
}

static void put_test(Select *s, unsigned op, unsigned width, Val v, int bit, uint32_t target) {
    Reg r = sel_use(s, v);
    MIns *i = sel_imm(s, op, width, 0, r, bit);
    i->target = target;
}

/* Branches to `target` if v is zero or not, by cbz, cbnz, tbz or tbnz. */
static void branch_zero(Select *s, Val v, bool if_zero, uint32_t target) {
    unsigned width = type_width(s->ins[v].type);
    int64_t mask;
    int bit;
    if (sel_once(s, v, OP_AND) && sel_is_const(s, s->ins[v].b, &mask)) {
        bit = single_bit(mask, width);
        if (bit >= 0) {
            put_test(s, if_zero ? A_TBZ : A_TBNZ, width, s->ins[v].a, bit, target);
            return;
        }
    }
    if (sel_once(s, v, OP_AND)) {
        sel_binary(s, OP_AND, width, R_ZR, s->ins[v].a, s->ins[v].b, true);
        sel_put(s, A_BCOND, 0, 0, 0, 0)->cond = if_zero ? C_EQ : C_NE;
        s->made[s->made_count - 1].target = target;
        return;
    }
    put_test(s, if_zero ? A_CBZ : A_CBNZ, width, v, 0, target);
}

void sel_branch(Select *s, Val v) {
    uint32_t target = s->f->blocks[s->f->blocks[s->block].succ[0]].order;
    Val c = sel_source(s, s->ins[v].a);
    const Ins *i = &s->ins[c];
    bool ours = i->uses == 1 && (i->block == s->block || s->f->blocks[i->block].depth >= s->depth);
    unsigned cond;
    int64_t value;
    if (ours && i->op == OP_ICMP && sel_is_const(s, i->b, &value) && value == 0) {
        Val a = sel_source(s, i->a);
        unsigned width = type_width(s->ins[a].type);
        if (i->sub == COND_EQ || i->sub == COND_NE) {
            branch_zero(s, a, i->sub == COND_EQ, target);
            return;
        }
        if (i->sub == COND_SLT || i->sub == COND_SGE) {
            put_test(s, i->sub == COND_SLT ? A_TBNZ : A_TBZ, width, a, (int)width * 8 - 1, target);
            return;
        }
    }
    if (!ours || (i->op != OP_ICMP && i->op != OP_FCMP)) {
        branch_zero(s, c, false, target);
        return;
    }
    cond = compare(s, c);
    sel_put(s, A_BCOND, 0, 0, 0, 0)->cond = (uint8_t)cond;
    s->made[s->made_count - 1].target = target;
}

/* ---- values ---- */

/* What csinc, csinv, csneg do with their second operand. */
static unsigned choose_form(Select *s, Val *no) {
    Val v = sel_source(s, *no);
    int64_t value;
    if (sel_is_const(s, v, &value)) {
        if (value == 1 || value == -1) {
            *no = 0;
            return value == 1 ? A_CSINC : A_CSINV;
        }
        return A_CSEL;
    }
    if (sel_once(s, v, OP_ADD) && sel_is_const(s, s->ins[v].b, &value) && value == 1) {
        *no = s->ins[v].a;
        return A_CSINC;
    }
    if (sel_once(s, v, OP_NOT)) {
        *no = s->ins[v].a;
        return A_CSINV;
    }
    if (sel_once(s, v, OP_NEG)) {
        *no = s->ins[v].a;
        return A_CSNEG;
    }
    return A_CSEL;
}

static void choose(Select *s, Val v) {
    const Ins *i = &s->ins[v];
    unsigned width = type_width(i->type);
    Val yes = i->b;
    Val no = i->c;
    unsigned cond, op;
    bool swapped = false;
    Reg x, y;
    if (type_class(i->type) == CLASS_FLOAT) {
        x = sel_use(s, yes);
        y = sel_use(s, no);
        cond = compare(s, sel_source(s, i->a));
        sel_put(s, A_FCSEL, width, s->regs[v], x, y)->cond = (uint8_t)cond;
        return;
    }
    op = choose_form(s, &no);
    if (op == A_CSEL) {
        op = choose_form(s, &yes);
        if (op != A_CSEL) {
            Val t = yes;
            yes = no;
            no = t;
            swapped = true;
        }
    }
    x = sel_use_or_zero(s, yes);
    y = no == 0 ? R_ZR : sel_use_or_zero(s, no);
    cond = compare(s, sel_source(s, i->a));
    sel_put(s, op, width, s->regs[v], x, y)->cond = (uint8_t)(cond ^ (swapped ? 1 : 0));
}

void sel_cond_value(Select *s, Val v) {
    unsigned cond;
    if (s->ins[v].op == OP_SELECT) {
        choose(s, v);
        return;
    }
    cond = s->ins[v].op == OP_ICMP ? compare_int(s, v) : compare_float(s, v);
    /* cset */
    sel_put(s, A_CSINC, 4, s->regs[v], R_ZR, R_ZR)->cond = (uint8_t)(cond ^ 1);
}
