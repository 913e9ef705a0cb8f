/* What operators mean (C11 6.5): constraints, conversions of operands, and folding of constants at once, so that
   long expressions are never walked again. */
#include "parse_internal.h"

#include <string.h>

/* ---- nodes ---- */

Node *new_node(Parser *p, NodeKind kind, Loc loc, Type *type) {
    Node *node = arena_get(&p->func, sizeof *node);
    node->kind = (uint8_t)kind;
    node->loc = loc;
    node->type = type;
    return node;
}

Node *error_node(Parser *p, Loc loc) {
    return new_node(p, N_ERROR, loc, p->error_type);
}

Node *int_node(Parser *p, int64_t value, Type *type, Loc loc) {
    Node *node = new_node(p, N_INT, loc, type);
    node->value = value;
    node->flags = NF_CONSTANT;
    return node;
}

bool is_lvalue(const Node *node) {
    while (node->kind == N_MEMBER)
        node = node->object;
    if (node->kind == N_VAR)
        return node->symbol->kind == SYM_OBJECT;
    return node->kind == N_DEREF || node->kind == N_COMPOUND || node->kind == N_STRING;
}

bool is_null_constant(const Node *node) {
    return node->kind == N_INT && node->value == 0 &&
           ((node->flags & NF_NULL) || (is_integer(node->type) && (node->flags & NF_CONSTANT)));
}

bool is_bitfield(const Node *node) {
    return node->kind == N_MEMBER && node->member->is_bitfield;
}

Node *make_var(Parser *p, Symbol *symbol, Loc loc) {
    Node *node = new_node(p, N_VAR, loc, symbol->type);
    node->symbol = symbol;
    reference(p, symbol);
    if (symbol->depth != 0)
        symbol->referenced = true;
    if (symbol->deprecated)
        diag_warn(p->diag, WARN_ALWAYS, loc, "'%s' is deprecated", symbol->name->text);
    return node;
}

static const char *op_text(NodeKind op) {
    static const char *const texts[] = {
        [N_ADD] = "+", [N_SUB] = "-", [N_MUL] = "*", [N_DIV] = "/", [N_MOD] = "%", [N_AND] = "&",
        [N_OR] = "|", [N_XOR] = "^", [N_SHL] = "<<", [N_SHR] = ">>", [N_EQ] = "==", [N_NE] = "!=",
        [N_LT] = "<", [N_LE] = "<=", [N_GT] = ">", [N_GE] = ">=", [N_LOGAND] = "&&", [N_LOGOR] = "||",
        [N_PTRADD] = "+", [N_PTRSUB] = "-", [N_PTRDIFF] = "-"};
    return texts[op];
}

static Node *invalid_operands(Parser *p, NodeKind op, Loc loc, const Node *a, const Node *b) {
    if (!is_error(a) && !is_error(b)) {
        if (a->type->kind == TY_VOID || b->type->kind == TY_VOID)
            parse_error(p, a->type->kind == TY_VOID ? a->loc : b->loc, "void value not ignored as it ought to be");
        else
            diag_error(p->diag, loc, "invalid operands to binary %s (have '%s' and '%s')", op_text(op),
                       type_text(p, a->type), type_text(p, b->type));
    }
    return error_node(p, loc);
}

static Node *node_binary(Parser *p, NodeKind op, Loc loc, Type *type, Node *a, Node *b) {
    Node *node = new_node(p, op, loc, type);
    node->a = a;
    node->b = b;
    return node;
}

/* ---- warnings about constants ---- */

