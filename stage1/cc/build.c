/* Typed nodes: conversions (C11 6.3), operators on converted operands, constant folding.

   `parse_expr` and `parse_stmt` read the grammar and call these to make their nodes. */
#include "parse.h"

Ty parse_ty(const Parser *p, NodeId node) {
    return ast_get(&p->ast, node)->ty;
}

NodeId parse_number(Parser *p, int64_t val, Ty ty, Loc loc) {
    NodeId node = ast_add(&p->ast, OP_NUM, ty, loc, 0, 0);
    ast_at(&p->ast, node)->val = val;
    return node;
}

NodeId parse_node(Parser *p, Op op, Ty ty, Loc loc, NodeId a, NodeId b) {
    NodeId node = ast_add(&p->ast, op, ty, loc, a, b);
    bool deep = ast_get(&p->ast, node)->depth > MAX_NESTING;
    refuse(p->src, deep, loc, "the expression is too complex");
    return node;
}

/* A node with the operands `a` and `b` and the number `val`. */
NodeId parse_node_val(Parser *p, Op op, Ty ty, Loc loc, NodeId a, NodeId b, int64_t val) {
    NodeId node = parse_node(p, op, ty, loc, a, b);
    ast_at(&p->ast, node)->val = val;
    return node;
}

/* A node for the symbol or name `sym`. */
NodeId parse_node_sym(Parser *p, Op op, Ty ty, Loc loc, uint32_t sym) {
    NodeId node = parse_node(p, op, ty, loc, 0, 0);
    ast_at(&p->ast, node)->sym = sym;
    return node;
}

NodeId parse_variable(Parser *p, uint32_t sym, Loc loc) {
    return parse_node_sym(p, OP_VAR, parse_sym(p, sym)->ty, loc, sym);
}

/* Links what is pending from number `start` on by `next`; the first of it, or 0. */
NodeId parse_chain(Parser *p, size_t start) {
    NodeId next = 0;
    while (p->pending.count > start) {
        p->pending.count--;
        NodeId node = p->pending.items[p->pending.count];
        ast_at(&p->ast, node)->next = next;
        next = node;
    }
    return next;
}

/* The value of type `ty` at `address`, which is no lvalue. */
NodeId parse_value_at(Parser *p, NodeId address, Ty ty) {
    Loc loc = ast_get(&p->ast, address)->loc;
    return parse_node_val(p, OP_DEREF, types_plain(&p->types, ty), loc, address, 0, 1);
}

bool parse_is_lvalue(const Parser *p, NodeId node) {
    const Node *n = ast_get(&p->ast, node);
    if (n->op == OP_FIELD)
        return parse_is_lvalue(p, n->a);
    bool object = n->op == OP_VAR || n->op == OP_DEREF;
    return object && n->val == 0 && types_kind(&p->types, n->ty) != TYPE_FUNCTION;
}

/* 6.3.2.1p1 */
void parse_modifiable(const Parser *p, NodeId node, Loc loc) {
    const Types *types = &p->types;
    Ty ty = parse_ty(p, node);
    bool lvalue = parse_is_lvalue(p, node) && types_kind(types, ty) != TYPE_ARRAY;
    bool constant = types_is_const(types, ty) || types_get(types, ty)->has_const;
    refuse(p->src, !lvalue, loc, "assignment to something that is not an lvalue");
    refuse(p->src, constant, loc, "assignment to a const object");
    refuse(p->src, !types_is_complete(types, ty), loc, "assignment to an object of incomplete type");
}

/* A binary operator whose operands have been converted; constants are folded. */
NodeId parse_arithmetic(Parser *p, Op op, Ty ty, NodeId left, NodeId right, Loc loc) {
    const Node *l = ast_get(&p->ast, left);
    const Node *r = ast_get(&p->ast, right);
    Shape shape;
    int64_t val;
    types_shape(&p->types, l->ty, &shape);
    if (l->op == OP_NUM && r->op == OP_NUM && fold_binary(op, &shape, l->val, r->val, &val))
        return parse_number(p, val, ty, loc);
    return parse_node(p, op, ty, loc, left, right);
}

