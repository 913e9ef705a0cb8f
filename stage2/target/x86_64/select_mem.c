/* Selection: addresses, loads, stores, blocks of memory (select.h). */
#include "../../obj/elf.h"
#include "select.h"

#include <string.h>

/* Blocks up to this many bytes are copied or cleared in line. */
#define INLINE_BYTES 128

/* ---- addresses ---- */

void addr_slot(Addr *ad, uint32_t slot, int32_t disp) {
    memset(ad, 0, sizeof *ad);
    ad->slot = slot;
    ad->disp = disp;
}

void addr_sym(Addr *ad, uint32_t sym) {
    memset(ad, 0, sizeof *ad);
    ad->sym = sym;
}

void addr_out(Addr *ad, uint32_t offset) {
    memset(ad, 0, sizeof *ad);
    ad->base = RSP;
    ad->disp = (int32_t)offset;
}

void addr_incoming(Addr *ad, int32_t offset) {
    memset(ad, 0, sizeof *ad);
    ad->extra = MX_INCOMING;
    ad->disp = offset;
}

bool addr_add(Addr *ad, int64_t more) {
    int64_t disp = ad->disp + more;
    /* less than 2 GiB: the offset of a slot or of a symbol's place comes on top */
    if (disp < -0x40000000 || disp > 0x3fffffff)
        return false;
    ad->disp = (int32_t)disp;
    return true;
}

/* Takes constants that are added to `v` into *disp; what is left. */
static Val peel(const Select *s, Val v, int64_t *disp) {
    for (;;) {
        const Ins *ins;
        int64_t c;
        int64_t sum;
        v = source_of(s, v);
        ins = ins_of(s, v);
        if (s->regs[v] != 0)
            return v;
        if (ins->op == OP_ADD && is_imm(s, ins->b, &c))
            sum = *disp + c;
        else if (ins->op == OP_SUB && is_imm(s, ins->b, &c))
            sum = *disp - c;
        else
            return v;
        if (sum != (int32_t)sum)
            return v;
        *disp = sum;
        v = ins->a;
    }
}

/* v = index << scale. */
static Val scaled(const Select *s, Val v, uint8_t *scale) {
    const Ins *ins = ins_of(s, v);
    int64_t c;
    *scale = 0;
    if (s->regs[v] != 0 || ins->uses > 2)
        return v;
    if (ins->op == OP_SHL && is_const(s, ins->b, &c) && c >= 1 && c <= 3) {
        *scale = (uint8_t)c;
        return source_of(s, ins->a);
    }
    if (ins->op == OP_MUL && is_const(s, ins->b, &c) && (c == 2 || c == 4 || c == 8)) {
        *scale = (uint8_t)(c == 2 ? 1 : c == 4 ? 2 : 3);
        return source_of(s, ins->a);
    }
    return v;
}

static bool is_thread_local(const Select *s, const Ins *ins) {
    return ins->op == OP_ADDR && s->f->obj->symbols[ins->sym].type == STT_TLS;
}

/* A variable of the thread lies at an offset from the thread pointer that the linker knows (local exec), or, if it
   may belong to a shared object, the loader (initial exec). */
static Reg thread_base(Select *s, const Ins *ins, int64_t *disp, Addr *ad) {
    const ObjSymbol *symbol = &s->f->obj->symbols[ins->sym];
    Reg fs = new_int(s, 8);
    Reg offset;
    Reg sum;
    *disp += ins->imm;
    put(s, X_MOV_FS, 8)->def = fs;
    if (symbol->section != OBJ_UNDEF && *disp == (int32_t)*disp && ad->index == 0) {
        ad->sym = ins->sym;
        ad->extra = MX_TPOFF;
        return fs;
    }
    addr_sym(ad, ins->sym);
    ad->extra = MX_GOTTPOFF;
    offset = new_int(s, 8);
    sum = new_int(s, 8);
    put_load(s, X_MOV_RM, 8, offset, ad);
    put_op(s, X_ADD_RR, 8, sum, offset, fs);
    memset(ad, 0, sizeof *ad);
    return sum;
}

/* The base of an address: a slot, a symbol, or a register. */
static bool set_base(Select *s, Val v, int64_t disp, bool indexed, Addr *ad) {
    const Ins *ins = ins_of(s, v);
    if (ins->op == OP_SLOT && s->m->slots[ins->sym].align <= 16) {
        ad->slot = ins->sym;
        if (addr_add(ad, ins->imm + disp))
            return true;
        ad->slot = 0;
    }
    if (ins->op == OP_ADDR && !indexed && !is_thread_local(s, ins)) {
        ad->sym = ins->sym;
        if (addr_add(ad, ins->imm + disp))
            return true;
        ad->sym = 0;
    }
    return false;
}

