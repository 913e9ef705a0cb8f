/* Selection: integer arithmetic and comparisons (select.h). */
#include "select.h"

/* ---- binary operations ---- */

static bool commutes(const Ins *ins) {
    return (ir_op_flags[ins->op] & OPF_COMMUTES) != 0;
}

/* Puts a constant, or else the operand that lives on, second. */
static void order_operands(const Select *s, const Ins *ins, Val *a, Val *b) {
    int64_t c;
    *a = source_of(s, ins->a);
    *b = source_of(s, ins->b);
    if (commutes(ins) &&
        (is_const(s, *a, &c) || (!is_const(s, *b, &c) && ins_of(s, *a)->uses > 1 && ins_of(s, *b)->uses == 1))) {
        Val swap = *a;
        *a = *b;
        *b = swap;
    }
}

/* def = a op b; `op` is the RR form of a family (ops.h). */
static void binary(Select *s, const Ins *ins, Reg def, X86Op op) {
    unsigned width = width_of(ins->type);
    Val a;
    Val b;
    int64_t c;
    Addr ad;
    Reg r;
    Reg q;
    order_operands(s, ins, &a, &b);
    if (is_imm(s, b, &c)) {
        r = reg_of(s, a);
        put_op_imm(s, op + 3, width, def, r, c);
        return;
    }
    if (commutes(ins) && !is_folded_load(s, b, width) && is_folded_load(s, a, width)) {
        Val swap = a;
        a = b;
        b = swap;
    }
    r = reg_of(s, a);
    if (is_folded_load(s, b, width)) {
        MIns *m;
        addr_of_load(s, b, &ad);
        m = put(s, op + 1, width);
        m->def = def;
        set_addr(m, &ad);
        m->use[0] = r;
        return;
    }
    q = reg_of(s, b);
    put_op(s, op, width, def, r, q);
}

static bool is_scaled(const Select *s, Val v) {
    const Ins *ins = ins_of(s, v);
    int64_t c;
    return ins->op == OP_SHL && is_private(s, v) && is_const(s, ins->b, &c) && c >= 1 && c <= 3;
}

/* The sum as an address: when that saves an instruction, or the move of an operand that lives on. */
static bool is_lea(const Select *s, const Ins *ins) {
    unsigned width = width_of(ins->type);
    Val a;
    Val b;
    int64_t c;
    order_operands(s, ins, &a, &b);
    if (is_folded_load(s, a, width) || is_folded_load(s, b, width))
        return false;
    if (ins_of(s, a)->op == OP_SLOT || ins_of(s, a)->op == OP_ADDR || is_scaled(s, a) || is_scaled(s, b))
        return true;
    if (is_imm(s, b, &c))
        return c != 0 && (ins_of(s, a)->uses > 1 || (ins_of(s, a)->op == OP_ADD && is_private(s, a)));
    if (is_const(s, b, &c))
        return false;
    return ins_of(s, a)->uses > 1 && ins_of(s, b)->uses > 1;
}

static void select_add(Select *s, Val v, Reg def) {
    const Ins *ins = ins_of(s, v);
    Addr ad;
    if (is_lea(s, ins)) {
        Reg own = s->regs[v];
        s->regs[v] = 0; /* so that addr_of looks into it */
        if (ins->uses > 2) {
            Ins *change = &s->f->ins[v];
            uint32_t uses = change->uses;
            change->uses = 1;
            addr_of(s, v, 0, &ad);
            change->uses = uses;
        } else {
            addr_of(s, v, 0, &ad);
        }
        s->regs[v] = own;
        put_lea(s, width_of(ins->type), def, &ad);
        return;
    }
    binary(s, ins, def, X_ADD_RR);
}

static void select_sub(Select *s, const Ins *ins, Reg def) {
    unsigned width = width_of(ins->type);
    Val a = source_of(s, ins->a);
    int64_t c;
    Addr ad = {0};
    if (is_const(s, a, &c) && c == 0) {
        Reg r = reg_of(s, ins->b);
        put_op(s, X_NEG_R, width, def, r, 0);
        return;
    }
    if (is_imm(s, ins->b, &c) && c != -0x80000000L && ins_of(s, a)->uses > 1) {
        ad.base = reg_of(s, a);
        ad.disp = (int32_t)-c;
        put_lea(s, width, def, &ad);
        return;
    }
    binary(s, ins, def, X_SUB_RR);
}

