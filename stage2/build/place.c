/* Lvalues (C11 6.3.2.1): where an object is, reading it and writing it; bit-fields; initialization of objects of
   automatic storage (6.7.9). */
#include "internal.h"

#include <string.h>

/* For so many instructions a value is remembered: registers are few. */
#define REMEMBERED 100

/* ---- finding it ---- */

void place_symbol(Builder *b, Symbol *symbol, Place *place) {
    if (symbol->kind == SYM_OBJECT && !symbol->is_static && symbol->linkage == LINK_NONE) {
        if (symbol->place & PLACE_SSA)
            place->variable = symbol->place & ~PLACE_SSA;
        else
            place->address = ir_slot_addr(b->f, symbol->place, 0);
        if (place->address != 0 && b->f->slots[symbol->place].direct)
            place->slot = symbol->place;
        return;
    }
    place->address = ir_addr(b->f, build_symbol(b, symbol), 0);
}

/* The object's place becomes the member's. */
static void place_member(Node *n, Place *place) {
    if (n->member->is_bitfield) {
        place->bitfield = n->member;
        place->base = place->offset;
        place->limit = n->object->type->size;
    }
    place->offset += (int64_t)n->offset;
}

/* A compound literal: made anew each time it is reached (6.5.2.5). */
static void place_compound(Builder *b, Node *n, Place *place) {
    Symbol *symbol = n->symbol;
    if (symbol->is_static || symbol->depth == 0) {
        place->address = ir_addr(b->f, build_symbol(b, symbol), 0);
        return;
    }
    symbol->place = ir_slot(b->f, symbol->type->size == 0 ? 1 : symbol->type->size, symbol->type->align);
    place->address = ir_slot_addr(b->f, symbol->place, 0);
    if (n->init != NULL)
        build_init(b, place->address, 0, symbol->type, n->init);
}

/* What the place is of: its type, and whether accesses are volatile. */
static void place_type(Place *place, const Node *n) {
    place->type = n->type;
    if (n->type->quals & QUAL_VOLATILE)
        place->flags |= IF_VOLATILE;
}

/* The place that neither . nor * leads to. */
static void place_leaf(Builder *b, Node *n, Place *place) {
    switch (n->kind) {
    case N_VAR:
        place_symbol(b, n->symbol, place);
        break;
    case N_COMPOUND:
        place_compound(b, n, place);
        break;
    case N_STRING:
        place->address = ir_addr(b->f, string_symbol(b, n->string), 0);
        break;
    default:
        /* An aggregate value, of a call for example: its address. */
        place->address = build_value(b, n);
        break;
    }
    place_type(place, n);
}

/* Chains such as a->b->c may be of any length: they are walked with the builder's stack. */
void build_place(Builder *b, Node *n, Place *place) {
    size_t base = b->spine_count;
    memset(place, 0, sizeof *place);
    while (n->kind == N_MEMBER || n->kind == N_DEREF) {
        push_spine(b, n);
        n = n->a;
    }
    if (b->spine_count > base && b->spine[b->spine_count - 1]->kind == N_DEREF) {
        Val address = build_value(b, n);
        b->spine_count--;
        place->address = address;
        place_type(place, b->spine[b->spine_count]);
    } else {
        place_leaf(b, n, place);
    }
    while (b->spine_count > base) {
        b->spine_count--;
        n = b->spine[b->spine_count];
        if (n->kind == N_MEMBER) {
            place_member(n, place);
        } else {
            Val address = place_load(b, place);
            memset(place, 0, sizeof *place);
            place->address = address;
        }
        place_type(place, n);
    }
}

Val place_address(Builder *b, const Place *place) {
    return offset_address(b, place->address, place->offset);
}

/* ---- bit-fields ---- */

/* The part of a bit-field that one access reaches: `width` bits from bit `shift` of `bytes` bytes at `offset`. */
typedef struct BitUnit {
    int64_t offset;
    unsigned bytes;
    unsigned shift;
    unsigned width;
} BitUnit;

/* The unit for the bits from bit `first` on, counted from place->offset rounded down to its byte; at most `width`. It is
   the declared type's size where that lies inside the object (AAPCS64 §10.1.8.5, and as gcc does), else bytes. */
