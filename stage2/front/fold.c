/* Constant expressions (C11 6.6): the arithmetic of constants, and the value of a tree. Integers and floating
   numbers are folded by the parser as it builds nodes; what is left here are addresses, and expressions that are
   constant only as gcc sees it. A tree that leans to the left is walked without recursion. */
#include "parse_internal.h"

#include <string.h>

/* ---- arithmetic ---- */

static bool divide(const Types *t, NodeKind op, const Type *type, int64_t a, int64_t b, int64_t *out) {
    uint64_t ua = (uint64_t)a;
    uint64_t ub = (uint64_t)b;
    if (b == 0)
        return false;
    if (is_unsigned(t, type))
        *out = (int64_t)(op == N_DIV ? ua / ub : ua % ub);
    else if (b == -1)
        *out = op == N_DIV ? (int64_t)(0 - ua) : 0;
    else
        *out = op == N_DIV ? a / b : a % b;
    return true;
}

static bool shift(const Types *t, NodeKind op, const Type *type, int64_t a, int64_t b, int64_t *out) {
    if (b < 0 || (uint64_t)b >= type->size * 8)
        return false;
    if (op == N_SHL)
        *out = (int64_t)((uint64_t)a << b);
    else if (is_unsigned(t, type))
        *out = (int64_t)((uint64_t)a >> b);
    else
        *out = a < 0 ? ~(~a >> b) : a >> b;
    return true;
}

bool fold_int(const Types *t, NodeKind op, const Type *type, int64_t a, int64_t b, int64_t *out) {
    uint64_t ua = (uint64_t)a;
    uint64_t ub = (uint64_t)b;
    int64_t value = 0;
    switch (op) {
    case N_ADD:
        value = (int64_t)(ua + ub);
        break;
    case N_SUB:
        value = (int64_t)(ua - ub);
        break;
    case N_MUL:
        value = (int64_t)(ua * ub);
        break;
    case N_AND:
        value = a & b;
        break;
    case N_OR:
        value = a | b;
        break;
    case N_XOR:
        value = a ^ b;
        break;
    case N_DIV:
    case N_MOD:
        if (!divide(t, op, type, a, b, &value))
            return false;
        break;
    case N_SHL:
    case N_SHR:
        if (!shift(t, op, type, a, b, &value))
            return false;
        break;
    default:
        return false;
    }
    *out = int_wrap(t, type, (uint64_t)value);
    return true;
}

bool fold_float(const Parser *p, NodeKind op, const Type *type, const Float *a, const Float *b, Float *out) {
    FloatKind kind = float_kind(p, type);
    switch (op) {
    case N_ADD:
        float_add(kind, a, b, out);
        return true;
    case N_SUB:
        float_sub(kind, a, b, out);
        return true;
    case N_MUL:
        float_mul(kind, a, b, out);
        return true;
    case N_DIV:
        float_div(kind, a, b, out);
        return true;
    default:
        return false;
    }
}

bool fold_compare_int(NodeKind op, bool is_unsigned, int64_t a, int64_t b) {
    bool less = is_unsigned ? (uint64_t)a < (uint64_t)b : a < b;
    switch (op) {
    case N_EQ:
        return a == b;
    case N_NE:
        return a != b;
    case N_LT:
        return less;
    case N_GE:
        return !less;
    case N_LE:
        return less || a == b;
    default:
        return !less && a != b;
    }
}

bool fold_compare_float(NodeKind op, FloatOrder order) {
    switch (op) {
    case N_EQ:
        return order == FLOAT_EQUAL;
    case N_NE:
        return order != FLOAT_EQUAL;
    case N_LT:
        return order == FLOAT_LESS;
    case N_LE:
        return order == FLOAT_LESS || order == FLOAT_EQUAL;
    case N_GT:
        return order == FLOAT_GREATER;
    default:
        return order == FLOAT_GREATER || order == FLOAT_EQUAL;
    }
}

