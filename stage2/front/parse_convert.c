/* Conversions (C11 6.3) and the constraints of assignment (6.5.16.1). A conversion is a N_CAST node, or a new
   constant. */
#include "parse_internal.h"

FloatKind float_kind(const Parser *p, const Type *type) {
    if (type->kind == TY_FLOAT)
        return FLOAT_SINGLE;
    return type->kind == TY_DOUBLE ? FLOAT_DOUBLE : p->facts.long_double;
}

int64_t int_wrap(const Types *t, const Type *type, uint64_t value) {
    bool sign;
    if (type->kind == TY_BOOL)
        return value != 0;
    if (type->size >= 8)
        return (int64_t)value;
    sign = !is_unsigned(t, type);
    if (type->size == 4)
        return sign ? (int64_t)(int32_t)(uint32_t)value : (int64_t)(uint32_t)value;
    if (type->size == 2)
        return sign ? (int64_t)(int16_t)(uint16_t)value : (int64_t)(uint16_t)value;
    return sign ? (int64_t)(int8_t)(uint8_t)value : (int64_t)(uint8_t)value;
}

bool int_fits(const Types *t, const Type *type, int64_t value, bool value_unsigned) {
    if (int_wrap(t, type, (uint64_t)value) != value)
        return false;
    return value >= 0 || value_unsigned == is_unsigned(t, type);
}

Node *decay_indexed(Parser *p, Node *node) {
    Node *address;
    if (node->type->kind != TY_ARRAY && node->type->kind != TY_FUNCTION)
        return node;
    address = new_node(p, N_ADDR, node->loc, type_decay(&p->types, node->type));
    address->a = node;
    if (node->type->kind == TY_ARRAY) {
        mark_address(p, node);
    } else if (node->kind == N_DEREF) {
        return node->a; /* *f of a pointer to function is f again */
    }
    return address;
}

Node *decay(Parser *p, Node *node) {
    if (node->kind == N_VAR && node->type->kind == TY_ARRAY && node->symbol->is_register)
        diag_error(p->diag, node->loc, "address of register variable '%s' requested", node->symbol->name->text);
    return decay_indexed(p, node);
}

/* A bit-field is promoted by its width (6.3.1.1p2). */
static Type *bitfield_promotion(Parser *p, const Node *node) {
    unsigned width = node->member->bit_width;
    if (width < 32)
        return p->int_type;
    if (width == 32)
        return is_unsigned(&p->types, node->type) ? &p->types.basic[TY_UINT] : p->int_type;
    return type_promote(&p->types, node->type);
}

Node *promote(Parser *p, Node *node) {
    if (is_bitfield(node))
        return cast_to(p, node, bitfield_promotion(p, node));
    return cast_to(p, node, type_promote(&p->types, node->type));
}

/* ---- casts ---- */

static Node *cast_int(Parser *p, Node *node, Type *type) {
    Node *out;
    if (is_floating(type)) {
        out = new_node(p, N_FLOAT, node->loc, type);
        float_from_int(float_kind(p, type), (uint64_t)node->value, is_unsigned(&p->types, node->type), &out->number);
        return out;
    }
    out = new_node(p, N_INT, node->loc, type);
    out->value = int_wrap(&p->types, type, (uint64_t)node->value);
    out->parens = node->parens;
    if (is_integer(type))
        out->flags = node->flags & (is_integer(node->type) ? NF_CONSTANT : 0);
    else if (type->kind == TY_POINTER && type->base->kind == TY_VOID && type->base->quals == 0 &&
             is_null_constant(node))
        out->flags = NF_NULL;
    return out;
}

static Node *cast_float(Parser *p, Node *node, Type *type) {
    FloatKind from = float_kind(p, node->type);
    Node *out;
    uint64_t value;
    if (is_floating(type)) {
        out = new_node(p, N_FLOAT, node->loc, type);
        float_convert(float_kind(p, type), from, &node->number, &out->number);
        return out;
    }
    out = new_node(p, N_INT, node->loc, type);
    if (type->kind == TY_BOOL) {
        out->value = !float_is_zero(from, &node->number);
    } else {
        float_to_int(from, &node->number, is_unsigned(&p->types, type), (unsigned)type->size * 8, &value);
        out->value = int_wrap(&p->types, type, value);
    }
    out->flags = NF_CONSTANT; /* a floating constant may be the operand of a cast (6.6p6) */
    return out;
}