static void select_mul(Select *s, const Ins *ins, Reg def) {
    unsigned width = width_of(ins->type);
    Val a;
    Val b;
    int64_t c;
    Addr ad = {0};
    MIns *m;
    Reg r;
    order_operands(s, ins, &a, &b);
    if (!is_imm(s, b, &c)) {
        binary(s, ins, def, X_IMUL_RR); /* has RR and RM; constants that are no immediates go to registers */
        return;
    }
    if (c > 0 && (c & (c - 1)) == 0) {
        int64_t k = 0;
        while (c >> k != 1)
            k++;
        r = reg_of(s, a);
        if (k == 0)
            put_move(s, CLASS_INT, width, def, r);
        else
            put_op_imm(s, X_SHL_RI, width, def, r, k);
        return;
    }
    if (c == 3 || c == 5 || c == 9) {
        ad.base = reg_of(s, a);
        ad.index = ad.base;
        ad.scale = c == 3 ? 1 : c == 5 ? 2 : 3;
        put_lea(s, width, def, &ad);
        return;
    }
    if (is_folded_load(s, a, width)) {
        addr_of_load(s, a, &ad);
        m = put(s, X_IMUL_RMI, width);
        m->def = def;
        set_addr(m, &ad);
        m->imm = c;
        return;
    }
    r = reg_of(s, a);
    put_op_imm(s, X_IMUL_RRI, width, def, r, c);
}

static void select_shift(Select *s, const Ins *ins, Reg def, X86Op op) {
    unsigned width = width_of(ins->type);
    int64_t c;
    Reg r;
    Reg count;
    if (is_const(s, ins->b, &c)) {
        r = reg_of(s, ins->a);
        c &= width * 8 - 1;
        if (c == 0)
            put_move(s, CLASS_INT, width, def, r);
        else
            put_op_imm(s, op, width, def, r, c);
        return;
    }
    r = reg_of(s, ins->a);
    count = reg_of(s, ins->b);
    hint(s, count, RCX);
    put_move(s, CLASS_INT, 4, RCX, count);
    put_op(s, op + 1, width, def, r, 0);
    s->m->ins[s->m->ins_count - 1].implicit_uses = REG_BIT(RCX);
}

/* The same value, or the same variable read twice with no write between (-O0). */
static bool is_same(const Select *s, Val a, Val b) {
    const Ins *x;
    const Ins *y;
    a = source_of(s, a);
    b = source_of(s, b);
    x = ins_of(s, a);
    y = ins_of(s, b);
    return a == b || (x->op == OP_LOAD && y->op == OP_LOAD && x->sub == y->sub && s->epochs[a] == s->epochs[b] &&
                      ((x->flags | y->flags) & IF_VOLATILE) == 0 && x86_same_address(s, x, y));
}

/* v = width - of, or its negative: the same for a shift count. */
static bool is_opposite(const Select *s, Val v, Val of, unsigned bits) {
    const Ins *ins = ins_of(s, source_of(s, v));
    int64_t c;
    if (ins->op == OP_NEG)
        return is_same(s, ins->a, of);
    return ins->op == OP_SUB && is_const(s, ins->a, &c) && (c & (bits - 1)) == 0 && is_same(s, ins->b, of);
}

/* x << n | x >> (width - n): rol. */
static bool select_rotate(Select *s, const Ins *ins, Val high, Val low, Reg def) {
    unsigned width = width_of(ins->type);
    unsigned bits = 8 * width;
    const Ins *up = ins_of(s, high);
    const Ins *down = ins_of(s, low);
    bool other_way;
    int64_t m;
    int64_t n;
    Reg r;
    Reg count;
    if (up->op != OP_SHL || down->op != OP_SHR || !is_private(s, high) || !is_private(s, low) ||
        !is_same(s, up->a, down->a))
        return false;
    if (is_const(s, up->b, &m) && is_const(s, down->b, &n)) {
        if (((m + n) & (bits - 1)) != 0)
            return false;
        r = reg_of(s, up->a);
        put_op_imm(s, X_ROL_RI, width, def, r, m & (bits - 1));
        return true;
    }
    other_way = is_opposite(s, up->b, down->b, bits);
    if (!other_way && !is_opposite(s, down->b, up->b, bits))
        return false;
    r = reg_of(s, up->a);
    count = reg_of(s, other_way ? down->b : up->b);
    hint(s, count, RCX);
    put_move(s, CLASS_INT, 4, RCX, count);
    put_op(s, other_way ? X_ROR_CL : X_ROL_CL, width, def, r, 0);
    s->m->ins[s->m->ins_count - 1].implicit_uses = REG_BIT(RCX);
    return true;
}

