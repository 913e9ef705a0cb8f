/* Expressions (C11 6.5). Chains of binary operators lean to the left and may be of any length, so their left
   operands are walked with a stack of the builder's own. */
#include "internal.h"

/* ---- joining values ---- */

Val join(Builder *b, IrType type, const Val *values, uint32_t count) {
    if (count == 0)
        return ir_const(b->f, type == IR_F32 || type == IR_F64 ? IR_I64 : type, 0);
    if (count == 1)
        return values[0];
    return ir_list(b->f, OP_PHI, type, 0, 0, values, count);
}

/* ---- arithmetic ---- */

static Val long_double_op(Builder *b, IrOp op, Type *type, Val left, Val right) {
    Val to = temporary(b, type);
    Val r = ir_emit(b->f, op, IR_VOID, to, left, 0);
    b->f->ins[r].c = right;
    return to;
}

/* For each operator: on signed and unsigned integers, floats, long double; 0: does not exist. */
typedef struct Arith {
    uint8_t is_signed;
    uint8_t is_unsigned;
    uint8_t is_float;
    uint8_t is_long_double;
} Arith;

static const Arith arith_ops[N_SHR - N_ADD + 1] = {
    [N_ADD - N_ADD] = {OP_ADD, OP_ADD, OP_FADD, OP_LDADD},
    [N_SUB - N_ADD] = {OP_SUB, OP_SUB, OP_FSUB, OP_LDSUB},
    [N_MUL - N_ADD] = {OP_MUL, OP_MUL, OP_FMUL, OP_LDMUL},
    [N_DIV - N_ADD] = {OP_SDIV, OP_UDIV, OP_FDIV, OP_LDDIV},
    [N_MOD - N_ADD] = {OP_SREM, OP_UREM, 0, 0},
    [N_AND - N_ADD] = {OP_AND, OP_AND, 0, 0},
    [N_OR - N_ADD] = {OP_OR, OP_OR, 0, 0},
    [N_XOR - N_ADD] = {OP_XOR, OP_XOR, 0, 0},
    [N_SHL - N_ADD] = {OP_SHL, OP_SHL, 0, 0},
    [N_SHR - N_ADD] = {OP_SAR, OP_SHR, 0, 0},
};

Val arithmetic(Builder *b, unsigned kind, Type *type, Val left, Val right, Type *right_type) {
    const Arith *ops = &arith_ops[kind - N_ADD];
    if (type->kind == TY_LDOUBLE)
        return long_double_op(b, ops->is_long_double, type, left, right);
    if (is_floating(type))
        return ir_op2(b->f, ops->is_float, value_type(b, type), left, right);
    if ((kind == N_SHL || kind == N_SHR) && right_type->size == 8)
        right = ir_op1(b->f, OP_TRUNC, IR_I32, right, 0);
    return ir_op2(b->f, is_unsigned(b->types, type) ? ops->is_unsigned : ops->is_signed, value_type(b, type), left,
                  right);
}

/* The size that pointer arithmetic counts in: 1 for void and functions, as GNU C has it. */
static int64_t step_of(const Type *pointer) {
    const Type *to = pointer->base;
    return to->kind == TY_VOID || to->kind == TY_FUNCTION ? 1 : (int64_t)to->size;
}

Val pointer_add(Builder *b, Type *pointer, Val v, Val index, bool subtract) {
    int64_t step = step_of(pointer);
    if (step != 1)
        index = ir_op2(b->f, OP_MUL, IR_I64, index, long_const(b, step));
    return ir_op2(b->f, subtract ? OP_SUB : OP_ADD, IR_I64, v, index);
}

static Val pointer_difference(Builder *b, Type *pointer, Val left, Val right) {
    int64_t step = step_of(pointer);
    Val bytes = ir_op2(b->f, OP_SUB, IR_I64, left, right);
    if (step <= 1)
        return bytes;
    if ((step & (step - 1)) == 0)
        return ir_op2(b->f, OP_SAR, IR_I64, bytes, int_const(b, log2_of((uint64_t)step)));
    return ir_op2(b->f, OP_SDIV, IR_I64, bytes, long_const(b, step));
}

