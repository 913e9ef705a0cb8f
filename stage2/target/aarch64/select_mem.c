/* Selection of addresses, loads, stores, and copies of blocks. */
#include "../../obj/elf.h"
#include "select.h"

#include <string.h>

/* Blocks up to so many bytes are copied or cleared inline. */
#define INLINE_COPY 128
#define INLINE_ZERO 256

/* ---- addresses ---- */

/* `log2` bytes can be reached from the page by their low 12 bits: scaled offsets need alignment (AAELF64,
   R_AARCH64_LDST64_ABS_LO12_NC). What is defined so far is looked at, else its type's alignment trusted. */
static bool is_aligned(const Select *s, uint32_t sym, int64_t offset, unsigned log2) {
    const Obj *obj = s->m->obj;
    const ObjSymbol *symbol = &obj->symbols[sym];
    uint64_t mask = ((uint64_t)1 << log2) - 1;
    if (((uint64_t)offset & mask) != 0 || symbol->type == STT_TLS)
        return false;
    if (symbol->section == OBJ_UNDEF || symbol->section >= obj->section_count)
        return true;
    return (symbol->value & mask) == 0 && obj->sections[symbol->section].align > mask;
}

/* base + index, or with the index extended or shifted by `log2`. */
static void index_address(Select *s, Val a, Val b, unsigned log2, Addr *out) {
    int64_t amount;
    unsigned option = EXT_UXTX;
    unsigned scale = 0;
    Val index = b;
    if (sel_here(s, index, OP_SHL) && sel_is_const(s, s->ins[index].b, &amount) && (uint64_t)amount == log2) {
        scale = log2;
        index = sel_source(s, s->ins[index].a);
    }
    if ((sel_here(s, index, OP_SEXT) || sel_here(s, index, OP_ZEXT)) && s->ins[index].sub == 32 &&
        s->ins[index].type == IR_I64) {
        Val narrow = sel_source(s, s->ins[index].a);
        /* a load extends for nothing unless others want it narrow */
        if (s->ins[narrow].op != OP_LOAD || s->ins[narrow].uses > 1) {
            option = s->ins[index].op == OP_SEXT ? EXT_SXTW : EXT_UXTW;
            index = narrow;
        }
    }
    out->base = sel_use(s, a);
    out->index = sel_use(s, index);
    out->extra = (uint16_t)option;
    out->scale = (uint8_t)scale;
}

static bool is_index(const Select *s, Val v) {
    return sel_here(s, v, OP_SHL) || sel_here(s, v, OP_SEXT) || sel_here(s, v, OP_ZEXT);
}

void sel_address(Select *s, Val a, int64_t offset, unsigned log2, Addr *out) {
    const Ins *i;
    int64_t value;
    memset(out, 0, sizeof *out);
    a = sel_source(s, a);
    i = &s->ins[a];
    while (i->op == OP_ADD && sel_is_const(s, i->b, &value) && (i->uses == 1 || i->block == s->block) &&
           a64_offset_fits(offset + value, log2)) {
        offset += value;
        a = sel_source(s, i->a);
        i = &s->ins[a];
    }
    if (i->op == OP_SLOT && i->imm + offset == (int32_t)(i->imm + offset)) {
        out->slot = i->sym;
        out->disp = (int32_t)(i->imm + offset);
        return;
    }
    if (i->op == OP_ADDR && (i->uses == 1 || s->f->level == 0) &&
        i->imm + offset == (int32_t)(i->imm + offset) &&
        is_aligned(s, i->sym, i->imm + offset, log2)) {
        MIns *page;
        out->sym = i->sym;
        out->disp = (int32_t)(i->imm + offset);
        out->base = sel_temp(s, 8);
        page = sel_put(s, A_ADRP, 8, out->base, 0, 0);
        page->sym = out->sym;
        page->disp = out->disp;
        return;
    }
    if (i->op == OP_ADD && offset == 0 && i->block == s->block && !sel_is_const(s, i->b, &value)) {
        Val x = sel_source(s, i->a);
        Val y = sel_source(s, i->b);
        if (!is_index(s, y) && is_index(s, x))
            index_address(s, y, x, log2, out);
        else
            index_address(s, x, y, log2, out);
        return;
    }
    out->disp = (int32_t)offset;
    if (out->disp != offset) {
        Reg base = sel_use(s, a);
        Reg far = sel_temp(s, 8);
        out->base = sel_temp(s, 8);
        out->disp = 0;
        sel_const(s, 8, far, offset);
        sel_put(s, A_ADD, 8, out->base, base, far);
        return;
    }
    out->base = sel_use(s, a);
}

/* For slots alone: the alignment that pairs of vector registers like. */
static void align_slot(Select *s, uint32_t slot) {
    MSlot *m = &s->m->slots[slot];
    if (slot != 0 && m->align < 16)
        m->align = 16;
}