static void bit_unit(const Place *place, unsigned first, unsigned width, BitUnit *unit) {
    int64_t byte = place->offset + first / 8;
    unsigned bit = first % 8;
    for (unsigned bytes = (unsigned)place->type->size; bytes > 1; bytes /= 2) {
        int64_t start = place->base + (byte - place->base) / bytes * bytes;
        unsigned shift = (unsigned)(byte - start) * 8 + bit;
        if (shift + width <= 8 * bytes && (uint64_t)(start - place->base) + bytes <= place->limit) {
            unit->offset = start;
            unit->bytes = bytes;
            unit->shift = shift;
            unit->width = width;
            return;
        }
    }
    unit->offset = byte;
    unit->bytes = 1;
    unit->shift = bit;
    unit->width = width < 8 - bit ? width : 8 - bit;
}

static IrMem unit_memory(const BitUnit *unit) {
    return unit->bytes == 1 ? MEM_U8 : unit->bytes == 2 ? MEM_U16 : unit->bytes == 4 ? MEM_32 : MEM_64;
}

static Val shift_by(Builder *b, IrOp op, IrType type, Val v, unsigned count) {
    return count == 0 ? v : ir_op2(b->f, op, type, v, int_const(b, count));
}

static IrType widened(IrType have, IrType want, Builder *b, Val *v) {
    if (have == IR_I32 && want == IR_I64)
        *v = ir_op1(b->f, OP_ZEXT, IR_I64, *v, 32);
    else if (have == IR_I64 && want == IR_I32)
        *v = ir_op1(b->f, OP_TRUNC, IR_I32, *v, 0);
    return want;
}

/* The low `width` bits of v, extended as the field's type has it. */
static Val cut_bits(Builder *b, const Place *place, Val v) {
    unsigned width = place->bitfield->bit_width;
    IrType type = value_type(b, place->type);
    unsigned unused = (type == IR_I32 ? 32 : 64) - width;
    if (place->type->kind == TY_BOOL)
        return v;
    v = shift_by(b, OP_SHL, type, v, unused);
    return shift_by(b, is_unsigned(b->types, place->type) ? OP_SHR : OP_SAR, type, v, unused);
}

static Val load_bits(Builder *b, const Place *place) {
    unsigned width = place->bitfield->bit_width;
    unsigned first = place->bitfield->bit_offset % 8;
    IrType type = value_type(b, place->type);
    Val sum = 0;
    unsigned done = 0;
    while (done < width) {
        BitUnit unit;
        IrType unit_type;
        Val v;
        unsigned top;
        bool last;
        bit_unit(place, first + done, width - done, &unit);
        unit_type = unit.bytes == 8 ? IR_I64 : IR_I32;
        v = ir_load(b->f, unit_memory(&unit), place->address, unit.offset, place->flags);
        last = done + unit.width == width;
        if (done == 0 && last) {
            bool is_signed = !is_unsigned(b->types, place->type);
            top = 8 * (unit_type == IR_I64 ? 8 : 4) - unit.shift - unit.width;
            v = shift_by(b, OP_SHL, unit_type, v, top);
            v = shift_by(b, is_signed ? OP_SAR : OP_SHR, unit_type, v, top + unit.shift);
            widened(unit_type, type, b, &v);
            return v;
        }
        v = shift_by(b, OP_SHR, unit_type, v, unit.shift);
        if (unit.shift + unit.width < 8 * unit.bytes)
            v = ir_op2(b->f, OP_AND, unit_type, v, ir_const(b->f, unit_type, ((int64_t)1 << unit.width) - 1));
        widened(unit_type, type, b, &v);
        v = shift_by(b, OP_SHL, type, v, done);
        sum = sum == 0 ? v : ir_op2(b->f, OP_OR, type, sum, v);
        done += unit.width;
    }
    return cut_bits(b, place, sum);
}