Node *const_node(Parser *p, const Const *c, Type *type, Loc loc) {
    Node *node;
    if (c->kind == CONST_INT) {
        node = int_node(p, c->value, type->unqualified, loc);
        node->flags = 0;
        return node;
    }
    node = new_node(p, N_FLOAT, loc, type->unqualified);
    node->number = c->number;
    return node;
}

/* ---- trees ---- */

static bool truth(Parser *p, const Const *c, const Type *type, bool *out) {
    if (c->kind == CONST_INT)
        *out = c->value != 0;
    else if (c->kind == CONST_FLOAT)
        *out = !float_is_zero(float_kind(p, type), &c->number);
    else if (c->symbol != NULL && c->symbol->weak)
        return false;
    else
        *out = true;
    return c->kind != CONST_DISTANCE;
}

static void set_int(Const *out, int64_t value) {
    memset(out, 0, sizeof *out);
    out->kind = CONST_INT;
    out->value = value;
}

static bool same_address(const Const *a, const Const *b) {
    return a->symbol == b->symbol && a->string == b->string && a->label == b->label;
}

/* The distance of two labels is known when their function is code: until then it can only be added to. */
static bool subtract_labels(Const *a, const Const *b) {
    if (a->kind != CONST_ADDRESS || b->kind != CONST_ADDRESS || a->label == NULL || b->label == NULL)
        return false;
    a->kind = CONST_DISTANCE;
    a->from = b->label;
    a->value = (int64_t)((uint64_t)a->value - (uint64_t)b->value);
    return true;
}

/* Comparison where an address takes part. Distinct objects differ, unless one is weak, a string, or reached by
   stepping out of an object. */
static bool compare_address(const Node *node, const Const *a, const Const *b, Const *out) {
    bool equal_op = node->kind == N_EQ || node->kind == N_NE;
    if (a->kind == CONST_ADDRESS && b->kind == CONST_ADDRESS) {
        if (same_address(a, b)) {
            set_int(out, fold_compare_int(node->kind, false, a->value, b->value));
            return true;
        }
        if (!equal_op || a->symbol == NULL || b->symbol == NULL || a->symbol->weak || b->symbol->weak ||
            a->symbol->alias != NULL || b->symbol->alias != NULL || a->value != 0 || b->value != 0)
            return false;
        set_int(out, node->kind == N_NE);
        return true;
    }
    const Const *address = a->kind == CONST_ADDRESS ? a : b;
    const Const *number = a->kind == CONST_ADDRESS ? b : a;
    if (!equal_op || number->value != 0 || (address->symbol != NULL && address->symbol->weak))
        return false;
    set_int(out, node->kind == N_NE);
    return true;
}

static bool fold_comparison(Parser *p, const Node *node, Const *a, const Const *b) {
    const Type *type = node->a->type;
    if (a->kind == CONST_DISTANCE || b->kind == CONST_DISTANCE)
        return false;
    if (a->kind == CONST_ADDRESS || b->kind == CONST_ADDRESS)
        return compare_address(node, a, b, a);
    if (a->kind == CONST_FLOAT)
        set_int(a, fold_compare_float(node->kind, float_compare(float_kind(p, type), &a->number, &b->number)));
    else
        set_int(a, fold_compare_int(node->kind, is_unsigned(&p->types, type), a->value, b->value));
    return true;
}

