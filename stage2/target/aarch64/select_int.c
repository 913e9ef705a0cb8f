/* Selection of integer arithmetic: immediates, shifted and extended operands, bit fields, products. */
#include "select.h"

/* ---- second operands ---- */

typedef struct Binary {
    uint16_t reg;  /* op with a (shifted) register */
    uint16_t regs; /* the same setting flags, 0: none */
    uint16_t ext;  /* with an extended register, 0: none */
    uint16_t exts;
    uint16_t imm;
    uint16_t imms;
    uint16_t inverted; /* with the complement of the second operand, 0: none */
} Binary;

static const Binary binary_of[5] = {
    {A_ADD, A_ADDS, A_ADDX, A_ADDSX, A_ADDI, A_ADDSI, 0},
    {A_SUB, A_SUBS, A_SUBX, A_SUBSX, A_SUBI, A_SUBSI, 0},
    {A_AND, A_ANDS, 0, 0, A_ANDI, A_ANDSI, A_BIC},
    {A_ORR, 0, 0, 0, A_ORRI, 0, A_ORN},
    {A_EOR, 0, 0, 0, A_EORI, 0, A_EON},
};

static const Binary *find_binary(unsigned op) {
    switch (op) {
    case OP_ADD:
        return &binary_of[0];
    case OP_SUB:
        return &binary_of[1];
    case OP_AND:
        return &binary_of[2];
    case OP_OR:
        return &binary_of[3];
    default:
        return &binary_of[4];
    }
}

/* The constant of a shift by a constant, or -1. */
static int shift_amount(const Select *s, Val v) {
    int64_t n;
    if (!sel_is_const(s, s->ins[v].b, &n))
        return -1;
    return (int)(n & (type_width(s->ins[v].type) * 8 - 1));
}

/* A shift by a constant that can be part of an instruction of `width`. */
static bool is_shifted(const Select *s, Val v, unsigned width, unsigned *kind, int *amount) {
    const Ins *i = &s->ins[v];
    if (i->op != OP_SHL && i->op != OP_SHR && i->op != OP_SAR)
        return false;
    if (!sel_once(s, v, i->op) || type_width(i->type) != width)
        return false;
    *amount = shift_amount(s, v);
    *kind = i->op == OP_SHL ? SH_LSL : i->op == OP_SHR ? SH_LSR : SH_ASR;
    return *amount >= 0;
}

/* An extension, or one shifted left by up to 4, that add and sub can do. */
static bool is_extended(const Select *s, Val v, unsigned width, Val *source, unsigned *option, int *amount) {
    *amount = 0;
    if (sel_once(s, v, OP_SHL) && type_width(s->ins[v].type) == width) {
        *amount = shift_amount(s, v);
        if (*amount < 0 || *amount > 4)
            return false;
        v = sel_source(s, s->ins[v].a);
    }
    if ((!sel_once(s, v, OP_SEXT) && !sel_once(s, v, OP_ZEXT)) || type_width(s->ins[v].type) != width)
        return false;
    if (s->ins[v].sub == 32 && width == 4)
        return false;
    *option = (s->ins[v].sub == 8 ? EXT_UXTB : s->ins[v].sub == 16 ? EXT_UXTH : EXT_UXTW) +
              (s->ins[v].op == OP_SEXT ? EXT_SXTB : 0);
    *source = s->ins[v].a;
    return s->ins[sel_source(s, *source)].op != OP_LOAD; /* that extends for nothing */
}

/* The value as AArch64's instructions of this width see it. */
static uint64_t truncated(int64_t value, unsigned width) {
    return width == 4 ? (uint64_t)value & 0xffffffffUL : (uint64_t)value;
}

static bool binary_imm(Select *s, unsigned op, unsigned width, Reg def, Val a, int64_t value, bool flags) {
    const Binary *t;
    Reg r;
    if (op == OP_ADD || op == OP_SUB) {
        int64_t negated =
            width == 4 ? (int64_t)(int32_t)(0 - (uint32_t)value) : (int64_t)(0 - (uint64_t)value);
        if (!a64_imm12(value)) {
            /* cmp and cmn differ in the carry for 0 alone, which is no matter here: 0 fits */
            if (!a64_imm12(negated))
                return false;
            value = negated;
            op = op == OP_ADD ? OP_SUB : OP_ADD;
        }
        t = find_binary(op);
        r = sel_use(s, a);
        sel_imm(s, flags ? t->imms : t->imm, width, def, r, value);
        return true;
    }
    if (a64_logical(truncated(value, width), width) < 0)
        return false;
    t = find_binary(op);
    r = sel_use(s, a);
    sel_imm(s, flags ? t->imms : t->imm, width, def, r, (int64_t)truncated(value, width));
    return true;
}