/* The address of a slot that is aligned to more than 16: it lies somewhere in its wider room. */
static Reg aligned_slot(Select *s, const Ins *ins) {
    uint32_t align = s->m->slots[ins->sym].align;
    Reg r = new_int(s, 8);
    Reg aligned = new_int(s, 8);
    Addr ad;
    addr_slot(&ad, ins->sym, (int32_t)align - 16);
    put_lea(s, 8, r, &ad);
    put_op_imm(s, X_AND_RI, 8, aligned, r, -(int64_t)align);
    return aligned;
}

static Reg base_reg(Select *s, Val v, int64_t *disp) {
    const Ins *ins = ins_of(s, v);
    Addr ad = {0};
    Reg r;
    if (ins->op == OP_SLOT && s->m->slots[ins->sym].align > 16) {
        *disp += ins->imm;
        return aligned_slot(s, ins);
    }
    if (ins->op != OP_ADDR && ins->op != OP_SLOT)
        return reg_of(s, v);
    if (is_thread_local(s, ins)) {
        Reg base = thread_base(s, ins, disp, &ad);
        if (ad.sym == 0)
            return base;
        ad.base = base;
        r = new_int(s, 8);
        put_lea(s, 8, r, &ad);
        return r;
    }
    if (ins->op == OP_ADDR && s->regs[v] == 0 && s->f->level > 0 && s->f->blocks[ins->block].depth < s->depth)
        s->regs[v] = new_int(s, 8); /* it was moved out of the loop: made there, unless registers are scarce */
    if (s->regs[v] != 0)
        return s->regs[v];
    /* only the symbol or slot itself: the rest is displacement, or too large for one */
    *disp += ins->imm;
    if (ins->op == OP_ADDR) {
        addr_sym(&ad, ins->sym);
        if (addr_add(&ad, *disp))
            *disp = 0;
    } else {
        addr_slot(&ad, ins->sym, 0);
    }
    r = new_int(s, 8);
    put_lea(s, 8, r, &ad);
    return r;
}

/* base + disp where disp may be anything. */
static void finish(Select *s, int64_t disp, Addr *ad) {
    Reg sum;
    Reg big;
    if (addr_add(ad, disp))
        return;
    big = new_int(s, 8);
    put_const(s, 8, big, disp);
    if (ad->base == 0) {
        ad->base = big;
        return;
    }
    sum = new_int(s, 8);
    put_op(s, X_ADD_RR, 8, sum, ad->base, big);
    ad->base = sum;
}

void addr_of(Select *s, Val a, int64_t disp, Addr *ad) {
    const Ins *ins;
    Val x;
    Val y;
    memset(ad, 0, sizeof *ad);
    a = peel(s, a, &disp);
    ins = ins_of(s, a);
    if (set_base(s, a, disp, false, ad))
        return;
    if (is_thread_local(s, ins)) {
        ad->base = thread_base(s, ins, &disp, ad);
        finish(s, disp, ad);
        return;
    }
    if (ins->op == OP_CONST && addr_add(ad, ins->imm + disp))
        return;
    if (ins->op != OP_ADD || s->regs[a] != 0 || ins->uses > 2) {
        ad->base = base_reg(s, a, &disp);
        finish(s, disp, ad);
        return;
    }
    x = peel(s, ins->a, &disp);
    y = peel(s, ins->b, &disp);
    if (ins_of(s, y)->op == OP_SLOT || ins_of(s, y)->op == OP_ADDR || (x != y && scaled(s, x, &ad->scale) != x)) {
        Val swap = x;
        x = y;
        y = swap;
    }
    y = scaled(s, y, &ad->scale);
    ad->index = reg_of(s, y);
    if (set_base(s, x, disp, true, ad))
        return;
    ad->base = base_reg(s, x, &disp);
    finish(s, disp, ad);
}

void addr_of_load(Select *s, Val load, Addr *ad) {
    const Ins *ins = ins_of(s, load);
    addr_of(s, ins->a, ins->imm, ad);
}

void put_lea(Select *s, unsigned width, Reg def, const Addr *ad) {
    bool plain = ad->base == 0 && ad->index == 0;
    put_load(s, plain ? X_LEA_A : X_LEA, plain ? 8 : width, def, ad);
}

/* ---- loads and stores ---- */

static const uint16_t load_ops[] = {
    [MEM_S8] = X_MOVSX8_RM, [MEM_U8] = X_MOVZX8_RM,  [MEM_S16] = X_MOVSX16_RM, [MEM_U16] = X_MOVZX16_RM,
    [MEM_32] = X_MOV_RM,    [MEM_64] = X_MOV_RM,     [MEM_F32] = X_MOVS_RM,    [MEM_F64] = X_MOVS_RM,
};