static void check_constant(Parser *p, NodeKind op, Loc loc, const Type *type, const Node *a, const Node *b) {
    if (p->unevaluated + p->quiet != 0 || b->kind != N_INT)
        return;
    if ((op == N_DIV || op == N_MOD) && b->value == 0 && is_integer(type))
        diag_warn(p->diag, WARN_DIV_BY_ZERO, loc, "division by zero");
    if (op == N_SHL || op == N_SHR) {
        if (b->value < 0)
            diag_warn(p->diag, WARN_SHIFT_COUNT, loc, "%s shift count is negative", op == N_SHL ? "left" : "right");
        else if ((uint64_t)b->value >= type->size * 8)
            diag_warn(p->diag, WARN_SHIFT_COUNT, loc, "%s shift count >= width of type",
                      op == N_SHL ? "left" : "right");
    }
    (void)a;
}

/* Signed overflow of constants (6.5p5). */
static bool overflows(const Types *t, NodeKind op, const Type *type, int64_t a, int64_t b, int64_t r) {
    if (is_unsigned(t, type))
        return false;
    if (type->size < 8) {
        int64_t wide = op == N_ADD ? a + b : op == N_SUB ? a - b : op == N_MUL ? a * b : r;
        return wide != r || (op == N_DIV && b == -1 && a < 0 && r < 0);
    }
    switch (op) {
    case N_ADD:
        return ((a ^ r) & (b ^ r)) < 0;
    case N_SUB:
        return ((a ^ b) & (a ^ r)) < 0;
    case N_MUL:
        if (a == 0 || b == 0)
            return false;
        if (a == -1 || b == -1)
            return r == INT64_MIN && (a == INT64_MIN || b == INT64_MIN);
        return r / b != a;
    case N_DIV:
        return b == -1 && a == INT64_MIN;
    default:
        return false;
    }
}

static Node *fold_ints(Parser *p, NodeKind op, Loc loc, Type *type, const Node *a, const Node *b) {
    int64_t value;
    Node *node;
    if (!fold_int(&p->types, op, type, a->value, b->value, &value))
        return NULL;
    if (overflows(&p->types, op, type, a->value, b->value, value) && p->unevaluated + p->quiet == 0)
        diag_warn(p->diag, WARN_OVERFLOW, loc, "integer overflow in expression of type '%s' results in '%ld'",
                  type_text(p, type), (long)value);
    node = int_node(p, value, type, loc);
    node->flags = a->flags & b->flags & NF_CONSTANT;
    return node;
}

/* Arithmetic of two operands that have the type already. */
static Node *arithmetic(Parser *p, NodeKind op, Loc loc, Type *type, Node *a, Node *b) {
    check_constant(p, op, loc, type, a, b);
    if (a->kind == N_INT && b->kind == N_INT) {
        Node *node = fold_ints(p, op, loc, type, a, b);
        if (node != NULL)
            return node;
    } else if (a->kind == N_FLOAT && b->kind == N_FLOAT) {
        Node *node = new_node(p, N_FLOAT, loc, type);
        if (fold_float(p, op, type, &a->number, &b->number, &node->number))
            return node;
    }
    return node_binary(p, op, loc, type, a, b);
}

/* ---- -Wparentheses ---- */

static bool is_comparison(unsigned kind) {
    return kind >= N_EQ && kind <= N_GE;
}

static void check_parentheses(Parser *p, NodeKind op, Loc loc, const Node *a, const Node *b) {
    unsigned ka = a->parens ? N_ERROR : a->kind;
    unsigned kb = b->parens ? N_ERROR : b->kind;
    const char *text = NULL;
    if (op == N_LOGOR && (ka == N_LOGAND || kb == N_LOGAND))
        text = "suggest parentheses around '&&' within '||'";
    else if ((op == N_SHL || op == N_SHR) && (ka == N_ADD || kb == N_ADD || ka == N_SUB || kb == N_SUB))
        text = "suggest parentheses around '+' or '-' inside a shift";
    else if ((op == N_AND || op == N_OR || op == N_XOR) && (is_comparison(ka) || is_comparison(kb)))
        text = "suggest parentheses around comparison in operand of a bitwise operator";
    else if ((op == N_OR || op == N_XOR) && (ka == N_ADD || kb == N_ADD || ka == N_SUB || kb == N_SUB))
        text = "suggest parentheses around arithmetic in operand of a bitwise operator";
    else if ((op == N_OR || op == N_XOR) && (ka == N_AND || kb == N_AND))
        text = "suggest parentheses around '&' in operand of '|' or '^'";
    else if (is_comparison(op) && (is_comparison(ka) || is_comparison(kb)))
        text = "comparisons like 'X<=Y<=Z' do not have their mathematical meaning";
    if (text != NULL)
        diag_warn(p->diag, WARN_PARENTHESES, loc, "%s", text);
}