void sel_binary(Select *s, unsigned op, unsigned width, Reg def, Val a, Val b, bool flags) {
    const Binary *t = find_binary(op);
    bool commutes = op != OP_SUB;
    unsigned kind = SH_LSL;
    int amount = 0;
    int64_t value;
    Val source;
    MIns *i;
    Reg x, y;
    a = sel_source(s, a);
    b = sel_source(s, b);
    if (sel_is_const(s, b, &value) && binary_imm(s, op, width, def, a, value, flags))
        return;
    if (commutes && sel_is_const(s, a, &value) && binary_imm(s, op, width, def, b, value, flags))
        return;
    if (commutes) {
        /* the operand that something can be done with comes second */
        unsigned k;
        int n;
        if (is_shifted(s, a, width, &k, &n) || (sel_once(s, a, OP_NOT) && t->inverted != 0) ||
            (t->ext != 0 && is_extended(s, a, width, &source, &k, &n))) {
            Val c = a;
            a = b;
            b = c;
        }
    }
    if (t->ext != 0 && is_extended(s, b, width, &source, &kind, &amount)) {
        x = sel_use(s, a);
        y = sel_use(s, source);
        i = sel_put(s, flags ? t->exts : t->ext, width, def, x, y);
        i->extra = (uint16_t)kind;
        i->imm = amount;
        return;
    }
    if (t->inverted != 0 && !flags && sel_once(s, b, OP_NOT) && type_width(s->ins[b].type) == width) {
        x = sel_use(s, a);
        y = sel_use(s, s->ins[b].a);
        sel_put(s, t->inverted, width, def, x, y);
        return;
    }
    x = sel_use_or_zero(s, a);
    if (is_shifted(s, b, width, &kind, &amount)) {
        y = sel_use(s, s->ins[b].a);
    } else {
        kind = SH_LSL;
        amount = 0;
        y = sel_use_or_zero(s, b);
    }
    i = sel_put(s, flags ? t->regs : t->reg, width, def, x, y);
    i->extra = (uint16_t)kind;
    i->imm = amount;
}

/* ---- sums and products ---- */

static bool is_widened(const Select *s, Val v, unsigned op) {
    return sel_once(s, v, op) && s->ins[v].sub == 32 && s->ins[v].type == IR_I64;
}

/* def = c ± a * b; c is zr for the product alone. 32-bit factors that are extended are multiplied so. */
static void multiply(Select *s, Val product, Reg def, Val addend, bool subtract) {
    const Ins *i = &s->ins[product];
    unsigned width = type_width(i->type);
    Val a = sel_source(s, i->a);
    Val b = sel_source(s, i->b);
    unsigned op = subtract ? A_MSUB : A_MADD;
    Reg x, y, z;
    if (is_widened(s, a, OP_SEXT) && is_widened(s, b, OP_SEXT))
        op = subtract ? A_SMSUBL : A_SMADDL;
    else if (is_widened(s, a, OP_ZEXT) && is_widened(s, b, OP_ZEXT))
        op = subtract ? A_UMSUBL : A_UMADDL;
    if (op != A_MADD && op != A_MSUB) {
        a = s->ins[a].a;
        b = s->ins[b].a;
    }
    x = sel_use(s, a);
    y = sel_use(s, b);
    z = addend != 0 ? sel_use_or_zero(s, addend) : R_ZR;
    sel_put(s, op, width, def, x, y)->use[2] = z;
}

static bool is_power(uint64_t v) {
    return v != 0 && (v & (v - 1)) == 0;
}

static int log2_of(uint64_t v) {
    int n = 0;
    while (v > 1) {
        v >>= 1;
        n++;
    }
    return n;
}

/* def = a << amount; also of less bits than all. */
static void shift_left(Select *s, unsigned width, Reg def, Reg a, int amount) {
    int bits = (int)width * 8;
    MIns *i = sel_imm(s, A_UBFM, width, def, a, (bits - amount) & (bits - 1));
    i->extra = (uint16_t)(bits - 1 - amount);
}

