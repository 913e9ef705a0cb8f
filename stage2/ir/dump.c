/* The IR as text (docs/IR.md): one instruction a line, in the order of the blocks' numbers. The same function
   gives the same text, and read.c turns the text back into the same function, numbers included. Places in
   the source are left out. */
#include "ir.h"

#include <string.h>

/* What an instruction is written with, behind its name and type:
     a b c  value          A B  value, if there is one     i  imm            x  imm, hexadecimal
     +      offset imm     $    symbol + imm               s  slot + imm     @  block imm
     P phi's operands      C    call                       R  ret's values   V  values (list)
     j successors          W    cases of a switch */
const char *const ir_op_shapes[OP_COUNT] = {
    [OP_NOP] = "",         [OP_CONST] = "i",     [OP_FCONST] = "x",    [OP_ADDR] = "$",
    [OP_SLOT] = "s",       [OP_BLOCKADDR] = "@", [OP_PARAM] = "iA",    [OP_PHI] = "P",
    [OP_COPY] = "a",       [OP_ADD] = "ab",      [OP_SUB] = "ab",      [OP_MUL] = "ab",
    [OP_UMULH] = "ab",     [OP_SMULH] = "ab",    [OP_SDIV] = "ab",     [OP_UDIV] = "ab",
    [OP_SREM] = "ab",      [OP_UREM] = "ab",     [OP_AND] = "ab",      [OP_OR] = "ab",
    [OP_XOR] = "ab",       [OP_SHL] = "ab",      [OP_SHR] = "ab",      [OP_SAR] = "ab",
    [OP_NEG] = "a",        [OP_NOT] = "a",       [OP_CLZ] = "a",       [OP_CTZ] = "a",
    [OP_POPCOUNT] = "a",   [OP_BSWAP] = "a",     [OP_ICMP] = "ab",     [OP_SELECT] = "abc",
    [OP_FADD] = "ab",      [OP_FSUB] = "ab",     [OP_FMUL] = "ab",     [OP_FDIV] = "ab",
    [OP_FNEG] = "a",       [OP_FABS] = "a",      [OP_FSQRT] = "a",     [OP_FCMP] = "ab",
    [OP_SEXT] = "a",       [OP_ZEXT] = "a",      [OP_TRUNC] = "a",     [OP_SITOF] = "a",
    [OP_UITOF] = "a",      [OP_FTOSI] = "a",     [OP_FTOUI] = "a",     [OP_FEXT] = "a",
    [OP_FTRUNC] = "a",     [OP_BITCAST] = "a",   [OP_LOAD] = "a+",     [OP_STORE] = "a+b",
    [OP_MEMCPY] = "abi",   [OP_MEMZERO] = "ai",  [OP_LDADD] = "abc",   [OP_LDSUB] = "abc",
    [OP_LDMUL] = "abc",    [OP_LDDIV] = "abc",   [OP_LDNEG] = "ab",    [OP_LDABS] = "ab",
    [OP_LDCMP] = "ab",     [OP_LDFROM] = "ab",   [OP_LDTO] = "a",      [OP_CALL] = "C",
    [OP_RESULT] = "aiB",   [OP_ALLOCA] = "a",    [OP_VASTART] = "a",   [OP_FRAMEADDR] = "i",
    [OP_RETADDR] = "i",    [OP_CFA] = "",        [OP_SYSCALL] = "V",   [OP_JUMP] = "j",
    [OP_BRANCH] = "aj",    [OP_SWITCH] = "ajW",  [OP_IJUMP] = "aj",    [OP_RET] = "R",
    [OP_TRAP] = "",        [OP_UNREACHABLE] = "",
};

const char *const ir_type_names[5] = {"void", "i32", "i64", "f32", "f64"};
const char *const ir_mem_names[8] = {"s8", "u8", "s16", "u16", "32", "64", "f32", "f64"};
const char *const ir_cond_names[14] = {"eq",  "ne",  "slt", "sge", "sle", "sgt", "ult",
                                       "uge", "ule", "ugt", "nlt", "nge", "nle", "ngt"};
const char *const ir_where_names[6] = {"int", "float", "quad", "x87", "stack", "block"};

