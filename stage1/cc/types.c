/* Types: their representation, sizes and conversions (C11 6.2.5, 6.3, 6.7.2.1).

   A type is an index into a table. Basic types have fixed numbers; there is one pointer
   type to each type and one const version of it, so that most types are the same
   exactly if their numbers are. Layout is that of the LP64 ABIs, with char signed. */
#include "front.h"

#include <string.h>

const Shape word_shape = {8, true};

/* Sizes of the basic types in the order of their numbers. */
static const unsigned char sizes[13] = {0, 1, 1, 1, 1, 2, 2, 4, 4, 8, 8, 8, 8};

static Ty types_add(Types *types, TypeKind kind, uint64_t size, uint64_t align, Ty base);
static void set_member(Types *types, Ty ty, const Member *m);
static void add_inner(Types *types, Ty ty, Ty inner, uint64_t offset, uint64_t index);
static uint64_t align_up(uint64_t size, uint64_t align);

void types_new(Types *types)
{
    memset(types, 0, sizeof *types);
    for (Ty ty = 0; ty < 13; ty++) {
        uint64_t size = sizes[ty];
        types_add(types, size == 0 ? TYPE_VOID : TYPE_INTEGER, size, size, TY_VOID);
        types->types[ty]->is_unsigned = ty == TY_BOOL || ty == TY_UCHAR || ty == TY_USHORT || ty == TY_UINT
                                        || ty == TY_ULONG || ty == TY_ULLONG;
    }
    types_pointer(types, TY_VOID);
}

static Ty types_add(Types *types, TypeKind kind, uint64_t size, uint64_t align, Ty base)
{
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
    t->tag = NO_NAME;
    t->plain = ty;
    t->depth = base == ty ? 0 : types->types[base]->depth + 1;
    return ty;
}

const Type *types_get(const Types *types, Ty ty)
{
    return types->types[types->types[ty]->plain];
}

Ty types_pointer(Types *types, Ty base)
{
    Ty ty = types->types[base]->pointer;
    if (ty != 0)
        return ty;
    ty = types_add(types, TYPE_POINTER, 8, 8, base);
    types->types[base]->pointer = ty;
    return ty;
}

/* An array; the caller has checked that its size is in bounds. */
Ty types_array(Types *types, Ty base, uint64_t length)
{
    const Type *element = types_get(types, base);
    uint64_t size = length == NO_LENGTH ? 0 : element->size * length;
    Ty ty = types_add(types, TYPE_ARRAY, size, element->align, base);
    types->types[ty]->length = length;
    return ty;
}

Ty types_function(Types *types, Ty result, const Ty *params, size_t count, bool variadic)
{
    Ty ty = types_add(types, TYPE_FUNCTION, 0, 0, result);
    Type *t = types->types[ty];
    t->params = arena_get(&types->arena, count * sizeof params[0]);
    for (size_t i = 0; i < count; i++) {
        size_t depth = types->types[params[i]]->depth + 1;
        if (depth > t->depth)
            t->depth = depth;
        t->params[i] = params[i];
    }
    t->param_count = count;
    t->variadic = variadic;
    return ty;
}

/* A struct or union without members yet. */
Ty types_aggregate(Types *types, TypeKind kind, Id tag)
{
    Ty ty = types_add(types, kind, 0, 1, TY_VOID);
    types->types[ty]->tag = tag;
    return ty;
}

/* The const version of `ty`; that of an array has const elements (6.7.3p9). */
Ty types_constant(Types *types, Ty ty)
{
    if (types_kind(types, ty) == TYPE_ARRAY) {
        const Type *t = types_get(types, ty);
        return types_array(types, types_constant(types, t->base), t->length);
    }
    if (types->types[ty]->is_const)
        return ty;
    Ty version = types->types[ty]->const_version;
    if (version != 0)
        return version;
    version = types_add(types, types_kind(types, ty), 0, 0, TY_VOID);
    types->types[version]->is_const = true;
    types->types[version]->plain = ty;
    types->types[version]->depth = types->types[ty]->depth;
    types->types[ty]->const_version = version;
    return version;
}