/* Products with 2^n, 2^n + 1, 2^n - 1. */
static bool multiply_const(Select *s, Val v, int64_t by) {
    unsigned width = type_width(s->ins[v].type);
    uint64_t value = truncated(by, width);
    Reg def = s->regs[v];
    Reg a;
    MIns *i;
    if (is_power(value)) {
        a = sel_use(s, s->ins[v].a);
        shift_left(s, width, def, a, log2_of(value));
        return true;
    }
    if (is_power(value - 1)) {
        a = sel_use(s, s->ins[v].a);
        i = sel_put(s, A_ADD, width, def, a, a);
        i->imm = log2_of(value - 1);
        return true;
    }
    if (value != truncated(-1, width) && is_power(value + 1)) {
        Reg t = sel_temp(s, width);
        a = sel_use(s, s->ins[v].a);
        shift_left(s, width, t, a, log2_of(value + 1));
        sel_put(s, A_SUB, width, def, t, a);
        return true;
    }
    return false;
}

static bool is_product(const Select *s, Val v) {
    int64_t value;
    if (!sel_once(s, v, OP_MUL))
        return false;
    if (!sel_is_const(s, s->ins[v].b, &value))
        return true;
    value = (int64_t)truncated(value, type_width(s->ins[v].type));
    return !is_power((uint64_t)value) && !is_power((uint64_t)value - 1) && !is_power((uint64_t)value + 1);
}

static void sum(Select *s, Val v) {
    const Ins *i = &s->ins[v];
    Val a = sel_source(s, i->a);
    Val b = sel_source(s, i->b);
    if (is_product(s, b))
        multiply(s, b, s->regs[v], a, i->op == OP_SUB);
    else if (i->op == OP_ADD && is_product(s, a))
        multiply(s, a, s->regs[v], b, false);
    else
        sel_binary(s, i->op, type_width(i->type), s->regs[v], a, b, false);
}

static void divide(Select *s, Val v) {
    const Ins *i = &s->ins[v];
    unsigned width = type_width(i->type);
    bool is_signed = i->op == OP_SDIV || i->op == OP_SREM;
    Reg a = sel_use_or_zero(s, i->a);
    Reg b = sel_use(s, i->b);
    Reg q;
    if (i->op == OP_SDIV || i->op == OP_UDIV) {
        sel_put(s, is_signed ? A_SDIV : A_UDIV, width, s->regs[v], a, b);
        return;
    }
    q = sel_temp(s, width);
    sel_put(s, is_signed ? A_SDIV : A_UDIV, width, q, a, b);
    sel_put(s, A_MSUB, width, s->regs[v], q, b)->use[2] = a;
}

/* ---- shifts and fields ---- */

/* def = bits lsb … lsb + bits - 1 of a, extended. */
static void extract(Select *s, unsigned width, Reg def, Reg a, int lsb, int bits, bool is_signed) {
    MIns *i = sel_imm(s, is_signed ? A_SBFM : A_UBFM, width, def, a, lsb);
    i->extra = (uint16_t)(lsb + bits - 1);
}

/* def = the low bits of a, extended, shifted left. */
static void insert_zero(Select *s, unsigned width, Reg def, Reg a, int lsb, int bits, bool is_signed) {
    int size = (int)width * 8;
    MIns *i = sel_imm(s, is_signed ? A_SBFM : A_UBFM, width, def, a, (size - lsb) & (size - 1));
    i->extra = (uint16_t)(bits - 1);
}

static void shift_const(Select *s, Val v, int amount) {
    const Ins *i = &s->ins[v];
    unsigned width = type_width(i->type);
    int size = (int)width * 8;
    Reg def = s->regs[v];
    Val a = sel_source(s, i->a);
    bool is_signed = i->op == OP_SAR;
    Reg r;
    if (i->op == OP_SHL) {
        /* of an extension: ubfiz, sbfiz */
        if ((sel_once(s, a, OP_ZEXT) || sel_once(s, a, OP_SEXT)) && type_width(s->ins[a].type) == width) {
            int bits = s->ins[a].sub;
            bool sign = s->ins[a].op == OP_SEXT;
            if (bits > size - amount)
                bits = size - amount;
            r = sel_use(s, s->ins[a].a);
            insert_zero(s, width, def, r, amount, bits, sign);
            return;
        }
        r = sel_use(s, a);
        shift_left(s, width, def, r, amount);
        return;
    }
    if (sel_once(s, a, OP_SHL) && shift_amount(s, a) >= 0) {
        int left = shift_amount(s, a);
        r = sel_use(s, s->ins[a].a);
        if (left <= amount)
            extract(s, width, def, r, amount - left, size - amount, is_signed);
        else
            insert_zero(s, width, def, r, left - amount, size - left, is_signed);
        return;
    }
    r = sel_use(s, a);
    extract(s, width, def, r, amount, size - amount, is_signed);
}

