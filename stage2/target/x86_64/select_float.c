/* Selection: SSE arithmetic and conversions, and long double through the x87 (select.h). */
#include "select.h"

/* ---- constants in memory ---- */

static void quad_constant(Select *s, uint64_t lo, uint64_t hi, Addr *ad) {
    unsigned char bytes[16];
    put_u64(bytes, lo);
    put_u64(bytes + 8, hi);
    addr_sym(ad, const_symbol(s->f->obj, bytes, 16));
}

static void wide_constant(Select *s, uint64_t value, Addr *ad) {
    unsigned char bytes[8];
    put_u64(bytes, value);
    addr_sym(ad, const_symbol(s->f->obj, bytes, 8));
}

static Reg float_constant(Select *s, unsigned width, uint64_t bits) {
    unsigned char bytes[8];
    Reg r = new_float(s, width);
    uint32_t sym;
    MIns *ins;
    put_u64(bytes, bits);
    sym = const_symbol(s->f->obj, bytes, width);
    ins = put(s, X_FCONST, width);
    ins->def = r;
    ins->sym = sym;
    return r;
}

static void put_op_mem(Select *s, X86Op op, unsigned width, Reg def, Reg a, const Addr *ad) {
    MIns *ins = put(s, op, width);
    ins->def = def;
    set_addr(ins, ad);
    ins->use[0] = a;
}

/* ---- arithmetic ---- */

static bool is_float_operand_in_memory(Select *s, Val v, unsigned width, Addr *ad) {
    const Ins *ins = ins_of(s, v);
    unsigned char bytes[8];
    if (ins->op == OP_FCONST && ins->imm != 0) {
        put_u64(bytes, (uint64_t)ins->imm);
        addr_sym(ad, const_symbol(s->f->obj, bytes, width));
        return true;
    }
    if (!is_folded_load(s, v, width) || !is_float_type(ins->type))
        return false;
    addr_of_load(s, v, ad);
    return true;
}

/* def = a op b; `op` is the RR form, RM follows. */
static void binary(Select *s, const Ins *ins, Reg def, X86Op op) {
    unsigned width = width_of(ins->type);
    Val a = source_of(s, ins->a);
    Val b = source_of(s, ins->b);
    Addr ad;
    Reg r;
    Reg q;
    if ((ir_op_flags[ins->op] & OPF_COMMUTES) != 0 && ins_of(s, b)->op != OP_FCONST &&
        (ins_of(s, a)->op == OP_FCONST || (!is_folded_load(s, b, width) && is_folded_load(s, a, width)))) {
        Val swap = a;
        a = b;
        b = swap;
    }
    r = reg_of(s, a);
    if (is_float_operand_in_memory(s, b, width, &ad)) {
        put_op_mem(s, op + 1, width, def, r, &ad);
        return;
    }
    q = reg_of(s, b);
    put_op(s, op, width, def, r, q);
}

/* The sign bit is changed or cleared by a constant of 16 bytes. */
static void select_sign(Select *s, const Ins *ins, Reg def) {
    uint64_t sign = ins->type == IR_F32 ? 0x8000000080000000 : 0x8000000000000000;
    Reg a = reg_of(s, ins->a);
    Addr ad;
    if (ins->op == OP_FABS)
        sign = ~sign;
    quad_constant(s, sign, sign, &ad);
    put_op_mem(s, ins->op == OP_FNEG ? X_XORPS_RM : X_ANDPS_RM, 8, def, a, &ad);
}

/* ---- conversions ---- */

/* The instruction keeps the upper part of its destination: it is cleared first, so as not to wait for it. */
static void put_cvt_from_int(Select *s, unsigned width, Reg def, Reg from, bool wide) {
    Reg zero = new_float(s, width);
    put(s, X_FZERO, width)->def = zero;
    put_op(s, wide ? X_CVTSI2SQ_RR : X_CVTSI2SL_RR, width, def, zero, from);
}

/* Unsigned 64-bit: numbers with the highest bit set are halved, the lowest bit kept for rounding, and the result doubled.
   Without branches. */
static void select_from_u64(Select *s, unsigned width, Reg def, Reg x) {
    Reg half = new_int(s, 8);
    Reg odd = new_int(s, 8);
    Reg halved = new_int(s, 8);
    Reg chosen = new_int(s, 8);
    Reg sign = new_int(s, 8);
    Reg value = new_float(s, width);
    Reg mask = new_float(s, 8);
    Reg again = new_float(s, width);
    MIns *ins;
    put_op_imm(s, X_SHR_RI, 8, half, x, 1);
    put_op_imm(s, X_AND_RI, 4, odd, x, 1);
    put_op(s, X_OR_RR, 8, halved, half, odd);
    put_op_imm(s, X_SAR_RI, 8, sign, x, 63);
    put_op(s, X_TEST_RR, 8, 0, x, x);
    ins = put(s, X_CMOV_RR, 8);
    ins->def = chosen;
    ins->use[0] = halved;
    ins->use[1] = x;
    ins->cond = CC_NS;
    put_cvt_from_int(s, width, value, chosen, true);
    put_rr(s, X_MOVD_XR, 8, mask, sign);
    put_op(s, X_ANDPS_RR, 8, again, mask, value);
    put_op(s, X_ADDS_RR, width, def, value, again);
}

