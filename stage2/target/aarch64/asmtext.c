/* Instructions as text for the GNU assembler, by the table ops.h: for -S. The text assembles to the bytes
   that encode.c gives, so there are few aliases. */
#include "aarch64.h"

static const char *const cond_names[14] = {"eq", "ne", "cs", "cc", "mi", "pl", "vs",
                                           "vc", "hi", "ls", "ge", "lt", "gt", "le"};
static const char *const shift_names[4] = {"lsl", "lsr", "asr", "ror"};
static const char *const extend_names[8] = {"uxtb", "uxth", "uxtw", "uxtx", "sxtb", "sxth", "sxtw", "sxtx"};

/* An integer register; 31 is the zero register, or sp. */
static void int_reg(Buf *b, Reg r, unsigned width, bool sp) {
    unsigned n = r - 1;
    if (n == 31)
        buf_text(b, sp ? (width == 8 ? "sp" : "wsp") : (width == 8 ? "xzr" : "wzr"));
    else
        buf_printf(b, "%c%u", width == 8 ? 'x' : 'w', n);
}

static void float_reg(Buf *b, Reg r, unsigned width) {
    buf_printf(b, "%c%u", width == 16 ? 'q' : width == 8 ? 'd' : 's', r - REG_FLOAT);
}

static void comma(Buf *b) {
    buf_text(b, ", ");
}

static void int_next(Buf *b, Reg r, unsigned width) {
    comma(b);
    int_reg(b, r, width, false);
}

static void float_next(Buf *b, Reg r, unsigned width) {
    comma(b);
    float_reg(b, r, width);
}

static void symbol(A64Emit *e, const MIns *i) {
    const ObjSymbol *s = &e->m->obj->symbols[i->sym];
    if (s->name[0] == '\0' && s->section != OBJ_UNDEF && s->section < e->m->obj->section_count)
        buf_text(e->text, e->m->obj->sections[s->section].name);
    else
        buf_text(e->text, s->name);
    if (i->disp != 0)
        buf_printf(e->text, "%s%d", i->disp > 0 ? "+" : "", i->disp);
}

static void block_name(A64Emit *e, uint32_t block) {
    buf_printf(e->text, ".L%u_%u", e->label, e->forward[block]);
}

void a64_asm_label(A64Emit *e, uint32_t block) {
    buf_printf(e->text, ".L%u_%u:\n", e->label, block);
}

/* The table stands behind its branch; entries are relative to it. */
void a64_asm_table(A64Emit *e, const A64Table *t, unsigned label) {
    uint32_t i;
    buf_printf(e->text, ".L%u_t%u:\n", e->label, label);
    for (i = 0; i < t->count; i++) {
        buf_text(e->text, "\t.word\t");
        block_name(e, t->targets[i]);
        buf_printf(e->text, "-.L%u_t%u\n", e->label, label);
    }
}

static void address(A64Emit *e, const MIns *i) {
    Buf *b = e->text;
    buf_text(b, ", [");
    int_reg(b, i->use[0], 8, true);
    if (i->sym != 0) {
        buf_text(b, ", :lo12:");
        symbol(e, i);
    } else if (a64_info[i->op].format != FMT_PAIR && i->use[1] != 0) {
        unsigned option = i->extra & 7;
        int_next(b, i->use[1], option == EXT_UXTX || option == EXT_SXTX ? 8 : 4);
        if (option != EXT_UXTX)
            buf_printf(b, ", %s", extend_names[option]);
        else if (i->scale != 0)
            buf_text(b, ", lsl");
        if (i->scale != 0)
            buf_printf(b, " #%u", i->scale);
    } else if ((i->extra & AM_POST) != 0) {
        buf_printf(b, "], #%d", i->disp);
        return;
    } else if (i->disp != 0 || (i->extra & AM_PRE) != 0) {
        buf_printf(b, ", #%d", i->disp);
    }
    buf_text(b, (i->extra & AM_PRE) != 0 ? "]!" : "]");
}