static void shift(Select *s, Val v) {
    const Ins *i = &s->ins[v];
    unsigned op = i->op == OP_SHL ? A_LSLV : i->op == OP_SHR ? A_LSRV : A_ASRV;
    int amount = shift_amount(s, v);
    Reg a, b;
    if (amount >= 0) {
        shift_const(s, v, amount);
        return;
    }
    a = sel_use(s, i->a);
    b = sel_use(s, i->b);
    sel_put(s, op, type_width(i->type), s->regs[v], a, b);
}

/* AND with a mask of low bits of something shifted right: ubfx. */
static bool select_field(Select *s, Val v) {
    const Ins *i = &s->ins[v];
    Val a = sel_source(s, i->a);
    unsigned width = type_width(i->type);
    int64_t mask;
    int lsb, bits;
    Reg r;
    if (!sel_is_const(s, i->b, &mask) || !is_power(truncated(mask, width) + 1) ||
        (!sel_once(s, a, OP_SHR) && !sel_once(s, a, OP_SAR)))
        return false;
    lsb = shift_amount(s, a);
    bits = log2_of(truncated(mask, width) + 1);
    if (lsb < 0 || lsb + bits > (int)width * 8)
        return false;
    r = sel_use(s, s->ins[a].a);
    extract(s, width, s->regs[v], r, lsb, bits, false);
    return true;
}

/* (x & ~(mask << lsb)) | ((y & mask) << lsb): bfi. `keep` is the first half. */
static bool select_insert(Select *s, Val v, Val keep, Val put) {
    unsigned width = type_width(s->ins[v].type);
    int64_t hole, mask;
    uint64_t field;
    int lsb = 0;
    int bits;
    Val from = put;
    Reg x, y;
    MIns *i;
    if (!sel_once(s, keep, OP_AND) || !sel_is_const(s, s->ins[keep].b, &hole))
        return false;
    field = truncated(~hole, width);
    if (field == 0)
        return false;
    while ((field >> lsb & 1) == 0)
        lsb++;
    if (!is_power((field >> lsb) + 1))
        return false;
    bits = log2_of((field >> lsb) + 1);
    if (bits == 0 || bits == (int)width * 8)
        return false;
    if (lsb != 0) {
        if (!sel_once(s, from, OP_SHL) || shift_amount(s, from) != lsb)
            return false;
        from = sel_source(s, s->ins[from].a);
    }
    if (lsb + bits != (int)width * 8) {
        if (!sel_once(s, from, OP_AND) || !sel_is_const(s, s->ins[from].b, &mask) ||
            truncated(mask, width) != field >> lsb)
            return false;
        from = sel_source(s, s->ins[from].a);
    }
    x = sel_use(s, s->ins[keep].a);
    y = sel_use(s, from);
    i = sel_put(s, A_BFM, width, s->regs[v], x, y);
    i->imm = ((int)width * 8 - lsb) & ((int)width * 8 - 1);
    i->extra = (uint16_t)(bits - 1);
    return true;
}

/* x << n | y >> (size - n): ror, extr. */
static bool select_extract(Select *s, Val v, Val high, Val low) {
    unsigned width = type_width(s->ins[v].type);
    int up, down;
    Reg x, y;
    if (!sel_once(s, high, OP_SHL) || !sel_once(s, low, OP_SHR))
        return false;
    up = shift_amount(s, high);
    down = shift_amount(s, low);
    if (up <= 0 || down <= 0 || up + down != (int)width * 8)
        return false;
    x = sel_use(s, s->ins[high].a);
    y = sel_use(s, s->ins[low].a);
    sel_put(s, A_EXTR, width, s->regs[v], x, y)->imm = down;
    return true;
}