/* ---- binary operators ---- */

/* Steps over void and functions are one byte wide (GNU). */
static bool check_step(Parser *p, Loc loc, const Type *pointer) {
    const Type *base = pointer->base;
    if (base->kind == TY_VOID || base->kind == TY_FUNCTION)
        pedantic(p, loc, "pointer to a void or function type used in arithmetic");
    if (base->kind == TY_VOID || base->kind == TY_FUNCTION || base->complete || base->kind == TY_ERROR)
        return true;
    if (!p->panic)
        diag_error(p->diag, loc, "invalid use of undefined type '%s'", type_text(p, base));
    return false;
}

static Node *pointer_step(Parser *p, NodeKind op, Loc loc, Node *pointer, Node *index) {
    Node *node;
    if (!check_step(p, loc, pointer->type))
        return error_node(p, loc);
    index = promote(p, index);
    index = cast_to(p, index, index->type->kind == TY_ULONG || index->type->kind == TY_ULLONG
                                  ? &p->types.basic[TY_ULONG] : p->long_type);
    if (index->kind == N_INT && index->value == 0)
        return pointer->type->quals == 0 && !is_lvalue(pointer) ? pointer
                                                                : node_binary(p, op, loc, pointer->type->unqualified,
                                                                              pointer, index);
    if (pointer->kind == N_INT && index->kind == N_INT) {
        uint64_t step = pointer->type->base->size * (uint64_t)index->value;
        node = int_node(p, (int64_t)((uint64_t)pointer->value + (op == N_PTRSUB ? 0 - step : step)),
                        pointer->type->unqualified, loc);
        node->flags = 0;
        return node;
    }
    return node_binary(p, op, loc, pointer->type->unqualified, pointer, index);
}

static Node *pointer_difference(Parser *p, Loc loc, Node *a, Node *b) {
    if (!type_compatible(a->type->base->unqualified, b->type->base->unqualified) &&
        !(a->type->base->kind == TY_ARRAY && b->type->base->kind == TY_ARRAY))
        return invalid_operands(p, N_SUB, loc, a, b);
    if (!check_step(p, loc, a->type) || !check_step(p, loc, b->type))
        return error_node(p, loc);
    return node_binary(p, N_PTRDIFF, loc, p->long_type, a, b);
}

static Node *make_additive(Parser *p, NodeKind op, Loc loc, Node *a, Node *b) {
    if (a->type->kind == TY_POINTER && is_integer(b->type))
        return pointer_step(p, op == N_ADD ? N_PTRADD : N_PTRSUB, loc, a, b);
    if (op == N_ADD && b->type->kind == TY_POINTER && is_integer(a->type))
        return pointer_step(p, N_PTRADD, loc, b, a);
    if (op == N_SUB && a->type->kind == TY_POINTER && b->type->kind == TY_POINTER)
        return pointer_difference(p, loc, a, b);
    return invalid_operands(p, op, loc, a, b);
}