void sel_block_address(Select *s, Val a, Addr *out) {
    sel_address(s, a, 0, 0, out);
    align_slot(s, out->slot);
    if (out->sym != 0 || out->index != 0 || (out->disp & 15) != 0 || out->disp < 0 || out->disp > 256) {
        Reg base = sel_lea(s, out);
        memset(out, 0, sizeof *out);
        out->base = base;
    }
}

/* An instruction of format LOAD or STORE at the address; def and use[2] are the caller's. */
MIns *sel_access(Select *s, unsigned op, unsigned width, const Addr *a) {
    MIns *i = sel_put(s, op, width, 0, a->base, a->index);
    i->slot = a->slot;
    i->sym = a->sym;
    i->disp = a->disp;
    i->extra = a->extra;
    i->scale = a->scale;
    return i;
}

Reg sel_lea(Select *s, const Addr *a) {
    Reg to;
    MIns *i;
    if (a->base != 0 && a->index == 0 && a->sym == 0 && a->disp == 0)
        return a->base;
    to = sel_temp(s, 8);
    if (a->sym != 0) {
        i = sel_put(s, A_ADDLO, 8, to, a->base, 0);
        i->sym = a->sym;
        i->disp = a->disp;
    } else if (a->base == 0) {
        i = sel_put(s, A_LEA, 8, to, 0, 0);
        i->slot = a->slot;
        i->disp = a->disp;
        i->extra = a->extra;
    } else if (a->index != 0) {
        i = sel_put(s, A_ADDX, 8, to, a->base, a->index);
        i->extra = a->extra;
        i->imm = a->scale;
    } else if (a64_imm12(a->disp)) {
        sel_imm(s, A_ADDI, 8, to, a->base, a->disp);
    } else if (a64_imm12(-(int64_t)a->disp)) {
        sel_imm(s, A_SUBI, 8, to, a->base, -(int64_t)a->disp);
    } else {
        Reg offset = sel_temp(s, 8);
        sel_const(s, 8, offset, a->disp);
        sel_put(s, A_ADD, 8, to, a->base, offset);
    }
    return to;
}

/* ---- loads and stores of values ---- */

static const struct {
    uint16_t load;
    uint16_t store;
    uint8_t width; /* of a load's result, if not extended to 64 bits */
    uint8_t log2;
} mem_ops[8] = {
    {A_LDRSB, A_STRB, 4, 0}, {A_LDRB, A_STRB, 4, 0}, {A_LDRSH, A_STRH, 4, 1}, {A_LDRH, A_STRH, 4, 1},
    {A_LDR, A_STR, 4, 2},    {A_LDR, A_STR, 8, 3},   {A_LDRF, A_STRF, 4, 2},  {A_LDRF, A_STRF, 8, 3},
};

void sel_load_mem(Select *s, unsigned mem, Reg to, const Addr *a, bool wide) {
    unsigned op = mem_ops[mem].load;
    unsigned width = mem_ops[mem].width;
    if (wide) {
        width = 8;
        if (op == A_LDR)
            op = A_LDRSW;
    }
    sel_access(s, op, width, a)->def = to;
}

void sel_load(Select *s, Val v) {
    const Ins *i = &s->ins[v];
    Reg to = sel_def(s, v);
    Addr a;
    sel_address(s, i->a, i->imm, mem_ops[i->sub].log2, &a);
    sel_load_mem(s, i->sub, to, &a, s->form[v] == FORM_64);
    if ((i->flags & IF_VOLATILE) != 0)
        s->made[s->made_count - 1].flags |= MF_SINGLE;
}

/* Extensions do not matter to a store of fewer bits. */
static Val stored_part(const Select *s, unsigned mem, Val value) {
    unsigned bits = 8U << mem_ops[mem].log2;
    value = sel_source(s, value);
    while (mem <= MEM_32 && (s->ins[value].op == OP_SEXT || s->ins[value].op == OP_ZEXT) &&
           s->ins[value].sub >= bits && sel_here(s, value, s->ins[value].op))
        value = sel_source(s, s->ins[value].a);
    return value;
}

void sel_store_value(Select *s, unsigned mem, Val value, const Addr *a) {
    unsigned op = mem_ops[mem].store;
    unsigned width = mem_ops[mem].width;
    Reg r;
    value = stored_part(s, mem, value);
    if (op == A_STRF && s->ins[value].op == OP_FCONST && s->ins[value].imm == 0) {
        op = A_STR;
        r = R_ZR;
    } else {
        r = op == A_STRF ? sel_use(s, value) : sel_use_or_zero(s, value);
    }
    sel_access(s, op, width, a)->use[2] = r;
}

void sel_store(Select *s, Val v) {
    const Ins *i = &s->ins[v];
    Addr a;
    sel_address(s, i->a, i->imm, mem_ops[i->sub].log2, &a);
    sel_store_value(s, i->sub, i->b, &a);
    if ((i->flags & IF_VOLATILE) != 0)
        s->made[s->made_count - 1].flags |= MF_SINGLE;
}