static void memory(A64Emit *e, const MIns *i, Reg data) {
    Buf *b = e->text;
    const char *name = a64_info[i->op].text;
    bool is_narrow = i->op == A_STRB || i->op == A_STRH || i->op == A_LDRB || i->op == A_LDRH;
    unsigned width = i->op == A_LDRSW ? 8 : is_narrow ? 4 : i->width;
    unsigned log2 = a64_access_log2(i);
    bool scaled = i->sym != 0 || i->use[1] != 0 || (i->extra & (AM_PRE | AM_POST)) != 0 ||
                  (i->disp >= 0 && (i->disp & ((1 << log2) - 1)) == 0);
    /* ldr with an unscaled offset is ldur, and so on */
    if (scaled)
        buf_printf(b, "\t%s\t", name);
    else
        buf_printf(b, "\t%.*su%s\t", 2, name, name + 2);
    if (i->op == A_LDRF || i->op == A_STRF)
        float_reg(b, data, i->width);
    else
        int_reg(b, data, width, false);
    address(e, i);
}

static void pair(A64Emit *e, const MIns *i) {
    Buf *b = e->text;
    bool load = i->op == A_LDP || i->op == A_LDPF;
    Reg first = load ? i->def : i->use[2];
    if (i->op == A_LDPF || i->op == A_STPF) {
        float_reg(b, first, i->width);
        float_next(b, i->use[1], i->width);
    } else {
        int_reg(b, first, i->width, false);
        int_next(b, i->use[1], i->width);
    }
    address(e, i);
}

/* Three operands of which the first disappears in the aliases cmp, cmn and tst. */
static bool compare_alias(Buf *b, const MIns *i) {
    const char *name = NULL;
    if (i->def != R_ZR)
        return false;
    switch (i->op) {
    case A_SUBS:
    case A_SUBSI:
    case A_SUBSX:
        name = "cmp";
        break;
    case A_ADDS:
    case A_ADDSI:
    case A_ADDSX:
        name = "cmn";
        break;
    case A_ANDS:
    case A_ANDSI:
        name = "tst";
        break;
    default:
        return false;
    }
    buf_printf(b, "\t%s\t", name);
    return true;
}

static void int_text(A64Emit *e, const MIns *i, unsigned format) {
    Buf *b = e->text;
    unsigned w = i->width;
    const char *name = a64_info[i->op].text;
    bool keeps_flags = i->op != A_ADDSI && i->op != A_SUBSI && i->op != A_ADDSX && i->op != A_SUBSX;
    if (format == FMT_CCMP || format == FMT_CCMPI) {
        buf_printf(b, "\t%s\t", name);
        int_reg(b, i->use[0], w, false);
    } else if (!compare_alias(b, i)) {
        bool sp = format == FMT_MOVSP || ((format == FMT_IMM12 || format == FMT_EXTENDED) && keeps_flags) ||
                  (format == FMT_LOGIMM && i->op != A_ANDSI);
        buf_printf(b, "\t%s\t", name);
        int_reg(b, i->def, w, sp);
        comma(b);
    }
    switch (format) {
    case FMT_MOV:
        int_reg(b, i->use[0], w, false);
        break;
    case FMT_MOVSP:
        int_reg(b, i->use[0], w, true);
        break;
    case FMT_MOVW:
        buf_printf(b, "#%u, lsl #%u", (unsigned)i->imm & 0xffff, i->scale);
        break;
    case FMT_SHIFTED:
        int_reg(b, i->use[0], w, false);
        int_next(b, i->use[1], w);
        if (i->extra != SH_LSL || i->imm != 0)
            buf_printf(b, ", %s #%u", shift_names[i->extra & 3], (unsigned)i->imm);
        break;
    case FMT_EXTENDED:
        int_reg(b, i->use[0], w, true);
        int_next(b, i->use[1], (i->extra & 3) == 3 ? w : 4);
        buf_printf(b, ", %s", extend_names[i->extra & 7]);
        if (i->imm != 0)
            buf_printf(b, " #%u", (unsigned)i->imm);
        break;
    case FMT_IMM12:
        int_reg(b, i->use[0], w, true);
        if (i->imm > 0xfff)
            buf_printf(b, ", #%u, lsl #12", (unsigned)(i->imm >> 12));
        else
            buf_printf(b, ", #%u", (unsigned)i->imm);
        break;
    case FMT_LOGIMM:
        int_reg(b, i->use[0], w, false);
        if (w == 4)
            buf_printf(b, ", #0x%x", (unsigned)i->imm);
        else
            buf_printf(b, ", #0x%lx", (unsigned long)i->imm);
        break;
    case FMT_BITFIELD:
        int_reg(b, i->use[i->op == A_BFM ? 1 : 0], w, false);
        buf_printf(b, ", #%u, #%u", (unsigned)i->imm, (unsigned)i->extra);
        break;
    case FMT_EXTRACT:
        int_reg(b, i->use[0], w, false);
        int_next(b, i->use[1], w);
        buf_printf(b, ", #%u", (unsigned)i->imm);
        break;
    case FMT_RRR:
        int_reg(b, i->use[0], w, false);
        int_next(b, i->use[1], w);
        break;
    case FMT_RRRR:
        int_reg(b, i->use[0], w, false);
        int_next(b, i->use[1], w);
        int_next(b, i->use[2], w);
        break;
    case FMT_LONG:
        int_reg(b, i->use[0], 4, false);
        int_next(b, i->use[1], 4);
        int_next(b, i->use[2], 8);
        break;
    case FMT_RR:
        int_reg(b, i->use[0], w, false);
        break;
    case FMT_CSEL:
        int_reg(b, i->use[0], w, false);
        int_next(b, i->use[1], w);
        buf_printf(b, ", %s", cond_names[i->cond]);
        break;
    case FMT_CCMP:
        int_next(b, i->use[1], w);
        buf_printf(b, ", #%u, %s", (unsigned)i->extra, cond_names[i->cond]);
        break;
    default: /* FMT_CCMPI */
        buf_printf(b, ", #%u, #%u, %s", (unsigned)i->imm, (unsigned)i->extra, cond_names[i->cond]);
        break;
    }
}