static void select_or(Select *s, const Ins *ins, Reg def) {
    Val a = source_of(s, ins->a);
    Val b = source_of(s, ins->b);
    if (!select_rotate(s, ins, a, b, def) && !select_rotate(s, ins, b, a, def))
        binary(s, ins, def, X_OR_RR);
}

static void select_and(Select *s, const Ins *ins, Reg def) {
    Val a;
    Val b;
    int64_t c;
    Reg r;
    order_operands(s, ins, &a, &b);
    if (is_const(s, b, &c)) {
        if (c == 0xff || c == 0xffff) {
            r = reg_of(s, a);
            put_rr(s, c == 0xff ? X_MOVZX8_RR : X_MOVZX16_RR, 4, def, r);
            return;
        }
        if (ins->type == IR_I64 && c == 0xffffffff) {
            r = reg_of(s, a);
            put_rr(s, X_MOVZ32, 4, def, r);
            return;
        }
        if (ins->type == IR_I64 && c > 0 && c <= 0xffffffff) {
            r = reg_of(s, a); /* the upper half becomes 0 */
            put_op_imm(s, X_AND_RI, 4, def, r, (int32_t)(uint32_t)c);
            return;
        }
    }
    binary(s, ins, def, X_AND_RR);
}

/* ---- extensions ---- */

static void select_extend(Select *s, const Ins *ins, Reg def) {
    Val a = source_of(s, ins->a);
    const Ins *from = ins_of(s, a);
    bool is_signed = ins->op == OP_SEXT;
    unsigned width = width_of(ins->type);
    X86Op rr = is_signed ? (ins->sub == 8 ? X_MOVSX8_RR : ins->sub == 16 ? X_MOVSX16_RR : X_MOVSX32_RR)
                         : (ins->sub == 8 ? X_MOVZX8_RR : ins->sub == 16 ? X_MOVZX16_RR : X_MOVZ32);
    Addr ad;
    Reg r;
    if (!is_signed)
        width = 4; /* clears the upper half */
    if (ins->sub >= 32 && ins->type == IR_I32) {
        r = reg_of(s, a);
        put_move(s, CLASS_INT, 4, def, r);
        return;
    }
    if (from->op == OP_LOAD && mem_bytes((IrMem)from->sub) * 8 == ins->sub &&
        is_folded_load(s, a, ins->sub / 8)) {
        addr_of_load(s, a, &ad);
        put_load(s, rr == X_MOVZ32 ? X_MOV_RM : rr + 1, width, def, &ad);
        return;
    }
    if (from->op == OP_LOAD && is_signed && width == 8 && ins->sub == 32 &&
        (from->sub == MEM_S8 || from->sub == MEM_S16) && is_folded_load(s, a, mem_bytes((IrMem)from->sub))) {
        addr_of_load(s, a, &ad);
        put_load(s, from->sub == MEM_S8 ? X_MOVSX8_RM : X_MOVSX16_RM, 8, def, &ad);
        return;
    }
    r = reg_of(s, a);
    put_rr(s, rr, width, def, r);
}

/* ---- bits ---- */

/* The upper half of a product. */
static void select_high(Select *s, const Ins *ins, Reg def) {
    unsigned width = width_of(ins->type);
    Reg a = reg_of(s, ins->a);
    Reg b = reg_of(s, ins->b);
    MIns *mul;
    hint(s, a, RAX);
    put_move(s, CLASS_INT, width, RAX, a);
    mul = put(s, ins->op == OP_SMULH ? X_IMUL1_R : X_MUL_R, width);
    mul->use[0] = b;
    mul->implicit_uses = REG_BIT(RAX);
    hint(s, def, RDX);
    put_move(s, CLASS_INT, width, def, RDX);
}

