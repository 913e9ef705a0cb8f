/* The virtual value stack: operand descriptors to P1 operations.

   Each entry says where a value is: a constant, a place in the frame, the address of a
   symbol, a value kept in a slot, or the accumulator `a0`, which at most one entry owns
   at any time; it is stored to a slot before another operation needs `a0`. All other
   registers live within one operation. A slot is free again as soon as its value has been
   popped. Values of narrow types are held sign- or zero-extended to 64 bits, always. */
#include "codegen.h"

#include <string.h>

static const char *load_op(const Shape *shape);
static const char *store_op(const Shape *shape);

/* Begins a C file, whose symbols are numbered from 0. */
void vstack_begin_unit(VStack *v) {
    v->label_count = 0;
    emit_unit(&v->emit);
}

/* Begins a function. */
void vstack_reset(VStack *v) {
    vstack_check_empty(v);
    v->variables = 0;
    v->frame = 0;
    v->outgoing = 0;
}

/* To be called after every statement: nothing may be left. */
void vstack_check_empty(const VStack *v) {
    if (v->count != 0 || v->used != 0)
        fault("the value stack is not balanced");
}

size_t vstack_len(const VStack *v) {
    return v->count;
}

/* Room for a variable; its offset in the frame. To be called between statements. */
int64_t vstack_variable(VStack *v, int64_t size, int64_t align) {
    int64_t offset = (v->variables + align - 1) / align * align;
    v->variables = offset + size;
    if (v->frame < v->variables)
        v->frame = v->variables;
    return offset;
}

static int64_t vstack_slot(VStack *v) {
    if (v->used == 0) {
        v->free_count = 0;
        v->top = (v->variables + 7) / 8 * 8;
    }
    v->used++;
    if (v->free_count > 0) {
        v->free_count--;
        return v->free[v->free_count];
    }
    int64_t slot = v->top;
    v->top += 8;
    if (v->frame < v->top)
        v->frame = v->top;
    return slot;
}

/* Entries. */

void vstack_push(VStack *v, Base base, int64_t place, int64_t offset, bool object, const Shape *shape) {
    Entry entry;
    entry.base = base;
    entry.place = place;
    entry.offset = offset;
    entry.object = object;
    entry.shape = *shape;
    vstack_push_entry(v, &entry);
}

void vstack_push_constant(VStack *v, int64_t value) {
    vstack_push(v, BASE_CONSTANT, 0, value, false, &word_shape);
}

/* The accumulator's value becomes the top entry. */
void vstack_push_accumulator(VStack *v) {
    vstack_push(v, BASE_ACCUMULATOR, 0, 0, false, &word_shape);
}

/* Another entry for the value at position `i`, which keeps its slot. */
void vstack_push_copy(VStack *v, size_t i) {
    Entry entry = v->entries[i];
    if (entry.base == BASE_SLOT)
        entry.base = BASE_VARIABLE;
    v->entries = grow(v->entries, v->count, &v->room, sizeof v->entries[0]);
    v->entries[v->count] = entry;
    v->count++;
}

void vstack_push_entry(VStack *v, const Entry *entry) {
    if (entry->base == BASE_ACCUMULATOR) {
        v->owned = true;
        v->owner = v->count;
    }
    v->entries = grow(v->entries, v->count, &v->room, sizeof v->entries[0]);
    v->entries[v->count] = *entry;
    v->count++;
}

/* Stays where it is until the next push. */
Entry *vstack_top(VStack *v) {
    if (v->count == 0)
        fault("the value stack is empty");
    return &v->entries[v->count - 1];
}

/* Takes the top entry; its slot stays in use until `release`. */
void vstack_pop(VStack *v, Entry *entry) {
    *entry = *vstack_top(v);
    v->count--;
    if (entry->base == BASE_ACCUMULATOR)
        v->owned = false;
}

/* Frees the slot of an entry that was popped. */
void vstack_release(VStack *v, const Entry *entry) {
    if (entry->base != BASE_SLOT)
        return;
    v->free = grow(v->free, v->free_count, &v->free_room, sizeof v->free[0]);
    v->free[v->free_count] = entry->place;
    v->free_count++;
    v->used--;
}