/* `node`, a scalar, as a value of type `ty`. */
NodeId parse_cast(Parser *p, Ty ty, NodeId node) {
    Node n = *ast_get(&p->ast, node);
    bool shared = n.op == OP_NUM || n.op == OP_VAR || n.op == OP_DEREF || n.op == OP_FIELD;
    ty = types_plain(&p->types, ty);
    if (ty == TY_VOID || (n.ty == ty && !shared))
        return node;
    if (ty == TY_BOOL && n.ty != TY_BOOL) {
        NodeId zero = parse_number(p, 0, n.ty, n.loc);
        NodeId truth = parse_arithmetic(p, OP_NE, TY_INT, node, zero, n.loc);
        ast_at(&p->ast, truth)->ty = TY_BOOL;
        return truth;
    }
    if (n.op == OP_NUM)
        return parse_number(p, types_wrap(&p->types, ty, n.val), ty, n.loc);
    return parse_node(p, OP_CAST, ty, n.loc, node, 0);
}

/* The address `base` + `offset` bytes, as a `ty`. */
static NodeId parse_displace(Parser *p, NodeId base, uint64_t offset, Ty ty, Loc loc) {
    Node n = *ast_get(&p->ast, base);
    if (n.op == OP_NUM)
        return parse_number(p, (int64_t)((uint64_t)n.val + offset), ty, loc);
    bool sum = n.op == OP_ADD && ast_get(&p->ast, n.b)->op == OP_NUM;
    if (offset == 0 && !sum)
        return parse_cast(p, ty, base);
    uint64_t inner = sum ? (uint64_t)ast_get(&p->ast, n.b)->val : 0;
    NodeId number = parse_number(p, (int64_t)(inner + offset), TY_LONG, loc);
    return parse_node(p, OP_ADD, ty, loc, sum ? n.a : base, number);
}

/* A pointer to the object or function that `node` designates. */
NodeId parse_address_of(Parser *p, NodeId node) {
    Node n = *ast_get(&p->ast, node);
    Ty ty = types_pointer(&p->types, n.ty);
    if (n.op == OP_DEREF)
        return parse_cast(p, ty, n.a);
    if (n.op == OP_FIELD)
        return parse_displace(p, parse_address_of(p, n.a), (uint64_t)n.val, ty, n.loc);
    return parse_node(p, OP_ADDR, ty, n.loc, node, 0);
}

/* Arrays and functions become pointers (6.3.2.1p3-4), qualifiers go. */
NodeId parse_rvalue(Parser *p, NodeId node) {
    Node n = *ast_get(&p->ast, node);
    TypeKind kind = types_kind(&p->types, n.ty);
    if (kind == TYPE_FUNCTION)
        return parse_address_of(p, node);
    if (kind == TYPE_ARRAY) {
        NodeId address = parse_address_of(p, node);
        return parse_cast(p, types_pointer(&p->types, types_get(&p->types, n.ty)->base), address);
    }
    bool incomplete = types_is_aggregate(&p->types, n.ty) && !types_is_complete(&p->types, n.ty);
    refuse(p->src, incomplete, n.loc, "a value of incomplete type");
    ast_at(&p->ast, node)->ty = types_plain(&p->types, n.ty);
    return node;
}

/* A condition: a scalar. */
NodeId parse_truth(Parser *p, NodeId node) {
    node = parse_rvalue(p, node);
    bool scalar = types_is_scalar(&p->types, parse_ty(p, node));
    refuse(p->src, !scalar, ast_get(&p->ast, node)->loc, "expected a scalar");
    return node;
}

/* A null pointer constant (6.3.2.3p3). */
static bool parse_is_null(const Parser *p, NodeId node) {
    const Node *n = ast_get(&p->ast, node);
    return n->op == OP_NUM && n->val == 0 && (types_is_integer(&p->types, n->ty) || n->ty == TY_VOIDP);
}

/* Whether the pointer type `ty` points to void. */
static bool parse_is_voidp(const Parser *p, Ty ty) {
    return types_plain(&p->types, types_get(&p->types, ty)->base) == TY_VOID;
}

/* Whether both are pointers, to compatible types or one to void. */
static bool parse_are_alike(const Parser *p, Ty x, Ty y) {
    bool pointers = types_is_pointer(&p->types, x) && types_is_pointer(&p->types, y);
    return pointers &&
           (parse_is_voidp(p, x) || parse_is_voidp(p, y) || types_compatible(&p->types, x, y, true));
}

