/* Instructions as text in the syntax of GNU as (AT&T), driven by the table in ops.h. */
#include "encode.h"

#include <string.h>

static const char *const names[6][16] = {
    [C_W] = {"ax", "cx", "dx", "bx", "sp", "bp", "si", "di"},
    [C_B] = {"al", "cl", "dl", "bl", "spl", "bpl", "sil", "dil", "r8b", "r9b", "r10b", "r11b", "r12b", "r13b",
             "r14b", "r15b"},
    [C_H] = {"ax", "cx", "dx", "bx", "sp", "bp", "si", "di", "r8w", "r9w", "r10w", "r11w", "r12w", "r13w", "r14w",
             "r15w"},
    [C_L] = {"eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi", "r8d", "r9d", "r10d", "r11d", "r12d", "r13d",
             "r14d", "r15d"},
    [C_Q] = {"rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12", "r13", "r14",
             "r15"},
    [C_X] = {"xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11",
             "xmm12", "xmm13", "xmm14", "xmm15"},
};

static const char *const conditions[16] = {"o", "no", "b", "ae", "e", "ne", "be", "a",
                                           "s", "ns", "p", "np", "l", "ge", "le", "g"};

static void print_reg(Buf *out, Reg r, unsigned cls, unsigned width) {
    buf_byte(out, '%');
    if (r >= REG_FLOAT)
        buf_text(out, names[C_X][r - REG_FLOAT]);
    else if (cls == C_W)
        buf_text(out, names[width == 1 ? C_B : width == 2 ? C_H : width == 4 ? C_L : C_Q][r - 1]);
    else
        buf_text(out, names[cls][r - 1]);
}

static char suffix(unsigned width) {
    return width == 1 ? 'b' : width == 2 ? 'w' : width == 8 ? 'q' : 'l';
}

static void print_name(Buf *out, const MIns *ins, const char *text) {
    for (const char *s = text; *s != 0; s++) {
        if (*s != '%') {
            buf_byte(out, (unsigned char)*s);
            continue;
        }
        s++;
        if (*s == 'w')
            buf_byte(out, (unsigned char)suffix(ins->width));
        else if (*s == 's')
            buf_text(out, ins->width == 4 ? "ss" : "sd");
        else if (*s == 'd')
            buf_byte(out, ins->width == 4 ? 'd' : 'q');
        else if (*s == 'c')
            buf_text(out, conditions[ins->cond]);
        else
            buf_byte(out, (unsigned char)*s);
    }
}

static void print_memory(Buf *out, const Obj *obj, const MIns *ins) {
    if (ins->sym != 0) {
        buf_text(out, obj->symbols[ins->sym].name);
        if (ins->extra == MX_TPOFF)
            buf_text(out, "@tpoff");
        else if (ins->extra == MX_GOTTPOFF)
            buf_text(out, "@gottpoff");
        if (ins->disp != 0)
            buf_printf(out, "%s%d", ins->disp > 0 ? "+" : "", ins->disp);
        if (ins->extra == MX_TPOFF) {
            buf_byte(out, '(');
            print_reg(out, ins->use[1], C_Q, 8);
            buf_byte(out, ')');
            return;
        }
        buf_text(out, "(%rip)");
        return;
    }
    if (ins->disp != 0 || (ins->use[1] == 0 && ins->use[2] == 0))
        buf_printf(out, "%d", ins->disp);
    if (ins->use[1] == 0 && ins->use[2] == 0)
        return;
    buf_byte(out, '(');
    if (ins->use[1] != 0)
        print_reg(out, ins->use[1], C_Q, 8);
    if (ins->use[2] != 0) {
        buf_byte(out, ',');
        print_reg(out, ins->use[2], C_Q, 8);
        buf_printf(out, ",%u", 1U << ins->scale);
    }
    buf_byte(out, ')');
}

static void print_imm(Buf *out, const MIns *ins) {
    int64_t value = ins->imm;
    if (ins->width == 1)
        value = (int8_t)value;
    else if (ins->width == 2)
        value = (int16_t)value;
    else if (ins->width == 4)
        value = (int32_t)value;
    buf_printf(out, "$%ld", (long)value);
}

static void print_move(Buf *out, const MIns *ins) {
    MoveForm form = x86_move_form(ins);
    buf_printf(out, "\t%s\t$%ld, ", form == MOVE_32 ? "movl" : form == MOVE_SIGNED ? "movq" : "movabsq",
               form == MOVE_32 ? (long)(int32_t)ins->imm : (long)ins->imm);
    print_reg(out, ins->def, C_W, form == MOVE_32 ? 4 : 8);
    buf_byte(out, '\n');
}

static void print_operands(Buf *out, const Obj *obj, const MIns *ins, const X86Form *form) {
    Reg reg = x86_reg_operand(ins);
    Reg rm = x86_rm_operand(ins);
    bool reg_first = form->pattern == P_MOVE_R || form->pattern == P_OPX_R || form->pattern == P_CMPX_R ||
                     form->pattern == P_STORE;
    if (form->imm != I_NONE) {
        print_imm(out, ins);
        buf_text(out, ", ");
    }
    if (reg != 0 && reg_first) {
        print_reg(out, reg, form->reg_class, ins->width);
        buf_text(out, ", ");
    }
    if (x86_in_memory(form->pattern) && (form->flags & F_FS) == 0)
        print_memory(out, obj, ins);
    else if (rm != 0)
        print_reg(out, rm, form->rm_class, ins->width);
    if (reg != 0 && !reg_first) {
        if (form->pattern != P_O && (form->flags & F_FS) == 0)
            buf_text(out, ", ");
        print_reg(out, reg, form->reg_class, ins->width);
    }
}

void x86_print(Buf *out, const Obj *obj, uint32_t function, const MIns *ins) {
    const X86Form *form = &x86_forms[ins->op];
    if (form->imm == I_MOV) {
        print_move(out, ins);
        return;
    }
    buf_byte(out, '\t');
    print_name(out, ins, form->text);
    if (form->pattern == P_JUMP) {
        buf_printf(out, "\t" BLOCK_LABEL "%u_%u", function, ins->target);
    } else if (form->pattern == P_CALL) {
        buf_printf(out, "\t%s", obj->symbols[ins->sym].name);
    } else if (form->pattern != P_NONE) {
        if (out->data[out->len - 1] != '*')
            buf_byte(out, '\t');
        print_operands(out, obj, ins, form);
    }
    buf_byte(out, '\n');
}
