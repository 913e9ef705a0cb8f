/* Slots become values: a slot whose address goes nowhere, and whose every piece is always read and written
   whole, needs no memory. Each piece (offset and size) becomes a variable in SSA form (ir/ssa.c); so small
   structs are taken apart, too. Copies and clears of such slots go piece by piece.

   requires: order
   preserves: blocks and edges
   breaks: use counts */
#include "passes.h"

#include <stdlib.h>
#include <string.h>

#define MAX_PIECES 16 /* of one slot */
#define MAX_BYTES 128

typedef struct Piece {
    uint32_t offset;
    uint8_t size;
    uint8_t type; /* IrType of its values */
    uint32_t variable;
} Piece;

typedef struct Candidate {
    bool refused;
    uint8_t count;
    Piece *pieces;
} Candidate;

typedef struct Promotion {
    IrFunc *f;
    Ssa *ssa;
    Candidate *slots;
    Arena arena;
} Promotion;

/* The slot that an address is in, and how far; 0 if it is not one. */
static uint32_t slot_of(const IrFunc *f, Val address, int64_t *offset) {
    const Ins *i = &f->ins[ir_source(f, address)];
    if (i->op != OP_SLOT)
        return 0;
    *offset += i->imm;
    return i->sym;
}

static Piece *piece_of(const Candidate *c, uint32_t offset, unsigned size) {
    for (unsigned k = 0; k < c->count; k++) {
        if (c->pieces[k].offset == offset && c->pieces[k].size == size)
            return &c->pieces[k];
    }
    return NULL;
}

static bool overlaps(const Candidate *c, uint32_t offset, unsigned size) {
    for (unsigned k = 0; k < c->count; k++) {
        if (c->pieces[k].offset < offset + size && offset < c->pieces[k].offset + c->pieces[k].size)
            return true;
    }
    return false;
}

/* Adds a piece; one of 8 bytes is the same as its halves (a struct of two floats travels so): then it is both.
   False if it overlaps others in another way, or there are too many. */
static bool add_piece(Promotion *p, Candidate *c, uint32_t offset, unsigned size, unsigned type) {
    uint32_t start = offset;
    Piece *piece;
    if (piece_of(c, offset, size) != NULL)
        return true;
    if (size == 8 && (piece_of(c, offset, 4) != NULL || piece_of(c, offset + 4, 4) != NULL)) {
        type = piece_of(c, offset, 4) != NULL ? piece_of(c, offset, 4)->type : piece_of(c, offset + 4, 4)->type;
        return add_piece(p, c, offset, 4, type) && add_piece(p, c, offset + 4, 4, type);
    }
    if (size == 4) {
        piece = piece_of(c, offset, 8);
        if (piece == NULL && offset >= 4) {
            start = offset - 4;
            piece = piece_of(c, start, 8);
        }
        if (piece != NULL) {
            piece->size = 4;
            piece->type = (uint8_t)type;
            return add_piece(p, c, start + 4, 4, type);
        }
    }
    if (c->count == MAX_PIECES || overlaps(c, offset, size))
        return false;
    if (c->pieces == NULL)
        c->pieces = arena_get(&p->arena, MAX_PIECES * sizeof c->pieces[0]);
    piece = &c->pieces[c->count++];
    piece->offset = offset;
    piece->size = (uint8_t)size;
    piece->type = (uint8_t)type;
    return true;
}

static void note_access(Promotion *p, const Ins *i) {
    IrFunc *f = p->f;
    int64_t offset = i->imm;
    uint32_t slot = slot_of(f, i->a, &offset);
    unsigned size = mem_bytes((IrMem)i->sub);
    Candidate *c = &p->slots[slot];
    if (slot == 0 || c->refused)
        return;
    c->refused = (i->flags & IF_VOLATILE) != 0 || offset < 0 ||
                 (uint64_t)offset + size > f->slots[slot].size ||
                 !add_piece(p, c, (uint32_t)offset, size, mem_type((IrMem)i->sub));
}

static void refuse(Promotion *p, Val address) {
    const Ins *i = &p->f->ins[ir_source(p->f, address)];
    if (i->op == OP_SLOT)
        p->slots[i->sym].refused = true;
}

/* Clears and copies of whole slots can be taken apart. */
static bool is_whole(const IrFunc *f, Val address, int64_t bytes) {
    int64_t offset = 0;
    uint32_t slot = slot_of(f, address, &offset);
    return slot != 0 && offset == 0 && (uint64_t)bytes == f->slots[slot].size;
}

static void collect(Promotion *p) {
    IrFunc *f = p->f;
    for (uint32_t n = 0; n < f->order_count; n++) {
        for (Val v = f->blocks[f->order[n]].first; v != 0; v = f->ins[v].next) {
            const Ins *i = &f->ins[v];
            if (i->op == OP_LOAD || i->op == OP_STORE) {
                note_access(p, i);
            } else if (i->op == OP_MEMZERO) {
                if (!is_whole(f, i->a, i->imm))
                    refuse(p, i->a);
            } else if (i->op == OP_MEMCPY) {
                if ((i->flags & IF_VOLATILE) != 0 || !is_whole(f, i->a, i->imm))
                    refuse(p, i->a);
                if ((i->flags & IF_VOLATILE) != 0 || !is_whole(f, i->b, i->imm))
                    refuse(p, i->b);
            } else if (i->op >= OP_LDADD && i->op <= OP_LDTO) {
                refuse(p, i->a);
                refuse(p, i->b);
                refuse(p, i->c);
            }
        }
    }
}