static bool fold_cast(Parser *p, const Node *node, Const *c) {
    const Type *to = node->type;
    const Type *from = node->a->type;
    Float f;
    bool value = false;
    if (to->kind == TY_BOOL) {
        if (!truth(p, c, from, &value))
            return false;
        set_int(c, value);
        return true;
    }
    if (c->kind == CONST_ADDRESS)
        return to->size == 8 && !is_floating(to) && !is_aggregate(to);
    if (c->kind == CONST_DISTANCE)
        return is_integer(to) && to->size >= 4 && (to->size <= from->size || !is_unsigned(&p->types, from));
    if (is_floating(to)) {
        if (c->kind == CONST_FLOAT)
            float_convert(float_kind(p, to), float_kind(p, from), &c->number, &f);
        else
            float_from_int(float_kind(p, to), (uint64_t)c->value, is_unsigned(&p->types, from), &f);
        c->kind = CONST_FLOAT;
        c->number = f;
        return true;
    }
    if (to->kind == TY_POINTER || is_integer(to)) {
        uint64_t number = (uint64_t)c->value;
        if (c->kind == CONST_FLOAT)
            float_to_int(float_kind(p, from), &c->number, is_unsigned(&p->types, to), (unsigned)to->size * 8, &number);
        set_int(c, int_wrap(&p->types, to, number));
        return true;
    }
    return false;
}

/* a op b of two constants, of which addresses allow only sums and differences. */
static bool fold_binary(Parser *p, const Node *node, Const *a, const Const *b) {
    if (a->kind == CONST_FLOAT)
        return b->kind == CONST_FLOAT && fold_float(p, node->kind, node->type, &a->number, &b->number, &a->number);
    if (a->kind == CONST_INT && b->kind == CONST_INT)
        return fold_int(&p->types, node->kind, node->type, a->value, b->value, &a->value);
    if (node->type->size != 8)
        return false;
    if (node->kind == N_ADD && (a->kind == CONST_INT || b->kind == CONST_INT)) {
        int64_t sum = (int64_t)((uint64_t)a->value + (uint64_t)b->value);
        if (a->kind == CONST_INT)
            *a = *b;
        a->value = sum;
        return true;
    }
    if (node->kind == N_SUB && b->kind == CONST_INT) {
        a->value = (int64_t)((uint64_t)a->value - (uint64_t)b->value);
        return true;
    }
    if (node->kind == N_SUB && a->kind == CONST_ADDRESS && b->kind == CONST_ADDRESS && same_address(a, b)) {
        set_int(a, (int64_t)((uint64_t)a->value - (uint64_t)b->value));
        return true;
    }
    return node->kind == N_SUB && subtract_labels(a, b);
}

static bool fold_pointer(Parser *p, const Node *node, Const *a, const Const *b) {
    uint64_t size = node->a->type->base->size;
    (void)p;
    if (node->kind == N_PTRDIFF) {
        uint64_t difference = (uint64_t)a->value - (uint64_t)b->value;
        if (a->kind != b->kind || (a->kind == CONST_ADDRESS && !same_address(a, b)))
            return size == 1 && subtract_labels(a, b);
        if (size == 0)
            return false;
        set_int(a, (int64_t)difference / (int64_t)size);
        return true;
    }
    if (b->kind != CONST_INT)
        return false;
    size *= (uint64_t)b->value;
    a->value = (int64_t)((uint64_t)a->value + (node->kind == N_PTRSUB ? 0 - size : size));
    return true;
}

/* && and ||: what the left side decides, the right one need not be constant for. */
static bool fold_logical(Parser *p, const Node *node, bool known, Const *out) {
    bool left = false;
    bool right = false;
    Const c;
    if (!known || !truth(p, out, node->a->type, &left))
        return false;
    if (left != (node->kind == N_LOGAND)) {
        set_int(out, left);
        return true;
    }
    if (!fold_const(p, node->b, &c) || !truth(p, &c, node->b->type, &right))
        return false;
    set_int(out, right);
    return true;
}

static bool fold_cond(Parser *p, const Node *node, Const *out) {
    bool which = false;
    if (!truth(p, out, node->a->type, &which))
        return false;
    if (which && node->b == NULL) {
        Node cast;
        memset(&cast, 0, sizeof cast);
        cast.type = node->type;
        cast.a = node->a;
        return node->type->kind == TY_VOID || fold_cast(p, &cast, out);
    }
    return fold_const(p, which ? node->b : node->c, out);
}

