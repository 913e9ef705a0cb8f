/* Instructions to bytes, by the table ops.h (Arm ARM C4, C6.2, C7.2). Operands that do not fit are an
   internal fault here: selection and frame.c see to it. */
#include "../../obj/elf.h"
#include "aarch64.h"

#define A64_OP_INFO(name, text, format, code, flags, defs) {FMT_##format, code, text},
const A64Info a64_info[A_COUNT] = {A64_OPS(A64_OP_INFO)};

#define SF 0x80000000U

static uint32_t reg(Reg r) {
    return (r - 1) & 31;
}

static void bad(const char *what) {
    fault("aarch64 encode", what);
}

void a64_word(A64Emit *e, uint32_t word) {
    buf_u32(e->code, word);
}

unsigned a64_access_log2(const MIns *i) {
    switch (i->op) {
    case A_LDRB:
    case A_LDRSB:
    case A_STRB:
        return 0;
    case A_LDRH:
    case A_LDRSH:
    case A_STRH:
        return 1;
    case A_LDRSW:
        return 2;
    default:
        return i->width == 16 ? 4 : i->width == 8 ? 3 : 2;
    }
}

static void reloc(A64Emit *e, unsigned type, const MIns *i) {
    e->m->obj->symbols[i->sym].used = true;
    obj_reloc(e->m->obj, e->section, e->code->len, type, i->sym, i->disp);
}

static const uint16_t lo12_reloc[5] = {R_AARCH64_LDST8_ABS_LO12_NC, R_AARCH64_LDST16_ABS_LO12_NC,
                                       R_AARCH64_LDST32_ABS_LO12_NC, R_AARCH64_LDST64_ABS_LO12_NC,
                                       R_AARCH64_LDST128_ABS_LO12_NC};

/* The operation's code for its width. */
static uint32_t memory_code(const MIns *i) {
    uint32_t code = a64_info[i->op].code;
    switch (i->op) {
    case A_LDRSB:
    case A_LDRSH:
        return i->width == 8 ? code & ~0x00400000U : code;
    case A_LDR:
    case A_STR:
        return i->width == 8 ? code | 0x40000000 : code;
    case A_LDRF:
    case A_STRF:
        if (i->width == 16)
            return (code & 0x3fffffff) | 0x00800000;
        return i->width == 8 ? code | 0x40000000 : code;
    default:
        return code;
    }
}

static uint32_t memory(A64Emit *e, const MIns *i, Reg data) {
    uint32_t code = memory_code(i) | reg(data) | reg(i->use[0]) << 5;
    unsigned log2 = a64_access_log2(i);
    int32_t disp = i->disp;
    if (i->sym != 0) {
        reloc(e, lo12_reloc[log2], i);
        return code;
    }
    if (i->use[1] != 0) {
        if (i->scale != 0 && i->scale != log2)
            bad("scale of an index");
        return (code & ~0x01000000U) | 0x00200800 | reg(i->use[1]) << 16 | (i->extra & 7U) << 13 |
               (i->scale != 0 ? 0x1000U : 0);
    }
    if ((i->extra & (AM_PRE | AM_POST)) == 0 && disp >= 0 && (disp & ((1 << log2) - 1)) == 0 &&
        disp >> log2 <= 4095)
        return code | (uint32_t)(disp >> log2) << 10;
    if (disp < -256 || disp > 255)
        bad("offset of an access");
    code = (code & ~0x01000000U) | ((uint32_t)disp & 0x1ff) << 12;
    if ((i->extra & AM_PRE) != 0)
        code |= 0xc00;
    else if ((i->extra & AM_POST) != 0)
        code |= 0x400;
    return code;
}

static uint32_t pair(const MIns *i) {
    uint32_t code = a64_info[i->op].code;
    bool is_float = i->op == A_LDPF || i->op == A_STPF;
    bool load = i->op == A_LDP || i->op == A_LDPF;
    unsigned log2 = i->width == 16 ? 4 : i->width == 8 ? 3 : 2;
    int32_t scaled = i->disp >> log2;
    if (scaled < -64 || scaled > 63 || (i->disp & ((1 << log2) - 1)) != 0)
        bad("offset of a pair");
    if (is_float)
        code |= (uint32_t)(log2 - 2) << 30;
    else if (i->width == 8)
        code |= SF;
    if ((i->extra & AM_PRE) != 0)
        code |= 0x00800000;
    else if ((i->extra & AM_POST) != 0)
        code ^= 0x01800000;
    return code | reg(load ? i->def : i->use[2]) | reg(i->use[0]) << 5 | reg(i->use[1]) << 10 |
           ((uint32_t)scaled & 0x7f) << 15;
}