static bool is_plain(const char *name) {
    if (*name == 0 || *name == '#')
        return false;
    for (; *name != 0; name++) {
        char c = *name;
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
              c == '.' || c == '$' || c == '@'))
            return false;
    }
    return true;
}

/* $name, $"name" if it has other than usual characters, $#number if it has no name. */
static void show_symbol(const IrFunc *f, uint32_t symbol, Buf *out) {
    const char *name = f->obj != NULL && symbol < f->obj->symbol_count ? f->obj->symbols[symbol].name : "";
    if (is_plain(name)) {
        buf_printf(out, "$%s", name);
    } else if (name[0] == 0 || strchr(name, '"') != NULL || strchr(name, '\n') != NULL) {
        buf_printf(out, "$#%u", symbol);
    } else {
        buf_printf(out, "$\"%s\"", name);
    }
}

static void show_offset(int64_t offset, Buf *out) {
    if (offset != 0)
        buf_printf(out, " + %ld", (long)offset);
}

static void show_sub(const Ins *i, Buf *out) {
    switch (i->op) {
    case OP_ICMP:
    case OP_FCMP:
    case OP_LDCMP:
        buf_printf(out, ".%s", ir_cond_names[i->sub]);
        break;
    case OP_LOAD:
    case OP_STORE:
        buf_printf(out, ".%s", ir_mem_names[i->sub]);
        break;
    case OP_SEXT:
    case OP_ZEXT:
    case OP_BSWAP:
    case OP_MEMCPY:
    case OP_MEMZERO:
    case OP_LDFROM:
    case OP_LDTO:
        buf_printf(out, ".%u", i->sub);
        break;
    default:
        break;
    }
    if (i->flags & IF_VOLATILE)
        buf_text(out, ".volatile");
}

/* Values, or values with the places in which they travel. */
static void show_list(const IrFunc *f, const Ins *i, Buf *out) {
    unsigned step = ir_list_step(i->op);
    for (uint32_t k = 0; k < i->count; k += step) {
        buf_printf(out, k == 0 ? "%%%u" : ", %%%u", f->lists[i->list + k]);
        if (step == 2)
            buf_printf(out, " l%u", f->lists[i->list + k + 1]);
    }
}

static void show_call(const IrFunc *f, const Ins *i, Buf *out) {
    if (i->sym != 0)
        show_symbol(f, i->sym, out);
    else
        buf_printf(out, "%%%u", i->a);
    buf_text(out, "(");
    show_list(f, i, out);
    buf_text(out, ")");
    if (i->imm & CALL_VARIADIC)
        buf_text(out, " variadic");
    if (i->imm & CALL_NORETURN)
        buf_text(out, " noreturn");
    if (i->imm & CALL_TAIL)
        buf_text(out, " tail");
}

static void show_phi(const IrFunc *f, const Ins *i, Buf *out) {
    const BlockData *b = &f->blocks[i->block];
    for (uint32_t k = 0; k < i->count; k++) {
        buf_printf(out, "%s@%u %%%u", k == 0 ? "" : ", ", k < b->pred_count ? b->pred[k] : 0,
                   f->lists[i->list + k]);
    }
}

static void show_cases(const IrFunc *f, const Ins *i, Buf *out) {
    const uint32_t *row = f->lists + i->list;
    buf_text(out, " [");
    for (uint32_t k = 0; k + 2 < i->count; k += 3) {
        long value = (long)((uint64_t)row[k + 1] << 32 | row[k]);
        buf_printf(out, "%s%ld: %u", k == 0 ? "" : ", ", value, row[k + 2]);
    }
    buf_text(out, "]");
    if (i->imm != 0)
        buf_printf(out, " table %ld", (long)i->imm);
}

