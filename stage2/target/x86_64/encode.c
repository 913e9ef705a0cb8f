/* Instructions as bytes (Intel SDM vol. 2, chapter 2), driven by the table in ops.h. Where the machine has several
   encodings of an instruction, this is the one that GNU as chooses, so that text and bytes agree. */
#include "encode.h"
#include "../../obj/elf.h"

#include <string.h>

#define X86_FORM_ROW(name, text, pattern, imm, flags, opcode, digit, rc, mc, mop, defs) \
    {text, pattern, imm, flags, opcode, digit, rc, mc},
const X86Form x86_forms[X_COUNT] = {X86_OPS(X86_FORM_ROW)};

static unsigned number_of(Reg r) {
    return r >= REG_FLOAT ? r - REG_FLOAT : r - 1;
}

Reg x86_reg_operand(const MIns *ins) {
    switch (x86_forms[ins->op].pattern) {
    case P_LOAD_R:
    case P_LOAD_M:
    case P_OP_R:
    case P_OP_M:
    case P_ZERO:
    case P_O:
        return ins->def;
    case P_CMP_R:
    case P_CMP_M:
    case P_MOVE_R:
    case P_STORE:
        return ins->use[0];
    case P_OPX_R:
    case P_CMPX_R:
        return ins->use[1];
    default:
        return 0;
    }
}

Reg x86_rm_operand(const MIns *ins) {
    switch (x86_forms[ins->op].pattern) {
    case P_LOAD_R:
    case P_CMPX_R:
    case P_U:
        return ins->use[0];
    case P_OP_R:
    case P_CMP_R:
        return ins->use[1];
    case P_MOVE_R:
    case P_OPX_R:
    case P_R:
    case P_D:
    case P_ZERO:
        return ins->def;
    default:
        return 0;
    }
}

MoveForm x86_move_form(const MIns *ins) {
    if (ins->width < 8 || (uint64_t)ins->imm <= 0xffffffff)
        return MOVE_32;
    return ins->imm == (int32_t)ins->imm ? MOVE_SIGNED : MOVE_64;
}

static unsigned char *put_imm(unsigned char *p, int64_t imm, unsigned bytes) {
    if (bytes == 1) {
        *p = (unsigned char)imm;
    } else if (bytes == 2) {
        put_u16(p, (uint32_t)imm & 0xffff);
    } else if (bytes == 4) {
        put_u32(p, (uint32_t)imm);
    } else if (bytes == 8) {
        put_u64(p, (uint64_t)imm);
    }
    return p + bytes;
}

/* ModRM, SIB and displacement of a memory operand; `after` bytes of the instruction follow them. */
static unsigned char *put_memory(const Encoder *e, unsigned char *p, const MIns *ins, unsigned reg, unsigned after) {
    Reg base = ins->use[1];
    Reg index = ins->use[2];
    unsigned mod;
    reg = (reg & 7) << 3;
    if (ins->extra == MX_TPOFF) { /* psABI table 4.9; tls.pdf 4.4.6 */
        *p++ = (unsigned char)(0x80 | reg | (((base - 1) & 7) == 4 ? 4 : ((base - 1) & 7)));
        if (((base - 1) & 7) == 4)
            *p++ = 0x24;
        obj_reloc(e->obj, e->section, (uint64_t)(p - e->start), R_X86_64_TPOFF32, ins->sym, ins->disp);
        put_u32(p, 0);
        return p + 4;
    }
    if (ins->sym != 0) {
        /* relative to the end of the instruction (SDM 2.2.1.6) */
        *p++ = (unsigned char)(reg | 5);
        obj_reloc(e->obj, e->section, (uint64_t)(p - e->start),
                  ins->extra == MX_GOTTPOFF ? R_X86_64_GOTTPOFF : R_X86_64_PC32, ins->sym,
                  (int64_t)ins->disp - 4 - (int64_t)after);
        put_u32(p, 0);
        return p + 4;
    }
    if (base == 0) {
        *p++ = (unsigned char)(reg | 4);
        *p++ = (unsigned char)(ins->scale << 6 | (index != 0 ? ((index - 1) & 7) << 3 : 4 << 3) | 5);
        put_u32(p, (uint32_t)ins->disp);
        return p + 4;
    }
    /* without displacement, rbp and r13 as base mean something else */
    mod = ins->disp == 0 && ((base - 1) & 7) != 5 ? 0 : ins->disp == (int8_t)ins->disp ? 0x40 : 0x80;
    if (index != 0 || ((base - 1) & 7) == 4) {
        *p++ = (unsigned char)(mod | reg | 4);
        *p++ = (unsigned char)(ins->scale << 6 | (index != 0 ? ((index - 1) & 7) << 3 : 4 << 3) | ((base - 1) & 7));
    } else {
        *p++ = (unsigned char)(mod | reg | ((base - 1) & 7));
    }
    if (mod == 0x40) {
        *p++ = (unsigned char)ins->disp;
    } else if (mod == 0x80) {
        put_u32(p, (uint32_t)ins->disp);
        p += 4;
    }
    return p;
}

static bool is_byte_class(unsigned cls, unsigned width) {
    return cls == C_B || (cls == C_W && width == 1);
}

/* Mandatory and operand-size prefixes. */
static unsigned char *put_prefixes(unsigned char *p, unsigned flags, unsigned width) {
    if ((flags & (F_W | F_REXW)) != 0 && width == 2)
        *p++ = 0x66;
    if ((flags & F_66) != 0 || ((flags & F_PD) != 0 && width == 8))
        *p++ = 0x66;
    if ((flags & F_F2) != 0 || ((flags & F_SS) != 0 && width == 8))
        *p++ = 0xf2;
    if ((flags & F_F3) != 0 || ((flags & F_SS) != 0 && width == 4))
        *p++ = 0xf3;
    return p;
}

