/* The types of a unit (types.h): making them, comparing them, and the conversions that the standard defines on
   types alone. Structs, unions and enums are the same type if they share their Tag; everything else compares by
   structure. Layout is in layout.c, spelling in type_print.c. */
#include "types.h"

#include <string.h>

static void init_basic(Type *type, TypeKind kind, uint32_t size) {
    type->kind = kind;
    type->complete = kind != TY_VOID;
    type->size = size;
    type->align = size;
    type->unqualified = type;
}

/* System V ABI 3.5.7: struct __va_list_tag { unsigned, unsigned, void *, void * }[1];
   AAPCS64 §10.1.5: struct __va_list { void *, void *, void *, int, int }. */
static void init_va_list(Types *t) {
    bool array = t->facts->va_list_is_array;
    uint32_t count = array ? 4 : 5;
    Type *type = type_new(t, TY_STRUCT);
    Member *members = arena_get(t->arena, count * sizeof *members);
    type->tag = arena_get(t->arena, sizeof *type->tag);
    type->tag->type = type;
    type->members = members;
    type->count_of = count;
    for (uint32_t i = 0; i < count; i++) {
        bool pointer = array ? i >= 2 : i < 3;
        members[i].type = pointer ? t->void_pointer : &t->basic[array ? TY_UINT : TY_INT];
    }
    type_layout(t, type, 0, 0);
    t->va_list_type = array ? type_array(t, type, 1) : type;
}

void types_init(Types *t, Arena *arena, const TargetFacts *facts) {
    static const uint8_t sizes[TY_ENUM] = {[TY_ERROR] = 1, [TY_VOID] = 1, [TY_BOOL] = 1, [TY_CHAR] = 1,
                                           [TY_SCHAR] = 1, [TY_UCHAR] = 1, [TY_SHORT] = 2, [TY_USHORT] = 2,
                                           [TY_INT] = 4, [TY_UINT] = 4, [TY_LONG] = 8, [TY_ULONG] = 8,
                                           [TY_LLONG] = 8, [TY_ULLONG] = 8};
    t->arena = arena;
    t->facts = facts;
    for (unsigned kind = 0; kind < TY_ENUM; kind++)
        init_basic(&t->basic[kind], kind, sizes[kind]);
    init_basic(&t->float_type, TY_FLOAT, 4);
    init_basic(&t->double_type, TY_DOUBLE, 8);
    init_basic(&t->ldouble_type, TY_LDOUBLE, 16);
    t->char_pointer = type_pointer(t, &t->basic[TY_CHAR]);
    t->void_pointer = type_pointer(t, &t->basic[TY_VOID]);
    t->size_type = &t->basic[TY_ULONG];
    t->ptrdiff_type = &t->basic[TY_LONG];
    t->wchar_type = &t->basic[facts->wchar_is_unsigned ? TY_UINT : TY_INT];
    t->char16_type = &t->basic[TY_USHORT];
    t->char32_type = &t->basic[TY_UINT];
    init_va_list(t);
}

bool is_unsigned(const Types *t, const Type *type) {
    unsigned kind = type->kind == TY_ENUM ? type->base->kind : type->kind;
    switch (kind) {
    case TY_BOOL:
    case TY_UCHAR:
    case TY_USHORT:
    case TY_UINT:
    case TY_ULONG:
    case TY_ULLONG:
    case TY_POINTER:
        return true;
    case TY_CHAR:
        return !t->facts->char_is_signed;
    default:
        return false;
    }
}

/* ---- making ---- */

Type *type_new(Types *t, TypeKind kind) {
    Type *type = arena_get(t->arena, sizeof *type);
    type->kind = kind;
    type->align = 1;
    type->unqualified = type;
    return type;
}

Type *type_pointer(Types *t, Type *to) {
    Type *type = to->pointer;
    if (type != NULL)
        return type;
    type = type_new(t, TY_POINTER);
    type->complete = true;
    type->size = 8;
    type->align = 8;
    type->base = to;
    to->pointer = type;
    return type;
}