Node *cast_to(Parser *p, Node *node, Type *type) {
    Node *cast;
    type = type->unqualified;
    if (node->type == type || node->type->unqualified == type)
        return node;
    if (node->type->kind == TY_ERROR || type->kind == TY_ERROR)
        return node->type->kind == TY_ERROR ? node : error_node(p, node->loc);
    if (node->kind == N_INT && (type->kind <= TY_POINTER && type->kind != TY_VOID))
        return cast_int(p, node, type);
    if (node->kind == N_FLOAT && type->kind != TY_VOID && type->kind < TY_POINTER)
        return cast_float(p, node, type);
    cast = new_node(p, N_CAST, node->loc, type);
    cast->a = node;
    return cast;
}

/* A cast to a union that has a member of the operand's type (GNU): a compound literal. */
static Node *union_cast(Parser *p, Loc loc, Type *type, Node *node) {
    for (uint32_t i = 0; i < type->count_of; i++) {
        const Member *m = &type->members[i];
        if (type_compatible(m->type->unqualified, node->type->unqualified)) {
            Node *out = new_node(p, N_COMPOUND, loc, type->unqualified);
            out->symbol = compound_symbol(p, type->unqualified, loc);
            out->init = arena_get(&p->func, sizeof *out->init);
            out->init->items = arena_get(&p->func, sizeof *out->init->items);
            out->init->count = 1;
            out->init->size = type->size;
            out->init->covers = m->type->size == type->size;
            out->init->items[0].type = m->type->unqualified;
            out->init->items[0].value = node;
            if (out->symbol->is_static) {
                out->symbol->init = out->init;
                queue_object(p, out->symbol);
            }
            return out;
        }
    }
    parse_error(p, loc, "cast to union type from type not present in union");
    return error_node(p, loc);
}

Node *explicit_cast(Parser *p, Loc loc, Type *type, Node *node) {
    node = decay(p, node);
    if (type->kind == TY_ERROR || is_error(node))
        return error_node(p, loc);
    if (type->kind == TY_VOID) {
        Node *cast = new_node(p, N_CAST, loc, p->void_type);
        cast->a = node;
        return cast;
    }
    if (type->kind == TY_ARRAY || type->kind == TY_FUNCTION) {
        parse_error(p, loc, type->kind == TY_ARRAY ? "cast specifies array type" : "cast specifies function type");
        return error_node(p, loc);
    }
    if (node->type->kind == TY_VOID) {
        parse_error(p, node->loc, "void value not ignored as it ought to be");
        return error_node(p, loc);
    }
    if (is_aggregate(type)) {
        if (type_compatible(type->unqualified, node->type->unqualified))
            return node;
        if (type->kind == TY_UNION && type->complete)
            return union_cast(p, loc, type, node);
        parse_error(p, loc, "conversion to non-scalar type requested");
        return error_node(p, loc);
    }
    if (is_aggregate(node->type)) {
        parse_error(p, node->loc, "aggregate value used where a scalar was expected");
        return error_node(p, loc);
    }
    if ((type->kind == TY_POINTER && is_floating(node->type)) ||
        (node->type->kind == TY_POINTER && is_floating(type))) {
        parse_error(p, loc, type->kind == TY_POINTER ? "cannot convert to a pointer type"
                                                  : "pointer value used where a floating-point was expected");
        return error_node(p, loc);
    }
    if (type->kind == TY_ENUM && !type->complete)
        check_complete(p, type, loc);
    if (is_lvalue(node) || node->type->quals != 0) {
        /* the result is a value, though its type be the same */
        Node *cast;
        if (node->type->unqualified == type->unqualified) {
            cast = new_node(p, N_CAST, loc, type->unqualified);
            cast->a = node;
            return cast;
        }
    }
    node = cast_to(p, node, type);
    node->parens = 0;
    return node;
}

/* ---- assignment ---- */

typedef struct Goal {
    ConvertFor what;
    uint32_t number;     /* of an argument */
    const Node *callee;
    Type *to;
    const Node *node;
    Loc loc;
} Goal;

static const char *callee_name(const Goal *g) {
    const Node *callee = g->callee;
    if (callee != NULL && callee->kind == N_ADDR)
        callee = callee->a;
    if (callee != NULL && callee->kind == N_VAR && callee->symbol->name != NULL)
        return callee->symbol->name->text;
    return "function";
}

