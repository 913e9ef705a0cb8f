/* Typed nodes: conversions (C11 6.3), operators on converted operands, constant folding.

   `parse_expr` reads the grammar and calls these to make its nodes. */
#include "parse.h"

static NodeId parse_displace(Parser *p, NodeId base, int64_t offset, Ty ty, Loc loc);
static bool parse_is_null(const Parser *p, NodeId node);
static bool parse_is_voidp(const Parser *p, Ty ty);
static NodeId parse_logical(Parser *p, Op op, NodeId left, NodeId right, Loc loc);
static NodeId parse_add_pointer(Parser *p, Op op, NodeId pointer, NodeId index, Loc loc);
static int64_t parse_element_size(const Parser *p, Ty pointer, Loc loc);

Ty parse_ty(const Parser *p, NodeId node)
{
    return ast_get(&p->ast, node)->ty;
}

NodeId parse_number(Parser *p, int64_t val, Ty ty, Loc loc)
{
    NodeId node = ast_add(&p->ast, OP_NUM, ty, loc, 0, 0);
    ast_at(&p->ast, node)->val = val;
    return node;
}

NodeId parse_node(Parser *p, Op op, Ty ty, Loc loc, NodeId a, NodeId b)
{
    NodeId node = ast_add(&p->ast, op, ty, loc, a, b);
    parse_check_depth(p, node);
    return node;
}

void parse_check_depth(const Parser *p, NodeId node)
{
    const Node *n = ast_get(&p->ast, node);
    refuse(p->src, n->depth > MAX_NESTING, n->loc, "the expression is too complex");
}

NodeId parse_variable(Parser *p, uint32_t sym, Loc loc)
{
    NodeId node = parse_node(p, OP_VAR, parse_sym(p, sym)->ty, loc, 0, 0);
    ast_at(&p->ast, node)->sym = sym;
    return node;
}

/* The value of type `ty` at `address`, which is no lvalue. */
NodeId parse_value_at(Parser *p, NodeId address, Ty ty)
{
    Loc loc = ast_get(&p->ast, address)->loc;
    NodeId node = parse_node(p, OP_DEREF, types_plain(&p->types, ty), loc, address, 0);
    ast_at(&p->ast, node)->val = 1;
    return node;
}

bool parse_is_lvalue(const Parser *p, NodeId node)
{
    const Node *n = ast_get(&p->ast, node);
    switch (n->op) {
    case OP_VAR: return types_kind(&p->types, n->ty) != TYPE_FUNCTION;
    case OP_DEREF: return n->val == 0 && types_kind(&p->types, n->ty) != TYPE_FUNCTION;
    case OP_FIELD: return parse_is_lvalue(p, n->a);
    default: return false;
    }
}

/* 6.3.2.1p1 */
void parse_modifiable(const Parser *p, NodeId node, Loc loc)
{
    Ty ty = parse_ty(p, node);
    refuse(p->src, !parse_is_lvalue(p, node) || types_kind(&p->types, ty) == TYPE_ARRAY, loc,
           "assignment to something that is not an lvalue");
    refuse(p->src, types_is_const(&p->types, ty) || types_get(&p->types, ty)->has_const, loc,
           "assignment to a const object");
    refuse(p->src, !types_is_complete(&p->types, ty), loc, "assignment to an object of incomplete type");
}

/* Arrays and functions become pointers (6.3.2.1p3-4), qualifiers go. */
NodeId parse_rvalue(Parser *p, NodeId node)
{
    Ty ty = parse_ty(p, node);
    TypeKind kind = types_kind(&p->types, ty);
    if (kind == TYPE_FUNCTION)
        return parse_address_of(p, node);
    if (kind == TYPE_ARRAY) {
        NodeId address = parse_address_of(p, node);
        Ty base = types_get(&p->types, ty)->base;
        return parse_cast(p, types_pointer(&p->types, base), address);
    }
    refuse(p->src, types_is_aggregate(&p->types, ty) && !types_is_complete(&p->types, ty), ast_get(&p->ast, node)->loc,
           "a value of incomplete type");
    ast_at(&p->ast, node)->ty = types_plain(&p->types, ty);
    return node;
}