static void select_from_int(Select *s, const Ins *ins, Reg def) {
    unsigned width = width_of(ins->type);
    Val a = source_of(s, ins->a);
    bool wide = ins_of(s, a)->type == IR_I64;
    Reg r = reg_of(s, a);
    if (ins->op == OP_SITOF) {
        put_cvt_from_int(s, width, def, r, wide);
    } else if (!wide) {
        Reg extended = new_int(s, 8);
        put_rr(s, X_MOVZ32, 4, extended, r);
        put_cvt_from_int(s, width, def, extended, true);
    } else {
        select_from_u64(s, width, def, r);
    }
}

/* Unsigned 64-bit: what is 2^63 or more converts after subtracting that; the first result has all bits set above
   then. */
static void select_to_u64(Select *s, unsigned width, Reg def, Reg x) {
    Reg small = new_int(s, 8);
    Reg large = new_int(s, 8);
    Reg sign = new_int(s, 8);
    Reg masked = new_int(s, 8);
    Reg less = new_float(s, width);
    Reg limit = float_constant(s, width, width == 4 ? 0x5f000000 : 0x43e0000000000000);
    put_op(s, X_SUBS_RR, width, less, x, limit);
    put_rr(s, X_CVTTS2SIQ_RR, width, small, x);
    put_rr(s, X_CVTTS2SIQ_RR, width, large, less);
    put_op_imm(s, X_SAR_RI, 8, sign, small, 63);
    put_op(s, X_AND_RR, 8, masked, sign, large);
    put_op(s, X_OR_RR, 8, def, masked, small);
}

static void select_to_int(Select *s, const Ins *ins, Reg def) {
    Val a = source_of(s, ins->a);
    unsigned width = width_of(ins_of(s, a)->type);
    bool wide = ins->type == IR_I64 || ins->op == OP_FTOUI;
    Addr ad;
    if (ins->op == OP_FTOUI && ins->type == IR_I64) {
        select_to_u64(s, width, def, reg_of(s, a));
    } else if (is_folded_load(s, a, width) && is_float_type(ins_of(s, a)->type)) {
        addr_of_load(s, a, &ad);
        put_load(s, wide ? X_CVTTS2SIQ_RM : X_CVTTS2SIL_RM, width, def, &ad);
    } else {
        Reg r = reg_of(s, a);
        put_rr(s, wide ? X_CVTTS2SIQ_RR : X_CVTTS2SIL_RR, width, def, r);
    }
}

static void select_bitcast(Select *s, const Ins *ins, Reg def) {
    Val a = source_of(s, ins->a);
    const Ins *from = ins_of(s, a);
    unsigned width = width_of(ins->type);
    bool to_float = is_float_type(ins->type);
    Addr ad;
    Reg r;
    if (is_float_type(from->type) == to_float) {
        r = reg_of(s, a);
        put_move(s, to_float ? CLASS_FLOAT : CLASS_INT, width, def, r);
        return;
    }
    if (is_folded_load(s, a, width)) {
        addr_of_load(s, a, &ad);
        put_load(s, to_float ? X_MOVS_RM : X_MOV_RM, width, def, &ad);
        return;
    }
    r = reg_of(s, a);
    put_rr(s, to_float ? X_MOVD_XR : X_MOVD_RX, width, def, r);
}

void select_float(Select *s, Val v, Reg def) {
    const Ins *ins = ins_of(s, v);
    switch (ins->op) {
    case OP_FADD:
        binary(s, ins, def, X_ADDS_RR);
        break;
    case OP_FSUB:
        binary(s, ins, def, X_SUBS_RR);
        break;
    case OP_FMUL:
        binary(s, ins, def, X_MULS_RR);
        break;
    case OP_FDIV:
        binary(s, ins, def, X_DIVS_RR);
        break;
    case OP_FNEG:
    case OP_FABS:
        select_sign(s, ins, def);
        break;
    case OP_FSQRT:
        put_rr(s, X_SQRTS_RR, width_of(ins->type), def, reg_of(s, ins->a));
        break;
    case OP_SITOF:
    case OP_UITOF:
        select_from_int(s, ins, def);
        break;
    case OP_FTOSI:
    case OP_FTOUI:
        select_to_int(s, ins, def);
        break;
    case OP_FEXT:
        put_rr(s, X_CVTSS2SD_RR, 8, def, reg_of(s, ins->a));
        break;
    case OP_FTRUNC:
        put_rr(s, X_CVTSD2SS_RR, 4, def, reg_of(s, ins->a));
        break;
    case OP_BITCAST:
        select_bitcast(s, ins, def);
        break;
    default:
        fault("x86_select", ir_op_names[ins->op]);
    }
}