/* ---- blocks ---- */

static void copy_pair(Select *s, const Addr *to, const Addr *from, int32_t at) {
    MIns *i = sel_access(s, A_LDPF, 16, from);
    i->disp += at;
    i->def = R_COPY;
    i->use[1] = R_COPY2;
    i = sel_access(s, A_STPF, 16, to);
    i->disp += at;
    i->use[2] = R_COPY;
    i->use[1] = R_COPY2;
}

static void copy_piece(Select *s, const Addr *to, const Addr *from, int32_t at, unsigned size) {
    static const uint8_t mems[9] = {0, MEM_U8, MEM_U16, 0, MEM_32, 0, 0, 0, MEM_64};
    Addr x = *from;
    Addr y = *to;
    x.disp += at;
    y.disp += at;
    if (size == 16) {
        sel_access(s, A_LDRF, 16, &x)->def = R_COPY;
        sel_access(s, A_STRF, 16, &y)->use[2] = R_COPY;
    } else {
        Reg t = sel_temp(s, size == 8 ? 8 : 4);
        sel_load_mem(s, mems[size], t, &x, false);
        sel_access(s, mem_ops[mems[size]].store, mem_ops[mems[size]].width, &y)->use[2] = t;
    }
}

static void call_memory(Select *s, const char *name, const Addr *to, const Addr *from, uint64_t size) {
    Reg x = sel_lea(s, to);
    if (from != NULL) {
        Reg y = sel_lea(s, from);
        sel_put(s, A_MOV, 8, R_X(0), x, 0);
        sel_put(s, A_MOV, 8, R_X(1), y, 0);
    } else {
        sel_put(s, A_MOV, 8, R_X(0), x, 0);
        sel_const(s, 4, R_X(1), 0);
    }
    sel_const(s, 8, R_X(2), (int64_t)size);
    sel_runtime(s, name, REG_BIT(R_X(0)) | REG_BIT(R_X(1)) | REG_BIT(R_X(2)));
}

/* The largest piece for what is left; near the end pieces may overlap what is done, unless every byte is to
   be touched once (`exact`). */
static unsigned next_piece(uint64_t left, uint64_t done, bool exact) {
    unsigned size = 1;
    if (left >= 16)
        return 16;
    while (2 * size <= left)
        size *= 2;
    if (!exact && size != left && done != 0 && size < 16) {
        size *= 2;
        if (size > done + left)
            size /= 2;
    }
    return size;
}

void sel_copy(Select *s, const Addr *to, const Addr *from, uint64_t size, bool exact) {
    uint64_t at = 0;
    if (size > INLINE_COPY) {
        call_memory(s, "memcpy", to, from, size);
        return;
    }
    while (size - at >= 32) {
        copy_pair(s, to, from, (int32_t)at);
        at += 32;
    }
    while (at < size) {
        unsigned piece = next_piece(size - at, at, exact);
        if (piece > size - at)
            at = size - piece;
        copy_piece(s, to, from, (int32_t)at, piece);
        at += piece;
    }
}

void sel_memcpy(Select *s, Val v) {
    const Ins *i = &s->ins[v];
    Addr to, from;
    if (i->imm == 0)
        return;
    sel_block_address(s, i->a, &to);
    sel_block_address(s, i->b, &from);
    sel_copy(s, &to, &from, (uint64_t)i->imm, (i->flags & IF_VOLATILE) != 0);
}

void sel_memzero(Select *s, Val v) {
    const Ins *i = &s->ins[v];
    uint64_t size = (uint64_t)i->imm;
    uint64_t at = 0;
    bool vector = size >= 64;
    Addr to;
    MIns *out;
    if (size == 0)
        return;
    sel_block_address(s, i->a, &to);
    if (size > INLINE_ZERO) {
        call_memory(s, "memset", &to, NULL, size);
        return;
    }
    if (vector)
        sel_put(s, A_MOVIZERO, 16, R_COPY, 0, 0);
    while (at < size) {
        uint64_t left = size - at;
        if (vector && left >= 32) {
            out = sel_access(s, A_STPF, 16, &to);
            out->use[1] = R_COPY;
            out->use[2] = R_COPY;
            out->disp += (int32_t)at;
            at += 32;
        } else if (left >= 16) {
            out = sel_access(s, A_STP, 8, &to);
            out->use[1] = R_ZR;
            out->use[2] = R_ZR;
            out->disp += (int32_t)at;
            at += 16;
        } else {
            static const uint16_t ops[9] = {0, A_STRB, A_STRH, 0, A_STR, 0, 0, 0, A_STR};
            unsigned piece = next_piece(left, at, false);
            if (piece == 16)
                piece = 8;
            if (piece > left)
                at = size - piece;
            out = sel_access(s, ops[piece], piece == 8 ? 8 : 4, &to);
            out->use[2] = R_ZR;
            out->disp += (int32_t)at;
            at += piece;
        }
    }
}