/* Counts ones by adding ever wider fields (Warren, Hacker's Delight, 5-1). */
static void select_popcount(Select *s, const Ins *ins, Reg def) {
    unsigned width = width_of(ins_of(s, ins->a)->type);
    uint64_t all = width == 4 ? 0xffffffff : 0xffffffffffffffff;
    static const uint64_t masks[3] = {0x5555555555555555, 0x3333333333333333, 0x0f0f0f0f0f0f0f0f};
    Reg x = reg_of(s, ins->a);
    Reg m[3];
    Reg t1 = new_int(s, width);
    Reg t2 = new_int(s, width);
    Reg t3 = new_int(s, width);
    Reg t4 = new_int(s, width);
    Reg t5 = new_int(s, width);
    Reg t6 = new_int(s, width);
    Reg t7 = new_int(s, width);
    Reg t8 = new_int(s, width);
    Reg t9 = new_int(s, width);
    Reg ones = new_int(s, width);
    for (int i = 0; i < 3; i++) {
        m[i] = new_int(s, width);
        put_const(s, width, m[i], (int64_t)(masks[i] & all));
    }
    put_op_imm(s, X_SHR_RI, width, t1, x, 1);
    put_op(s, X_AND_RR, width, t2, t1, m[0]);
    put_op(s, X_SUB_RR, width, t3, x, t2);
    put_op_imm(s, X_SHR_RI, width, t4, t3, 2);
    put_op(s, X_AND_RR, width, t5, t4, m[1]);
    put_op(s, X_AND_RR, width, t6, t3, m[1]);
    put_op(s, X_ADD_RR, width, t7, t6, t5);
    put_op_imm(s, X_SHR_RI, width, t8, t7, 4);
    put_op(s, X_ADD_RR, width, t9, t8, t7);
    t1 = new_int(s, width);
    t2 = new_int(s, width);
    put_op(s, X_AND_RR, width, t1, t9, m[2]);
    put_const(s, width, ones, (int64_t)(0x0101010101010101 & all));
    put_op(s, X_IMUL_RR, width, t2, t1, ones);
    put_op_imm(s, X_SHR_RI, width, def, t2, width * 8 - 8);
}

static void select_bits(Select *s, const Ins *ins, Reg def) {
    unsigned width = width_of(ins_of(s, ins->a)->type);
    Reg r = reg_of(s, ins->a);
    Reg t;
    if (ins->op == OP_CTZ) {
        put_rr(s, X_BSF_RR, width, def, r);
    } else if (ins->op == OP_CLZ) {
        t = new_int(s, width);
        put_rr(s, X_BSR_RR, width, t, r);
        put_op_imm(s, X_XOR_RI, 4, def, t, width * 8 - 1);
    } else if (ins->sub == 16) {
        t = new_int(s, 4);
        put_op(s, X_BSWAP, 4, t, r, 0);
        put_op_imm(s, X_SHR_RI, 4, def, t, 16);
    } else {
        put_op(s, X_BSWAP, ins->sub / 8, def, r, 0);
    }
}

void select_int(Select *s, Val v, Reg def) {
    const Ins *ins = ins_of(s, v);
    unsigned width = width_of(ins->type);
    Reg r;
    switch (ins->op) {
    case OP_ADD:
        select_add(s, v, def);
        break;
    case OP_SUB:
        select_sub(s, ins, def);
        break;
    case OP_MUL:
        select_mul(s, ins, def);
        break;
    case OP_SMULH:
    case OP_UMULH:
        select_high(s, ins, def);
        break;
    case OP_AND:
        select_and(s, ins, def);
        break;
    case OP_OR:
        select_or(s, ins, def);
        break;
    case OP_XOR:
        binary(s, ins, def, X_XOR_RR);
        break;
    case OP_SHL:
        select_shift(s, ins, def, X_SHL_RI);
        break;
    case OP_SHR:
        select_shift(s, ins, def, X_SHR_RI);
        break;
    case OP_SAR:
        select_shift(s, ins, def, X_SAR_RI);
        break;
    case OP_NEG:
    case OP_NOT:
        r = reg_of(s, ins->a);
        put_op(s, ins->op == OP_NEG ? X_NEG_R : X_NOT_R, width, def, r, 0);
        break;
    case OP_SEXT:
    case OP_ZEXT:
        select_extend(s, ins, def);
        break;
    case OP_POPCOUNT:
        select_popcount(s, ins, def);
        break;
    case OP_CLZ:
    case OP_CTZ:
    case OP_BSWAP:
        select_bits(s, ins, def);
        break;
    default:
        fault("x86_select", ir_op_names[ins->op]);
    }
}

/* ---- comparisons ---- */

static const uint8_t condition_codes[] = {
    [COND_EQ] = CC_E,   [COND_NE] = CC_NE, [COND_SLT] = CC_L,  [COND_SGE] = CC_GE,  [COND_SLE] = CC_LE,
    [COND_SGT] = CC_G,  [COND_ULT] = CC_B, [COND_UGE] = CC_AE, [COND_ULE] = CC_BE, [COND_UGT] = CC_A,
};