/* `v` is the width minus `of`, or its negative: the same for a shift count. */
static bool is_opposite(const Select *s, Val v, Val of, int size) {
    const Ins *i = &s->ins[sel_source(s, v)];
    int64_t value;
    if (i->op == OP_NEG)
        return sel_source(s, i->a) == sel_source(s, of);
    return i->op == OP_SUB && sel_is_const(s, i->a, &value) && (value & (size - 1)) == 0 &&
           sel_source(s, i->b) == sel_source(s, of);
}

/* x << (width - n) | x >> n: ror by a register. */
static bool select_rotate(Select *s, Val v, Val high, Val low) {
    unsigned width = type_width(s->ins[v].type);
    Val up, down;
    Reg x, n;
    if (!sel_once(s, high, OP_SHL) || !sel_once(s, low, OP_SHR) ||
        sel_source(s, s->ins[high].a) != sel_source(s, s->ins[low].a))
        return false;
    up = s->ins[high].b;
    down = s->ins[low].b;
    if (!is_opposite(s, up, down, (int)width * 8) && !is_opposite(s, down, up, (int)width * 8))
        return false;
    x = sel_use(s, s->ins[low].a);
    n = sel_use(s, down);
    sel_put(s, A_RORV, width, s->regs[v], x, n);
    return true;
}

static void bitwise(Select *s, Val v) {
    const Ins *i = &s->ins[v];
    Val a = sel_source(s, i->a);
    Val b = sel_source(s, i->b);
    if (i->op == OP_AND && select_field(s, v))
        return;
    if (i->op == OP_OR && (select_insert(s, v, a, b) || select_insert(s, v, b, a) ||
                           select_extract(s, v, a, b) || select_extract(s, v, b, a) ||
                           select_rotate(s, v, a, b) || select_rotate(s, v, b, a)))
        return;
    sel_binary(s, i->op, type_width(i->type), s->regs[v], a, b, false);
}

/* ---- extensions ---- */

/* The register of this I32 value has zeros in its upper half. */
static bool is_clean(const Select *s, Val v) {
    switch (s->ins[v].op) {
    case OP_PARAM:
    case OP_PHI:
    case OP_RESULT:
    case OP_TRUNC:
    case OP_COPY:
    case OP_LDTO:
    case OP_SYSCALL:
        return false;
    default:
        return true;
    }
}

/* A load that can extend to 64 bits itself; it gets the register of the extension. */
static bool widen_load(Select *s, Val v, Val a) {
    unsigned mem = s->ins[a].sub;
    bool is_signed = mem == MEM_S8 || mem == MEM_S16 || mem == MEM_32;
    if (!sel_once(s, a, OP_LOAD) || s->ins[v].type != IR_I64 || s->ins[v].sub != 32 || s->regs[a] != 0)
        return false;
    if (s->ins[a].type != IR_I32) /* a truncation stands between */
        return false;
    if (s->ins[v].op == OP_ZEXT && (mem == MEM_S8 || mem == MEM_S16))
        return false;
    s->regs[a] = s->regs[v];
    if (s->ins[v].op == OP_SEXT && is_signed)
        s->form[a] = FORM_64;
    return true;
}

static void extend(Select *s, Val v) {
    const Ins *i = &s->ins[v];
    unsigned width = type_width(i->type);
    bool is_signed = i->op == OP_SEXT;
    Val a = sel_source(s, i->a);
    Reg r;
    if (widen_load(s, v, a))
        return;
    if (i->sub == 32 && i->type == IR_I32) {
        r = sel_use(s, a);
        sel_put(s, A_MOV, 4, s->regs[v], r, 0);
        return;
    }
    /* of a shifted value: sbfx, ubfx */
    if ((sel_once(s, a, OP_SHR) || sel_once(s, a, OP_SAR)) && shift_amount(s, a) >= 0 &&
        shift_amount(s, a) + i->sub <= (int)type_width(s->ins[a].type) * 8 &&
        (!is_signed || width == 8 || s->ins[a].type == IR_I32)) {
        r = sel_use(s, s->ins[a].a);
        extract(s, is_signed ? width : type_width(s->ins[a].type), s->regs[v], r, shift_amount(s, a), i->sub,
                is_signed);
        return;
    }
    r = sel_use(s, a);
    if (!is_signed && i->sub == 32 && s->ins[a].type == IR_I32 && is_clean(s, a))
        sel_put(s, A_MOV, 8, s->regs[v], r, 0);
    else if (!is_signed)
        extract(s, i->sub == 32 ? 8 : 4, s->regs[v], r, 0, i->sub, false);
    else
        extract(s, width, s->regs[v], r, 0, i->sub, true);
}