static uint32_t imm12(const MIns *i) {
    uint64_t value = (uint64_t)i->imm;
    if (value <= 0xfff)
        return (uint32_t)value << 10;
    if ((value & 0xfff) != 0 || value > 0xfff000)
        bad("arithmetic immediate");
    return (uint32_t)(value >> 12) << 10 | 0x00400000;
}

static uint32_t logical(const MIns *i) {
    int fields = a64_logical((uint64_t)i->imm, i->width);
    if (fields < 0)
        bad("logical immediate");
    return (uint32_t)fields << 10;
}

void a64_fix(A64Emit *e, unsigned format, uint32_t target, uint32_t base) {
    A64Fix *f;
    e->fixes = grow(e->fixes, e->fix_count, &e->fix_room, sizeof e->fixes[0]);
    f = &e->fixes[e->fix_count++];
    f->at = (uint32_t)(e->code->len - e->start);
    f->target = e->forward[target];
    f->ins = e->current;
    f->base = base;
    f->format = (uint8_t)format;
}

/* ftype of scalar floating-point data processing. */
static uint32_t float_type(unsigned width) {
    return width == 8 ? 0x00400000 : 0;
}

static void branch(A64Emit *e, const MIns *i, uint32_t code, unsigned format) {
    if ((i->flags & MF_FAR) != 0) {
        /* the opposite condition around an unconditional branch */
        uint32_t flip = format == FMT_BCOND ? 1U : 0x01000000U;
        a64_word(e, (code ^ flip) | 2U << 5);
        a64_fix(e, FMT_JUMP, i->target, 0);
        a64_word(e, a64_info[A_B].code);
        return;
    }
    a64_fix(e, format, i->target, 0);
    a64_word(e, code);
}

/* Formats of floating-point and vector instructions. */
static uint32_t encode_float(const MIns *i, unsigned format, uint32_t code) {
    switch (format) {
    case FMT_FFF:
        return code | float_type(i->width) | reg(i->def) | reg(i->use[0]) << 5 | reg(i->use[1]) << 16;
    case FMT_FF:
        return code | float_type(i->width) | reg(i->def) | reg(i->use[0]) << 5;
    case FMT_FCVT:
    case FMT_VCNT:
    case FMT_VADDV:
        return code | reg(i->def) | reg(i->use[0]) << 5;
    case FMT_FCMP:
        return code | float_type(i->width) | reg(i->use[0]) << 5 | reg(i->use[1]) << 16;
    case FMT_FCMPZ:
        return code | float_type(i->width) | reg(i->use[0]) << 5;
    case FMT_FCSEL:
        return code | float_type(i->width) | reg(i->def) | reg(i->use[0]) << 5 | reg(i->use[1]) << 16 |
               (uint32_t)i->cond << 12;
    case FMT_FMOVI: {
        int imm8 = a64_fmov8((uint64_t)i->imm, i->width);
        if (imm8 < 0)
            bad("floating immediate");
        return code | float_type(i->width) | reg(i->def) | (uint32_t)imm8 << 13;
    }
    case FMT_INTF:
    case FMT_FINT:
        return code | (i->width == 8 ? SF : 0) | float_type(i->scale) | reg(i->def) | reg(i->use[0]) << 5;
    case FMT_VZERO:
        return code | (i->width == 16 ? 0x40000000 : 0) | reg(i->def);
    default:
        bad("format");
        return 0;
    }
}