Type *type_array(Types *t, Type *element, int64_t length) {
    Type *type = type_new(t, TY_ARRAY);
    type->base = element;
    type->length = length;
    type->complete = length >= 0;
    type->align = element->align;
    type->size = length > 0 ? element->size * (uint64_t)length : 0;
    return type;
}

Type *type_function(Types *t, Type *result, const Param *params, uint32_t count, bool variadic, bool prototype) {
    Type *type = type_new(t, TY_FUNCTION);
    type->complete = true;
    type->size = 1; /* GNU: sizeof and arithmetic count in bytes */
    type->base = result;
    type->variadic = variadic;
    type->prototype = prototype;
    type->count_of = count;
    if (count != 0) {
        type->params = arena_get(t->arena, count * sizeof *params);
        memcpy(type->params, params, count * sizeof *params);
    }
    return type;
}

/* A copy of `type` in its list of variants. */
static Type *variant(Types *t, Type *type) {
    Type *copy = arena_get(t->arena, sizeof *copy);
    *copy = *type;
    copy->pointer = NULL;
    copy->variants = NULL;
    copy->next_variant = type->variants;
    type->variants = copy;
    return copy;
}

/* The array of element type `element`, otherwise like `array`. */
static Type *array_of(Types *t, const Type *array, Type *element) {
    Type *type = type_array(t, element, array->length);
    if (array->align > type->align)
        type->align = array->align;
    return type;
}

Type *type_qualified(Types *t, Type *type, unsigned quals) {
    Type *v;
    quals |= type->quals;
    if (quals == type->quals || type->kind == TY_ERROR)
        return type;
    if (type->kind == TY_ARRAY) {
        Type *element = type_qualified(t, type->base, quals);
        return element == type->base ? type : array_of(t, type, element);
    }
    type = type->unqualified;
    for (v = type->variants; v != NULL; v = v->next_variant)
        if (v->quals == quals && v->align == type->align)
            return v;
    v = variant(t, type);
    v->quals = quals;
    v->unqualified = type;
    return v;
}

Type *type_aligned(Types *t, Type *type, uint32_t align) {
    unsigned quals = type->quals;
    Type *v;
    if (type->align == align || type->kind == TY_ERROR)
        return type;
    type = type->unqualified;
    for (v = type->variants; v != NULL; v = v->next_variant)
        if (v->quals == 0 && v->align == align)
            break;
    if (v == NULL) {
        v = variant(t, type);
        v->align = align;
        v->unqualified = v;
    }
    return quals != 0 ? type_qualified(t, v, quals) : v;
}

/* ---- comparing ---- */

static bool same_tag(const Type *a, const Type *b) {
    return a->tag != NULL ? a->tag == b->tag : a->unqualified == b->unqualified;
}

/* A parameter that its function's unprototyped declaration can go with: as its promotion leaves it (6.7.6.3p15). */
static bool survives_promotion(const Type *type) {
    return !(type->kind >= TY_BOOL && type->kind <= TY_USHORT) && type->kind != TY_FLOAT;
}

/* Notes a result; it changes nothing that a type means. */
static void remember(Type *a, const Type *like) {
    a->like = like;
    a->composite = NULL;
}

static bool functions_compatible(const Type *a, const Type *b) {
    if (!a->prototype || !b->prototype) {
        const Type *known = a->prototype ? a : b;
        if (!a->prototype && !b->prototype)
            return true;
        if (known->variadic)
            return false;
        for (uint32_t i = 0; i < known->count_of; i++)
            if (!survives_promotion(known->params[i].type))
                return false;
        return true;
    }
    if (a->count_of != b->count_of || a->variadic != b->variadic)
        return false;
    if (a->like == b)
        return true;
    for (uint32_t i = 0; i < a->count_of; i++)
        if (!type_compatible(a->params[i].type->unqualified, b->params[i].type->unqualified))
            return false;
    remember((Type *)a, b);
    return true;
}