static Node *compared(Parser *p, NodeKind op, Loc loc, Node *a, Node *b) {
    Node *node;
    if (a->kind == N_INT && b->kind == N_INT) {
        node = int_node(p, fold_compare_int(op, is_unsigned(&p->types, a->type), a->value, b->value), p->int_type, loc);
        node->flags = a->flags & b->flags & NF_CONSTANT;
        return node;
    }
    if (a->kind == N_FLOAT && b->kind == N_FLOAT) {
        FloatOrder order = float_compare(float_kind(p, a->type), &a->number, &b->number);
        node = int_node(p, fold_compare_float(op, order), p->int_type, loc);
        node->flags = 0;
        return node;
    }
    return node_binary(p, op, loc, p->int_type, a, b);
}

static void check_sign_compare(Parser *p, Loc loc, const Node *a, const Node *b) {
    const Node *sign;
    const Type *common;
    if (!is_integer(a->type) || !is_integer(b->type))
        return;
    common = type_common(&p->types, a->type, b->type);
    if (!is_unsigned(&p->types, common) || is_unsigned(&p->types, a->type) == is_unsigned(&p->types, b->type))
        return;
    sign = is_unsigned(&p->types, a->type) ? b : a;
    if (sign->kind == N_INT ? sign->value >= 0 : sign->type->size < common->size && false)
        return;
    diag_warn(p->diag, WARN_SIGN_COMPARE, loc,
              "comparison of integer expressions of different signedness: '%s' and '%s'", type_text(p, a->type), type_text(p, b->type));
}

static Node *make_comparison(Parser *p, NodeKind op, Loc loc, Node *a, Node *b) {
    bool pa = a->type->kind == TY_POINTER;
    bool pb = b->type->kind == TY_POINTER;
    if (is_arithmetic(a->type) && is_arithmetic(b->type)) {
        Type *type;
        if (warns(p, WARN_SIGN_COMPARE))
            check_sign_compare(p, loc, a, b);
        a = promote(p, a);
        b = promote(p, b);
        type = type_common(&p->types, a->type, b->type);
        return compared(p, op, loc, cast_to(p, a, type), cast_to(p, b, type));
    }
    if (pa && pb) {
        Type *ta = a->type->base;
        Type *tb = b->type->base;
        if (ta->kind != TY_VOID && tb->kind != TY_VOID && !is_null_constant(a) && !is_null_constant(b) &&
            !type_compatible(ta->unqualified, tb->unqualified) &&
            !(ta->kind == TY_ARRAY && tb->kind == TY_ARRAY))
            diag_warn(p->diag, WARN_INCOMPATIBLE_POINTER, loc, "comparison of distinct pointer types lacks a cast");
        return compared(p, op, loc, a, cast_to(p, b, a->type));
    }
    if ((pa && is_integer(b->type)) || (pb && is_integer(a->type))) {
        const Node *number = pa ? b : a;
        if (!is_null_constant(number))
            diag_warn(p->diag, WARN_INT_CONVERSION, loc, "comparison between pointer and integer");
        return pa ? compared(p, op, loc, a, cast_to(p, b, a->type)) : compared(p, op, loc, cast_to(p, a, b->type), b);
    }
    return invalid_operands(p, op, loc, a, b);
}

static Node *make_logical(Parser *p, NodeKind op, Loc loc, Node *a, Node *b) {
    if (!is_scalar(a->type) || !is_scalar(b->type))
        return invalid_operands(p, op, loc, a, b);
    if (a->kind == N_INT && b->kind == N_INT) {
        bool left = a->value != 0;
        bool right = b->value != 0;
        Node *node = int_node(p, op == N_LOGAND ? left && right : left || right, p->int_type, loc);
        node->flags = a->flags & b->flags & NF_CONSTANT;
        return node;
    }
    return node_binary(p, op, loc, p->int_type, a, b);
}