static void show_piece(const IrFunc *f, const Ins *i, char piece, bool first, Buf *out) {
    const BlockData *b = &f->blocks[i->block];
    Val v = piece == 'a' || piece == 'A' ? i->a : piece == 'c' ? i->c : i->b;
    if (piece == '+') {
        show_offset(i->imm, out);
        return;
    }
    if (piece == 'W') {
        show_cases(f, i, out);
        return;
    }
    if ((piece == 'A' || piece == 'B') && v == 0)
        return;
    if (!first)
        buf_text(out, ", ");
    switch (piece) {
    case 'a':
    case 'A':
    case 'b':
    case 'B':
    case 'c':
        buf_printf(out, "%%%u", v);
        break;
    case 'i':
        buf_printf(out, "%ld", (long)i->imm);
        break;
    case 'x':
        buf_printf(out, "0x%lx", (unsigned long)i->imm);
        break;
    case '$':
        show_symbol(f, i->sym, out);
        show_offset(i->imm, out);
        break;
    case 's':
        buf_printf(out, "s%u", i->sym);
        show_offset(i->imm, out);
        break;
    case '@':
        buf_printf(out, "@%u", (unsigned)i->imm);
        break;
    case 'P':
        show_phi(f, i, out);
        break;
    case 'C':
        show_call(f, i, out);
        break;
    case 'R':
    case 'V':
        show_list(f, i, out);
        break;
    default:
        for (uint32_t k = 0; k < b->succ_count; k++)
            buf_printf(out, "%s@%u", k == 0 ? "" : ", ", b->succ[k]);
    }
}

static void show_ins(const IrFunc *f, Val v, Buf *out) {
    const Ins *i = &f->ins[v];
    const char *shape = ir_op_shapes[i->op];
    buf_text(out, "    ");
    if (i->type != IR_VOID || i->op == OP_CALL)
        buf_printf(out, "%%%u = ", v);
    buf_text(out, ir_op_names[i->op]);
    show_sub(i, out);
    if (i->type != IR_VOID)
        buf_printf(out, " %s", ir_type_names[i->type]);
    if (*shape != 0)
        buf_text(out, " ");
    for (const char *p = shape; *p != 0; p++)
        show_piece(f, i, *p, p == shape, out);
    buf_text(out, "\n");
}

static void show_head(const IrFunc *f, Buf *out) {
    buf_text(out, "func ");
    show_symbol(f, f->symbol, out);
    buf_printf(out, " level %d", f->level);
    if (f->variadic)
        buf_printf(out, " variadic %u %u %u", f->va_ints, f->va_floats, f->va_stack);
    if (f->has_alloca)
        buf_text(out, " alloca");
    if (f->calls)
        buf_text(out, " calls");
    if (f->realign)
        buf_text(out, " realign");
    if (f->returns_twice)
        buf_text(out, " returns_twice");
    if (f->is_static)
        buf_text(out, " static");
    if (f->always_inline)
        buf_text(out, " always_inline");
    if (f->no_inline)
        buf_text(out, " no_inline");
    if (f->keep_frame)
        buf_text(out, " keep_frame");
    buf_text(out, "\n");
    for (uint32_t k = 0; k < f->loc_count; k++) {
        const ArgLoc *l = &f->locs[k];
        buf_printf(out, "loc l%u %s %s %s r%u + %u size %u align %u\n", k, ir_where_names[l->where],
                   ir_type_names[l->type], ir_mem_names[l->mem], l->reg, l->offset, l->size, l->align);
    }
    for (uint32_t k = 0; k < f->param_count; k++)
        buf_printf(out, "param %u l%u\n", k, f->params[k]);
    for (uint32_t k = 1; k < f->slot_count; k++) {
        const Slot *s = &f->slots[k];
        buf_printf(out, "slot s%u size %lu align %u%s\n", k, (unsigned long)s->size, s->align,
                   s->named ? " named" : "");
    }
}

void ir_dump(const IrFunc *f, Buf *out) {
    show_head(f, out);
    for (Block n = 1; n < f->block_count; n++) {
        const BlockData *b = &f->blocks[n];
        if (b->first == 0 && n != 1)
            continue;
        buf_printf(out, "@%u:", n);
        for (uint32_t k = 0; k < b->pred_count; k++)
            buf_printf(out, k == 0 ? " preds @%u" : " @%u", b->pred[k]);
        if (b->symbol != 0) {
            buf_text(out, " symbol ");
            show_symbol(f, b->symbol, out);
        }
        buf_text(out, "\n");
        for (Val v = b->first; v != 0; v = f->ins[v].next)
            show_ins(f, v, out);
    }
    buf_text(out, "end\n");
}