/* A warning in gcc's words: "passing argument 1 of 'f' PROBLEM", "assignment to 'A' from 'B' PROBLEM". */
static void complain(Parser *p, const Goal *g, Warning which, const char *problem, bool pointers) {
    const char *to = type_text(p, g->to);
    const char *from = type_text(p, g->node->type);
    const char *kind = pointers ? "incompatible pointer type " : "";
    if (is_error(g->node) || !warns(p, which))
        return;
    switch (g->what) {
    case FOR_ARGUMENT:
        if (pointers)
            diag_warn(p->diag, which, g->loc, "passing argument %u of '%s' from incompatible pointer type", g->number,
                      callee_name(g));
        else
            diag_warn(p->diag, which, g->loc, "passing argument %u of '%s' %s", g->number, callee_name(g), problem);
        break;
    case FOR_ASSIGN:
        diag_warn(p->diag, which, g->loc, "assignment to '%s' from %s'%s'%s%s", to, kind, from, pointers ? "" : " ",
                  problem);
        break;
    case FOR_INIT:
        diag_warn(p->diag, which, g->loc, "initialization of '%s' from %s'%s'%s%s", to, kind, from,
                  pointers ? "" : " ", problem);
        break;
    default:
        diag_warn(p->diag, which, g->loc, "returning '%s' from a function with %sreturn type '%s'%s%s", from,
                  pointers ? "incompatible " : "", to, pointers ? "" : " ", problem);
    }
}

static void discards(Parser *p, const Goal *g, unsigned lost) {
    static const char *const places[] = {"assignment", "initialization", "return"};
    const char *name = lost & QUAL_CONST ? "const" : lost & QUAL_VOLATILE ? "volatile" : "restrict";
    if (g->what == FOR_ARGUMENT)
        diag_warn(p->diag, WARN_DISCARDED_QUALIFIERS, g->loc,
                  "passing argument %u of '%s' discards '%s' qualifier from pointer target type", g->number,
                  callee_name(g), name);
    else
        diag_warn(p->diag, WARN_DISCARDED_QUALIFIERS, g->loc,
                  "%s discards '%s' qualifier from pointer target type", places[g->what], name);
}

static Node *refuse(Parser *p, const Goal *g) {
    const char *to = type_text(p, g->to);
    const char *from = type_text(p, g->node->type);
    if (g->what == FOR_ARGUMENT)
        diag_error(p->diag, g->loc, "incompatible type for argument %u of '%s'", g->number, callee_name(g));
    else if (g->what == FOR_ASSIGN)
        diag_error(p->diag, g->loc, "incompatible types when assigning to type '%s' from type '%s'", to, from);
    else if (g->what == FOR_INIT)
        diag_error(p->diag, g->loc, "incompatible types when initializing type '%s' using type '%s'", to, from);
    else
        diag_error(p->diag, g->loc, "incompatible types when returning type '%s' but '%s' was expected", from, to);
    return error_node(p, g->loc);
}

/* Same size and rank, other sign: gcc's -Wpointer-sign rather than an error of types. */
static bool differs_in_sign(const Parser *p, const Type *a, const Type *b) {
    (void)p;
    if (a->kind == TY_ENUM)
        a = a->base;
    if (b->kind == TY_ENUM)
        b = b->base;
    if (!is_integer(a) || !is_integer(b) || a->size != b->size || a->kind == TY_BOOL || b->kind == TY_BOOL)
        return false;
    if (a->size == 1)
        return true;
    return (a->kind < b->kind ? b->kind - a->kind : a->kind - b->kind) == 1 && (a->kind & 1) != (b->kind & 1) &&
           (a->kind < b->kind ? a->kind : b->kind) % 2 == TY_SHORT % 2;
}

static Type *plain(Parser *p, Type *type) {
    (void)p;
    return type->unqualified;
}

/* The element of arrays below a pointer, for its qualifiers. */
static unsigned target_quals(const Type *type) {
    while (type->kind == TY_ARRAY)
        type = type->base;
    return type->quals;
}

static bool targets_compatible(Parser *p, Type *a, Type *b) {
    if (a->kind == TY_ARRAY && b->kind == TY_ARRAY) {
        if (a->length >= 0 && b->length >= 0 && a->length != b->length)
            return false;
        return targets_compatible(p, a->base, b->base);
    }
    return type_compatible(plain(p, a), plain(p, b));
}

static void check_pointers(Parser *p, const Goal *g) {
    Type *to = g->to->base;
    Type *from = g->node->type->base;
    unsigned lost = target_quals(from) & ~target_quals(to);
    if (to->kind == TY_FUNCTION)
        lost = 0;
    if (to->kind == TY_VOID || from->kind == TY_VOID || targets_compatible(p, to, from)) {
        if (lost != 0)
            discards(p, g, lost);
    } else if (differs_in_sign(p, to, from)) {
        if (lost != 0)
            discards(p, g, lost);
        else if (warns(p, WARN_POINTER_SIGN))
            diag_warn(p->diag, WARN_POINTER_SIGN, g->loc, "pointer targets in conversion from '%s' to '%s' differ in "
                      "signedness", type_text(p, g->node->type), type_text(p, g->to));
    } else {
        complain(p, g, WARN_INCOMPATIBLE_POINTER, "", true);
    }
}