/* Whether a byte or halfword in memory can be compared as it is with c. Conditions on zero-extended ones are those
   on unsigned numbers. */
static bool narrow_compare(unsigned mem, int64_t c, unsigned *cond) {
    static const uint8_t as_unsigned[] = {
        [COND_EQ] = COND_EQ,   [COND_NE] = COND_NE,   [COND_SLT] = COND_ULT, [COND_SGE] = COND_UGE,
        [COND_SLE] = COND_ULE, [COND_SGT] = COND_UGT, [COND_ULT] = COND_ULT, [COND_UGE] = COND_UGE,
        [COND_ULE] = COND_ULE, [COND_UGT] = COND_UGT,
    };
    switch (mem) {
    case MEM_U8:
    case MEM_U16:
        *cond = as_unsigned[*cond];
        return c >= 0 && c <= (mem == MEM_U8 ? 0xff : 0xffff);
    case MEM_S8:
    case MEM_S16:
        if (*cond >= COND_ULT)
            return false;
        return mem == MEM_S8 ? c == (int8_t)c : c == (int16_t)c;
    default:
        return false;
    }
}

/* Flags of x & y, for equality with 0. */
static void put_and_test(Select *s, Val v) {
    const Ins *ins = ins_of(s, v);
    unsigned width = width_of(ins->type);
    Val a;
    Val b;
    int64_t c;
    Addr ad;
    Reg r;
    Reg q;
    order_operands(s, ins, &a, &b);
    if (is_const(s, b, &c) && (c == (int32_t)c || (c > 0 && c <= 0xffffffff))) {
        if (c > 0)
            width = 4;
        if (c > 0 && c <= 0xff && ins_of(s, a)->op == OP_LOAD &&
            is_folded_load(s, a, mem_bytes((IrMem)ins_of(s, a)->sub))) {
            addr_of_load(s, a, &ad);
            put_mem_imm(s, X_TEST_MI, 1, &ad, (int8_t)c);
            return;
        }
        if (is_folded_load(s, a, width)) {
            addr_of_load(s, a, &ad);
            put_mem_imm(s, X_TEST_MI, width, &ad, (int32_t)c);
            return;
        }
        r = reg_of(s, a);
        put_op_imm(s, X_TEST_RI, c > 0 && c <= 0x7f ? 1 : width, 0, r, (int32_t)c);
        return;
    }
    if (is_folded_load(s, a, width)) {
        Val swap = a;
        a = b;
        b = swap;
    }
    r = reg_of(s, a);
    if (is_folded_load(s, b, width)) {
        addr_of_load(s, b, &ad);
        put_store(s, X_TEST_MR, width, &ad, r);
        return;
    }
    q = reg_of(s, b);
    put_op(s, X_TEST_RR, width, 0, r, q);
}

static Test compare_with_const(Select *s, Val a, int64_t c, unsigned cond) {
    const Ins *ins = ins_of(s, a);
    unsigned width = width_of(ins->type);
    unsigned narrow = cond;
    Addr ad;
    Reg r;
    if (c == 0 && (cond == COND_EQ || cond == COND_NE) && ins->op == OP_AND && is_private(s, a)) {
        put_and_test(s, a);
        return condition_codes[cond];
    }
    if (is_folded_load(s, a, width)) {
        addr_of_load(s, a, &ad);
        put_mem_imm(s, X_CMP_MI, width, &ad, c);
        return condition_codes[cond];
    }
    if (ins->op == OP_LOAD && narrow_compare(ins->sub, c, &narrow) &&
        is_folded_load(s, a, mem_bytes((IrMem)ins->sub))) {
        addr_of_load(s, a, &ad);
        put_mem_imm(s, X_CMP_MI, mem_bytes((IrMem)ins->sub), &ad, c);
        return condition_codes[narrow];
    }
    r = reg_of(s, a);
    if (c == 0)
        put_op(s, X_TEST_RR, width, 0, r, r);
    else
        put_op_imm(s, X_CMP_RI, width, 0, r, c);
    return condition_codes[cond];
}