void select_load(Select *s, Val v, Reg def) {
    const Ins *ins = ins_of(s, v);
    Addr ad;
    addr_of_load(s, v, &ad);
    put_load(s, load_ops[ins->sub], ins->sub == MEM_64 || ins->sub == MEM_F64 ? 8 : 4, def, &ad);
}

/* Whether two loads and stores have the same address, without looking deep. */
bool x86_same_address(const Select *s, const Ins *x, const Ins *y) {
    Val a = source_of(s, x->a);
    Val b = source_of(s, y->a);
    const Ins *p = ins_of(s, a);
    const Ins *q = ins_of(s, b);
    if (x->imm != y->imm)
        return false;
    if (a == b)
        return true;
    return p->op == q->op && (p->op == OP_SLOT || p->op == OP_ADDR) && p->sym == q->sym && p->imm == q->imm;
}

/* The operation that works on memory, in its form with a register; 0 if there is none. */
static X86Op memory_op(unsigned op) {
    switch (op) {
    case OP_ADD:
        return X_ADD_MR;
    case OP_SUB:
        return X_SUB_MR;
    case OP_AND:
        return X_AND_MR;
    case OP_OR:
        return X_OR_MR;
    case OP_XOR:
        return X_XOR_MR;
    default:
        return X_NONE;
    }
}

/* The load is of what the store writes, and belongs to the operation between them alone. */
static bool is_updated_load(const Select *s, const Ins *store, Val v) {
    const Ins *load = ins_of(s, v);
    if (load->op != OP_LOAD || !is_private(s, v) || s->epochs[v] != s->now || (load->flags & IF_VOLATILE) != 0)
        return false;
    return mem_bytes((IrMem)load->sub) == mem_bytes((IrMem)store->sub) && x86_same_address(s, store, load);
}

/* *p = *p op x, with p's width. */
static bool select_update(Select *s, const Ins *store, Val value) {
    const Ins *op = ins_of(s, value);
    unsigned width = mem_bytes((IrMem)store->sub);
    X86Op code = memory_op(op->op);
    Val other = op->b;
    Addr ad;
    int64_t c;
    Reg r;
    if ((store->flags & IF_VOLATILE) != 0 || !is_private(s, value))
        return false;
    if ((op->op == OP_NEG || op->op == OP_NOT) && is_updated_load(s, store, source_of(s, op->a))) {
        addr_of(s, store->a, store->imm, &ad);
        put_load(s, op->op == OP_NEG ? X_NEG_M : X_NOT_M, width, 0, &ad);
        return true;
    }
    if (op->op == OP_SHL && width >= 4 && is_const(s, op->b, &c) &&
        is_updated_load(s, store, source_of(s, op->a))) {
        addr_of(s, store->a, store->imm, &ad);
        put_mem_imm(s, X_SHL_MI, width, &ad, c & (width * 8 - 1));
        return true;
    }
    if (code == X_NONE)
        return false;
    if (!is_updated_load(s, store, source_of(s, op->a))) {
        if (op->op == OP_SUB || !is_updated_load(s, store, source_of(s, op->b)))
            return false;
        other = op->a;
    }
    if (is_imm(s, other, &c)) {
        addr_of(s, store->a, store->imm, &ad);
        put_mem_imm(s, code + 2, width, &ad, c); /* from MR to MI */
        return true;
    }
    r = reg_of(s, other);
    addr_of(s, store->a, store->imm, &ad);
    put_store(s, code, width, &ad, r);
    return true;
}

/* A narrow store needs no extension of its value. */
static Val without_extension(const Select *s, Val v, unsigned bits) {
    for (;;) {
        const Ins *ins;
        v = source_of(s, v);
        ins = ins_of(s, v);
        if ((ins->op == OP_SEXT || ins->op == OP_ZEXT) && ins->sub >= bits && is_private(s, v))
            v = ins->a;
        else
            return v;
    }
}

void select_store(Select *s, Val v) {
    const Ins *store = ins_of(s, v);
    unsigned width = mem_bytes((IrMem)store->sub);
    Val value = source_of(s, store->b);
    const Ins *from;
    Addr ad;
    Reg r;
    if (store->sub != MEM_F32 && store->sub != MEM_F64) {
        if (width < 8)
            value = without_extension(s, value, 8 * width);
        if (select_update(s, store, value))
            return;
    }
    from = ins_of(s, value);
    if ((from->op == OP_CONST || from->op == OP_FCONST) &&
        (width < 8 || (from->imm == (int32_t)from->imm))) {
        addr_of(s, store->a, store->imm, &ad);
        put_mem_imm(s, X_MOV_MI, width, &ad, from->imm);
        return;
    }
    r = reg_of(s, value);
    addr_of(s, store->a, store->imm, &ad);
    put_store(s, is_float_type(from->type) ? X_MOVS_MR : X_MOV_MR, width, &ad, r);
}