/* Whether objects of the type are const: it, or the elements of the array. */
bool types_is_const(const Types *types, Ty ty)
{
    if (types_kind(types, ty) == TYPE_ARRAY)
        return types_is_const(types, types_get(types, ty)->base);
    return types->types[ty]->is_const;
}

Ty types_plain(const Types *types, Ty ty) { return types->types[ty]->plain; }
TypeKind types_kind(const Types *types, Ty ty) { return types->types[ty]->kind; }
uint64_t types_size(const Types *types, Ty ty) { return types_get(types, ty)->size; }
bool types_is_integer(const Types *types, Ty ty) { return types_kind(types, ty) == TYPE_INTEGER; }
bool types_is_pointer(const Types *types, Ty ty) { return types_kind(types, ty) == TYPE_POINTER; }

bool types_is_scalar(const Types *types, Ty ty)
{
    return types_is_integer(types, ty) || types_is_pointer(types, ty);
}

bool types_is_aggregate(const Types *types, Ty ty)
{
    return types_kind(types, ty) == TYPE_STRUCT || types_kind(types, ty) == TYPE_UNION;
}

bool types_is_complete(const Types *types, Ty ty)
{
    const Type *t = types_get(types, ty);
    switch (t->kind) {
    case TYPE_VOID:
    case TYPE_FUNCTION:
        return false;
    case TYPE_ARRAY:
        return t->length != NO_LENGTH;
    case TYPE_STRUCT:
    case TYPE_UNION:
        return t->defined;
    default:
        return true;
    }
}

/* Lays out the next member (6.7.2.1p14-16); false if the type grows too large. */
bool types_add_member(Types *types, Ty ty, Id name, Ty member)
{
    const Type *inner = types_get(types, member);
    Type *t = types->types[ty];
    Member m;
    t->has_const = t->has_const || types_is_const(types, member) || inner->has_const;
    m.name = name;
    m.ty = member;
    m.offset = 0;
    m.index = t->member_count;
    if (t->kind == TYPE_STRUCT)
        m.offset = align_up(t->size, inner->align);
    if (m.offset + inner->size > t->size)
        t->size = m.offset + inner->size;
    if (inner->align > t->align)
        t->align = inner->align;
    t->members = grow(t->members, t->member_count, &t->member_room, sizeof t->members[0]);
    t->members[t->member_count] = m;
    t->member_count++;
    if (name != NO_NAME)
        set_member(types, ty, &m);
    else
        add_inner(types, ty, member, m.offset, m.index);
    return t->size <= MAX_SIZE;
}

static void set_member(Types *types, Ty ty, const Member *m)
{
    types->found = grow(types->found, types->found_count, &types->found_room, sizeof types->found[0]);
    types->found[types->found_count] = *m;
    map_set(&types->members, (uint64_t)ty << 32 | m->name, types->found_count);
    types->found_count++;
}

/* Makes the members of the anonymous member `inner` members of `ty`. */
static void add_inner(Types *types, Ty ty, Ty inner, uint64_t offset, uint64_t index)
{
    const Type *t = types_get(types, inner);
    for (size_t i = 0; i < t->member_count; i++) {
        Member m = t->members[i];
        m.offset += offset;
        m.index = index;
        if (m.name != NO_NAME)
            set_member(types, ty, &m);
        else
            add_inner(types, ty, m.ty, m.offset, index);
    }
}

/* Appends the names of the members of `ty` and of its anonymous members. */
void types_names(const Types *types, Ty ty, Numbers *out)
{
    const Type *t = types_get(types, ty);
    for (size_t i = 0; i < t->member_count; i++) {
        if (t->members[i].name != NO_NAME)
            numbers_add(out, t->members[i].name);
        else
            types_names(types, t->members[i].ty, out);
    }
}

