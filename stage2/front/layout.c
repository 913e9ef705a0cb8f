/* The layout of structs and unions, bit for bit as gcc has it on System V and AAPCS64 systems
   (System V ABI 3.1.2, AAPCS64 §5.9 and §10.1.8; #pragma pack and the attributes as gcc does them). */
#include "types.h"

#include <string.h>

#define MACHINE_AARCH64 183 /* EM_AARCH64: unnamed bit-fields align their struct (AAPCS64 §10.1.8.3) */

typedef struct Layout {
    bool is_union;
    bool anonymous_align;
    uint32_t pack;  /* of #pragma pack, or 0 */
    uint32_t align; /* of the whole, so far */
    uint64_t bits;  /* end of what is placed */
    uint64_t most;  /* of a union: its largest member's bits */
} Layout;

static uint64_t round_up(uint64_t value, uint64_t align) {
    return (value + align - 1) / align * align;
}

static uint32_t least(uint32_t a, uint32_t b) {
    return a < b ? a : b;
}

static void raise_align(Layout *l, uint32_t align) {
    if (align > l->align)
        l->align = align;
}

/* A bit-field that fills an aligned integer is laid out like one. This matters only if its type has been given another
   alignment. */
static bool fills_integer(const Layout *l, const Member *m) {
    unsigned width = m->bit_width;
    return (width == 8 || width == 16 || width == 32 || width == 64) && l->bits % width == 0;
}

/* A bit-field lies at the next bit, except that it does not cross more units of its type's alignment than the type
   itself has; width 0 goes on to the next unit. `packed` lifts the rule, and so does #pragma pack. */
static void place_bitfield(Layout *l, Member *m) {
    uint64_t unit = (uint64_t)m->type->align * 8;
    uint32_t asked = m->align;
    bool fills = fills_integer(l, m);
    if (l->pack != 0 && asked > l->pack && m->bit_width != 0)
        asked = l->pack;
    if (asked != 0) {
        l->bits = round_up(l->bits, (uint64_t)asked * 8);
        if (m->name != NULL || l->anonymous_align)
            raise_align(l, asked);
    }
    if (m->bit_width == 0) {
        l->bits = round_up(l->bits, unit);
        if (l->anonymous_align)
            raise_align(l, m->type->align);
    } else {
        uint32_t align = m->type->align;
        uint64_t size = m->type->size * 8;
        if (fills && (!m->packed || m->bit_width == 8)) {
            if (align < m->bit_width / 8U)
                align = m->bit_width / 8U;
        } else if (!m->packed && l->pack == 0 &&
                   (l->bits % unit + m->bit_width + unit - 1) / unit > size / unit) {
            l->bits = round_up(l->bits, unit);
        }
        if (l->pack != 0)
            align = least(align, l->pack);
        else if (m->packed)
            align = 1;
        if (m->name != NULL || l->anonymous_align)
            raise_align(l, align);
    }
    m->bit_offset = (uint32_t)l->bits;
    m->offset = l->bits / 8;
    l->bits += m->bit_width;
}

static void place_member(Layout *l, Member *m) {
    uint32_t align = m->type->align;
    if (m->packed)
        align = 1;
    if (m->align > align)
        align = m->align;
    if (l->pack != 0)
        align = least(align, l->pack);
    raise_align(l, align);
    l->bits = round_up(l->bits, (uint64_t)align * 8);
    m->offset = l->bits / 8;
    l->bits += m->type->size * 8;
}

/* The variants that were made while the type was incomplete. */
static void complete_variants(Type *type) {
    for (Type *v = type->variants; v != NULL; v = v->next_variant) {
        v->complete = type->complete;
        v->flexible = type->flexible;
        v->packed = type->packed;
        v->transparent = type->transparent;
        v->size = type->size;
        if (v->unqualified != v || v->align < type->align)
            v->align = v->unqualified == v ? v->align : type->align;
        v->count_of = type->count_of;
        v->members = type->members;
        complete_variants(v);
    }
}

/* Unnamed bit-fields have done their work and go. */
static void drop_unnamed(Type *type) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < type->count_of; i++) {
        const Member *m = &type->members[i];
        if (m->is_bitfield && m->name == NULL)
            continue;
        if (kept != i)
            type->members[kept] = *m;
        kept++;
    }
    type->count_of = kept;
}

void type_layout(Types *t, Type *type, uint32_t pack, uint32_t align) {
    Layout l;
    bool unnamed = false;
    memset(&l, 0, sizeof l);
    l.is_union = type->kind == TY_UNION;
    l.anonymous_align = t->facts->machine == MACHINE_AARCH64;
    l.pack = pack;
    l.align = 1;
    for (uint32_t i = 0; i < type->count_of; i++) {
        Member *m = &type->members[i];
        if (type->packed)
            m->packed = true;
        if (m->is_bitfield) {
            place_bitfield(&l, m);
            unnamed |= m->name == NULL;
        } else {
            place_member(&l, m);
        }
        if (l.is_union) {
            if (l.bits > l.most)
                l.most = l.bits;
            l.bits = 0;
        }
    }
    if (l.is_union)
        l.bits = l.most;
    raise_align(&l, align);
    type->align = l.align;
    type->size = round_up(round_up(l.bits, 8) / 8, l.align);
    type->complete = true;
    if (unnamed)
        drop_unnamed(type);
    complete_variants(type);
}