/* A copy between two slots needs both in the same pieces; what one has more the other gets. */
static bool add_pieces(Promotion *p, Candidate *to, const Candidate *from) {
    for (unsigned k = 0; k < from->count; k++) {
        Piece piece = from->pieces[k];
        if (!add_piece(p, to, piece.offset, piece.size, piece.type))
            return false;
    }
    return true;
}

/* Between a candidate and other memory a copy needs pieces that cover all of it, else bytes would be lost. */
static bool covers(const Candidate *c, uint64_t size) {
    uint64_t sum = 0;
    for (unsigned k = 0; k < c->count; k++)
        sum += c->pieces[k].size;
    return sum == size;
}

static void agree_on_copies(Promotion *p) {
    IrFunc *f = p->f;
    bool changed = true;
    while (changed) {
        changed = false;
        for (uint32_t n = 0; n < f->order_count; n++) {
            for (Val v = f->blocks[f->order[n]].first; v != 0; v = f->ins[v].next) {
                const Ins *i = &f->ins[v];
                int64_t offset = 0;
                uint32_t sa;
                uint32_t sb;
                Candidate *a;
                Candidate *b;
                if (i->op != OP_MEMCPY)
                    continue;
                sa = slot_of(f, i->a, &offset);
                sb = slot_of(f, i->b, &offset);
                a = &p->slots[sa];
                b = &p->slots[sb];
                if (!a->refused && !b->refused) {
                    unsigned before = a->count + b->count;
                    if (!add_pieces(p, a, b) || !add_pieces(p, b, a) || a->count != b->count) {
                        a->refused = true;
                        b->refused = true;
                        changed = true;
                    }
                    changed |= (unsigned)(a->count + b->count) != before;
                } else if (!a->refused && !covers(a, f->slots[sa].size)) {
                    a->refused = true;
                    changed = true;
                } else if (!b->refused && !covers(b, f->slots[sb].size)) {
                    b->refused = true;
                    changed = true;
                }
            }
        }
    }
}

/* ---- rewriting ---- */

static const Piece *piece_at(const Promotion *p, uint32_t slot, int64_t offset) {
    const Candidate *c = &p->slots[slot];
    unsigned k = 0;
    while (c->pieces[k].offset != (uint32_t)offset)
        k++;
    return &c->pieces[k];
}

/* Before `at`: `v` as another type of the same size. */
static Val as_type(IrFunc *f, Val v, unsigned type) {
    return f->ins[ir_source(f, v)].type == type ? v : ir_op1(f, OP_BITCAST, (IrType)type, v, 0);
}

/* A piece as an I64, in its low half. */
static Val half(Promotion *p, const Piece *piece, Block block) {
    Val v = as_type(p->f, ssa_read(p->ssa, piece->variable, block), IR_I32);
    return ir_op1(p->f, OP_ZEXT, IR_I64, v, 32);
}

static void rewrite_load(Promotion *p, Val v, Block block, uint32_t slot, int64_t offset) {
    IrFunc *f = p->f;
    Ins i = f->ins[v];
    const Piece *piece = piece_at(p, slot, offset);
    Val r;
    f->current = block;
    f->before = v;
    f->current_loc = i.loc;
    if (mem_bytes((IrMem)i.sub) > piece->size) {
        Val high = half(p, piece_at(p, slot, offset + 4), block);
        high = ir_op2(f, OP_SHL, IR_I64, high, ir_const(f, IR_I32, 32));
        r = ir_op2(f, OP_OR, IR_I64, half(p, piece, block), high);
    } else {
        r = ssa_read(p->ssa, piece->variable, block);
        if (i.sub < MEM_32)
            r = ir_op1(f, i.sub == MEM_S8 || i.sub == MEM_S16 ? OP_SEXT : OP_ZEXT, IR_I32, r,
                       8U * piece->size);
    }
    ir_replace(f, v, as_type(f, r, i.type));
}

static void write_half(Promotion *p, const Piece *piece, Block block, Val v) {
    v = ir_op1(p->f, OP_TRUNC, IR_I32, v, 0);
    ssa_write(p->ssa, piece->variable, block, as_type(p->f, v, piece->type));
}

static void rewrite_store(Promotion *p, Val v, Block block, uint32_t slot, int64_t offset) {
    IrFunc *f = p->f;
    const Piece *piece = piece_at(p, slot, offset);
    Val value = f->ins[v].b;
    f->current = block;
    f->before = v;
    f->current_loc = f->ins[v].loc;
    if (mem_bytes((IrMem)f->ins[v].sub) > piece->size) {
        value = as_type(f, value, IR_I64);
        write_half(p, piece, block, value);
        value = ir_op2(f, OP_SHR, IR_I64, value, ir_const(f, IR_I32, 32));
        write_half(p, piece_at(p, slot, offset + 4), block, value);
    } else {
        ssa_write(p->ssa, piece->variable, block, as_type(f, value, piece->type));
    }
    ir_remove(f, v);
}