/* A pointer to the object or function that `node` designates. */
NodeId parse_address_of(Parser *p, NodeId node)
{
    Node n = *ast_get(&p->ast, node);
    Ty ty = types_pointer(&p->types, n.ty);
    if (n.op == OP_DEREF)
        return parse_cast(p, ty, n.a);
    if (n.op == OP_FIELD)
        return parse_displace(p, parse_address_of(p, n.a), n.val, ty, n.loc);
    return parse_node(p, OP_ADDR, ty, n.loc, node, 0);
}

/* The address `base` + `offset` bytes, as a `ty`. */
static NodeId parse_displace(Parser *p, NodeId base, int64_t offset, Ty ty, Loc loc)
{
    Node n = *ast_get(&p->ast, base);
    if (n.op == OP_NUM)
        return parse_number(p, (int64_t)((uint64_t)n.val + (uint64_t)offset), ty, loc);
    if (n.op == OP_ADD && ast_get(&p->ast, n.b)->op == OP_NUM) {
        uint64_t sum = (uint64_t)ast_get(&p->ast, n.b)->val + (uint64_t)offset;
        NodeId node = parse_number(p, (int64_t)sum, TY_LONG, loc);
        return parse_node(p, OP_ADD, ty, loc, n.a, node);
    }
    if (offset == 0)
        return parse_cast(p, ty, base);
    return parse_node(p, OP_ADD, ty, loc, base, parse_number(p, offset, TY_LONG, loc));
}

/* `node`, a scalar, as a value of type `ty`. */
NodeId parse_cast(Parser *p, Ty ty, NodeId node)
{
    Node n = *ast_get(&p->ast, node);
    ty = types_plain(&p->types, ty);
    if (ty == TY_VOID)
        return node;
    if (ty == TY_BOOL && n.ty != TY_BOOL) {
        NodeId zero = parse_number(p, 0, n.ty, n.loc);
        NodeId truth = parse_arithmetic(p, OP_NE, TY_INT, node, zero, n.loc);
        ast_at(&p->ast, truth)->ty = TY_BOOL;
        return truth;
    }
    if (n.op == OP_NUM)
        return parse_number(p, types_wrap(&p->types, ty, n.val), ty, n.loc);
    if (n.ty == ty && n.op != OP_VAR && n.op != OP_DEREF && n.op != OP_FIELD)
        return node;
    return parse_node(p, OP_CAST, ty, n.loc, node, 0);
}

/* A condition: a scalar. */
NodeId parse_truth(Parser *p, NodeId node)
{
    node = parse_rvalue(p, node);
    refuse(p->src, !types_is_scalar(&p->types, parse_ty(p, node)), ast_get(&p->ast, node)->loc,
           "expected a scalar");
    return node;
}

/* A null pointer constant (6.3.2.3p3). */
static bool parse_is_null(const Parser *p, NodeId node)
{
    const Node *n = ast_get(&p->ast, node);
    return n->op == OP_NUM && n->val == 0 && (types_is_integer(&p->types, n->ty) || n->ty == TY_VOIDP);
}

/* `node` converted as if by assignment to an object of type `ty` (6.5.16.1). */
NodeId parse_convert(Parser *p, NodeId node, Ty ty, const char *what, Loc loc)
{
    Ty to = types_plain(&p->types, ty);
    node = parse_rvalue(p, node);
    Ty from = parse_ty(p, node);
    bool fits = types_is_integer(&p->types, to) && types_is_integer(&p->types, from);
    if (to == TY_BOOL) {
        fits = types_is_scalar(&p->types, from);
    } else if (types_is_pointer(&p->types, to) && parse_is_null(p, node)) {
        fits = true;
    } else if (types_is_pointer(&p->types, to) && types_is_pointer(&p->types, from)) {
        fits = parse_is_voidp(p, to) || parse_is_voidp(p, from) || types_compatible(&p->types, to, from, true);
        bool constant = types_is_const(&p->types, types_get(&p->types, from)->base);
        if (fits && constant && !types_is_const(&p->types, types_get(&p->types, to)->base))
            err1(p->src, loc, "const is lost in {}", what);
    }
    bool same = types_is_aggregate(&p->types, to) && to == from;
    if (!fits && !same)
        err1(p->src, loc, "incompatible types in {}", what);
    return same ? node : parse_cast(p, to, node);
}