Node *make_binary(Parser *p, NodeKind op, Loc loc, Node *a, Node *b) {
    Type *type;
    a = decay(p, a);
    b = decay(p, b);
    if (is_error(a) || is_error(b))
        return error_node(p, loc);
    if (warns(p, WARN_PARENTHESES))
        check_parentheses(p, op, loc, a, b);
    switch (op) {
    case N_LOGAND:
    case N_LOGOR:
        return make_logical(p, op, loc, a, b);
    case N_EQ:
    case N_NE:
    case N_LT:
    case N_LE:
    case N_GT:
    case N_GE:
        return make_comparison(p, op, loc, a, b);
    case N_SHL:
    case N_SHR:
        if (!is_integer(a->type) || !is_integer(b->type))
            return invalid_operands(p, op, loc, a, b);
        a = promote(p, a);
        return arithmetic(p, op, loc, a->type->unqualified, a, promote(p, b));
    case N_MUL:
    case N_DIV:
    case N_ADD:
    case N_SUB:
        if (is_arithmetic(a->type) && is_arithmetic(b->type))
            break;
        if (op == N_MUL || op == N_DIV)
            return invalid_operands(p, op, loc, a, b);
        return make_additive(p, op, loc, a, b);
    default:
        if (!is_integer(a->type) || !is_integer(b->type))
            return invalid_operands(p, op, loc, a, b);
    }
    a = promote(p, a);
    b = promote(p, b);
    type = type_common(&p->types, a->type, b->type);
    return arithmetic(p, op, loc, type, cast_to(p, a, type), cast_to(p, b, type));
}

/* ---- unary operators ---- */

static Node *wrong_unary(Parser *p, const char *text, Loc loc, const Node *a) {
    if (!is_error(a)) {
        if (a->type->kind == TY_VOID)
            parse_error(p, a->loc, "void value not ignored as it ought to be");
        else if (!p->panic)
            diag_error(p->diag, loc, "wrong type argument to %s", text);
    }
    return error_node(p, loc);
}

static Node *node_unary(Parser *p, NodeKind kind, Loc loc, Type *type, Node *a) {
    Node *node = new_node(p, kind, loc, type);
    node->a = a;
    return node;
}

static Node *logical_not(Parser *p, Loc loc, Node *a) {
    Node *node;
    if (!is_scalar(a->type))
        return wrong_unary(p, "unary exclamation mark", loc, a);
    if (a->kind == N_INT) {
        node = int_node(p, a->value == 0, p->int_type, loc);
        node->flags = a->flags & NF_CONSTANT;
        return node;
    }
    if (a->kind == N_FLOAT) {
        node = int_node(p, float_is_zero(float_kind(p, a->type), &a->number), p->int_type, loc);
        node->flags = 0;
        return node;
    }
    return node_unary(p, N_LOGNOT, loc, p->int_type, a);
}

/* `op` is the token: + - ~ ! */
Node *make_unary(Parser *p, unsigned op, Loc loc, Node *a) {
    Node *node;
    a = decay(p, a);
    if (is_error(a))
        return a;
    if (op == '!')
        return logical_not(p, loc, a);
    if (op == '~' ? !is_integer(a->type) : !is_arithmetic(a->type))
        return wrong_unary(p, op == '~' ? "bit-complement" : op == '-' ? "unary minus" : "unary plus", loc, a);
    a = promote(p, a);
    if (a->kind == N_INT) {
        uint64_t value = (uint64_t)a->value;
        Type *type = a->type->unqualified;
        node = int_node(p, int_wrap(&p->types, type, op == '-' ? 0 - value : op == '~' ? ~value : value), type, loc);
        node->flags = a->flags & NF_CONSTANT;
        if (op == '-' && a->value != 0 && node->value == a->value && !is_unsigned(&p->types, type) &&
            p->unevaluated + p->quiet == 0)
            diag_warn(p->diag, WARN_OVERFLOW, loc, "integer overflow in expression of type '%s' results in '%ld'",
                      type_text(p, type), (long)node->value);
        return node;
    }
    if (a->kind == N_FLOAT && op != '~') {
        node = new_node(p, N_FLOAT, loc, a->type);
        node->number = a->number;
        if (op == '-')
            float_neg(float_kind(p, a->type), &a->number, &node->number);
        return node;
    }
    return node_unary(p, op == '-' ? N_NEG : op == '~' ? N_NOT : N_PLUS, loc, a->type->unqualified, a);
}