static IrMem piece_mem(const Piece *piece) {
    switch (piece->type) {
    case IR_F32: return MEM_F32;
    case IR_F64: return MEM_F64;
    case IR_I64: return MEM_64;
    default: return piece->size == 1 ? MEM_U8 : piece->size == 2 ? MEM_U16 : MEM_32;
    }
}

/* A copy or clear of a slot that is promoted: its pieces one by one. */
static void rewrite_block(Promotion *p, Val v, Block block, uint32_t to, uint32_t from) {
    IrFunc *f = p->f;
    Ins i = f->ins[v];
    const Candidate *c = &p->slots[to != 0 ? to : from];
    f->current = block;
    f->before = v;
    f->current_loc = i.loc;
    for (unsigned k = 0; k < c->count; k++) {
        const Piece *piece = &c->pieces[k];
        Val value;
        if (i.op == OP_MEMZERO)
            value = piece->type == IR_F32 || piece->type == IR_F64 ? ir_fconst(f, (IrType)piece->type, 0)
                                                                    : ir_const(f, (IrType)piece->type, 0);
        else if (from != 0)
            value = ssa_read(p->ssa, piece_at(p, from, piece->offset)->variable, block);
        else
            value = ir_load(f, piece_mem(piece), i.b, piece->offset, 0);
        if (to != 0) {
            const Piece *target = piece_at(p, to, piece->offset);
            ssa_write(p->ssa, target->variable, block, as_type(f, value, target->type));
        } else {
            ir_store(f, piece_mem(piece), i.a, piece->offset, value, 0);
        }
    }
    ir_remove(f, v);
}

static void rewrite(Promotion *p, Val v, Block block) {
    IrFunc *f = p->f;
    const Ins *i = &f->ins[v];
    int64_t a = i->imm;
    int64_t b = 0;
    uint32_t to;
    uint32_t from = 0;
    switch (i->op) {
    case OP_LOAD:
        to = slot_of(f, i->a, &a);
        if (to != 0 && !p->slots[to].refused)
            rewrite_load(p, v, block, to, a);
        break;
    case OP_STORE:
        to = slot_of(f, i->a, &a);
        if (to != 0 && !p->slots[to].refused)
            rewrite_store(p, v, block, to, a);
        break;
    case OP_MEMCPY:
        from = slot_of(f, i->b, &b);
        /* fall through */
    case OP_MEMZERO:
        to = slot_of(f, i->a, &a);
        to = p->slots[to].refused ? 0 : to;
        from = p->slots[from].refused ? 0 : from;
        if (to != 0 || from != 0)
            rewrite_block(p, v, block, to, from);
        break;
    default:
        break;
    }
}

/* A block is sealed when its last predecessor is rewritten. */
static void rewrite_all(Promotion *p) {
    IrFunc *f = p->f;
    uint32_t *left = allocate(f->block_count * sizeof left[0]);
    for (Block b = 1; b < f->block_count; b++) {
        left[b] = f->blocks[b].pred_count;
        f->blocks[b].sealed = left[b] == 0;
    }
    for (uint32_t n = 0; n < f->order_count; n++) {
        Block block = f->order[n];
        Val next;
        for (Val v = f->blocks[block].first; v != 0; v = next) {
            next = f->ins[v].next;
            rewrite(p, v, block);
        }
        for (uint32_t k = 0; k < f->blocks[block].succ_count; k++) {
            Block to = f->blocks[block].succ[k];
            if (--left[to] == 0)
                ssa_seal(p->ssa, to);
        }
    }
    f->current = 0;
    f->before = 0;
    free(left);
}

void opt_promote(IrFunc *f) {
    Promotion p = {0};
    bool any = false;
    if (f->slot_count == 1)
        return;
    ir_escapes(f);
    p.f = f;
    p.slots = arena_get(&p.arena, f->slot_count * sizeof p.slots[0]);
    p.slots[0].refused = true;
    for (uint32_t s = 1; s < f->slot_count; s++)
        p.slots[s].refused = f->slots[s].escapes || f->slots[s].size > MAX_BYTES ||
                             (f->returns_twice && f->slots[s].named);
    collect(&p);
    agree_on_copies(&p);
    for (uint32_t s = 1; s < f->slot_count; s++)
        any |= !p.slots[s].refused && (p.slots[s].count != 0 || f->slots[s].size != 0);
    if (any) {
        p.ssa = ssa_new(f);
        for (uint32_t s = 1; s < f->slot_count; s++) {
            for (unsigned k = 0; k < p.slots[s].count && !p.slots[s].refused; k++)
                p.slots[s].pieces[k].variable = ssa_variable(p.ssa, (IrType)p.slots[s].pieces[k].type);
        }
        rewrite_all(&p);
        ssa_free(p.ssa);
    }
    arena_free(&p.arena);
}