/* ---- blocks of memory ---- */

/* Bytes that the next move may handle, of `left`: 16, 8, 4, 2 or 1. */
static unsigned piece(uint64_t left) {
    return left >= 16 ? 16 : left >= 8 ? 8 : left >= 4 ? 4 : left >= 2 ? 2 : 1;
}

static void copy_piece(Select *s, const Addr *to, const Addr *from, unsigned bytes) {
    Reg r;
    if (bytes == 16) {
        r = new_float(s, 8);
        put_load(s, X_MOVUPS_RM, 16, r, from);
        put_store(s, X_MOVUPS_MR, 16, to, r);
        return;
    }
    r = new_int(s, bytes == 8 ? 8 : 4);
    put_load(s, bytes == 1 ? X_MOVZX8_RM : bytes == 2 ? X_MOVZX16_RM : X_MOV_RM, bytes == 8 ? 8 : 4, r, from);
    put_store(s, X_MOV_MR, bytes, to, r);
}

static void copy_inline(Select *s, const Addr *first, const Addr *second, uint64_t size) {
    Addr to = *first;
    Addr from = *second;
    uint64_t left = size;
    while (left != 0) {
        unsigned bytes = piece(left);
        if (bytes < 16 && (left & (left - 1)) != 0 && size >= 16) {
            /* the rest, with some of what was copied before */
            addr_add(&to, (int64_t)left - 16);
            addr_add(&from, (int64_t)left - 16);
            copy_piece(s, &to, &from, 16);
            return;
        }
        copy_piece(s, &to, &from, bytes);
        addr_add(&to, bytes);
        addr_add(&from, bytes);
        left -= bytes;
    }
}

/* An argument of a call of the compiler's own. */
static void addr_to(Select *s, const Addr *ad, Reg def) {
    if (ad->base != 0 && ad->index == 0 && ad->slot == 0 && ad->sym == 0 && ad->disp == 0 && ad->extra == 0 &&
        ad->base != RSP)
        put_move(s, CLASS_INT, 8, def, ad->base);
    else
        put_lea(s, 8, def, ad);
}

void copy_block(Select *s, const Addr *to, const Addr *from, uint64_t size) {
    Addr dest = *to;
    Addr source = *from;
    if (size <= INLINE_BYTES && addr_add(&dest, (int64_t)size) && addr_add(&source, (int64_t)size)) {
        copy_inline(s, to, from, size);
        return;
    }
    addr_to(s, to, RDI);
    addr_to(s, from, RSI);
    put_const(s, 8, RDX, (int64_t)size);
    call_runtime(s, "memcpy", REG_BIT(RDI) | REG_BIT(RSI) | REG_BIT(RDX));
}

void select_memcpy(Select *s, Val v) {
    const Ins *ins = ins_of(s, v);
    Addr to;
    Addr from;
    if (ins->imm == 0)
        return;
    addr_of(s, ins->a, 0, &to);
    addr_of(s, ins->b, 0, &from);
    copy_block(s, &to, &from, (uint64_t)ins->imm);
}

static void zero_inline(Select *s, const Addr *at, uint64_t size) {
    Addr to = *at;
    uint64_t left = size;
    Reg zero = 0;
    if (size >= 16) {
        zero = new_float(s, 8);
        put(s, X_FZERO, 8)->def = zero;
    }
    while (left != 0) {
        unsigned bytes = piece(left);
        if (bytes < 16 && (left & (left - 1)) != 0 && size >= 16) {
            addr_add(&to, (int64_t)left - 16);
            put_store(s, X_MOVUPS_MR, 16, &to, zero);
            return;
        }
        if (bytes == 16)
            put_store(s, X_MOVUPS_MR, 16, &to, zero);
        else
            put_mem_imm(s, X_MOV_MI, bytes, &to, 0);
        addr_add(&to, bytes);
        left -= bytes;
    }
}

void select_memzero(Select *s, Val v) {
    const Ins *ins = ins_of(s, v);
    Addr to;
    Addr end;
    if (ins->imm == 0)
        return;
    addr_of(s, ins->a, 0, &to);
    end = to;
    if (ins->imm <= INLINE_BYTES && addr_add(&end, ins->imm)) {
        zero_inline(s, &to, (uint64_t)ins->imm);
        return;
    }
    addr_to(s, &to, RDI);
    put_const(s, 4, RSI, 0);
    put_const(s, 8, RDX, ins->imm);
    call_runtime(s, "memset", REG_BIT(RDI) | REG_BIT(RSI) | REG_BIT(RDX));
}
