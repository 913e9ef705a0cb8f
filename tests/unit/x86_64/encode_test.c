/* encode_test OUT.s OUT.o: every instruction of the table with many operands, as text and as bytes; run.sh has GNU as
   assemble the text and compares. */
#include "../../../stage2/obj/elf.h"
#include "../../../stage2/target/x86_64/encode.h"

#include <stdio.h>
#include <string.h>

static const int64_t imms[] = {0, 1, 2, 7, 127, 128, -1, -128, -129, 255, 256, 32767, -32768, 65535, 65536, 0x7fffffff,
                               -0x7fffffff - 1};
static const int64_t moves[] = {0, 1, -1, 127, 0x7fffffff, 0x80000000, 0xffffffff, 0x100000000, -0x80000000L,
                                -0x80000001L, 0x123456789abcdef, INT64_MIN, INT64_MAX};
static const int32_t disps[] = {0, 1, 127, 128, -1, -128, -129, 0x12345, -0x7fffffff};

typedef struct Test {
    Obj obj;
    Encoder enc;
    Buf text;
    uint32_t sym;
    unsigned long count;
} Test;

static void put(Test *t, const MIns *ins) {
    ObjSection *section = &t->obj.sections[t->enc.section];
    Buf *code = &section->data;
    unsigned char *end;
    buf_reserve(code, code->len + 64 > code->room ? 2 * code->room + 4096 : code->room);
    t->enc.start = code->data;
    end = x86_encode(&t->enc, code->data + code->len, ins);
    if (end - (code->data + code->len) > 15)
        fail("more than 15 bytes");
    code->len = (size_t)(end - code->data);
    x86_print(&t->text, &t->obj, 1, ins);
    t->count++;
}

static bool is_wide_only(const X86Form *form) {
    return form->reg_class == C_Q && form->rm_class == C_Q;
}

/* The widths that the form knows. */
static unsigned widths(unsigned op, const X86Form *form, unsigned *out) {
    unsigned n = 0;
    if (op == X_XCHG || (form->flags & (F_SS | F_PD)) != 0 || op == X_MOVD_XR || op == X_MOVD_RX || op == X_MOV_I ||
        op == X_BSWAP) {
        out[n++] = 4;
        out[n++] = 8;
        return n;
    }
    if (is_wide_only(form) || form->flags & F_W8) {
        out[n++] = 8;
        return n;
    }
    if ((form->flags & F_W) != 0)
        out[n++] = 1;
    if ((form->flags & (F_W | F_REXW)) != 0 && (form->flags & F_66) == 0 &&
        !(form->reg_class == C_W && form->rm_class == C_H) && op != X_LEA && op != X_LEA_A)
        out[n++] = 2;
    out[n++] = 4;
    if ((form->flags & (F_W | F_REXW)) != 0)
        out[n++] = 8;
    return n;
}

static Reg reg_number(unsigned cls, unsigned i) {
    return cls == C_X ? XMM0 + i : 1 + i;
}

static unsigned class_of_reg(const MIns *ins, const X86Form *form) {
    if (ins->op == X_MOVD_XR || ins->op == X_MOVD_RX)
        return C_X;
    return form->reg_class;
}

static void set_reg(MIns *ins, const X86Form *form, unsigned i) {
    Reg r = reg_number(class_of_reg(ins, form), i);
    switch (form->pattern) {
    case P_LOAD_R:
    case P_LOAD_M:
    case P_OP_R:
    case P_OP_M:
    case P_ZERO:
    case P_O:
        ins->def = r;
        break;
    case P_OPX_R:
    case P_CMPX_R:
        ins->use[1] = r;
        break;
    default:
        ins->use[0] = r;
        break;
    }
}

static void set_rm(MIns *ins, const X86Form *form, unsigned i) {
    Reg r = reg_number(form->rm_class, i);
    switch (form->pattern) {
    case P_LOAD_R:
    case P_CMPX_R:
    case P_U:
        ins->use[0] = r;
        break;
    case P_OP_R:
    case P_CMP_R:
        ins->use[1] = r;
        break;
    default:
        ins->def = r;
        break;
    }
}

static bool fits(const MIns *ins, const X86Form *form, int64_t imm) {
    if (form->imm == I_SHIFT || form->imm == I_8)
        return imm >= 0 && imm < 128;
    return ins->width > 2 || (ins->width == 1 ? imm == (int8_t)imm : imm == (int16_t)imm);
}