Node *make_deref(Parser *p, Loc loc, Node *a) {
    a = decay(p, a);
    if (is_error(a))
        return a;
    if (a->type->kind != TY_POINTER) {
        if (a->type->kind == TY_VOID)
            parse_error(p, a->loc, "void value not ignored as it ought to be");
        else if (!p->panic)
            diag_error(p->diag, loc, "invalid type argument of unary '*' (have '%s')", type_text(p, a->type));
        return error_node(p, loc);
    }
    if (a->kind == N_ADDR && a->type->base == a->a->type && a->a->kind != N_STRING) /* *&x */
        return a->a;
    return node_unary(p, N_DEREF, loc, a->type->base, a);
}

Node *make_address(Parser *p, Loc loc, Node *a) {
    const Node *root = a;
    if (is_error(a))
        return a;
    if (a->type->kind == TY_FUNCTION)
        return node_unary(p, N_ADDR, loc, type_pointer(&p->types, a->type), a);
    if (!is_lvalue(a)) {
        parse_error(p, loc, "lvalue required as unary '&' operand");
        return error_node(p, loc);
    }
    if (is_bitfield(a)) {
        diag_error(p->diag, loc, "cannot take address of bit-field '%s'", a->member->name->text);
        return error_node(p, loc);
    }
    if (a->kind == N_DEREF && a->a->type->kind == TY_POINTER && !is_lvalue(a->a)) /* &*e */
        return a->a;
    while (root->kind == N_MEMBER)
        root = root->object;
    if (root->kind == N_VAR && root->symbol->is_register)
        diag_error(p->diag, loc, "address of register variable '%s' requested", root->symbol->name->text);
    mark_address(p, a);
    return node_unary(p, N_ADDR, loc, type_pointer(&p->types, a->type), a);
}

Node *make_member(Parser *p, Loc loc, Node *a, Name *name, Loc name_loc) {
    const Member *m;
    uint64_t offset = 0;
    Node *node;
    if (is_error(a))
        return a;
    if (!is_aggregate(a->type)) {
        if (a->type->kind == TY_POINTER && is_aggregate(a->type->base))
            diag_error(p->diag, loc, "'%s' is a pointer; did you mean to use '->'?", type_text(p, a->type));
        else
            diag_error(p->diag, loc, "request for member '%s' in something not a structure or union", name->text);
        return error_node(p, loc);
    }
    if (!a->type->complete) {
        diag_error(p->diag, loc, "invalid use of undefined type '%s'", type_text(p, a->type));
        return error_node(p, loc);
    }
    m = type_member(a->type, name, &offset);
    if (m == NULL) {
        diag_error(p->diag, name_loc, "'%s' has no member named '%s'", type_text(p, a->type), name->text);
        return error_node(p, loc);
    }
    node = new_node(p, N_MEMBER, loc, type_qualified(&p->types, m->type, a->type->quals & ~(unsigned)QUAL_RESTRICT));
    node->object = a;
    node->member = m;
    node->offset = offset;
    return node;
}

/* ---- assignment ---- */

static bool has_const_member(const Type *type) {
    for (uint32_t i = 0; i < type->count_of; i++) {
        const Type *member = type->members[i].type;
        while (member->kind == TY_ARRAY)
            member = member->base;
        if ((member->quals & QUAL_CONST) || (is_aggregate(member) && has_const_member(member)))
            return true;
    }
    return false;
}