/* ---- the rest ---- */

static void bit_count(Select *s, Val v) {
    const Ins *i = &s->ins[v];
    unsigned width = type_width(s->ins[i->a].type);
    Reg a = sel_use(s, i->a);
    Reg t;
    if (i->op == OP_CLZ) {
        sel_put(s, A_CLZ, width, s->regs[v], a, 0);
        return;
    }
    if (i->op == OP_CTZ) {
        t = sel_temp(s, width);
        sel_put(s, A_RBIT, width, t, a, 0);
        sel_put(s, A_CLZ, width, s->regs[v], t, 0);
        return;
    }
    {
        Reg bits = mir_reg(s->m, CLASS_FLOAT, 8);
        Reg counts = mir_reg(s->m, CLASS_FLOAT, 8);
        Reg total = mir_reg(s->m, CLASS_FLOAT, 8);
        sel_put(s, A_FMOVTO, width, bits, a, 0)->scale = (uint8_t)width;
        sel_put(s, A_CNT, 8, counts, bits, 0);
        sel_put(s, A_ADDV, 8, total, counts, 0);
        sel_put(s, A_FMOVFROM, 4, s->regs[v], total, 0)->scale = 4;
    }
}

static void byte_swap(Select *s, Val v) {
    const Ins *i = &s->ins[v];
    Reg a = sel_use(s, i->a);
    if (i->sub == 16) {
        Reg t = sel_temp(s, 4);
        sel_put(s, A_REV, 4, t, a, 0);
        extract(s, 4, s->regs[v], t, 16, 16, false);
        return;
    }
    sel_put(s, A_REV, i->sub == 64 ? 8 : 4, s->regs[v], a, 0);
}

static void negate(Select *s, Val v) {
    const Ins *i = &s->ins[v];
    Val a = sel_source(s, i->a);
    unsigned width = type_width(i->type);
    unsigned kind = SH_LSL;
    int amount = 0;
    MIns *out;
    Reg r;
    if (i->op == OP_NEG && is_product(s, a)) {
        multiply(s, a, s->regs[v], 0, true);
        return;
    }
    if (is_shifted(s, a, width, &kind, &amount)) {
        r = sel_use(s, s->ins[a].a);
    } else {
        kind = SH_LSL;
        amount = 0;
        r = sel_use(s, a);
    }
    out = sel_put(s, i->op == OP_NEG ? A_SUB : A_ORN, width, s->regs[v], R_ZR, r);
    out->extra = (uint16_t)kind;
    out->imm = amount;
}

void sel_int(Select *s, Val v) {
    const Ins *i = &s->ins[v];
    int64_t value;
    Reg a, b;
    switch (i->op) {
    case OP_ADD:
    case OP_SUB:
        sum(s, v);
        break;
    case OP_MUL:
        if (!sel_is_const(s, i->b, &value) || !multiply_const(s, v, value))
            multiply(s, v, s->regs[v], 0, false);
        break;
    case OP_UMULH:
    case OP_SMULH:
        a = sel_use(s, i->a);
        b = sel_use(s, i->b);
        sel_put(s, i->op == OP_UMULH ? A_UMULH : A_SMULH, 8, s->regs[v], a, b);
        break;
    case OP_SDIV:
    case OP_UDIV:
    case OP_SREM:
    case OP_UREM:
        divide(s, v);
        break;
    case OP_AND:
    case OP_OR:
    case OP_XOR:
        bitwise(s, v);
        break;
    case OP_SHL:
    case OP_SHR:
    case OP_SAR:
        shift(s, v);
        break;
    case OP_NEG:
    case OP_NOT:
        negate(s, v);
        break;
    case OP_CLZ:
    case OP_CTZ:
    case OP_POPCOUNT:
        bit_count(s, v);
        break;
    case OP_BSWAP:
        byte_swap(s, v);
        break;
    case OP_SEXT:
    case OP_ZEXT:
        extend(s, v);
        break;
    default:
        fault("aarch64 select", "operation");
    }
}