/* A number of 4 significant bits and a sign as a decimal fraction: fmov's immediates are multiples of
   1/128. */
static void float_imm(Buf *b, const MIns *i) {
    int imm8 = a64_fmov8((uint64_t)i->imm, i->width);
    int exponent = (((imm8 >> 4) & 7) ^ 4) - 3; /* -3 to 4 */
    unsigned value = (unsigned)(16 + (imm8 & 15)) << (exponent + 3); /* in 1/128 */
    uint64_t fraction = (uint64_t)(value & 127) * 78125; /* of 10^-7 */
    buf_printf(b, "#%s%u.", (imm8 & 0x80) != 0 ? "-" : "", value >> 7);
    buf_printf(b, "%d%d%d%d%d%d%d", (int)(fraction / 1000000 % 10), (int)(fraction / 100000 % 10),
               (int)(fraction / 10000 % 10), (int)(fraction / 1000 % 10), (int)(fraction / 100 % 10),
               (int)(fraction / 10 % 10), (int)(fraction % 10));
}

static void float_text(A64Emit *e, const MIns *i, unsigned format) {
    Buf *b = e->text;
    unsigned w = i->width;
    buf_printf(b, "\t%s\t", a64_info[i->op].text);
    switch (format) {
    case FMT_FFF:
        float_reg(b, i->def, w);
        float_next(b, i->use[0], w);
        float_next(b, i->use[1], w);
        break;
    case FMT_FF:
        float_reg(b, i->def, w);
        float_next(b, i->use[0], w);
        break;
    case FMT_FCVT:
        float_reg(b, i->def, i->op == A_FCVTSD ? 8 : 4);
        float_next(b, i->use[0], i->op == A_FCVTSD ? 4 : 8);
        break;
    case FMT_FCMP:
        float_reg(b, i->use[0], w);
        float_next(b, i->use[1], w);
        break;
    case FMT_FCMPZ:
        float_reg(b, i->use[0], w);
        buf_text(b, ", #0.0");
        break;
    case FMT_FCSEL:
        float_reg(b, i->def, w);
        float_next(b, i->use[0], w);
        float_next(b, i->use[1], w);
        buf_printf(b, ", %s", cond_names[i->cond]);
        break;
    case FMT_FMOVI:
        float_reg(b, i->def, w);
        comma(b);
        float_imm(b, i);
        break;
    case FMT_INTF:
        float_reg(b, i->def, i->scale);
        int_next(b, i->use[0], w);
        break;
    case FMT_FINT:
        int_reg(b, i->def, w, false);
        float_next(b, i->use[0], i->scale);
        break;
    case FMT_VZERO:
        if (w == 16)
            buf_printf(b, "v%u.2d, #0", i->def - REG_FLOAT);
        else
            buf_printf(b, "d%u, #0", i->def - REG_FLOAT);
        break;
    case FMT_VCNT:
        buf_printf(b, "v%u.8b, v%u.8b", i->def - REG_FLOAT, i->use[0] - REG_FLOAT);
        break;
    default: /* FMT_VADDV */
        buf_printf(b, "b%u, v%u.8b", i->def - REG_FLOAT, i->use[0] - REG_FLOAT);
        break;
    }
}