/* A modifiable lvalue (6.3.2.1p1). */
static bool check_modifiable(Parser *p, Loc loc, const Node *a, const char *what) {
    if (is_error(a))
        return false;
    if (!is_lvalue(a) || a->type->kind == TY_FUNCTION || a->type->kind == TY_VOID) {
        if (!p->panic)
            diag_error(p->diag, loc, "lvalue required as %s", what);
        return false;
    }
    if (a->type->kind == TY_ARRAY) {
        parse_error(p, loc, "assignment to expression with array type");
        return false;
    }
    if ((a->type->quals & QUAL_CONST) || (is_aggregate(a->type) && has_const_member(a->type))) {
        if (a->kind == N_VAR)
            diag_error(p->diag, loc, "assignment of read-only variable '%s'", a->symbol->name->text);
        else if (a->kind == N_MEMBER)
            diag_error(p->diag, loc, "assignment of read-only member '%s'", a->member->name->text);
        else
            parse_error(p, loc, "assignment of read-only location");
        return false;
    }
    if (!a->type->complete) {
        check_complete(p, a->type, loc);
        return false;
    }
    return true;
}

Node *make_assign(Parser *p, Loc loc, Node *a, Node *b) {
    if (!check_modifiable(p, loc, a, "left operand of assignment"))
        return error_node(p, loc);
    b = convert(p, b, a->type, FOR_ASSIGN, 0, NULL);
    if (is_error(b))
        return error_node(p, loc);
    return node_binary(p, N_ASSIGN, loc, a->type->unqualified, a, b);
}

/* a op= b, or a++ with `kind` N_POSTOP. */
Node *make_assign_op(Parser *p, NodeKind kind, NodeKind op, Loc loc, Node *a, Node *b) {
    Node *node;
    Node *left;
    Type *calc;
    b = decay(p, b);
    if (is_error(b) || !check_modifiable(p, loc, a, kind == N_POSTOP || b->loc == 0
                                                        ? op == N_ADD ? "increment operand" : "decrement operand"
                                                        : "left operand of assignment"))
        return error_node(p, loc);
    if (a->type->kind == TY_POINTER && (op == N_ADD || op == N_SUB) && is_integer(b->type)) {
        if (!check_step(p, loc, a->type))
            return error_node(p, loc);
        op = op == N_ADD ? N_PTRADD : N_PTRSUB;
        calc = a->type->unqualified;
        b = promote(p, b);
        b = cast_to(p, b, b->type->kind == TY_ULONG || b->type->kind == TY_ULLONG ? &p->types.basic[TY_ULONG]
                                                                                   : p->long_type);
    } else {
        bool floats = op == N_ADD || op == N_SUB || op == N_MUL || op == N_DIV;
        if (floats ? !is_arithmetic(a->type) || !is_arithmetic(b->type) : !is_integer(a->type) || !is_integer(b->type))
            return invalid_operands(p, op, loc, a, b);
        left = promote(p, a);
        b = promote(p, b);
        calc = op == N_SHL || op == N_SHR ? left->type->unqualified : type_common(&p->types, left->type, b->type);
        if (op != N_SHL && op != N_SHR)
            b = cast_to(p, b, calc);
        check_constant(p, op, loc, calc, left, b);
    }
    node = new_node(p, kind, loc, a->type->unqualified);
    node->op = (uint8_t)op;
    node->left_of_op = a;
    node->right_of_op = b;
    node->calc = calc;
    return node;
}

/* ---- ?: and comma ---- */