/* `node` converted as if by assignment to an object of type `ty` (6.5.16.1). */
NodeId parse_convert(Parser *p, NodeId node, Ty ty, const char *what, Loc loc) {
    const Types *types = &p->types;
    node = parse_rvalue(p, node);
    Ty from = parse_ty(p, node);
    Ty to = types_plain(types, ty);
    if (types_is_aggregate(types, to) && to == from)
        return node;
    bool integers = types_is_integer(types, to) && types_is_integer(types, from);
    bool truth = to == TY_BOOL && types_is_scalar(types, from);
    bool null = types_is_pointer(types, to) && parse_is_null(p, node);
    if (!integers && !truth && !null) {
        if (!parse_are_alike(p, to, from))
            err1(p->src, loc, "incompatible types in {}", what);
        bool constant = types_is_const(types, types_get(types, from)->base);
        if (constant && !types_is_const(types, types_get(types, to)->base))
            err1(p->src, loc, "const is lost in {}", what);
    }
    return parse_cast(p, to, node);
}

/* left = right */
NodeId parse_assign(Parser *p, NodeId left, NodeId right, Loc loc) {
    Ty ty = types_plain(&p->types, parse_ty(p, left));
    right = parse_convert(p, right, ty, "an assignment", loc);
    if (types_is_aggregate(&p->types, ty))
        return parse_node_val(p, OP_COPY, ty, loc, left, right, (int64_t)types_size(&p->types, ty));
    return parse_node(p, OP_ASSIGN, ty, loc, left, right);
}

/* An expression whose value is not used. */
NodeId parse_discard(Parser *p, NodeId node) {
    if (ast_get(&p->ast, node)->op == OP_POST_UPDATE)
        ast_at(&p->ast, node)->op = OP_UPDATE;
    return node;
}

/* `&&` and `||` (6.5.13, 6.5.14) */
static NodeId parse_logical(Parser *p, Op op, NodeId left, NodeId right, Loc loc) {
    left = parse_truth(p, left);
    right = parse_truth(p, right);
    const Node *l = ast_get(&p->ast, left);
    if (l->op != OP_NUM)
        return parse_node(p, op, TY_INT, loc, left, right);
    if ((l->val != 0) == (op == OP_LOG_OR))
        return parse_number(p, op == OP_LOG_OR, TY_INT, loc);
    NodeId zero = parse_number(p, 0, parse_ty(p, right), loc);
    return parse_arithmetic(p, OP_NE, TY_INT, right, zero, loc);
}

/* The size of what `pointer` points to, as a number. */
static NodeId parse_element_size(Parser *p, Ty pointer, Loc loc) {
    Ty base = types_get(&p->types, pointer)->base;
    refuse(p->src, !types_is_complete(&p->types, base), loc, "arithmetic on a pointer to an incomplete type");
    return parse_number(p, (int64_t)types_size(&p->types, base), TY_LONG, loc);
}

/* pointer + index or pointer - index, scaled (6.5.6p8) */
static NodeId parse_add_pointer(Parser *p, Op op, NodeId pointer, NodeId index, Loc loc) {
    Ty ty = parse_ty(p, pointer);
    NodeId size = parse_element_size(p, ty, loc);
    NodeId bytes = parse_cast(p, TY_LONG, index);
    if (ast_get(&p->ast, size)->val != 1)
        bytes = parse_arithmetic(p, OP_MUL, TY_LONG, bytes, size, loc);
    const Node *n = ast_get(&p->ast, bytes);
    if (n->op == OP_NUM)
        return parse_displace(p, pointer, op == OP_SUB ? -(uint64_t)n->val : (uint64_t)n->val, ty, loc);
    return parse_node(p, op, ty, loc, pointer, bytes);
}

/* pointer - pointer (6.5.6p9) */
static NodeId parse_subtract_pointers(Parser *p, NodeId left, NodeId right, Loc loc) {
    NodeId size = parse_element_size(p, parse_ty(p, left), loc);
    left = parse_cast(p, TY_LONG, left);
    right = parse_cast(p, TY_LONG, right);
    NodeId bytes = parse_arithmetic(p, OP_SUB, TY_LONG, left, right, loc);
    if (ast_get(&p->ast, size)->val == 1)
        return bytes;
    return parse_arithmetic(p, OP_DIV, TY_LONG, bytes, size, loc);
}