/* left = right */
NodeId parse_assign(Parser *p, NodeId left, NodeId right, Loc loc)
{
    Ty ty = types_plain(&p->types, parse_ty(p, left));
    right = parse_convert(p, right, ty, "an assignment", loc);
    if (types_is_aggregate(&p->types, ty)) {
        NodeId copy = parse_node(p, OP_COPY, ty, loc, left, right);
        ast_at(&p->ast, copy)->val = (int64_t)types_size(&p->types, ty);
        return copy;
    }
    return parse_node(p, OP_ASSIGN, ty, loc, left, right);
}

/* `left op= right`; the value is the new one or, for `OP_POST_UPDATE`, the old one. */
NodeId parse_update(Parser *p, Op kind, NodeId left, Op op, NodeId right, Loc loc)
{
    Ty ty = types_plain(&p->types, parse_ty(p, left));
    refuse(p->src, !types_is_scalar(&p->types, ty), loc, "an operator needs a scalar");
    NodeId held = parse_node(p, OP_HELD, ty, loc, 0, 0);
    NodeId value = parse_operate(p, op, held, right, loc);
    value = parse_convert(p, value, ty, "an assignment", loc);
    return parse_node(p, kind, ty, loc, left, value);
}

/* An expression whose value is not used. */
NodeId parse_discard(Parser *p, NodeId node)
{
    Node *n = ast_at(&p->ast, node);
    if (n->op == OP_POST_UPDATE)
        n->op = OP_UPDATE;
    return node;
}

/* `left op right` (6.5.5-6.5.14) */
NodeId parse_operate(Parser *p, Op op, NodeId left, NodeId right, Loc loc)
{
    left = parse_rvalue(p, left);
    right = parse_rvalue(p, right);
    if (op == OP_LOG_AND || op == OP_LOG_OR)
        return parse_logical(p, op, left, right, loc);
    Ty x = parse_ty(p, left);
    Ty y = parse_ty(p, right);
    bool ix = types_is_integer(&p->types, x);
    bool iy = types_is_integer(&p->types, y);
    bool comparison = op == OP_EQ || op == OP_NE || op == OP_LT || op == OP_LE;
    if (ix && iy) {
        bool shift = op == OP_SHL || op == OP_SHR;
        Ty ty = shift ? types_promote(&p->types, x) : types_common(&p->types, x, y);
        Ty other = shift ? types_promote(&p->types, y) : ty;
        left = parse_cast(p, ty, left);
        right = parse_cast(p, other, right);
        return parse_arithmetic(p, op, comparison ? TY_INT : ty, left, right, loc);
    }
    bool px = types_is_pointer(&p->types, x);
    bool py = types_is_pointer(&p->types, y);
    if (comparison) {
        bool null = (px && parse_is_null(p, right)) || (py && parse_is_null(p, left));
        bool alike = px && py && (parse_is_voidp(p, x) || parse_is_voidp(p, y) ||
                                  types_compatible(&p->types, x, y, true));
        refuse(p->src, !null && !alike, loc, "comparison of incompatible types");
        Ty ty = px ? x : y;
        left = parse_cast(p, ty, left);
        right = parse_cast(p, ty, right);
        return parse_arithmetic(p, op, TY_INT, left, right, loc);
    }
    if (op == OP_ADD && py && ix)
        return parse_add_pointer(p, op, right, left, loc);
    if ((op == OP_ADD || op == OP_SUB) && px && iy)
        return parse_add_pointer(p, op, left, right, loc);
    refuse(p->src, op != OP_SUB || !px || !py || !types_compatible(&p->types, x, y, true), loc,
           "wrong types of operands");
    int64_t size = parse_element_size(p, x, loc);
    left = parse_cast(p, TY_LONG, left);
    right = parse_cast(p, TY_LONG, right);
    NodeId bytes = parse_arithmetic(p, OP_SUB, TY_LONG, left, right, loc);
    if (size == 1)
        return bytes;
    return parse_arithmetic(p, OP_DIV, TY_LONG, bytes, parse_number(p, size, TY_LONG, loc), loc);
}

/* Whether the pointer type `ty` points to void. */
static bool parse_is_voidp(const Parser *p, Ty ty)
{
    return types_plain(&p->types, types_get(&p->types, ty)->base) == TY_VOID;
}

/* A binary operator whose operands have been converted; constants are folded. */
NodeId parse_arithmetic(Parser *p, Op op, Ty ty, NodeId left, NodeId right, Loc loc)
{
    const Node *l = ast_get(&p->ast, left);
    const Node *r = ast_get(&p->ast, right);
    Shape shape;
    int64_t val;
    types_shape(&p->types, l->ty, &shape);
    if (l->op == OP_NUM && r->op == OP_NUM && fold_binary(op, &shape, l->val, r->val, &val))
        return parse_number(p, val, ty, loc);
    return parse_node(p, op, ty, loc, left, right);
}