/* The type of a ? b : c where one is a pointer (6.5.15p6). */
static Type *pointer_result(Parser *p, Loc loc, Node *b, Node *c) {
    Type *tb = b->type;
    Type *tc = c->type;
    unsigned quals;
    Type *target;
    if (tb->kind != TY_POINTER || tc->kind != TY_POINTER) {
        Node *number = tb->kind == TY_POINTER ? c : b;
        Type *pointer = tb->kind == TY_POINTER ? tb : tc;
        if (!is_integer(number->type))
            return NULL;
        if (!is_null_constant(number))
            diag_warn(p->diag, WARN_INT_CONVERSION, loc, "pointer/integer type mismatch in conditional expression");
        return pointer->unqualified;
    }
    if (is_null_constant(b) && (b->flags & NF_NULL))
        return tc->unqualified;
    if (is_null_constant(c) && (c->flags & NF_NULL))
        return tb->unqualified;
    quals = tb->base->quals | tc->base->quals;
    if (tb->base->kind == TY_VOID || tc->base->kind == TY_VOID) {
        target = p->void_type;
    } else if (type_compatible(tb->base->unqualified, tc->base->unqualified)) {
        target = type_composite(&p->types, tb->base->unqualified, tc->base->unqualified);
    } else {
        diag_warn(p->diag, WARN_INCOMPATIBLE_POINTER, loc, "pointer type mismatch in conditional expression");
        target = p->void_type;
    }
    return type_pointer(&p->types, type_qualified(&p->types, target, quals));
}

static Type *conditional_type(Parser *p, Loc loc, Node *b, Node *c) {
    if (is_arithmetic(b->type) && is_arithmetic(c->type)) {
        b = promote(p, b);
        c = promote(p, c);
        return type_common(&p->types, b->type, c->type);
    }
    if (b->type->kind == TY_VOID || c->type->kind == TY_VOID)
        return p->void_type;
    if (is_aggregate(b->type) && type_compatible(b->type->unqualified, c->type->unqualified))
        return b->type->unqualified;
    if (b->type->kind == TY_POINTER || c->type->kind == TY_POINTER)
        return pointer_result(p, loc, b, c);
    return NULL;
}

/* `b` is NULL for a ?: c. */
Node *make_conditional(Parser *p, Loc loc, Node *a, Node *b, Node *c) {
    Node *value = decay(p, b != NULL ? b : a);
    Node *node;
    Type *type;
    a = decay(p, a);
    c = decay(p, c);
    if (is_error(a) || is_error(value) || is_error(c))
        return error_node(p, loc);
    if (!is_scalar(a->type)) {
        parse_error(p, a->loc, a->type->kind == TY_VOID ? "void value not ignored as it ought to be"
                                                     : "used aggregate type value where scalar is required");
        return error_node(p, loc);
    }
    type = conditional_type(p, loc, value, c);
    if (type == NULL) {
        diag_error(p->diag, loc, "type mismatch in conditional expression");
        return error_node(p, loc);
    }
    if (b != NULL)
        b = type->kind == TY_VOID ? value : cast_to(p, value, type);
    c = type->kind == TY_VOID ? c : cast_to(p, c, type);
    if (a->kind == N_INT && c->kind == N_INT && (b == NULL || b->kind == N_INT) && type->kind != TY_VOID) {
        const Node *chosen = a->value == 0 ? c : b != NULL ? b : cast_to(p, a, type);
        node = int_node(p, chosen->value, type, loc);
        node->flags = a->flags & c->flags & (b != NULL ? b->flags : NF_CONSTANT) & NF_CONSTANT;
        return node;
    }
    node = new_node(p, N_COND, loc, type);
    node->a = a;
    node->b = b;
    node->c = c;
    return node;
}

Node *make_comma(Parser *p, Loc loc, Node *a, Node *b) {
    a = decay(p, a);
    b = decay(p, b);
    if (is_error(a) || is_error(b))
        return error_node(p, loc);
    return node_binary(p, N_COMMA, loc, b->type->unqualified, a, b);
}

Node *condition(Parser *p, Node *node, bool in_parens) {
    if (node->kind == N_ASSIGN && !node->parens && in_parens)
        diag_warn(p->diag, WARN_PARENTHESES, node->loc, "suggest parentheses around assignment used as truth value");
    node = decay(p, node);
    if (is_error(node) || is_scalar(node->type))
        return node;
    parse_error(p, node->loc, node->type->kind == TY_VOID ? "void value not ignored as it ought to be"
                                                       : "used aggregate type value where scalar is required");
    return error_node(p, node->loc);
}
