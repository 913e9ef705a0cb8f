/* Types: their representation, sizes and conversions (C11 6.2.5, 6.3, 6.7.2.1).

   A type is an index into a table. Basic types have fixed numbers; there is one pointer
   type to each type and one const version of it, so that most types are the same
   exactly if their numbers are. Layout is that of the LP64 ABIs, with char signed. */
#include "front.h"

#include <string.h>

const Shape word_shape = {8, true};

/* Sizes of the basic types in the order of their numbers. */
static const unsigned char sizes[13] = {0, 1, 1, 1, 1, 2, 2, 4, 4, 8, 8, 8, 8};

static Ty types_add(Types *types, TypeKind kind, uint64_t size, uint64_t align, Ty base) {
    Ty ty = (Ty)types->count;
    Type *t = arena_get(&types->arena, sizeof *t);
    types->types = grow(types->types, types->count, &types->room, sizeof types->types[0]);
    types->types[ty] = t;
    types->count++;
    memset(t, 0, sizeof *t);
    t->kind = kind;
    t->size = size;
    t->align = align;
    t->is_unsigned = kind == TYPE_POINTER;
    t->base = base;
    t->defined = kind == TYPE_INTEGER || kind == TYPE_POINTER;
    t->tag = NO_NAME;
    t->plain = ty;
    t->depth = base == ty ? 0 : types->types[base]->depth + 1;
    return ty;
}

void types_new(Types *types) {
    memset(types, 0, sizeof *types);
    for (Ty ty = 0; ty < 13; ty++) {
        types_add(types, ty == TY_VOID ? TYPE_VOID : TYPE_INTEGER, sizes[ty], sizes[ty], TY_VOID);
        types->types[ty]->is_unsigned = ty == TY_BOOL || ty == TY_UCHAR || ty == TY_USHORT || ty == TY_UINT
                                        || ty == TY_ULONG || ty == TY_ULLONG;
    }
    types_pointer(types, TY_VOID);
}

const Type *types_get(const Types *types, Ty ty) { return types->types[types->types[ty]->plain]; }
Ty types_plain(const Types *types, Ty ty) { return types->types[ty]->plain; }
TypeKind types_kind(const Types *types, Ty ty) { return types->types[ty]->kind; }
uint64_t types_size(const Types *types, Ty ty) { return types_get(types, ty)->size; }
bool types_is_integer(const Types *types, Ty ty) { return types_kind(types, ty) == TYPE_INTEGER; }
bool types_is_pointer(const Types *types, Ty ty) { return types_kind(types, ty) == TYPE_POINTER; }
bool types_is_complete(const Types *types, Ty ty) { return types_get(types, ty)->defined; }

bool types_is_scalar(const Types *types, Ty ty) {
    return types_is_integer(types, ty) || types_is_pointer(types, ty);
}

bool types_is_aggregate(const Types *types, Ty ty) {
    return types_kind(types, ty) == TYPE_STRUCT || types_kind(types, ty) == TYPE_UNION;
}

bool types_is_const(const Types *types, Ty ty) {
    const Type *t = types->types[ty];
    return t->kind == TYPE_ARRAY ? types_is_const(types, t->base) : t->is_const;
}

Ty types_pointer(Types *types, Ty base) {
    Ty ty = types->types[base]->pointer;
    if (ty == 0) {
        ty = types_add(types, TYPE_POINTER, 8, 8, base);
        types->types[base]->pointer = ty;
    }
    return ty;
}

Ty types_array(Types *types, Ty base, uint64_t length) {
    const Type *element = types_get(types, base);
    bool defined = length != NO_LENGTH;
    Ty ty = types_add(types, TYPE_ARRAY, defined ? element->size * length : 0, element->align, base);
    types->types[ty]->length = length;
    types->types[ty]->defined = defined;
    return ty;
}

Ty types_function(Types *types, Ty result, const Ty *params, size_t count, bool variadic) {
    Ty ty = types_add(types, TYPE_FUNCTION, 0, 0, result);
    Type *t = types->types[ty];
    t->params = arena_get(&types->arena, count * sizeof params[0]);
    for (size_t i = 0; i < count; i++) {
        size_t depth = types->types[params[i]]->depth + 1;
        t->depth = depth > t->depth ? depth : t->depth;
        t->params[i] = params[i];
    }
    t->param_count = count;
    t->variadic = variadic;
    return ty;
}

Ty types_aggregate(Types *types, TypeKind kind, Id tag) {
    Ty ty = types_add(types, kind, 0, 1, TY_VOID);
    types->types[ty]->tag = tag;
    return ty;
}

Ty types_constant(Types *types, Ty ty) {
    Type *t = types->types[ty];
    if (t->kind == TYPE_ARRAY)
        return types_array(types, types_constant(types, t->base), t->length);
    if (t->const_version == 0) {
        t->const_version = types_add(types, t->kind, 0, 0, TY_VOID);
        Type *version = types->types[t->const_version];
        version->plain = ty;
        version->depth = t->depth;
        version->is_const = true;
        version->const_version = t->const_version;
    }
    return t->const_version;
}

