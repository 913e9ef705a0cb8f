/* Selection: division and remainder. Those by powers of two need no division at any level; other constants are the
   matter of opt/strength.c. IR division is undefined for 0 and overflow, as in C. */
#include "select.h"

/* ---- by the machine ---- */

static void divide(Select *s, const Ins *ins, Reg def) {
    bool is_signed = ins->op == OP_SDIV || ins->op == OP_SREM;
    unsigned width = width_of(ins->type);
    Val b = source_of(s, ins->b);
    Reg divisor = 0;
    Reg result = ins->op == OP_SDIV || ins->op == OP_UDIV ? RAX : RDX;
    bool in_memory = is_folded_load(s, b, width);
    Addr ad = {0};
    MIns *div;
    Reg a;
    if (in_memory)
        addr_of_load(s, b, &ad);
    else
        divisor = reg_of(s, b);
    a = reg_of(s, ins->a);
    hint(s, a, RAX);
    put_move(s, CLASS_INT, width, RAX, a);
    if (is_signed) {
        MIns *extend = put(s, width == 4 ? X_CDQ : X_CQO, 0);
        extend->implicit_uses = REG_BIT(RAX);
    } else {
        put_const(s, 4, RDX, 0);
    }
    div = put(s, is_signed ? (in_memory ? X_IDIV_M : X_IDIV_R) : (in_memory ? X_DIV_M : X_DIV_R), width);
    if (in_memory)
        set_addr(div, &ad);
    div->use[0] = divisor;
    div->implicit_uses = REG_BIT(RAX) | REG_BIT(RDX);
    hint(s, def, result);
    put_move(s, CLASS_INT, width, def, result);
}

/* ---- by powers of two ---- */

static int log2_of(uint64_t x) {
    int k = 0;
    if (x == 0 || (x & (x - 1)) != 0)
        return -1;
    while (x >> k != 1)
        k++;
    return k;
}

static void unsigned_power(Select *s, const Ins *ins, int k, Reg def) {
    unsigned width = width_of(ins->type);
    Reg a = reg_of(s, ins->a);
    if (ins->op == OP_UDIV) {
        if (k == 0)
            put_move(s, CLASS_INT, width, def, a);
        else
            put_op_imm(s, X_SHR_RI, width, def, a, k);
        return;
    }
    if (k == 0) {
        put_const(s, width, def, 0);
    } else if (k < 32) {
        put_op_imm(s, X_AND_RI, 4, def, a, (int32_t)(((uint32_t)1 << k) - 1));
    } else if (k == 32) {
        put_rr(s, X_MOVZ32, 4, def, a);
    } else {
        Reg mask = new_int(s, 8);
        put_const(s, 8, mask, (int64_t)(((uint64_t)1 << k) - 1));
        put_op(s, X_AND_RR, 8, def, a, mask);
    }
}

/* a + (a < 0 ? 2^k - 1 : 0), which makes shifting round toward zero. */
static Reg biased(Select *s, unsigned width, Reg a, int k) {
    Reg sum = new_int(s, width);
    Reg bias = new_int(s, width);
    Reg sign = a;
    if (k != 1) {
        sign = new_int(s, width);
        put_op_imm(s, X_SAR_RI, width, sign, a, width * 8 - 1);
    }
    put_op_imm(s, X_SHR_RI, width, bias, sign, (int)width * 8 - k);
    put_op(s, X_ADD_RR, width, sum, bias, a);
    return sum;
}

static void signed_power(Select *s, const Ins *ins, int k, bool negative, Reg def) {
    unsigned width = width_of(ins->type);
    Reg a = reg_of(s, ins->a);
    Reg sum = biased(s, width, a, k);
    Reg t = negative || ins->op == OP_SREM ? new_int(s, width) : def;
    if (ins->op == OP_SDIV) {
        put_op_imm(s, X_SAR_RI, width, t, sum, k);
        if (negative)
            put_op(s, X_NEG_R, width, def, t, 0);
        return;
    }
    /* a - (sum with the low k bits cleared) */
    if (k < 31) {
        put_op_imm(s, X_AND_RI, width, t, sum, -((int64_t)1 << k));
    } else {
        Reg mask = new_int(s, width);
        put_const(s, width, mask, (int64_t)(~(uint64_t)0 << k));
        put_op(s, X_AND_RR, width, t, sum, mask);
    }
    put_op(s, X_SUB_RR, width, def, a, t);
}

void select_div(Select *s, Val v, Reg def) {
    const Ins *ins = ins_of(s, v);
    bool is_signed = ins->op == OP_SDIV || ins->op == OP_SREM;
    unsigned width = width_of(ins->type);
    int64_t d;
    if (is_const(s, ins->b, &d) && d != 0) {
        uint64_t size = is_signed && d < 0 ? 0 - (uint64_t)d : width == 4 ? (uint32_t)d : (uint64_t)d;
        int k = log2_of(size);
        if (k >= 0 && !is_signed) {
            unsigned_power(s, ins, k, def);
            return;
        }
        if (k > 0 && k < (int)width * 8 - 1) {
            signed_power(s, ins, k, d < 0, def);
            return;
        }
    }
    divide(s, ins, def);
}