static Test put_int_test(Select *s, const Ins *ins) {
    Val a = source_of(s, ins->a);
    Val b = source_of(s, ins->b);
    unsigned cond = ins->sub;
    unsigned width = width_of(ins_of(s, a)->type);
    int64_t c;
    Addr ad;
    Reg r;
    Reg q;
    if (is_const(s, a, &c) && !is_const(s, b, &c)) {
        Val swap = a;
        a = b;
        b = swap;
        cond = cond_swap((IrCond)cond);
    }
    if (is_imm(s, b, &c))
        return compare_with_const(s, a, c, cond);
    if (is_folded_load(s, a, width)) {
        q = reg_of(s, b);
        addr_of_load(s, a, &ad);
        put_store(s, X_CMP_MR, width, &ad, q);
        return condition_codes[cond];
    }
    r = reg_of(s, a);
    if (is_folded_load(s, b, width)) {
        addr_of_load(s, b, &ad);
        put_store(s, X_CMP_RM, width, &ad, r);
        return condition_codes[cond];
    }
    q = reg_of(s, b);
    put_op(s, X_CMP_RR, width, 0, r, q);
    return condition_codes[cond];
}

Test put_test(Select *s, Val v) {
    const Ins *ins = ins_of(s, v);
    if (ins->op == OP_ICMP)
        return put_int_test(s, ins);
    if (ins->op == OP_FCMP)
        return put_float_test(s, v);
    if (ins->op == OP_LDCMP && is_private(s, v) && s->epochs[v] == s->now)
        return put_ld_test(s, v);
    return compare_with_const(s, v, 0, COND_NE);
}

static Reg put_setcc(Select *s, unsigned cc) {
    Reg r = new_int(s, 4);
    MIns *ins = put(s, X_SETCC, 1);
    ins->def = r;
    ins->cond = (uint8_t)cc;
    return r;
}

void test_to_reg(Select *s, Test test, Reg def) {
    Reg r = put_setcc(s, TEST_CC(test));
    if ((test & TEST_JOIN) != TEST_ONE) {
        Reg q = put_setcc(s, TEST_CC2(test));
        Reg both = new_int(s, 4);
        put_op(s, (test & TEST_JOIN) == TEST_BOTH ? X_AND_RR : X_OR_RR, 1, both, r, q);
        r = both;
    }
    put_rr(s, X_MOVZX8_RR, 4, def, r);
}

static void put_cmov(Select *s, unsigned cc, unsigned width, Reg def, Reg otherwise, Reg then) {
    MIns *ins = put(s, X_CMOV_RR, width);
    ins->def = def;
    ins->use[0] = otherwise;
    ins->use[1] = then;
    ins->cond = (uint8_t)cc;
}

/* Without conditional moves of floats: by a mask of all ones or zeros. */
static void select_float_select(Select *s, const Ins *ins, Reg def) {
    unsigned width = width_of(ins->type);
    Reg bit = new_int(s, 4);
    Reg bits = new_int(s, 8);
    Reg mask = new_float(s, 8);
    Reg picked = new_float(s, 8);
    Reg other = new_float(s, 8);
    Reg b = reg_of(s, ins->b);
    Reg c = reg_of(s, ins->c);
    test_to_reg(s, put_test(s, source_of(s, ins->a)), bit);
    put_op(s, X_NEG_R, width, bits, bit, 0);
    put_rr(s, X_MOVD_XR, width, mask, bits);
    put_op(s, X_ANDPS_RR, width, picked, b, mask);
    put_op(s, X_ANDNPS_RR, width, other, mask, c);
    put_op(s, X_ORPS_RR, width, def, picked, other);
}

void select_select(Select *s, Val v, Reg def) {
    const Ins *ins = ins_of(s, v);
    unsigned width = width_of(ins->type);
    Test test;
    Reg then;
    Reg otherwise;
    Reg middle;
    if (is_float_type(ins->type)) {
        select_float_select(s, ins, def);
        return;
    }
    then = reg_of(s, ins->b);
    otherwise = reg_of(s, ins->c);
    test = put_test(s, source_of(s, ins->a));
    if ((test & TEST_JOIN) == TEST_ONE) {
        put_cmov(s, TEST_CC(test), width, def, otherwise, then);
        return;
    }
    middle = new_int(s, width);
    if ((test & TEST_JOIN) == TEST_EITHER) {
        put_cmov(s, TEST_CC(test), width, middle, otherwise, then);
        put_cmov(s, TEST_CC2(test), width, def, middle, then);
    } else {
        put_cmov(s, TEST_CC(test) ^ 1U, width, middle, then, otherwise);
        put_cmov(s, TEST_CC2(test) ^ 1U, width, def, middle, otherwise);
    }
}