/* A constant that changes its value, beyond a mere change of sign (-Woverflow). */
static void check_overflow(Parser *p, const Goal *g) {
    const Node *node = g->node;
    const Type *to = g->to;
    bool from_unsigned;
    int64_t wrapped;
    if (node->kind != N_INT || !is_integer(to) || to->kind == TY_BOOL || to->size >= node->type->size)
        return;
    from_unsigned = is_unsigned(&p->types, node->type);
    if (int_fits(&p->types, to, node->value, from_unsigned))
        return;
    wrapped = int_wrap(&p->types, to, (uint64_t)node->value);
    if (is_unsigned(&p->types, to)) { /* -1 to 255 is no overflow */
        int64_t least = -((int64_t)1 << (to->size * 8 - 1));
        if (!from_unsigned && node->value < 0 && node->value >= least)
            return;
        diag_warn(p->diag, WARN_OVERFLOW, g->loc,
                  "unsigned conversion from '%s' to '%s' changes value from '%ld' to '%ld'", type_text(p, node->type),
                  type_text(p, to), (long)node->value, (long)wrapped);
        return;
    }
    if (from_unsigned && (uint64_t)node->value >> (to->size * 8) == 0)
        return;
    diag_warn(p->diag, WARN_OVERFLOW, g->loc,
              "overflow in conversion from '%s' to '%s' changes value from '%ld' to '%ld'", type_text(p, node->type), type_text(p, to), (long)node->value, (long)wrapped);
}

/* GNU: an argument may be of the type of any member of a transparent union. */
static Node *convert_transparent(Parser *p, Node *node, Type *to, Loc loc) {
    for (uint32_t i = 0; i < to->count_of; i++) {
        Type *member = to->members[i].type;
        bool fits = type_compatible(member->unqualified, node->type->unqualified);
        if (!fits && member->kind == TY_POINTER)
            fits = is_null_constant(node) ||
                   (node->type->kind == TY_POINTER &&
                    (member->base->kind == TY_VOID || node->type->base->kind == TY_VOID ||
                     targets_compatible(p, member->base, node->type->base)));
        if (fits)
            return union_cast(p, loc, to, cast_to(p, node, member));
    }
    return NULL;
}

Node *convert(Parser *p, Node *node, Type *to, ConvertFor what, uint32_t number, const Node *callee) {
    Goal g;
    node = decay(p, node);
    if (node->type == to)
        return node;
    if (is_error(node) || to->kind == TY_ERROR)
        return error_node(p, node->loc);
    g.what = what;
    g.number = number;
    g.callee = callee;
    g.to = to;
    g.node = node;
    g.loc = node->loc;
    if (node->type->kind == TY_VOID) {
        parse_error(p, node->loc, "void value not ignored as it ought to be");
        return error_node(p, node->loc);
    }
    if (is_arithmetic(to) && is_arithmetic(node->type)) {
        if (node->kind == N_INT && p->unevaluated + p->quiet == 0)
            check_overflow(p, &g);
        return cast_to(p, node, to);
    }
    if (to->kind == TY_POINTER) {
        if (node->type->kind == TY_POINTER) {
            if (!is_null_constant(node))
                check_pointers(p, &g);
            return cast_to(p, node, to);
        }
        if (is_integer(node->type)) {
            if (!is_null_constant(node))
                complain(p, &g, WARN_INT_CONVERSION, "makes pointer from integer without a cast", false);
            return cast_to(p, node, to);
        }
        return refuse(p, &g);
    }
    if (is_integer(to) && node->type->kind == TY_POINTER) {
        if (to->kind != TY_BOOL)
            complain(p, &g, WARN_INT_CONVERSION, "makes integer from pointer without a cast", false);
        return cast_to(p, node, to);
    }
    if (is_aggregate(to) && type_compatible(to->unqualified, node->type->unqualified))
        return node;
    if (to->kind == TY_UNION && to->transparent && what == FOR_ARGUMENT) {
        Node *out = convert_transparent(p, node, to, node->loc);
        if (out != NULL)
            return out;
    }
    return refuse(p, &g);
}