/* `&&` and `||` (6.5.13, 6.5.14) */
static NodeId parse_logical(Parser *p, Op op, NodeId left, NodeId right, Loc loc)
{
    left = parse_truth(p, left);
    right = parse_truth(p, right);
    const Node *l = ast_get(&p->ast, left);
    if (l->op == OP_NUM) {
        if ((l->val != 0) == (op == OP_LOG_OR))
            return parse_number(p, op == OP_LOG_OR, TY_INT, loc);
        NodeId zero = parse_number(p, 0, parse_ty(p, right), loc);
        return parse_arithmetic(p, OP_NE, TY_INT, right, zero, loc);
    }
    return parse_node(p, op, TY_INT, loc, left, right);
}

/* pointer + index or pointer - index, scaled (6.5.6p8) */
static NodeId parse_add_pointer(Parser *p, Op op, NodeId pointer, NodeId index, Loc loc)
{
    Ty ty = parse_ty(p, pointer);
    int64_t size = parse_element_size(p, ty, loc);
    index = parse_cast(p, TY_LONG, index);
    const Node *n = ast_get(&p->ast, index);
    if (n->op == OP_NUM) {
        uint64_t offset = (uint64_t)n->val * (uint64_t)size;
        return parse_displace(p, pointer, (int64_t)(op == OP_SUB ? -offset : offset), ty, loc);
    }
    NodeId bytes = index;
    if (size != 1) {
        NodeId factor = parse_number(p, size, TY_LONG, loc);
        bytes = parse_arithmetic(p, OP_MUL, TY_LONG, index, factor, loc);
    }
    return parse_node(p, op, ty, loc, pointer, bytes);
}

static int64_t parse_element_size(const Parser *p, Ty pointer, Loc loc)
{
    Ty base = types_get(&p->types, pointer)->base;
    refuse(p->src, !types_is_complete(&p->types, base), loc, "arithmetic on a pointer to an incomplete type");
    return (int64_t)types_size(&p->types, base);
}

/* `cond ? a : b` for scalars and void */
NodeId parse_choose(Parser *p, NodeId cond, NodeId a, NodeId b, Ty ty, Loc loc)
{
    const Node *c = ast_get(&p->ast, cond);
    if (c->op == OP_NUM)
        return c->val != 0 ? a : b;
    NodeId node = parse_node(p, OP_COND, ty, loc, cond, a);
    Node *n = ast_at(&p->ast, node);
    n->c = b;
    uint32_t depth = ast_get(&p->ast, b)->depth + 1;
    if (n->depth < depth)
        n->depth = depth;
    parse_check_depth(p, node);
    return node;
}

/* The type of `?:` (6.5.15); false if the operands do not go together. */
bool parse_conditional_type(Parser *p, NodeId a, NodeId b, Ty *ty)
{
    Types *types = &p->types;
    Ty x = parse_ty(p, a);
    Ty y = parse_ty(p, b);
    if (types_is_integer(types, x) && types_is_integer(types, y)) {
        *ty = types_common(types, x, y);
        return true;
    }
    if ((x == TY_VOID && y == TY_VOID) || (types_is_aggregate(types, x) && x == y)) {
        *ty = x;
        return true;
    }
    if (types_is_pointer(types, x) && parse_is_null(p, b)) {
        *ty = x;
        return true;
    }
    if (types_is_pointer(types, y) && parse_is_null(p, a)) {
        *ty = y;
        return true;
    }
    if (!types_is_pointer(types, x) || !types_is_pointer(types, y))
        return false;
    Ty xb = types_get(types, x)->base;
    Ty yb = types_get(types, y)->base;
    Ty base = types_is_const(types, xb) ? xb : yb;
    if (types_plain(types, xb) == TY_VOID || types_plain(types, yb) == TY_VOID) {
        bool constant = types_is_const(types, xb) || types_is_const(types, yb);
        base = constant ? types_constant(types, TY_VOID) : TY_VOID;
    } else if (!types_compatible(types, x, y, true)) {
        return false;
    }
    *ty = types_pointer(types, base);
    return true;
}