/* ---- comparisons ---- */

/* Unordered operands set ZF, PF and CF (SDM, UCOMISD): "above" is false then, "below" true, and equality needs PF. */
static const struct {
    uint8_t swap; /* b is compared with a */
    uint16_t test;
} float_tests[] = {
    [COND_EQ] = {0, TEST_OF(CC_E, CC_NP, TEST_BOTH)},
    [COND_NE] = {0, TEST_OF(CC_NE, CC_P, TEST_EITHER)},
    [COND_SLT] = {1, TEST_OF(CC_A, 0, TEST_ONE)},
    [COND_SGE] = {0, TEST_OF(CC_AE, 0, TEST_ONE)},
    [COND_SLE] = {1, TEST_OF(CC_AE, 0, TEST_ONE)},
    [COND_SGT] = {0, TEST_OF(CC_A, 0, TEST_ONE)},
    [COND_NLT] = {1, TEST_OF(CC_BE, 0, TEST_ONE)},
    [COND_NGE] = {0, TEST_OF(CC_B, 0, TEST_ONE)},
    [COND_NLE] = {1, TEST_OF(CC_B, 0, TEST_ONE)},
    [COND_NGT] = {0, TEST_OF(CC_BE, 0, TEST_ONE)},
};

Test put_float_test(Select *s, Val v) {
    const Ins *ins = ins_of(s, v);
    bool swap = float_tests[ins->sub].swap != 0;
    Val a = source_of(s, swap ? ins->b : ins->a);
    Val b = source_of(s, swap ? ins->a : ins->b);
    unsigned width = width_of(ins_of(s, a)->type);
    Addr ad;
    Reg r = reg_of(s, a);
    Reg q;
    /* a comparison that is made more than once must not take a load with it */
    if ((ins->uses == 1 || ins_of(s, b)->op == OP_FCONST) && is_float_operand_in_memory(s, b, width, &ad)) {
        put_store(s, X_UCOMIS_RM, width, &ad, r);
    } else {
        q = reg_of(s, b);
        put_op(s, X_UCOMIS_RR, width, 0, r, q);
    }
    return float_tests[ins->sub].test;
}

/* ---- long double ---- */

static uint32_t word_slot(Select *s) {
    if (s->word_slot == 0)
        s->word_slot = mir_slot(s->m, 16, 16);
    return s->word_slot;
}

static void put_x87(Select *s, X86Op op, const Addr *ad) {
    put_load(s, op, 0, 0, ad);
}

static void put_x87_value(Select *s, X86Op op, Val address) {
    Addr ad;
    addr_of(s, address, 0, &ad);
    put_x87(s, op, &ad);
}

/* st(0) = an integer or float. */
static void load_x87(Select *s, const Ins *ins) {
    Val v = source_of(s, ins->b);
    const Ins *from = ins_of(s, v);
    unsigned width = width_of(from->type);
    Addr slot;
    Reg r = reg_of(s, v);
    addr_slot(&slot, word_slot(s), 0);
    if (is_float_type(from->type)) {
        put_store(s, X_MOVS_MR, width, &slot, r);
        put_x87(s, width == 4 ? X_FLD32 : X_FLD64, &slot);
    } else if (ins->sub == 0) {
        put_store(s, X_MOV_MR, width, &slot, r);
        put_x87(s, width == 4 ? X_FILD32 : X_FILD64, &slot);
    } else if (width == 4) {
        Reg wide = new_int(s, 8);
        put_rr(s, X_MOVZ32, 4, wide, r);
        put_store(s, X_MOV_MR, 8, &slot, wide);
        put_x87(s, X_FILD64, &slot);
    } else {
        /* the table {0, 2^64} is indexed by the sign */
        Reg sign = new_int(s, 8);
        Reg table = new_int(s, 8);
        Addr ad;
        wide_constant(s, 0x5f80000000000000, &ad);
        put_store(s, X_MOV_MR, 8, &slot, r);
        put_op_imm(s, X_SHR_RI, 8, sign, r, 63);
        put_lea(s, 8, table, &ad);
        put_x87(s, X_FILD64, &slot);
        ad.sym = 0;
        ad.base = table;
        ad.index = sign;
        ad.scale = 2;
        put_x87(s, X_FADD32, &ad);
    }
}

