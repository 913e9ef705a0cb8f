/* The frame of a function, its prologue and epilogue, and the operations that are several instructions
   (AAPCS64 6.4.6: frame records; 6.1: registers). */
#include <string.h>

#include "../../obj/elf.h"
#include "aarch64.h"

/* What stp and ldp reach with write-back. */
#define PAIR_REACH 504

static void put3(A64Emit *e, unsigned op, unsigned width, Reg def, Reg a, Reg b, int64_t imm) {
    MIns i;
    memset(&i, 0, sizeof i);
    i.op = (uint16_t)op;
    i.width = (uint8_t)width;
    i.def = def;
    i.use[0] = a;
    i.use[1] = b;
    i.imm = imm;
    a64_put(e, &i);
}

/* ---- layout ---- */

static void find_saved(A64Frame *f, RegSet used) {
    Reg r;
    unsigned n = 0;
    for (r = R_X(19); r <= R_X(28); r++)
        if ((used & REG_BIT(r)) != 0)
            f->saved[n++] = r;
    if (n % 2 != 0)
        f->saved[n++] = R_ZR;
    f->ints = n;
    for (r = R_V(8); r <= R_V(15); r++)
        if ((used & REG_BIT(r)) != 0)
            f->saved[n++] = r;
    if ((n - f->ints) % 2 != 0) {
        /* a neighbour makes the pair full */
        f->saved[n] = f->saved[n - 1] == R_V(15) ? R_V(8) : R_V(15);
        n++;
    }
    f->floats = n - f->ints;
}

/* Gives every slot its offset from the lowest one and returns the size of all, a multiple of 16. */
static uint64_t place_slots(MFunc *m) {
    uint64_t at = 0;
    uint32_t s;
    for (s = 1; s < m->slot_count; s++) {
        MSlot *slot = &m->slots[s];
        uint64_t align = slot->align > 16 ? 16 : slot->align;
        if (align > 1)
            at = (at + align - 1) & ~(align - 1);
        slot->offset = (int64_t)at;
        at += slot->size;
        if (slot->align > 16)
            at += slot->align - 16; /* the address is rounded up at each use: sp is aligned to 16 alone */
    }
    return (at + 15) & ~(uint64_t)15;
}

void a64_frame_layout(A64Emit *e) {
    MFunc *m = e->m;
    A64Frame *f = &e->frame;
    uint64_t locals = place_slots(m);
    uint64_t out = ((uint64_t)m->out_bytes + 15) & ~(uint64_t)15;
    memset(f, 0, sizeof *f);
    find_saved(f, m->used);
    f->record = m->ir->calls || m->ir->has_alloca || m->ir->keep_frame;
    f->fp_based = m->ir->has_alloca;
    f->head = (f->record ? 16 : 0) + 8 * (uint64_t)(f->ints + f->floats);
    f->merged = f->head != 0 && f->head + locals <= PAIR_REACH;
    if (f->merged) {
        f->locals = (int64_t)f->head;
        f->head += locals;
        f->tail = out;
    } else {
        f->tail = locals + out;
        f->locals = -(int64_t)locals;
    }
}

/* ---- addresses ---- */

static void move_const(A64Emit *e, Reg def, unsigned width, uint64_t value);

/* def = base + offset; x16 may be changed. def may be base, both may be sp. */
static void add_offset(A64Emit *e, Reg def, Reg base, int64_t offset) {
    uint64_t size = offset < 0 ? 0 - (uint64_t)offset : (uint64_t)offset;
    unsigned op = offset < 0 ? A_SUBI : A_ADDI;
    if (size > 0xffffff) {
        move_const(e, R_IP0, 8, size);
        {
            MIns i;
            memset(&i, 0, sizeof i);
            i.op = offset < 0 ? A_SUBX : A_ADDX;
            i.width = 8;
            i.def = def;
            i.use[0] = base;
            i.use[1] = R_IP0;
            i.extra = EXT_UXTX;
            a64_put(e, &i);
        }
        return;
    }
    if (size > 0xfff) {
        put3(e, op, 8, def, base, 0, (int64_t)(size & 0xfff000));
        base = def;
        size &= 0xfff;
        if (size == 0)
            return;
    }
    if (size != 0 || def != base)
        put3(e, op, 8, def, base, 0, (int64_t)size);
}

