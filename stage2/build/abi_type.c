/* C types as the calling conventions see them (target/abi.h): aggregates flattened into their scalars. */
#include "internal.h"

static void add_field(AbiType *out, uint64_t offset, AbiKind kind, uint64_t size, bool aligned) {
    AbiField *field;
    if (!aligned)
        out->unaligned = true;
    if (out->field_count == ABI_MAX_FIELDS) {
        out->too_many = true;
        return;
    }
    field = &out->fields[out->field_count];
    out->field_count++;
    field->offset = (uint32_t)offset;
    field->kind = (uint8_t)kind;
    field->size = (uint8_t)size;
}

static AbiKind scalar_kind(const Type *type) {
    if (type->kind == TY_LDOUBLE)
        return ABI_LDOUBLE;
    return is_floating(type) ? ABI_FLOAT : ABI_INT;
}

static void flatten(const Type *type, uint64_t offset, AbiType *out);

static void flatten_member(const Member *member, uint64_t offset, AbiType *out) {
    uint64_t at = offset + member->offset;
    if (!member->is_bitfield) {
        flatten(member->type, at, out);
        return;
    }
    /* The bytes that the field touches; unnamed ones do not count. */
    if (member->name != NULL && member->bit_width != 0) {
        uint64_t last = offset + (member->bit_offset + member->bit_width - 1) / 8;
        for (uint64_t byte = at; byte <= last; byte++)
            add_field(out, byte, ABI_INT, 1, true);
    }
}

static void flatten(const Type *type, uint64_t offset, AbiType *out) {
    if (out->too_many)
        return;
    if (is_aggregate(type)) {
        for (uint32_t i = 0; i < type->count_of; i++)
            flatten_member(&type->members[i], offset, out);
    } else if (type->kind == TY_ARRAY) {
        for (int64_t i = 0; i < type->length && !out->too_many && type->base->size != 0; i++)
            flatten(type->base, offset + (uint64_t)i * type->base->size, out);
    } else {
        add_field(out, offset, scalar_kind(type), type->size, offset % type->size == 0);
    }
}

/* By offset; those at the same place (of unions) keep their order. Members of structs come sorted. */
static void sort_fields(AbiType *out) {
    for (uint32_t i = 1; i < out->field_count; i++) {
        AbiField field = out->fields[i];
        uint32_t j = i;
        while (j > 0 && out->fields[j - 1].offset > field.offset) {
            out->fields[j] = out->fields[j - 1];
            j--;
        }
        out->fields[j] = field;
    }
}

void abi_type(const Builder *b, const Type *type, AbiType *out) {
    out->field_count = 0;
    out->too_many = false;
    out->unaligned = false;
    out->is_unsigned = false;
    out->size = type->size;
    out->align = type->align;
    if (type->kind == TY_VOID) {
        out->kind = ABI_VOID;
    } else if (is_aggregate(type)) {
        out->kind = ABI_AGGREGATE;
        flatten(type, 0, out);
        sort_fields(out);
    } else {
        out->kind = (uint8_t)scalar_kind(type);
        out->is_unsigned = out->kind == ABI_INT && (type->kind == TY_POINTER || is_unsigned(b->types, type));
    }
}