/* Pops the entries from position `first` on, in their order; how many there are. */
size_t vstack_pop_all(VStack *v, size_t first, Entry **entries) {
    size_t count = v->count - first;
    if (v->owned && v->owner >= first)
        v->owned = false;
    *entries = allocate(count * sizeof **entries);
    memcpy(*entries, v->entries + first, count * sizeof **entries);
    v->count = first;
    return count;
}

void vstack_drop(VStack *v) {
    Entry entry;
    vstack_pop(v, &entry);
    vstack_release(v, &entry);
}

/* Frees the accumulator: the entry that owns it, if there is one, moves to a slot. */
void vstack_spill(VStack *v) {
    if (!v->owned)
        return;
    v->owned = false;
    int64_t slot = vstack_slot(v);
    emit_frame(&v->emit, "st8", REG_A0, slot);
    v->entries[v->owner].base = BASE_SLOT;
    v->entries[v->owner].place = slot;
}

/* Registers. */

/* A load or store of `reg` at the object that an entry designates; changes `temp` besides. */
static void vstack_access(VStack *v, const char *op, Reg reg, const Entry *entry, Reg temp) {
    if (entry->base == BASE_FRAME) {
        emit_frame(&v->emit, op, reg, entry->offset);
    } else if (entry->base == BASE_ACCUMULATOR) {
        emit_immediate(&v->emit, op, reg, REG_A0, entry->offset);
    } else if (entry->base == BASE_CONSTANT || entry->base == BASE_SYMBOL) {
        vstack_load_address(v, entry, temp);
        emit_immediate(&v->emit, op, reg, temp, 0);
    } else {
        Entry base = *entry;
        base.offset = 0;
        vstack_load_address(v, &base, temp);
        emit_immediate(&v->emit, op, reg, temp, entry->offset);
    }
}

/* Loads the value of an entry into `reg`; no other register changes. */
void vstack_load(VStack *v, const Entry *entry, Reg reg) {
    if (entry->object)
        vstack_access(v, load_op(&entry->shape), reg, entry, reg);
    else
        vstack_load_address(v, entry, reg);
}

/* Stores `reg` to the object that an entry designates; changes `t2` alone. */
void vstack_store(VStack *v, const Entry *entry, Reg reg) {
    vstack_access(v, store_op(&entry->shape), reg, entry, REG_T2);
}

/* Loads `base + offset` of an entry into `reg`; no other register changes. */
void vstack_load_address(VStack *v, const Entry *entry, Reg reg) {
    int64_t offset = entry->offset;
    switch (entry->base) {
    case BASE_CONSTANT:
        emit_li(&v->emit, reg, offset);
        break;
    case BASE_FRAME:
        emit_frame(&v->emit, "addi", reg, offset);
        break;
    case BASE_SLOT:
    case BASE_VARIABLE:
        emit_frame(&v->emit, "ld8", reg, entry->place);
        if (offset != 0)
            emit_immediate(&v->emit, "addi", reg, reg, offset);
        break;
    case BASE_ACCUMULATOR:
        if (offset != 0)
            emit_immediate(&v->emit, "addi", reg, REG_A0, offset);
        else if (reg != REG_A0)
            emit_unary(&v->emit, "mov", reg, REG_A0);
        break;
    case BASE_SYMBOL:
        emit_la(&v->emit, reg, v->labels[entry->place], offset);
        break;
    }
}

/* Copies what `shape` says from `from` + `at` to `to` + `at`; changes `t0` alone. */
void vstack_transfer(VStack *v, const Shape *shape, Reg to, Reg from, int64_t at) {
    emit_immediate(&v->emit, load_op(shape), REG_T0, from, at);
    emit_immediate(&v->emit, store_op(shape), REG_T0, to, at);
}

/* A register with the value of an entry: the accumulator if it is there, else `temp`. */
Reg vstack_register(VStack *v, const Entry *entry, Reg temp) {
    if (entry->base == BASE_ACCUMULATOR && !entry->object && entry->offset == 0)
        return REG_A0;
    vstack_load(v, entry, temp);
    return temp;
}