/* The register and offset of a slot or argument area. */
static Reg frame_base(A64Emit *e, const MIns *i, int64_t *offset) {
    const A64Frame *f = &e->frame;
    if (i->slot != 0) {
        *offset = e->m->slots[i->slot].offset + f->locals + i->disp;
        if (f->fp_based)
            return R_FP;
        *offset += (int64_t)f->tail;
        return R_SP;
    }
    if ((i->extra & AM_IN) != 0) {
        *offset = (int64_t)f->head + i->disp;
        if (f->record)
            return R_FP;
        *offset += (int64_t)f->tail;
        return R_SP;
    }
    *offset = i->disp;
    return R_SP;
}

static bool fits(const MIns *i, int64_t offset) {
    if (a64_info[i->op].format == FMT_PAIR) {
        unsigned log2 = i->width == 16 ? 4 : i->width == 8 ? 3 : 2;
        return (offset & ((1L << log2) - 1)) == 0 && offset >> log2 >= -64 && offset >> log2 <= 63;
    }
    return a64_offset_fits(offset, a64_access_log2(i));
}

/* def = the address of a slot or argument area. */
static void frame_address(A64Emit *e, Reg def, const MIns *i) {
    int64_t offset;
    Reg base = frame_base(e, i, &offset);
    if (i->slot != 0 && e->m->slots[i->slot].align > 16) {
        int64_t align = e->m->slots[i->slot].align;
        add_offset(e, def, base, offset - i->disp + align - 16);
        put3(e, A_ANDI, 8, def, def, 0, -align);
        add_offset(e, def, def, i->disp);
        return;
    }
    add_offset(e, def, base, offset);
}

/* Gives an access to memory its register and offset, through x16 if it is far. */
static void settle(A64Emit *e, MIns *i) {
    int64_t offset;
    Reg base;
    if (i->slot == 0 && (i->extra & (AM_IN | AM_OUT)) == 0) {
        if (i->sym == 0 && (a64_info[i->op].format == FMT_PAIR || i->use[1] == 0) && !fits(i, i->disp)) {
            add_offset(e, R_IP0, i->use[0], i->disp);
            i->use[0] = R_IP0;
            i->disp = 0;
        }
        return;
    }
    base = frame_base(e, i, &offset);
    if ((i->slot != 0 && e->m->slots[i->slot].align > 16) || !fits(i, offset)) {
        frame_address(e, R_IP0, i);
        base = R_IP0;
        offset = 0;
    }
    i->use[0] = base;
    i->disp = (int32_t)offset;
    i->slot = 0;
    i->extra &= (uint16_t)~(AM_IN | AM_OUT);
}

/* ---- pairs ---- */

static unsigned pair_op(unsigned op) {
    switch (op) {
    case A_LDR:
        return A_LDP;
    case A_STR:
        return A_STP;
    case A_LDRF:
        return A_LDPF;
    case A_STRF:
        return A_STPF;
    default:
        return 0;
    }
}

/* The register and offset of a plain access, or 0. */
static Reg plain_address(A64Emit *e, const MIns *i, int64_t *offset) {
    if (i->sym != 0 || i->use[1] != 0 || (i->flags & MF_SINGLE) != 0)
        return 0;
    if (i->slot != 0 || (i->extra & (AM_IN | AM_OUT)) != 0)
        return i->slot != 0 && e->m->slots[i->slot].align > 16 ? 0 : frame_base(e, i, offset);
    if (i->extra != 0)
        return 0;
    *offset = i->disp;
    return i->use[0];
}

bool a64_pair(A64Emit *e, const MIns *a, const MIns *b, MIns *out) {
    unsigned op = pair_op(a->op);
    int64_t x, y;
    Reg base;
    if (op == 0 || a->op != b->op || a->width != b->width || a->width == 16)
        return false;
    base = plain_address(e, a, &x);
    if (base == 0 || plain_address(e, b, &y) != base)
        return false;
    if (a->def != 0 && (a->def == b->def || a->def == base))
        return false;
    if (y + b->width == x) {
        const MIns *t = a;
        a = b;
        b = t;
        x = y;
    } else if (x + a->width != y) {
        return false;
    }
    *out = *a;
    out->op = (uint16_t)op;
    out->slot = 0;
    out->extra = 0;
    out->use[0] = base;
    out->disp = (int32_t)x;
    out->use[1] = a->def != 0 ? b->def : b->use[2];
    return fits(out, x);
}

/* ---- prologue and epilogue ---- */