static unsigned char *put_move(unsigned char *p, const MIns *ins) {
    unsigned r = number_of(ins->def);
    MoveForm form = x86_move_form(ins);
    unsigned rex = (form != MOVE_32 ? 8 : 0) | r >> 3;
    if (rex != 0)
        *p++ = (unsigned char)(0x40 | rex);
    if (form == MOVE_SIGNED) {
        *p++ = 0xc7;
        *p++ = (unsigned char)(0xc0 | (r & 7));
        return put_imm(p, ins->imm, 4);
    }
    *p++ = (unsigned char)(0xb8 | (r & 7));
    return put_imm(p, ins->imm, form == MOVE_64 ? 8 : 4);
}

/* Chooses the form of the immediate: changes the opcode, gives its bytes. */
static unsigned choose_imm(const MIns *ins, const X86Form *form, unsigned *opcode, bool *acc) {
    unsigned bytes = ins->width > 4 ? 4 : ins->width;
    *acc = false;
    switch (form->imm) {
    case I_8:
        return 1;
    case I_SHIFT:
        if (ins->imm == 1) {
            *opcode ^= 0x10;
            return 0;
        }
        return 1;
    case I_S8: {
        int64_t value = bytes == 2 ? (int16_t)ins->imm : (int32_t)ins->imm;
        if (bytes != 1 && value == (int8_t)value) {
            *opcode |= 2;
            return 1;
        }
        break;
    }
    default:
        break;
    }
    if ((form->flags & F_ACC) != 0 && (ins->def == RAX || (ins->def == 0 && ins->use[0] == RAX))) {
        *opcode = (form->imm == I_W ? 0xa8 : form->digit << 3 | 4) | (*opcode & 1);
        *acc = true;
    }
    return bytes;
}

static unsigned char *put_exchange(unsigned char *p, const MIns *ins) {
    unsigned r = number_of(ins->use[0] == RAX ? ins->use[1] : ins->use[0]);
    if (ins->width == 8 || r >= 8)
        *p++ = (unsigned char)(0x40 | (ins->width == 8 ? 8 : 0) | r >> 3);
    *p++ = (unsigned char)(0x90 | (r & 7));
    return p;
}

/* rel32 to a symbol (psABI table 4.9: PLT32 for functions). */
static unsigned char *put_call(const Encoder *e, unsigned char *p, const MIns *ins, unsigned opcode) {
    *p++ = (unsigned char)opcode;
    obj_reloc(e->obj, e->section, (uint64_t)(p - e->start), R_X86_64_PLT32, ins->sym, (int64_t)ins->disp - 4);
    put_u32(p, 0);
    return p + 4;
}

unsigned char *x86_encode(const Encoder *e, unsigned char *p, const MIns *ins) {
    const X86Form *form = &x86_forms[ins->op];
    unsigned flags = form->flags;
    unsigned opcode = form->opcode;
    unsigned width = ins->width;
    bool memory = x86_in_memory(form->pattern);
    Reg reg_operand = x86_reg_operand(ins);
    unsigned reg = reg_operand != 0 ? number_of(reg_operand) : form->digit;
    unsigned rm = 0;
    unsigned rex = 0;
    unsigned imm_bytes = 0;
    bool acc = false;
    if (form->imm == I_MOV)
        return put_move(p, ins);
    if (form->pattern == P_CALL)
        return put_call(e, p, ins, opcode);
    if (ins->op == X_XCHG && (ins->use[0] == RAX || ins->use[1] == RAX))
        return put_exchange(p, ins);
    if (form->imm != I_NONE)
        imm_bytes = choose_imm(ins, form, &opcode, &acc);
    if ((flags & F_CC) != 0)
        opcode += ins->cond;
    if ((flags & F_W8) != 0 || ((flags & (F_W | F_REXW)) != 0 && width == 8))
        rex = 8;
    if ((flags & F_W) != 0 && width == 1)
        opcode &= ~1U;
    if (reg_operand != 0) {
        if (reg >= 4 && is_byte_class(form->reg_class, width))
            rex |= 0x40;
        rex |= reg >> 3 << 2;
    }
    if (memory) {
        if (ins->use[1] != 0)
            rex |= (ins->use[1] - 1) >> 3;
        if (ins->use[2] != 0)
            rex |= (ins->use[2] - 1) >> 3 << 1;
    } else if (form->pattern == P_O) {
        rex = (rex & 8) | reg >> 3;
    } else if (form->pattern != P_NONE) {
        rm = number_of(x86_rm_operand(ins));
        if (rm >= 4 && is_byte_class(form->rm_class, width))
            rex |= 0x40;
        rex |= rm >> 3;
    }
    if ((flags & F_FS) != 0)
        *p++ = 0x64;
    p = put_prefixes(p, flags, width);
    if (rex != 0)
        *p++ = (unsigned char)(0x40 | rex);
    if ((flags & F_0F) != 0)
        *p++ = 0x0f;
    if (form->pattern == P_O)
        opcode |= reg & 7;
    *p++ = (unsigned char)opcode;
    if (memory)
        p = put_memory(e, p, ins, reg, imm_bytes);
    else if (form->pattern == P_NONE && (flags & F_TWO) != 0)
        *p++ = form->digit;
    else if (form->pattern != P_NONE && form->pattern != P_O && !acc)
        *p++ = (unsigned char)(0xc0 | (reg & 7) << 3 | (rm & 7));
    return put_imm(p, ins->imm, imm_bytes);
}