/* A conditional branch; `name` and operands without the target. */
static void branch(A64Emit *e, const MIns *i, unsigned format) {
    Buf *b = e->text;
    bool far = (i->flags & MF_FAR) != 0;
    if (format == FMT_BCOND) {
        buf_printf(b, "\tb.%s\t", cond_names[i->cond ^ (far ? 1 : 0)]);
    } else {
        /* cbz, cbnz and tbz, tbnz are neighbours */
        unsigned op = !far ? i->op : i->op == A_CBZ || i->op == A_TBZ ? i->op + 1U : i->op - 1U;
        buf_printf(b, "\t%s\t", a64_info[op].text);
        int_reg(b, i->use[0], format == FMT_TBZ ? (i->imm >= 32 ? 8 : 4) : i->width, false);
        comma(b);
        if (format == FMT_TBZ)
            buf_printf(b, "#%u, ", (unsigned)i->imm);
    }
    if (far)
        buf_text(b, ".+8\n\tb\t");
    block_name(e, i->target);
}

void a64_asm(A64Emit *e, const MIns *i) {
    Buf *b = e->text;
    unsigned format = a64_info[i->op].format;
    const char *name = a64_info[i->op].text;
    if (format >= FMT_MOV && format <= FMT_CCMPI) {
        int_text(e, i, format);
    } else if (format >= FMT_FFF && format <= FMT_VADDV) {
        float_text(e, i, format);
    } else if (format >= FMT_BCOND && format <= FMT_TBZ) {
        branch(e, i, format);
    } else if (format == FMT_LOAD) {
        memory(e, i, i->def);
    } else if (format == FMT_STORE) {
        memory(e, i, i->use[2]);
    } else {
        buf_printf(b, "\t%s", name);
        if (format != FMT_NONE)
            buf_byte(b, '\t');
        switch (format) {
        case FMT_PAIR:
            pair(e, i);
            break;
        case FMT_ADRP:
            int_reg(b, i->def, 8, false);
            comma(b);
            symbol(e, i);
            break;
        case FMT_ADDLO:
            int_reg(b, i->def, 8, false);
            int_next(b, i->use[0], 8);
            buf_text(b, ", :lo12:");
            symbol(e, i);
            break;
        case FMT_MRSTP:
            int_reg(b, i->def, 8, false);
            buf_text(b, ", tpidr_el0");
            break;
        case FMT_ADDTP:
            int_reg(b, i->def, 8, false);
            int_next(b, i->use[0], 8);
            buf_text(b, i->op == A_ADDTPHI ? ", #:tprel_hi12:" : ", #:tprel_lo12_nc:");
            symbol(e, i);
            if (i->op == A_ADDTPHI)
                buf_text(b, ", lsl #12");
            break;
        case FMT_ADR:
            int_reg(b, i->def, 8, false);
            comma(b);
            if (i->target != 0)
                block_name(e, i->target);
            else
                buf_printf(b, ".L%u_t%u", e->label, e->tables);
            break;
        case FMT_JUMP:
            block_name(e, i->target);
            break;
        case FMT_BL:
            symbol(e, i);
            break;
        case FMT_BR:
            int_reg(b, i->use[0], 8, false);
            break;
        case FMT_BRK:
            buf_printf(b, "#%u", (unsigned)i->imm);
            break;
        case FMT_SVC:
            buf_text(b, "#0");
            break;
        default:
            break;
        }
    }
    buf_byte(b, '\n');
}