/* For EQ NE LT LE GT GE. */
static const uint8_t signed_conds[] = {COND_EQ, COND_NE, COND_SLT, COND_SLE, COND_SGT, COND_SGE};
static const uint8_t unsigned_conds[] = {COND_EQ, COND_NE, COND_ULT, COND_ULE, COND_UGT, COND_UGE};

Val compare(Builder *b, unsigned kind, Type *type, Val left, Val right) {
    unsigned i = kind - N_EQ;
    if (type->kind == TY_LDOUBLE) {
        Val r = ir_emit(b->f, OP_LDCMP, IR_I32, left, right, 0);
        b->f->ins[r].sub = signed_conds[i];
        return r;
    }
    if (is_floating(type))
        return ir_cmp(b->f, OP_FCMP, signed_conds[i], left, right);
    if (is_integer(type) && !is_unsigned(b->types, type))
        return ir_cmp(b->f, OP_ICMP, signed_conds[i], left, right);
    return ir_cmp(b->f, OP_ICMP, unsigned_conds[i], left, right);
}

static Val negate(Builder *b, Type *type, Val v) {
    if (type->kind == TY_LDOUBLE) {
        Val to = temporary(b, type);
        ir_emit(b->f, OP_LDNEG, IR_VOID, to, v, 0);
        return to;
    }
    return ir_op1(b->f, is_floating(type) ? OP_FNEG : OP_NEG, value_type(b, type), v, 0);
}

/* One binary operation whose operands are there. */
static Val binary(Builder *b, Node *n, Val left, Val right) {
    b->f->current_loc = n->loc;
    if (n->kind >= N_EQ && n->kind <= N_GE)
        return compare(b, n->kind, n->a->type, left, right);
    if (n->kind == N_PTRADD || n->kind == N_PTRSUB)
        return pointer_add(b, n->type, left, right, n->kind == N_PTRSUB);
    if (n->kind == N_PTRDIFF)
        return pointer_difference(b, n->a->type, left, right);
    return arithmetic(b, n->kind, n->type, left, right, n->b->type);
}

static bool is_binary(const Node *n) {
    return n->kind >= N_ADD && n->kind <= N_GE;
}

void push_spine(Builder *b, Node *n) {
    b->spine = grow(b->spine, b->spine_count, &b->spine_room, sizeof b->spine[0]);
    b->spine[b->spine_count] = n;
    b->spine_count++;
}

static Val build_binary(Builder *b, Node *n) {
    size_t base = b->spine_count;
    Val v;
    while (is_binary(n)) {
        push_spine(b, n);
        n = n->a;
    }
    v = build_value(b, n);
    while (b->spine_count > base) {
        b->spine_count--;
        n = b->spine[b->spine_count];
        v = binary(b, n, v, build_value(b, n->b));
    }
    return v;
}

/* ---- logic and branches ---- */

/* Known to be true or false without running: 1, 0; else -1. */
static int known_truth(const Node *n) {
    return n->kind == N_INT ? n->value != 0 : -1;
}

/* The left spine of && or || : each operand but the last decides alone when it has the value that ends it. */
static void branch_logical(Builder *b, Node *n, Block yes, Block no) {
    size_t base = b->spine_count;
    unsigned kind = n->kind;
    while (n->kind == kind) {
        push_spine(b, n->b);
        n = n->a;
    }
    push_spine(b, n);
    while (b->spine_count > base + 1) {
        Block next = ir_block(b->f);
        b->spine_count--;
        n = b->spine[b->spine_count];
        if (kind == N_LOGAND)
            build_branch(b, n, next, no);
        else
            build_branch(b, n, yes, next);
        enter_sealed(b, next);
    }
    b->spine_count--;
    build_branch(b, b->spine[b->spine_count], yes, no);
}

void build_branch(Builder *b, Node *n, Block yes, Block no) {
    while (n->kind == N_LOGNOT) {
        Block swap = yes;
        yes = no;
        no = swap;
        n = n->a;
    }
    if (n->kind == N_LOGAND || n->kind == N_LOGOR) {
        branch_logical(b, n, yes, no);
    } else if (known_truth(n) >= 0) {
        ir_jump(b->f, known_truth(n) ? yes : no);
    } else {
        Val v = build_value(b, n);
        Val cond = n->kind >= N_EQ && n->kind <= N_GE ? v : truth(b, v, n->type);
        b->f->current_loc = n->loc;
        ir_branch(b->f, cond, yes, no);
    }
}