/* Formats of integer arithmetic. */
static uint32_t encode_int(const MIns *i, unsigned format, uint32_t code) {
    uint32_t n = i->width == 8 ? 0x00400000 : 0;
    if (i->width == 8)
        code |= SF;
    switch (format) {
    case FMT_MOV:
        return code | reg(i->def) | reg(i->use[0]) << 16;
    case FMT_MOVSP:
        return code | reg(i->def) | reg(i->use[0]) << 5;
    case FMT_MOVW:
        return code | reg(i->def) | ((uint32_t)i->imm & 0xffff) << 5 | (uint32_t)(i->scale / 16) << 21;
    case FMT_SHIFTED:
        return code | reg(i->def) | reg(i->use[0]) << 5 | reg(i->use[1]) << 16 | (uint32_t)i->imm << 10 |
               (uint32_t)i->extra << 22;
    case FMT_EXTENDED:
        return code | reg(i->def) | reg(i->use[0]) << 5 | reg(i->use[1]) << 16 | (uint32_t)i->imm << 10 |
               (uint32_t)i->extra << 13;
    case FMT_IMM12:
        return code | reg(i->def) | reg(i->use[0]) << 5 | imm12(i);
    case FMT_LOGIMM:
        return code | reg(i->def) | reg(i->use[0]) << 5 | logical(i);
    case FMT_BITFIELD:
        return code | n | reg(i->def) | reg(i->use[i->op == A_BFM ? 1 : 0]) << 5 | (uint32_t)i->imm << 16 |
               (uint32_t)i->extra << 10;
    case FMT_EXTRACT:
        return code | n | reg(i->def) | reg(i->use[0]) << 5 | reg(i->use[1]) << 16 | (uint32_t)i->imm << 10;
    case FMT_RRR:
        return code | reg(i->def) | reg(i->use[0]) << 5 | reg(i->use[1]) << 16;
    case FMT_RRRR:
    case FMT_LONG:
        return code | reg(i->def) | reg(i->use[0]) << 5 | reg(i->use[1]) << 16 | reg(i->use[2]) << 10;
    case FMT_RR:
        /* rev of 64 bits has its own opcode */
        if (i->op == A_REV && i->width == 8)
            code |= 0x400;
        return code | reg(i->def) | reg(i->use[0]) << 5;
    case FMT_CSEL:
        return code | reg(i->def) | reg(i->use[0]) << 5 | reg(i->use[1]) << 16 | (uint32_t)i->cond << 12;
    case FMT_CCMP:
        return code | reg(i->use[0]) << 5 | reg(i->use[1]) << 16 | (uint32_t)i->cond << 12 | i->extra;
    case FMT_CCMPI:
        return code | reg(i->use[0]) << 5 | (uint32_t)i->imm << 16 | (uint32_t)i->cond << 12 | i->extra;
    default:
        bad("format");
        return 0;
    }
}

static void encode(A64Emit *e, const MIns *i) {
    unsigned format = a64_info[i->op].format;
    uint32_t code = a64_info[i->op].code;
    if (format >= FMT_MOV && format <= FMT_CCMPI) {
        a64_word(e, encode_int(i, format, code));
        return;
    }
    if (format >= FMT_FFF && format <= FMT_VADDV) {
        a64_word(e, encode_float(i, format, code));
        return;
    }
    switch (format) {
    case FMT_NONE:
    case FMT_SVC:
        break;
    case FMT_LOAD:
        code = memory(e, i, i->def);
        break;
    case FMT_STORE:
        code = memory(e, i, i->use[2]);
        break;
    case FMT_PAIR:
        code = pair(i);
        break;
    case FMT_ADRP:
        reloc(e, R_AARCH64_ADR_PREL_PG_HI21, i);
        code |= reg(i->def);
        break;
    case FMT_ADDLO:
        reloc(e, R_AARCH64_ADD_ABS_LO12_NC, i);
        code |= reg(i->def) | reg(i->use[0]) << 5;
        break;
    case FMT_MRSTP:
        code |= reg(i->def);
        break;
    case FMT_ADDTP:
        reloc(e, i->op == A_ADDTPHI ? R_AARCH64_TLSLE_ADD_TPREL_HI12 : R_AARCH64_TLSLE_ADD_TPREL_LO12_NC, i);
        code |= reg(i->def) | reg(i->use[0]) << 5;
        break;
    case FMT_ADR:
        if (i->target != 0)
            a64_fix(e, format, i->target, 0);
        else
            code |= (uint32_t)(i->disp >> 2) << 5; /* of a table close by */
        code |= reg(i->def);
        break;
    case FMT_JUMP:
        a64_fix(e, format, i->target, 0);
        break;
    case FMT_BCOND:
        branch(e, i, code | i->cond, format);
        return;
    case FMT_CBZ:
        branch(e, i, code | (i->width == 8 ? SF : 0) | reg(i->use[0]), format);
        return;
    case FMT_TBZ:
        code |= reg(i->use[0]) | ((uint32_t)i->imm & 31) << 19 | ((uint32_t)i->imm & 32) << 26;
        branch(e, i, code, format);
        return;
    case FMT_BR:
        code |= reg(i->use[0]) << 5;
        break;
    case FMT_BL:
        reloc(e, i->op == A_BL ? R_AARCH64_CALL26 : R_AARCH64_JUMP26, i);
        break;
    case FMT_BRK:
        code |= (uint32_t)i->imm << 5;
        break;
    default:
        bad("format");
    }
    a64_word(e, code);
}

void a64_put(A64Emit *e, const MIns *i) {
    if (e->text != NULL)
        a64_asm(e, i);
    else
        encode(e, i);
}