bool type_compatible(const Type *a, const Type *b) {
    for (;;) {
        if (a == b || a->kind == TY_ERROR || b->kind == TY_ERROR)
            return true;
        if (a->quals != b->quals)
            return false;
        if (a->kind != b->kind) {
            if (a->kind == TY_ENUM)
                return a->base->kind == b->kind;
            return b->kind == TY_ENUM && b->base->kind == a->kind;
        }
        switch (a->kind) {
        case TY_ARRAY:
            if (a->length >= 0 && b->length >= 0 && a->length != b->length)
                return false;
            break;
        case TY_POINTER:
            break;
        case TY_FUNCTION:
            if (!functions_compatible(a, b))
                return false;
            break;
        case TY_STRUCT:
        case TY_UNION:
        case TY_ENUM:
            return same_tag(a, b);
        default:
            return true;
        }
        a = a->base;
        b = b->base;
    }
}

static Type *composite_function(Types *t, Type *a, Type *b) {
    Type *result = type_composite(t, a->base, b->base);
    Type *known = a->prototype ? a : b;
    Type *type;
    if (a->like == b && a->composite != NULL)
        return a->composite;
    if (result == a->base && (!b->prototype || (a->prototype && a->count_of == 0)))
        return a;
    type = type_function(t, result, known->params, known->count_of, known->variadic, known->prototype);
    if (a->prototype && b->prototype)
        for (uint32_t i = 0; i < type->count_of; i++)
            type->params[i].type = type_composite(t, a->params[i].type, b->params[i].type);
    a->like = b;
    a->composite = type;
    return type;
}

Type *type_composite(Types *t, Type *a, Type *b) {
    Type *base;
    if (a == b || a->kind != b->kind)
        return a;
    switch (a->kind) {
    case TY_POINTER:
        base = type_composite(t, a->base, b->base);
        if (base == a->base)
            return a;
        return type_qualified(t, type_pointer(t, base), a->quals);
    case TY_ARRAY:
        base = type_composite(t, a->base, b->base);
        if (base == a->base && (a->length >= 0 || b->length < 0))
            return a;
        if (base == b->base && b->length >= 0)
            return b;
        return type_array(t, base, a->length >= 0 ? a->length : b->length);
    case TY_FUNCTION:
        return composite_function(t, a, b);
    default:
        return a;
    }
}

/* ---- conversions ---- */

Type *type_decay(Types *t, Type *type) {
    if (type->kind == TY_ARRAY)
        return type_pointer(t, type->base);
    if (type->kind == TY_FUNCTION)
        return type_pointer(t, type);
    return type;
}

Type *type_promote(Types *t, Type *type) {
    unsigned kind = type->kind == TY_ENUM ? type->base->kind : type->kind;
    if (kind >= TY_BOOL && kind < TY_INT)
        return &t->basic[TY_INT];
    if (kind >= TY_INT && kind < TY_ENUM)
        return &t->basic[kind];
    return type->unqualified;
}

/* 6.3.1.8. The kinds of TypeKind are in order of rank, each unsigned one behind its signed one; long long and
   long are equally wide, so a mixed pair goes to the unsigned type of the higher rank. */
Type *type_common(Types *t, Type *a, Type *b) {
    unsigned low;
    unsigned high;
    if (a->kind == TY_LDOUBLE || b->kind == TY_LDOUBLE)
        return &t->ldouble_type;
    if (a->kind == TY_DOUBLE || b->kind == TY_DOUBLE)
        return &t->double_type;
    if (a->kind == TY_FLOAT || b->kind == TY_FLOAT)
        return &t->float_type;
    a = type_promote(t, a);
    b = type_promote(t, b);
    if (a->kind == TY_ERROR || b->kind == TY_ERROR)
        return &t->basic[TY_ERROR];
    low = a->kind < b->kind ? a->kind : b->kind;
    high = a->kind < b->kind ? b->kind : a->kind;
    if (high == TY_LLONG && low == TY_ULONG)
        high = TY_ULLONG;
    return &t->basic[high];
}

/* ---- members ---- */

const Member *type_member(const Type *type, const Name *name, uint64_t *offset) {
    for (uint32_t i = 0; i < type->count_of; i++) {
        const Member *m = &type->members[i];
        if (m->name == name) {
            *offset = m->offset;
            return m;
        }
        if (m->name == NULL && is_aggregate(m->type)) {
            const Member *inner = type_member(m->type, name, offset);
            if (inner != NULL) {
                *offset += m->offset;
                return inner;
            }
        }
    }
    return NULL;
}