/* Completes a struct or union. */
void types_finish(Types *types, Ty ty, bool flexible)
{
    Type *t = types->types[ty];
    t->size = align_up(t->size, t->align);
    t->flexible = flexible;
    t->defined = true;
}

bool types_member(const Types *types, Ty ty, Id name, Member *out)
{
    const uint64_t *found = map_find(&types->members, (uint64_t)types_plain(types, ty) << 32 | name);
    if (found == NULL)
        return false;
    if (out != NULL)
        *out = types->found[*found];
    return true;
}

/* The type after the integer promotions (6.3.1.1). */
Ty types_promote(const Types *types, Ty ty)
{
    ty = types_plain(types, ty);
    return ty < TY_INT ? TY_INT : ty;
}

/* The common type of two integer operands (6.3.1.8). */
Ty types_common(const Types *types, Ty a, Ty b)
{
    a = types_promote(types, a);
    b = types_promote(types, b);
    Ty high = a >= b ? a : b;
    Ty low = a >= b ? b : a;
    const Type *h = types_get(types, high);
    const Type *l = types_get(types, low);
    if (l->is_unsigned && !h->is_unsigned && l->size == h->size)
        return high + 1;
    return high;
}

/* Whether two types are compatible (6.2.7), qualifiers apart if `loose`; then pointers
   to integers of one size are, too. */
bool types_compatible(const Types *types, Ty a, Ty b, bool loose)
{
    bool open, same;
    if (!loose && types_is_const(types, a) != types_is_const(types, b))
        return false;
    a = types_plain(types, a);
    b = types_plain(types, b);
    if (a == b)
        return true;
    const Type *x = types_get(types, a);
    const Type *y = types_get(types, b);
    if (x->kind != y->kind)
        return false;
    switch (x->kind) {
    case TYPE_POINTER:
        return types_compatible(types, x->base, y->base, loose);
    case TYPE_ARRAY:
        open = x->length == NO_LENGTH || y->length == NO_LENGTH;
        return (open || x->length == y->length) && types_compatible(types, x->base, y->base, loose);
    case TYPE_FUNCTION:
        same = x->param_count == y->param_count && x->variadic == y->variadic;
        for (size_t i = 0; same && i < x->param_count; i++) {
            Ty p = types_plain(types, x->params[i]);
            Ty q = types_plain(types, y->params[i]);
            same = types_compatible(types, p, q, loose);
        }
        return same && types_compatible(types, x->base, y->base, loose);
    case TYPE_INTEGER:
        return loose && x->size == y->size && a != TY_BOOL && b != TY_BOOL;
    default:
        return false;
    }
}

/* How a scalar of type `ty` lies in memory. */
void types_shape(const Types *types, Ty ty, Shape *out)
{
    const Type *t = types_get(types, ty);
    bool scalar = t->kind == TYPE_INTEGER || t->kind == TYPE_POINTER;
    out->width = scalar ? t->size : 0;
    out->is_unsigned = !scalar || t->is_unsigned;
}

/* `value` as an object of type `ty` holds it, in canonical 64-bit form. */
int64_t types_wrap(const Types *types, Ty ty, int64_t value)
{
    Shape shape;
    types_shape(types, ty, &shape);
    return shape_wrap(&shape, value);
}

/* `value` cut to this shape, in canonical 64-bit form. */
int64_t shape_wrap(const Shape *shape, int64_t value)
{
    switch (shape->width) {
    case 1:
        return shape->is_unsigned ? (uint8_t)value : (int8_t)value;
    case 2:
        return shape->is_unsigned ? (uint16_t)value : (int16_t)value;
    case 4:
        return shape->is_unsigned ? (int64_t)(uint32_t)value : (int64_t)(int32_t)value;
    default:
        return value;
    }
}

static uint64_t align_up(uint64_t size, uint64_t align)
{
    return (size + align - 1) / align * align;
}