static Val store_bits(Builder *b, const Place *place, Val value) {
    unsigned width = place->bitfield->bit_width;
    unsigned first = place->bitfield->bit_offset % 8;
    IrType type = value_type(b, place->type);
    unsigned done = 0;
    while (done < width) {
        BitUnit unit;
        IrType unit_type;
        uint64_t mask;
        Val v;
        bit_unit(place, first + done, width - done, &unit);
        unit_type = unit.bytes == 8 ? IR_I64 : IR_I32;
        mask = unit.width == 64 ? ~(uint64_t)0 : ((uint64_t)1 << unit.width) - 1;
        v = shift_by(b, OP_SHR, type, value, done);
        widened(type, unit_type, b, &v);
        if (unit.width < 8 * unit.bytes) {
            Val old = ir_load(b->f, unit_memory(&unit), place->address, unit.offset, place->flags);
            v = ir_op2(b->f, OP_AND, unit_type, v, ir_const(b->f, unit_type, (int64_t)mask));
            v = shift_by(b, OP_SHL, unit_type, v, unit.shift);
            mask = ~(mask << unit.shift);
            if (unit_type == IR_I32)
                mask = (uint64_t)(int64_t)(int32_t)(uint32_t)mask;
            old = ir_op2(b->f, OP_AND, unit_type, old, ir_const(b->f, unit_type, (int64_t)mask));
            v = ir_op2(b->f, OP_OR, unit_type, old, v);
        }
        ir_store(b->f, unit_memory(&unit), place->address, unit.offset, v, place->flags);
        done += unit.width;
    }
    return cut_bits(b, place, value);
}

/* ---- reading and writing ---- */

/* A constant is not worth a register. */
void remember(Builder *b, uint32_t slot, Val value) {
    Slot *s = &b->f->slots[slot];
    unsigned op = b->f->ins[value].op;
    s->value = op == OP_CONST || op == OP_FCONST || op == OP_ADDR || op == OP_SLOT ? 0 : value;
    s->block = b->f->current;
}

/* Registers are not kept across calls. */
static Val remembered(const Builder *b, uint32_t slot) {
    const Slot *s = &b->f->slots[slot];
    if (s->block != b->f->current || s->value < b->last_call || s->value + REMEMBERED < b->f->ins_count)
        return 0;
    return s->value;
}

Val place_load(Builder *b, const Place *place) {
    Val v;
    if (place->bitfield != NULL)
        return load_bits(b, place);
    if (place->variable != 0)
        return ssa_read(b->ssa, place->variable, b->f->current);
    if (in_memory(place->type) || place->type->kind == TY_FUNCTION || place->type->kind == TY_VOID)
        return place_address(b, place);
    v = place->slot != 0 ? remembered(b, place->slot) : 0;
    if (v != 0)
        return v;
    v = ir_load(b->f, memory_type(b, place->type), place->address, place->offset, place->flags);
    if (place->slot != 0)
        remember(b, place->slot, v);
    return v;
}

Val place_store(Builder *b, const Place *place, Val value) {
    if (place->bitfield != NULL)
        return store_bits(b, place, value);
    if (place->variable != 0)
        ssa_write(b->ssa, place->variable, b->f->current, value);
    else if (in_memory(place->type))
        copy_bytes(b, place->address, place->offset, value, 0, place->type->size, place->type->align);
    else
        ir_store(b->f, memory_type(b, place->type), place->address, place->offset, value, place->flags);
    if (place->slot != 0)
        remember(b, place->slot, value);
    return value;
}

/* ---- initialization ---- */

/* A string literal into an array: its bytes, then zeros. */
static void init_string(Builder *b, Val address, int64_t offset, const InitItem *item) {
    StringData *string = item->value->string;
    uint64_t have = ((uint64_t)string->len + 1) * string->width;
    uint64_t size = item->type->size;
    uint64_t copied = have < size ? have : size;
    copy_bytes(b, address, offset, ir_addr(b->f, string_symbol(b, string), 0), 0, copied, string->width);
    zero_bytes(b, address, offset + (int64_t)copied, size - copied, 1);
}

static void init_item(Builder *b, Val address, int64_t offset, const InitItem *item, uint64_t limit) {
    Place place = {0};
    offset += (int64_t)item->offset;
    if (item->value->kind == N_STRING && item->type->kind == TY_ARRAY) {
        init_string(b, address, offset, item);
        return;
    }
    if (in_memory(item->type)) {
        build_into(b, item->value, address, offset);
        return;
    }
    place.address = address;
    place.type = item->type;
    place.offset = offset;
    if (item->bitfield != NULL) {
        place.bitfield = item->bitfield;
        place.base = offset;
        place.offset = offset + (int64_t)item->bitfield->offset;
        place.limit = limit - item->offset;
    }
    place_store(b, &place, build_value(b, item->value));
}

void build_init(Builder *b, Val address, int64_t offset, const Type *type, const Init *init) {
    if (!init->covers)
        zero_bytes(b, address, offset, type->size, type->align);
    for (uint32_t i = 0; i < init->count; i++)
        init_item(b, address, offset, &init->items[i], type->size);
}