/* Takes the top entry and frees the accumulator, unless it is the entry's. */
static void vstack_claim(VStack *v, Entry *entry) {
    vstack_pop(v, entry);
    if (entry->base != BASE_ACCUMULATOR)
        vstack_spill(v);
}

/* Pops the top entry into the accumulator. */
void vstack_pop_accumulator(VStack *v) {
    Entry entry;
    vstack_claim(v, &entry);
    vstack_load(v, &entry, REG_A0);
    vstack_release(v, &entry);
}

/* Pops the top entry into a register, which is the accumulator or `t0`; the accumulator is free then. */
static Reg vstack_operand(VStack *v) {
    Entry entry;
    vstack_claim(v, &entry);
    Reg reg = vstack_register(v, &entry, REG_T0);
    vstack_release(v, &entry);
    return reg;
}

/* Operations on the top entries. */

/* top → op top, in the accumulator */
void vstack_unary(VStack *v, const char *op) {
    Reg reg = vstack_operand(v);
    emit_unary(&v->emit, op, REG_A0, reg);
    vstack_push_accumulator(v);
}

/* top → top op imm, in the accumulator */
void vstack_immediate(VStack *v, const char *op, int64_t imm) {
    Reg reg = vstack_operand(v);
    emit_immediate(&v->emit, op, REG_A0, reg, imm);
    vstack_push_accumulator(v);
}

/* The two top entries → their combination, in the accumulator */
void vstack_binary(VStack *v, const char *op) {
    Reg a, b;
    vstack_operands(v, &a, &b);
    emit_binary(&v->emit, op, REG_A0, a, b);
    vstack_push_accumulator(v);
}

/* Pops the two top entries into registers, with the accumulator free for the result. */
void vstack_operands(VStack *v, Reg *left, Reg *right) {
    Entry a, b;
    vstack_pop(v, &b);
    vstack_pop(v, &a);
    if (a.base != BASE_ACCUMULATOR && b.base != BASE_ACCUMULATOR)
        vstack_spill(v);
    *left = vstack_register(v, &a, REG_T0);
    *right = vstack_register(v, &b, REG_T1);
    vstack_release(v, &a);
    vstack_release(v, &b);
}

/* Pops the top entry into a register, to be tested. */
Reg vstack_test(VStack *v) {
    Entry entry;
    vstack_pop(v, &entry);
    Reg reg = vstack_register(v, &entry, REG_T0);
    vstack_release(v, &entry);
    return reg;
}

/* The top entry becomes a value, to which an offset can be added. */
static void vstack_settle(VStack *v) {
    Entry entry = *vstack_top(v);
    if (!entry.object)
        return;
    if (entry.base == BASE_FRAME && entry.shape.width == 8) {
        vstack_pop(v, &entry);
        vstack_push(v, BASE_VARIABLE, entry.offset, 0, false, &word_shape);
    } else {
        vstack_pop_accumulator(v);
        vstack_push_accumulator(v);
    }
}

/* The top entry, a pointer, becomes the object at that address. */
void vstack_dereference(VStack *v, const Shape *shape) {
    vstack_settle(v);
    Entry *top = vstack_top(v);
    top->object = true;
    top->shape = *shape;
}

/* Adds a constant to the top entry. */
void vstack_add(VStack *v, int64_t value) {
    vstack_settle(v);
    Entry *top = vstack_top(v);
    top->offset = (int64_t)((uint64_t)top->offset + (uint64_t)value);
}

static const char *load_op(const Shape *shape) {
    switch (shape->width) {
    case 1: return shape->is_unsigned ? "ldu1" : "lds1";
    case 2: return shape->is_unsigned ? "ldu2" : "lds2";
    case 4: return shape->is_unsigned ? "ldu4" : "lds4";
    default: return "ld8";
    }
}

static const char *store_op(const Shape *shape) {
    switch (shape->width) {
    case 1: return "st1";
    case 2: return "st2";
    case 4: return "st4";
    default: return "st8";
    }
}