static uint64_t align_up(uint64_t size, uint64_t align) {
    return (size + align - 1) / align * align;
}

/* Makes `m`, or if it is anonymous its members, known as members of `ty`. */
static void add_name(Types *types, Ty ty, const Member *m) {
    if (m->name != NO_NAME) {
        types->found = grow(types->found, types->found_count, &types->found_room, sizeof types->found[0]);
        types->found[types->found_count] = *m;
        map_set(&types->members, (uint64_t)ty << 32 | m->name, types->found_count);
        types->found_count++;
        return;
    }
    const Type *t = types_get(types, m->ty);
    for (size_t i = 0; i < t->member_count; i++) {
        Member inner = t->members[i];
        inner.offset += m->offset;
        inner.index = m->index;
        add_name(types, ty, &inner);
    }
}

bool types_add_member(Types *types, Ty ty, Id name, Ty member) {
    const Type *inner = types_get(types, member);
    Type *t = types->types[ty];
    Member m = {name, member, 0, t->member_count};
    if (t->kind == TYPE_STRUCT)
        m.offset = align_up(t->size, inner->align);
    t->members = grow(t->members, t->member_count, &t->member_room, sizeof t->members[0]);
    t->members[t->member_count] = m;
    t->member_count++;
    t->has_const = t->has_const || types_is_const(types, member) || inner->has_const;
    if (m.offset + inner->size > t->size)
        t->size = m.offset + inner->size;
    if (inner->align > t->align)
        t->align = inner->align;
    add_name(types, ty, &m);
    return t->size <= MAX_SIZE;
}

void types_names(const Types *types, Ty ty, Numbers *out) {
    const Type *t = types_get(types, ty);
    for (size_t i = 0; i < t->member_count; i++) {
        if (t->members[i].name != NO_NAME)
            numbers_add(out, t->members[i].name);
        else
            types_names(types, t->members[i].ty, out);
    }
}

void types_finish(Types *types, Ty ty, bool flexible) {
    Type *t = types->types[ty];
    t->size = align_up(t->size, t->align);
    t->flexible = flexible;
    t->defined = true;
}

bool types_member(const Types *types, Ty ty, Id name, Member *out) {
    const uint64_t *found = map_find(&types->members, (uint64_t)types_plain(types, ty) << 32 | name);
    if (found != NULL && out != NULL)
        *out = types->found[*found];
    return found != NULL;
}

Ty types_promote(const Types *types, Ty ty) {
    ty = types_plain(types, ty);
    return ty < TY_INT ? TY_INT : ty;
}

Ty types_common(const Types *types, Ty a, Ty b) {
    a = types_promote(types, a);
    b = types_promote(types, b);
    Ty high = a >= b ? a : b;
    const Type *h = types_get(types, high);
    const Type *l = types_get(types, a >= b ? b : a);
    return l->is_unsigned && !h->is_unsigned && l->size == h->size ? high + 1 : high;
}

bool types_compatible(const Types *types, Ty a, Ty b, bool loose) {
    if (!loose && types_is_const(types, a) != types_is_const(types, b))
        return false;
    a = types_plain(types, a);
    b = types_plain(types, b);
    const Type *x = types_get(types, a);
    const Type *y = types_get(types, b);
    if (a == b || x->kind != y->kind)
        return a == b;
    bool same = x->kind == TYPE_POINTER;
    if (x->kind == TYPE_ARRAY)
        same = x->length == y->length || x->length == NO_LENGTH || y->length == NO_LENGTH;
    else if (x->kind == TYPE_FUNCTION)
        same = x->param_count == y->param_count && x->variadic == y->variadic;
    else if (x->kind == TYPE_INTEGER)
        same = loose && x->size == y->size && a != TY_BOOL && b != TY_BOOL;
    for (size_t i = 0; same && i < x->param_count; i++)
        same = types_compatible(types, types_plain(types, x->params[i]), types_plain(types, y->params[i]), loose);
    return same && types_compatible(types, x->base, y->base, loose);
}

void types_shape(const Types *types, Ty ty, Shape *out) {
    const Type *t = types_get(types, ty);
    bool scalar = t->kind == TYPE_INTEGER || t->kind == TYPE_POINTER;
    out->width = scalar ? t->size : 0;
    out->is_unsigned = !scalar || t->is_unsigned;
}

int64_t types_wrap(const Types *types, Ty ty, int64_t value) {
    Shape shape;
    types_shape(types, ty, &shape);
    return shape_wrap(&shape, value);
}

int64_t shape_wrap(const Shape *shape, int64_t value) {
    uint64_t spare = shape->width == 0 ? 0 : 64 - 8 * shape->width;
    uint64_t high = (uint64_t)value << spare;
    return shape->is_unsigned ? (int64_t)(high >> spare) : (int64_t)high >> spare;
}