/* Stores or loads saved pair `n` (0 is the record, if there is one, or the first). */
static void put_pair(A64Emit *e, Reg first, Reg second, bool load, int64_t offset, unsigned mode) {
    MIns i;
    bool is_float = first >= REG_FLOAT;
    memset(&i, 0, sizeof i);
    i.op = is_float ? (load ? A_LDPF : A_STPF) : (load ? A_LDP : A_STP);
    i.width = 8;
    if (load)
        i.def = first;
    else
        i.use[2] = first;
    i.use[1] = second;
    i.use[0] = R_SP;
    i.disp = (int32_t)offset;
    i.extra = (uint16_t)mode;
    a64_put(e, &i);
}

void a64_prologue(A64Emit *e) {
    const A64Frame *f = &e->frame;
    int64_t at = 0;
    int64_t head = (int64_t)f->head;
    unsigned n;
    if (f->record) {
        put_pair(e, R_FP, R_LR, false, -head, AM_PRE);
        put3(e, A_MOVSP, 8, R_FP, R_SP, 0, 0);
        at = 16;
    }
    for (n = 0; n < f->ints + f->floats; n += 2) {
        if (at == 0)
            put_pair(e, f->saved[n], f->saved[n + 1], false, -head, AM_PRE);
        else
            put_pair(e, f->saved[n], f->saved[n + 1], false, at, 0);
        at += 16;
    }
    add_offset(e, R_SP, R_SP, -(int64_t)f->tail);
}

static void epilogue(A64Emit *e) {
    const A64Frame *f = &e->frame;
    int64_t head = (int64_t)f->head;
    int64_t at = (f->record ? 16 : 0) + 8 * (int64_t)(f->ints + f->floats);
    unsigned n = f->ints + f->floats;
    if (f->fp_based)
        put3(e, A_MOVSP, 8, R_SP, R_FP, 0, 0);
    else
        add_offset(e, R_SP, R_SP, (int64_t)f->tail);
    while (n != 0) {
        n -= 2;
        at -= 16;
        if (at == 0)
            put_pair(e, f->saved[n], f->saved[n + 1], true, head, AM_POST);
        else
            put_pair(e, f->saved[n], f->saved[n + 1], true, at, 0);
    }
    if (f->record)
        put_pair(e, R_FP, R_LR, true, head, AM_POST);
}

/* ---- operations of several instructions ---- */

static void put_movw(A64Emit *e, unsigned op, unsigned width, Reg def, unsigned value, unsigned shift) {
    MIns i;
    memset(&i, 0, sizeof i);
    i.op = (uint16_t)op;
    i.width = (uint8_t)width;
    i.def = def;
    i.use[0] = op == A_MOVK ? def : 0;
    i.imm = value;
    i.scale = (uint8_t)shift;
    a64_put(e, &i);
}

/* def = value, by movz or movn and movk, or by orr with a bitmask immediate. */
static void move_const(A64Emit *e, Reg def, unsigned width, uint64_t value) {
    unsigned zeros = 0;
    unsigned ones = 0;
    unsigned i, fill, parts;
    bool begun = false;
    if (width == 8 && value >> 32 == 0)
        width = 4; /* writing wN clears the rest */
    parts = width / 2;
    if (width == 4)
        value &= 0xffffffffUL;
    for (i = 0; i < parts; i++) {
        unsigned part = (unsigned)(value >> (i * 16)) & 0xffff;
        zeros += part == 0;
        ones += part == 0xffff;
    }
    if (zeros < parts - 1 && ones < parts - 1 && a64_logical(value, width) >= 0) {
        put3(e, A_ORRI, width, def, R_ZR, 0, (int64_t)value);
        return;
    }
    fill = ones > zeros ? 0xffff : 0;
    for (i = 0; i < parts; i++) {
        unsigned part = (unsigned)(value >> (i * 16)) & 0xffff;
        if (part == fill)
            continue;
        if (begun)
            put_movw(e, A_MOVK, width, def, part, i * 16);
        else if (fill != 0)
            put_movw(e, A_MOVN, width, def, ~part & 0xffff, i * 16);
        else
            put_movw(e, A_MOVZ, width, def, part, i * 16);
        begun = true;
    }
    if (!begun)
        put_movw(e, fill != 0 ? A_MOVN : A_MOVZ, width, def, 0, 0);
}