static void with_imms(Test *t, MIns *ins, const X86Form *form) {
    if (form->imm == I_NONE) {
        put(t, ins);
        return;
    }
    for (unsigned i = 0; i < sizeof imms / sizeof imms[0]; i++) {
        ins->imm = imms[i];
        if (fits(ins, form, imms[i]))
            put(t, ins);
    }
}

static void memories(Test *t, MIns *ins, const X86Form *form) {
    if (ins->op == X_MOV_FS) {
        put(t, ins);
        return;
    }
    for (unsigned base = 0; base <= 16; base++) {
        for (unsigned d = 0; d < sizeof disps / sizeof disps[0]; d++) {
            if (d > 4 && (base & 3) != (d & 3)) /* not all of them with all registers */
                continue;
            ins->use[1] = base;
            ins->use[2] = 0;
            ins->scale = 0;
            ins->disp = disps[d];
            with_imms(t, ins, form);
            ins->use[2] = 1 + (base * 7 + d) % 16;
            ins->scale = (uint8_t)(d & 3);
            if (ins->use[2] != RSP)
                with_imms(t, ins, form);
        }
    }
    ins->use[2] = 0;
    ins->scale = 0;
    ins->disp = 8;
    ins->sym = t->sym;
    ins->extra = MX_TPOFF;
    for (ins->use[1] = 1; ins->use[1] <= 16; ins->use[1]++) {
        if (ins->width != 4 || (ins->op != X_LEA && ins->op != X_LEA_A)) /* GNU as refuses it for these */
            with_imms(t, ins, form);
    }
    ins->use[1] = 0;
    ins->extra = 0;
    ins->disp = 0;
    with_imms(t, ins, form);
    ins->disp = 40;
    with_imms(t, ins, form);
    if (ins->op == X_MOV_RM && ins->width == 8) {
        ins->extra = MX_GOTTPOFF;
        ins->disp = 0;
        with_imms(t, ins, form);
    }
}

static void one_width(Test *t, unsigned op, const X86Form *form, unsigned width) {
    bool has_reg = form->pattern != P_R && form->pattern != P_U && form->pattern != P_D && form->pattern != P_M &&
                   form->pattern != P_NONE && form->pattern != P_CALL;
    unsigned conds = (form->flags & F_CC) != 0 ? 16 : 1;
    for (unsigned i = 0; i < (has_reg ? 16U : 1U) * conds; i++) {
        MIns ins = {0};
        ins.op = (uint16_t)op;
        ins.width = (uint8_t)width;
        ins.cond = (uint8_t)(i % conds);
        if (has_reg)
            set_reg(&ins, form, i / conds);
        if (form->imm == I_MOV) {
            for (unsigned k = 0; k < sizeof moves / sizeof moves[0]; k++) {
                ins.imm = moves[k];
                put(t, &ins);
            }
        } else if (form->pattern == P_CALL) {
            ins.sym = t->sym;
            put(t, &ins);
        } else if (x86_in_memory(form->pattern)) {
            memories(t, &ins, form);
        } else if (form->pattern == P_NONE || form->pattern == P_O || form->pattern == P_ZERO) {
            put(t, &ins);
        } else {
            for (unsigned k = 0; k < 16; k++) {
                set_rm(&ins, form, k);
                if (op == X_XCHG && ins.use[0] == ins.use[1])
                    continue;
                with_imms(t, &ins, form);
            }
        }
    }
}

int main(int argc, char **argv) {
    Test t = {0};
    Buf bytes = {0};
    if (argc != 3)
        return 2;
    obj_init(&t.obj, EM_X86_64);
    t.enc.obj = &t.obj;
    t.enc.section = obj_section(&t.obj, ".text", SHT_PROGBITS, SHF_ALLOC | SHF_EXECINSTR, 0);
    t.sym = obj_symbol(&t.obj, "outside");
    t.obj.symbols[t.sym].used = true;
    for (unsigned op = 1; op < X_COUNT; op++) {
        const X86Form *form = &x86_forms[op];
        unsigned list[4];
        unsigned count = widths(op, form, list);
        if (form->pattern == P_JUMP)
            continue;
        for (unsigned i = 0; i < count; i++)
            one_width(&t, op, form, list[i]);
    }
    obj_write(&t.obj, &bytes);
    write_file(argv[1], t.text.data, t.text.len, false);
    write_file(argv[2], bytes.data, bytes.len, false);
    printf("%lu\n", t.count);
    return 0;
}