/* Stores st(0) to the word slot as a signed integer, toward zero: the control word's rounding is changed for that. */
static void store_truncated(Select *s, bool wide) {
    Reg mode = new_int(s, 4);
    Reg changed = new_int(s, 4);
    Addr value;
    Addr saved;
    Addr other;
    addr_slot(&value, word_slot(s), 0);
    addr_slot(&saved, word_slot(s), 8);
    addr_slot(&other, word_slot(s), 10);
    put_x87(s, X_FNSTCW, &saved);
    put_load(s, X_MOVZX16_RM, 4, mode, &saved);
    put_op_imm(s, X_OR_RI, 4, changed, mode, 0xc00);
    put_store(s, X_MOV_MR, 2, &other, changed);
    put_x87(s, X_FLDCW, &other);
    put_x87(s, wide ? X_FISTP64 : X_FISTP32, &value);
    put_x87(s, X_FLDCW, &saved);
}

/* To an unsigned 64-bit integer: 2^63 is subtracted from what is not less, and put back as a bit. */
static void store_unsigned(Select *s, Val address, Reg def) {
    Reg bit = new_int(s, 4);
    Reg large = new_int(s, 8);
    Reg table = new_int(s, 8);
    Reg top = new_int(s, 8);
    Reg value = new_int(s, 8);
    Addr limit;
    Addr slot;
    MIns *set;
    wide_constant(s, 0x5f00000000000000, &limit); /* {0, 2^63} */
    put_lea(s, 8, table, &limit);
    put_x87_value(s, X_FLD80, address);
    limit.sym = 0;
    limit.base = table;
    limit.disp = 4;
    put_x87(s, X_FLD32, &limit);
    put(s, X_FUCOMIP, 0);
    set = put(s, X_SETCC, 1);
    set->def = bit;
    set->cond = CC_BE;
    put_rr(s, X_MOVZX8_RR, 4, large, bit);
    limit.disp = 0;
    limit.index = large;
    limit.scale = 2;
    put_x87(s, X_FSUB32, &limit);
    store_truncated(s, true);
    addr_slot(&slot, word_slot(s), 0);
    put_load(s, X_MOV_RM, 8, value, &slot);
    put_op_imm(s, X_SHL_RI, 8, top, large, 63);
    put_op(s, X_XOR_RR, 8, def, value, top);
}

static void select_ldto(Select *s, const Ins *ins, Reg def) {
    unsigned width = width_of(ins->type);
    Addr slot;
    if (ins->type == IR_I64 && ins->sub == 1) {
        store_unsigned(s, ins->a, def);
        return;
    }
    put_x87_value(s, X_FLD80, ins->a);
    addr_slot(&slot, word_slot(s), 0);
    if (is_float_type(ins->type)) {
        put_x87(s, width == 4 ? X_FSTP32 : X_FSTP64, &slot);
        put_load(s, X_MOVS_RM, width, def, &slot);
    } else {
        store_truncated(s, width == 8 || ins->sub == 1);
        put_load(s, X_MOV_RM, width, def, &slot);
    }
}

void select_ld(Select *s, Val v) {
    const Ins *ins = ins_of(s, v);
    Reg def = s->regs[v];
    switch (ins->op) {
    case OP_LDFROM:
        load_x87(s, ins);
        break;
    case OP_LDTO:
        if (def != 0)
            select_ldto(s, ins, def);
        return;
    case OP_LDNEG:
    case OP_LDABS:
        put_x87_value(s, X_FLD80, ins->b);
        put(s, ins->op == OP_LDNEG ? X_FCHS : X_FABS, 0);
        break;
    default:
        put_x87_value(s, X_FLD80, ins->b);
        put_x87_value(s, X_FLD80, ins->c);
        put(s, ins->op == OP_LDADD   ? X_FADDP
               : ins->op == OP_LDSUB ? X_FSUBP
               : ins->op == OP_LDMUL ? X_FMULP
                                     : X_FDIVP,
            0);
        break;
    }
    put_x87_value(s, X_FSTP80, ins->a);
}

/* FUCOMIP compares st(0) with st(1), and sets the flags as UCOMISD does. */
Test put_ld_test(Select *s, Val v) {
    const Ins *ins = ins_of(s, v);
    bool swap = float_tests[ins->sub].swap != 0;
    put_x87_value(s, X_FLD80, swap ? ins->a : ins->b);
    put_x87_value(s, X_FLD80, swap ? ins->b : ins->a);
    put(s, X_FUCOMIP, 0);
    put(s, X_FPOP, 0);
    return float_tests[ins->sub].test;
}