/* Variables of threads have fixed offsets from the thread pointer in an executable (AAELF64, local exec). */
static void symbol_address(A64Emit *e, Reg def, const MIns *from) {
    MIns i = *from;
    if (e->m->obj->symbols[from->sym].type == STT_TLS) {
        i.op = A_MRSTP;
        a64_put(e, &i);
        i.use[0] = def;
        i.op = A_ADDTPHI;
        a64_put(e, &i);
        i.op = A_ADDTPLO;
        a64_put(e, &i);
        return;
    }
    i.op = A_ADRP;
    i.width = 8;
    i.def = def;
    a64_put(e, &i);
    i.op = A_ADDLO;
    i.use[0] = def;
    a64_put(e, &i);
}

/* A floating constant from memory, or through x16. */
static void float_const(A64Emit *e, const MIns *from) {
    MIns i = *from;
    if (i.sym != 0) {
        i.op = A_ADRP;
        i.def = R_IP0;
        a64_put(e, &i);
        i.op = A_LDRF;
        i.def = from->def;
        i.use[0] = R_IP0;
        a64_put(e, &i);
        return;
    }
    move_const(e, R_IP0, i.width, (uint64_t)i.imm);
    i.op = A_FMOVTO;
    i.scale = i.width;
    i.use[0] = R_IP0;
    a64_put(e, &i);
}

/* adr x16, table; ldrsw x17, [x16, wN, uxtw #2]; add x16, x16, x17; br x16; the table of offsets. */
static void jump_table(A64Emit *e, const MIns *from) {
    const A64Table *t = (const A64Table *)(uintptr_t)from->imm;
    MIns i;
    uint32_t n, base;
    memset(&i, 0, sizeof i);
    i.op = A_ADR;
    i.width = 8;
    i.def = R_IP0;
    i.disp = 16;
    a64_put(e, &i);
    i.op = A_LDRSW;
    i.def = R_IP1;
    i.use[0] = R_IP0;
    i.use[1] = from->use[0];
    i.extra = EXT_UXTW;
    i.scale = 2;
    i.disp = 0;
    a64_put(e, &i);
    put3(e, A_ADD, 8, R_IP0, R_IP0, R_IP1, 0);
    put3(e, A_BR, 8, 0, R_IP0, 0, 0);
    if (e->text != NULL) {
        a64_asm_table(e, t, e->tables++);
        return;
    }
    base = (uint32_t)(e->code->len - e->start);
    for (n = 0; n < t->count; n++) {
        a64_fix(e, FMT_JTAB, t->targets[n], base);
        a64_word(e, 0);
    }
}

/* sp -= the size rounded up to 16; the block lies above the outgoing arguments. */
static void allocate_stack(A64Emit *e, const MIns *from) {
    MIns i;
    put3(e, A_ADDI, 8, R_IP0, from->use[0], 0, 15);
    put3(e, A_ANDI, 8, R_IP0, R_IP0, 0, -16);
    memset(&i, 0, sizeof i);
    i.op = A_SUBX;
    i.width = 8;
    i.def = R_SP;
    i.use[0] = R_SP;
    i.use[1] = R_IP0;
    i.extra = EXT_UXTX;
    a64_put(e, &i);
    add_offset(e, from->def, R_SP, (int64_t)(((uint64_t)e->m->out_bytes + 15) & ~(uint64_t)15));
}

void a64_lower(A64Emit *e, MIns *from) {
    unsigned format = a64_info[from->op].format;
    MIns i;
    if (format < FMT_PSEUDO) {
        if (format != FMT_LOAD && format != FMT_STORE && format != FMT_PAIR) {
            a64_put(e, from);
            return;
        }
        i = *from;
        settle(e, &i);
        a64_put(e, &i);
        return;
    }
    switch (format) {
    case FMT_CONST:
        if (from->op == A_FCONST)
            float_const(e, from);
        else
            move_const(e, from->def, from->width, (uint64_t)from->imm);
        break;
    case FMT_LEA:
        frame_address(e, from->def, from);
        break;
    case FMT_LADDR:
        symbol_address(e, from->def, from);
        break;
    case FMT_BADDR:
        i = *from;
        i.op = A_ADR;
        a64_put(e, &i);
        break;
    case FMT_JTAB:
        jump_table(e, from);
        break;
    case FMT_EPILOGUE:
        epilogue(e);
        put3(e, A_RETURN, 8, 0, 0, 0, 0);
        break;
    case FMT_TAIL:
        epilogue(e);
        if (from->sym != 0) {
            i = *from;
            i.op = A_BSYM;
            a64_put(e, &i);
        } else {
            put3(e, A_BR, 8, 0, R_IP1, 0, 0);
        }
        break;
    default: /* FMT_ALLOCA */
        allocate_stack(e, from);
        break;
    }
}