/* && and || as values: 0 or 1. */
static Val build_logical(Builder *b, Node *n) {
    Block yes = ir_block(b->f);
    Block no = ir_block(b->f);
    Block end = ir_block(b->f);
    Val values[2];
    build_branch(b, n, yes, no);
    enter_sealed(b, yes);
    values[0] = int_const(b, 1);
    ir_jump(b->f, end);
    enter_sealed(b, no);
    values[1] = int_const(b, 0);
    ir_jump(b->f, end);
    enter_sealed(b, end);
    return join(b, IR_I32, values, 2);
}

/* a ? b : c; aggregates and long double go to `into`. */
static Val build_conditional(Builder *b, Node *n, Val into, int64_t offset) {
    Block yes = ir_block(b->f);
    Block no = ir_block(b->f);
    Block end = ir_block(b->f);
    bool memory = in_memory(n->type);
    bool is_void = value_type(b, n->type) == IR_VOID;
    Val values[2] = {0, 0};
    if (memory && into == 0)
        into = temporary(b, n->type);
    if (n->b == NULL) {
        /* a ?: c, a evaluated once (GNU) */
        Val v = build_value(b, n->a);
        ir_branch(b->f, truth(b, v, n->a->type), yes, no);
        enter_sealed(b, yes);
        values[0] = convert_value(b, v, n->a->type, n->type);
        if (memory)
            copy_bytes(b, into, offset, values[0], 0, n->type->size, n->type->align);
    } else {
        build_branch(b, n->a, yes, no);
        enter_sealed(b, yes);
        if (memory)
            build_into(b, n->b, into, offset);
        else
            values[0] = build_value(b, n->b);
    }
    ir_jump(b->f, end);
    enter_sealed(b, no);
    if (memory)
        build_into(b, n->c, into, offset);
    else
        values[1] = build_value(b, n->c);
    ir_jump(b->f, end);
    enter_sealed(b, end);
    if (memory)
        return offset_address(b, into, offset);
    return is_void ? 0 : join(b, value_type(b, n->type), values, 2);
}

/* ---- assignment ---- */

static Val build_assign(Builder *b, Node *n) {
    Place place;
    Val v;
    if (in_memory(n->type)) {
        /* The right side may read the object while it is made, so it is made elsewhere. */
        v = build_value(b, n->b);
        build_place(b, n->a, &place);
        return place_store(b, &place, v);
    }
    if (n->a->kind == N_VAR) {
        v = build_value(b, n->b);
        build_place(b, n->a, &place);
    } else {
        build_place(b, n->a, &place);
        v = build_value(b, n->b);
    }
    b->f->current_loc = n->loc;
    return place_store(b, &place, v);
}

/* a op= b, ++ and --; the old value if `old`. */
static Val build_update(Builder *b, Node *n, bool old) {
    Type *type = n->a->type->unqualified;
    Place place;
    Val before;
    Val after;
    Val right;
    build_place(b, n->a, &place);
    if (n->right_of_op->kind == N_INT) {
        before = place_load(b, &place);
        right = build_value(b, n->right_of_op);
    } else {
        right = build_value(b, n->right_of_op);
        before = place_load(b, &place);
    }
    if (old && in_memory(type)) {
        Val copy = temporary(b, type);
        copy_bytes(b, copy, 0, before, 0, type->size, type->align);
        before = copy;
    }
    b->f->current_loc = n->loc;
    if (n->op == N_PTRADD || n->op == N_PTRSUB) {
        after = pointer_add(b, type, before, right, n->op == N_PTRSUB);
    } else {
        after = convert_value(b, before, type, n->calc);
        after = arithmetic(b, n->op, n->calc, after, right, n->right_of_op->type);
        after = convert_value(b, after, n->calc, type);
    }
    after = place_store(b, &place, after);
    return old ? before : after;
}

/* ---- all expressions ---- */

static Val build_comma(Builder *b, Node *n) {
    size_t base = b->spine_count;
    while (n->kind == N_COMMA) {
        push_spine(b, n->b);
        n = n->a;
    }
    build_value(b, n);
    while (b->spine_count > base + 1) {
        b->spine_count--;
        build_value(b, b->spine[b->spine_count]);
    }
    b->spine_count--;
    return build_value(b, b->spine[b->spine_count]);
}