/* `left op right` (6.5.5-6.5.14) */
NodeId parse_operate(Parser *p, Op op, NodeId left, NodeId right, Loc loc) {
    const Types *types = &p->types;
    left = parse_rvalue(p, left);
    right = parse_rvalue(p, right);
    if (op == OP_LOG_AND || op == OP_LOG_OR)
        return parse_logical(p, op, left, right, loc);
    Ty x = parse_ty(p, left);
    Ty y = parse_ty(p, right);
    bool px = types_is_pointer(types, x);
    bool py = types_is_pointer(types, y);
    bool ix = types_is_integer(types, x);
    bool iy = types_is_integer(types, y);
    bool comparison = op == OP_EQ || op == OP_NE || op == OP_LT || op == OP_LE;
    if (ix && iy) {
        bool shift = op == OP_SHL || op == OP_SHR;
        Ty ty = shift ? types_promote(types, x) : types_common(types, x, y);
        left = parse_cast(p, ty, left);
        right = parse_cast(p, shift ? types_promote(types, y) : ty, right);
        return parse_arithmetic(p, op, comparison ? TY_INT : ty, left, right, loc);
    }
    if (comparison) {
        bool null = (px && parse_is_null(p, right)) || (py && parse_is_null(p, left));
        refuse(p->src, !null && !parse_are_alike(p, x, y), loc, "comparison of incompatible types");
        Ty ty = px ? x : y;
        left = parse_cast(p, ty, left);
        right = parse_cast(p, ty, right);
        return parse_arithmetic(p, op, TY_INT, left, right, loc);
    }
    if (op == OP_ADD && py && ix)
        return parse_add_pointer(p, op, right, left, loc);
    if ((op == OP_ADD || op == OP_SUB) && px && iy)
        return parse_add_pointer(p, op, left, right, loc);
    bool difference = op == OP_SUB && px && py && types_compatible(types, x, y, true);
    refuse(p->src, !difference, loc, "wrong types of operands");
    return parse_subtract_pointers(p, left, right, loc);
}

/* `left op= right`; the value is the new one or, for `OP_POST_UPDATE`, the old one. */
NodeId parse_update(Parser *p, Op kind, NodeId left, Op op, NodeId right, Loc loc) {
    Ty ty = types_plain(&p->types, parse_ty(p, left));
    refuse(p->src, !types_is_scalar(&p->types, ty), loc, "an operator needs a scalar");
    NodeId held = parse_node(p, OP_HELD, ty, loc, 0, 0);
    NodeId value = parse_operate(p, op, held, right, loc);
    value = parse_convert(p, value, ty, "an assignment", loc);
    return parse_node(p, kind, ty, loc, left, value);
}

/* `cond ? a : b` for scalars and void */
NodeId parse_choose(Parser *p, NodeId cond, NodeId a, NodeId b, Ty ty, Loc loc) {
    const Node *c = ast_get(&p->ast, cond);
    if (c->op == OP_NUM)
        return c->val != 0 ? a : b;
    NodeId deeper = ast_get(&p->ast, a)->depth < ast_get(&p->ast, b)->depth ? b : a;
    NodeId node = parse_node(p, OP_COND, ty, loc, cond, deeper);
    ast_at(&p->ast, node)->b = a;
    ast_at(&p->ast, node)->c = b;
    return node;
}

/* The type of `?:` (6.5.15). */
Ty parse_conditional_type(Parser *p, NodeId a, NodeId b, Loc loc) {
    Types *types = &p->types;
    Ty x = parse_ty(p, a);
    Ty y = parse_ty(p, b);
    if (types_is_integer(types, x) && types_is_integer(types, y))
        return types_common(types, x, y);
    if (x == y && (x == TY_VOID || types_is_aggregate(types, x)))
        return x;
    if (types_is_pointer(types, x) && parse_is_null(p, b))
        return x;
    if (types_is_pointer(types, y) && parse_is_null(p, a))
        return y;
    refuse(p->src, !parse_are_alike(p, x, y), loc, "incompatible types in ?:");
    Ty base = types_get(types, types_is_const(types, types_get(types, x)->base) ? x : y)->base;
    if (parse_is_voidp(p, x) || parse_is_voidp(p, y))
        base = types_is_const(types, base) ? types_constant(types, TY_VOID) : TY_VOID;
    return types_pointer(types, base);
}