static bool fold_unary(Parser *p, const Node *node, Const *c) {
    bool value = false;
    if (node->kind == N_PLUS)
        return true;
    if (node->kind == N_LOGNOT) {
        if (!truth(p, c, node->a->type, &value))
            return false;
        set_int(c, !value);
        return true;
    }
    if (c->kind == CONST_FLOAT && node->kind == N_NEG) {
        float_neg(float_kind(p, node->type), &c->number, &c->number);
        return true;
    }
    if (c->kind != CONST_INT)
        return false;
    c->value = int_wrap(&p->types, node->type, node->kind == N_NEG ? 0 - (uint64_t)c->value : ~(uint64_t)c->value);
    return true;
}

/* One step up: `c` is the value of node->a (of an lvalue: its address). */
static bool fold_step(Parser *p, const Node *node, bool known, Const *c) {
    Const b;
    switch (node->kind) {
    case N_LOGAND:
    case N_LOGOR:
        return fold_logical(p, node, known, c);
    case N_ADDR:
    case N_DEREF:
        return known;
    case N_MEMBER:
        c->value = (int64_t)((uint64_t)c->value + node->offset);
        return known;
    case N_CAST:
        return known && fold_cast(p, node, c);
    case N_NEG:
    case N_PLUS:
    case N_NOT:
    case N_LOGNOT:
        return known && fold_unary(p, node, c);
    case N_COND:
        return known && fold_cond(p, node, c);
    default:
        break;
    }
    if (!known || !fold_const(p, node->b, &b))
        return false;
    if (node->kind >= N_EQ && node->kind <= N_GE)
        return fold_comparison(p, node, c, &b);
    if (node->kind >= N_PTRADD && node->kind <= N_PTRDIFF)
        return fold_pointer(p, node, c, &b);
    return fold_binary(p, node, c, &b);
}

/* Whether node->a is where its value begins. `lvalue`: its address is wanted. */
static bool goes_left(const Node *node, bool *lvalue) {
    if (*lvalue) {
        if (node->kind == N_DEREF)
            *lvalue = false;
        return node->kind == N_DEREF || node->kind == N_MEMBER;
    }
    if (node->kind == N_ADDR) {
        *lvalue = true;
        return true;
    }
    return (node->kind >= N_CAST && node->kind <= N_LOGOR) || node->kind == N_COND;
}

static bool fold_leaf(const Node *node, bool lvalue, Const *out) {
    memset(out, 0, sizeof *out);
    if (!lvalue) {
        if (node->kind == N_INT) {
            out->value = node->value;
            return true;
        }
        if (node->kind == N_FLOAT) {
            out->kind = CONST_FLOAT;
            out->number = node->number;
            return true;
        }
        if (node->kind == N_LABEL_ADDR) {
            out->kind = CONST_ADDRESS;
            out->label = node->label;
            return true;
        }
        return false;
    }
    out->kind = CONST_ADDRESS;
    if (node->kind == N_STRING) {
        out->string = node->string;
        return true;
    }
    out->symbol = node->symbol;
    return (node->kind == N_VAR || node->kind == N_COMPOUND) &&
           (node->symbol->kind == SYM_FUNCTION || node->symbol->is_static || node->symbol->linkage != LINK_NONE);
}

bool fold_const(Parser *p, const Node *node, Const *out) {
    size_t base = p->spine_count;
    bool lvalue = false;
    bool known;
    if (node->kind == N_INT) {
        memset(out, 0, sizeof *out);
        out->value = node->value;
        return true;
    }
    enter(p);
    while (goes_left(node, &lvalue)) {
        p->spine = grow(p->spine, p->spine_count, &p->spine_room, sizeof p->spine[0]);
        p->spine[p->spine_count++] = node;
        node = node->a;
    }
    known = fold_leaf(node, lvalue, out);
    while (p->spine_count > base) {
        node = p->spine[--p->spine_count];
        known = fold_step(p, node, known, out);
    }
    leave(p);
    return known;
}