/* ({ … }): the value of the last expression statement. */
static Val build_statement_expression(Builder *b, Node *n) {
    Val v = 0;
    for (Node *s = n->body->kind == N_BLOCK ? n->body->body : n->body; s != NULL; s = s->next) {
        Node *last = s;
        Block here = 0;
        while (s->next == NULL && last->kind == N_LABEL) {
            /* The value may stand behind labels. */
            here = label_block(b, last->label);
            ir_jump(b->f, here);
            enter(b, here);
            last = last->label_body;
        }
        if (s->next == NULL && last->kind == N_EXPR && n->type->kind != TY_VOID)
            v = build_value(b, last->a);
        else
            build_statement(b, last);
    }
    return v;
}

static Val build_va_arg(Builder *b, Node *n) {
    AbiType type;
    Val list = build_value(b, n->a);
    Block first = b->f->block_count;
    Val address;
    abi_type(b, n->type, &type);
    address = b->target->abi.va_arg(b->f, list, &type);
    for (Block made = first; made < b->f->block_count; made++)
        seal(b, made);
    if (in_memory(n->type))
        return address;
    return ir_load(b->f, memory_type(b, n->type), address, 0, 0);
}

static Val build_cast(Builder *b, Node *n) {
    Val v = build_value(b, n->a);
    b->f->current_loc = n->loc;
    return convert_value(b, v, n->a->type, n->type);
}

static Val build_place_value(Builder *b, Node *n) {
    Place place;
    build_place(b, n, &place);
    return place_load(b, &place);
}

static Val build_address(Builder *b, Node *n) {
    Place place;
    build_place(b, n->a, &place);
    return place_address(b, &place);
}

Val build_value(Builder *b, Node *n) {
    if (is_binary(n))
        return build_binary(b, n);
    switch (n->kind) {
    case N_INT:
        return ir_const(b->f, value_type(b, n->type), value_type(b, n->type) == IR_I32 ? (int32_t)n->value : n->value);
    case N_FLOAT:
        return float_const(b, n->type, &n->number);
    case N_VAR:
    case N_DEREF:
    case N_MEMBER:
    case N_COMPOUND:
    case N_STRING:
        return build_place_value(b, n);
    case N_CAST:
        return build_cast(b, n);
    case N_NEG:
        return negate(b, n->type, build_value(b, n->a));
    case N_PLUS:
        return build_value(b, n->a);
    case N_NOT:
        return ir_op1(b->f, OP_NOT, value_type(b, n->type), build_value(b, n->a), 0);
    case N_LOGNOT: {
        Val v = truth(b, build_value(b, n->a), n->a->type);
        return ir_cmp(b->f, OP_ICMP, COND_EQ, v, int_const(b, 0));
    }
    case N_LOGAND:
    case N_LOGOR:
        return build_logical(b, n);
    case N_COND:
        return build_conditional(b, n, 0, 0);
    case N_COMMA:
        return build_comma(b, n);
    case N_ASSIGN:
        return build_assign(b, n);
    case N_ASSIGNOP:
        return build_update(b, n, false);
    case N_POSTOP:
        return build_update(b, n, true);
    case N_ADDR:
        return build_address(b, n);
    case N_CALL:
        return build_call(b, n, 0);
    case N_BUILTIN:
        return build_builtin(b, n);
    case N_VA_ARG:
        return build_va_arg(b, n);
    case N_STMT_EXPR:
        return build_statement_expression(b, n);
    case N_LABEL_ADDR: {
        Block block = label_block(b, n->label);
        return ir_emit(b->f, OP_BLOCKADDR, IR_I64, 0, 0, block);
    }
    default:
        diag_fault(b->diag, n->loc, "a node that is no expression");
        return 0;
    }
}

void build_into(Builder *b, Node *n, Val address, int64_t offset) {
    if (n->kind == N_COND) {
        build_conditional(b, n, address, offset);
    } else if (n->kind == N_COMPOUND && n->symbol->depth != 0 && !n->symbol->is_static && n->init != NULL) {
        build_init(b, address, offset, n->type, n->init);
    } else if (n->kind == N_CALL && is_aggregate(n->type)) {
        build_call(b, n, offset_address(b, address, offset));
    } else {
        Val v = build_value(b, n);
        copy_bytes(b, address, offset, v, 0, n->type->size, n->type->align);
    }
}
