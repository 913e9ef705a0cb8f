/* Code for expressions: each leaves exactly one entry on the value stack. Those that branch free the
   accumulator first, so that all paths leave the stack alike. */
#include "codegen.h"

#include <stdlib.h>

/* Objects up to this size are copied and cleared without a call. */
#define INLINE_BYTES 64

static void gen_narrow(Gen *g, Ty ty);
static void gen_cast(Gen *g, NodeId id, bool wanted);
static void gen_assign(Gen *g, const Entry *place, bool wanted);
static void gen_push_result(Gen *g, bool wanted);
static void gen_update(Gen *g, NodeId id, bool wanted);
static bool gen_step(const Gen *g, NodeId id, int64_t *step);
static void gen_binary(Gen *g, NodeId id);
static bool gen_constant_operand(Gen *g, Op op, const Shape *shape, int64_t value);
static void gen_copy(Gen *g, NodeId id);
static void gen_zero(Gen *g, NodeId id, int64_t size);
static void gen_call(Gen *g, NodeId id);
static bool gen_direct(const Gen *g, NodeId id, uint32_t *sym);
static void gen_argument(Gen *g, const Entry *arg, int64_t i, int64_t named);
static const char *extend_op(const Shape *shape);
static void piece(int64_t size, Shape *shape);

/* Pushes the object that an expression designates. */
static void gen_object(Gen *g, NodeId id) {
    const Node *n = ast_get(g->ast, id);
    Shape shape;
    Entry *top;
    switch (n->op) {
    case OP_VAR:
        gen_shape(g, n->ty, &shape);
        if (g->symbols[n->sym].kind == SYM_LOCAL)
            vstack_push(g->stack, BASE_FRAME, 0, g->symbols[n->sym].value, true, &shape);
        else
            vstack_push(g->stack, BASE_SYMBOL, n->sym, 0, true, &shape);
        break;
    case OP_DEREF:
        gen_value(g, n->a, true);
        gen_shape(g, n->ty, &shape);
        vstack_dereference(g->stack, &shape);
        break;
    case OP_FIELD:
        gen_object(g, n->a);
        top = vstack_top(g->stack);
        top->offset = (int64_t)((uint64_t)top->offset + (uint64_t)n->val);
        gen_shape(g, n->ty, &top->shape);
        break;
    default:
        gen_value(g, id, true);
    }
}

/* Pushes the value of an expression; any value at all if it is not `wanted`. */
void gen_value(Gen *g, NodeId id, bool wanted) {
    const Node *n = ast_get(g->ast, id);
    VStack *stack = g->stack;
    uint32_t no, end;
    switch (n->op) {
    case OP_VAR:
    case OP_DEREF:
    case OP_FIELD:
        gen_object(g, id);
        break;
    case OP_NUM:
        vstack_push_constant(stack, n->val);
        break;
    case OP_ADDR:
        gen_object(g, n->a);
        vstack_top(stack)->object = false;
        vstack_top(stack)->shape = word_shape;
        break;
    case OP_CAST:
        gen_cast(g, id, wanted);
        break;
    case OP_NEG:
        gen_value(g, n->a, true);
        vstack_unary(stack, "neg");
        gen_narrow(g, n->ty);
        break;
    case OP_COM:
        gen_value(g, n->a, true);
        vstack_unary(stack, "com");
        gen_narrow(g, n->ty);
        break;
    case OP_LOG_AND:
    case OP_LOG_OR:
        gen_truth(g, id);
        break;
    case OP_COND:
        vstack_spill(stack);
        no = gen_label(g);
        end = gen_label(g);
        gen_branch(g, n->a, no, false);
        gen_value(g, n->b, wanted);
        vstack_pop_accumulator(stack);
        emit_branch(&stack->emit, end);
        emit_define(&stack->emit, no);
        gen_value(g, n->c, wanted);
        vstack_pop_accumulator(stack);
        emit_define(&stack->emit, end);
        vstack_push_accumulator(stack);
        break;
    case OP_COMMA:
        gen_value(g, n->a, false);
        vstack_drop(stack);
        gen_value(g, n->b, wanted);
        break;
    case OP_ASSIGN: {
        Entry place;
        gen_value(g, n->b, true);
        gen_object(g, n->a);
        vstack_pop(stack, &place);
        gen_assign(g, &place, wanted);
        vstack_release(stack, &place);
        break;
    }
    case OP_UPDATE:
    case OP_POST_UPDATE:
        gen_update(g, id, wanted);
        break;
    case OP_HELD:
        vstack_push_copy(stack, g->held);
        break;
    case OP_COPY:
        gen_copy(g, id);
        break;
    case OP_ZERO:
        gen_zero(g, n->a, n->val);
        break;
    case OP_CALL:
        gen_call(g, id);
        break;
    case OP_VA_AREA:
        vstack_spill(stack);
        emit_incoming(&stack->emit, "addi", REG_A0, g->named > ARG_REGS ? g->named - ARG_REGS : 0);
        vstack_push_accumulator(stack);
        break;
    default:
        gen_binary(g, id);
    }
}

/* Brings the top entry, the result of an operation on a `ty`, into canonical form. */
static void gen_narrow(Gen *g, Ty ty) {
    Shape shape;
    gen_shape(g, ty, &shape);
    if (shape.width < 8)
        vstack_unary(g->stack, extend_op(&shape));
}

static void gen_cast(Gen *g, NodeId id, bool wanted) {
    const Node *n = ast_get(g->ast, id);
    Shape to, from;
    gen_shape(g, n->ty, &to);
    gen_shape(g, ast_get(g->ast, n->a)->ty, &from);
    gen_value(g, n->a, wanted && to.width > 0);
    if (to.width == 0 || to.width == 8 || from.width == 0)
        return;
    /* Every value of the old type is one of the new type. */
    bool wider = from.width < to.width && (from.is_unsigned || !to.is_unsigned);
    if (wider || (from.width == to.width && from.is_unsigned == to.is_unsigned))
        return;
    Entry *top = vstack_top(g->stack);
    if (top->object && from.width >= to.width) {
        /* The low bytes come first in memory. */
        top->shape = to;
        return;
    }
    vstack_unary(g->stack, extend_op(&to));
}

/* Stores the top entry to the object `place`, which was popped, and leaves its value. */
static void gen_assign(Gen *g, const Entry *place, bool wanted) {
    VStack *stack = g->stack;
    Entry value;
    vstack_pop(stack, &value);
    Reg reg = REG_T0;
    if (place->base != BASE_ACCUMULATOR && (wanted || value.base == BASE_ACCUMULATOR)) {
        reg = REG_A0;
        if (value.base != BASE_ACCUMULATOR)
            vstack_spill(stack);
    }
    vstack_load(stack, &value, reg);
    vstack_release(stack, &value);
    vstack_store(stack, place, reg);
    if (wanted && reg != REG_A0)
        emit_unary(&stack->emit, "mov", REG_A0, reg);
    gen_push_result(g, wanted);
}

/* Pushes the accumulator or, if it is not `wanted`, any value. */
static void gen_push_result(Gen *g, bool wanted) {
    if (wanted)
        vstack_push_accumulator(g->stack);
    else
        vstack_push_constant(g->stack, 0);
}

/* `a op= b`, `++`, `--` */
static void gen_update(Gen *g, NodeId id, bool wanted) {
    const Node *n = ast_get(g->ast, id);
    VStack *stack = g->stack;
    bool post = n->op == OP_POST_UPDATE;
    Entry place, value, old;
    int64_t step;
    gen_object(g, n->a);
    if (gen_step(g, n->b, &step) && n->ty != TY_BOOL && (post || !wanted)) {
        /* Adding a constant: the store cuts the sum to size. */
        Reg reg = REG_T0;
        if (vstack_top(stack)->base == BASE_ACCUMULATOR)
            vstack_spill(stack);
        vstack_pop(stack, &place);
        if (wanted) {
            vstack_spill(stack);
            reg = REG_A0;
        }
        vstack_load(stack, &place, reg);
        emit_immediate(&stack->emit, "addi", REG_T0, reg, step);
        vstack_store(stack, &place, REG_T0);
        vstack_release(stack, &place);
        gen_push_result(g, wanted);
        return;
    }
    vstack_spill(stack);
    size_t outer = g->held;
    g->held = vstack_len(stack) - 1;
    if (post) {
        vstack_push_copy(stack, g->held);
        vstack_pop_accumulator(stack);
        vstack_push_accumulator(stack);
        vstack_spill(stack);
        g->held++;
    }
    gen_value(g, n->b, true);
    g->held = outer;
    vstack_pop(stack, &value);
    if (post)
        vstack_pop(stack, &old);
    vstack_pop(stack, &place);
    vstack_push_entry(stack, &value);
    gen_assign(g, &place, wanted && !post);
    vstack_release(stack, &place);
    if (post) {
        vstack_drop(stack);
        vstack_push_entry(stack, &old);
    }
}

/* The constant that is added to OP_HELD, if the expression does only that. */
static bool gen_step(const Gen *g, NodeId id, int64_t *step) {
    const Node *n = ast_get(g->ast, id);
    while (n->op == OP_CAST)
        n = ast_get(g->ast, n->a);
    const Node *held = ast_get(g->ast, n->a);
    while (held->op == OP_CAST)
        held = ast_get(g->ast, held->a);
    const Node *b = ast_get(g->ast, n->b);
    if (held->op != OP_HELD || b->op != OP_NUM || (n->op != OP_ADD && n->op != OP_SUB))
        return false;
    *step = n->op == OP_ADD ? b->val : (int64_t)-(uint64_t)b->val;
    return true;
}

/* Binary operators on integers and pointers. */
static void gen_binary(Gen *g, NodeId id) {
    const Node *n = ast_get(g->ast, id);
    NodeId left = n->a;
    NodeId right = n->b;
    bool commutes = n->op == OP_ADD || n->op == OP_MUL || n->op == OP_AND || n->op == OP_OR ||
                    n->op == OP_XOR || n->op == OP_EQ || n->op == OP_NE;
    const char *op;
    Shape shape;
    if (commutes && ast_get(g->ast, left)->op == OP_NUM) {
        left = n->b;
        right = n->a;
    }
    gen_shape(g, ast_get(g->ast, n->a)->ty, &shape);
    const Node *b = ast_get(g->ast, right);
    gen_value(g, left, true);
    if (b->op == OP_NUM && gen_constant_operand(g, n->op, &shape, b->val)) {
        if (n->op == OP_ADD || n->op == OP_SUB || n->op == OP_MUL || n->op == OP_SHL)
            gen_narrow(g, n->ty);
        return;
    }
    gen_value(g, right, true);
    bool is_signed = !shape.is_unsigned;
    switch (n->op) {
    case OP_ADD: op = "add"; break;
    case OP_SUB: op = "sub"; break;
    case OP_MUL: op = "mul"; break;
    case OP_DIV: op = is_signed ? "div" : "divu"; break;
    case OP_REM: op = is_signed ? "rem" : "remu"; break;
    case OP_AND: op = "and"; break;
    case OP_OR: op = "or"; break;
    case OP_XOR: op = "xor"; break;
    case OP_SHL: op = "shl"; break;
    case OP_SHR: op = is_signed ? "sar" : "shr"; break;
    case OP_EQ: op = "seq"; break;
    case OP_NE: op = "sne"; break;
    case OP_LT: op = is_signed ? "slt" : "sltu"; break;
    case OP_LE: op = is_signed ? "sle" : "sleu"; break;
    default: fault("a statement where an expression should be"); return;
    }
    vstack_binary(g->stack, op);
    if (n->op == OP_ADD || n->op == OP_SUB || n->op == OP_MUL || n->op == OP_DIV || n->op == OP_SHL)
        gen_narrow(g, n->ty);
}

/* Combines the top entry with a constant, if there is an operation for it; whether there is. */
static bool gen_constant_operand(Gen *g, Op op, const Shape *shape, int64_t value) {
    VStack *stack = g->stack;
    int64_t negative = (int64_t)-(uint64_t)value;
    bool power = value > 0 && (value & (value - 1)) == 0;
    int64_t log = 0;
    while (power && value >> log != 1)
        log++;
    switch (op) {
    case OP_ADD:
        if (shape->width == 8)
            vstack_add(stack, value);
        else
            vstack_immediate(stack, "addi", value);
        return true;
    case OP_SUB:
        if (shape->width == 8)
            vstack_add(stack, negative);
        else
            vstack_immediate(stack, "addi", negative);
        return true;
    case OP_AND:
        vstack_immediate(stack, "andi", value);
        return true;
    case OP_OR:
        vstack_immediate(stack, "ori", value);
        return true;
    case OP_XOR:
        vstack_immediate(stack, "xori", value);
        return true;
    case OP_MUL:
        if (power)
            vstack_immediate(stack, "shli", log);
        return power;
    case OP_DIV:
        if (power && shape->is_unsigned)
            vstack_immediate(stack, "shri", log);
        return power && shape->is_unsigned;
    case OP_REM:
        if (power && shape->is_unsigned)
            vstack_immediate(stack, "andi", value - 1);
        return power && shape->is_unsigned;
    case OP_SHL:
        if (value >= 0 && value < 64)
            vstack_immediate(stack, "shli", value);
        return value >= 0 && value < 64;
    case OP_SHR:
        if (value >= 0 && value < 64)
            vstack_immediate(stack, shape->is_unsigned ? "shri" : "sari", value);
        return value >= 0 && value < 64;
    default:
        return false;
    }
}

/* Copies an object to another; leaves the other. */
static void gen_copy(Gen *g, NodeId id) {
    const Node *n = ast_get(g->ast, id);
    VStack *stack = g->stack;
    Entry to, from;
    gen_object(g, n->b);
    gen_object(g, n->a);
    if (n->val > INLINE_BYTES) {
        /* The call takes the registers: the object that is left must be in the frame. */
        vstack_spill(stack);
    }
    vstack_pop(stack, &to);
    vstack_pop(stack, &from);
    if (n->val > INLINE_BYTES) {
        vstack_spill(stack);
        vstack_load_address(stack, &to, REG_A0);
        vstack_load_address(stack, &from, REG_A1);
        emit_li(&stack->emit, REG_A2, n->val);
        emit_jump(&stack->emit, "call", "memcpy");
    } else {
        int64_t at = 0;
        vstack_load_address(stack, &from, REG_T1);
        vstack_load_address(stack, &to, REG_T2);
        while (at < n->val) {
            Shape shape;
            piece(n->val - at, &shape);
            vstack_transfer(stack, &shape, REG_T2, REG_T1, at);
            at += (int64_t)shape.width;
        }
    }
    vstack_release(stack, &from);
    vstack_push_entry(stack, &to);
}

/* Clears `size` bytes of an object. */
static void gen_zero(Gen *g, NodeId id, int64_t size) {
    VStack *stack = g->stack;
    Entry object;
    gen_object(g, id);
    vstack_pop(stack, &object);
    if (size > INLINE_BYTES) {
        vstack_load_address(stack, &object, REG_A0);
        emit_li(&stack->emit, REG_A1, 0);
        emit_li(&stack->emit, REG_A2, size);
        emit_jump(&stack->emit, "call", "memset");
    } else {
        int64_t at = 0;
        emit_li(&stack->emit, REG_T0, 0);
        while (at < size) {
            Entry part = object;
            piece(size - at, &part.shape);
            part.offset += at;
            vstack_store(stack, &part, REG_T0);
            at += (int64_t)part.shape.width;
        }
    }
    vstack_release(stack, &object);
    vstack_push_constant(stack, 0);
}

static void gen_call(Gen *g, NodeId id) {
    const Node *n = ast_get(g->ast, id);
    VStack *stack = g->stack;
    uint32_t sym;
    bool direct = gen_direct(g, n->a, &sym);
    Entry *args;
    Entry callee;
    if (!direct)
        gen_value(g, n->a, true);
    size_t first = vstack_len(stack);
    for (NodeId arg = n->b; arg != 0; arg = ast_get(g->ast, arg)->next)
        gen_value(g, arg, true);
    size_t count = vstack_pop_all(stack, first, &args);
    if (!direct)
        vstack_pop(stack, &callee);
    vstack_spill(stack);
    /* What is in the accumulator goes first, for the first argument goes there. */
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < count; i++) {
            if ((args[i].base == BASE_ACCUMULATOR) == (pass == 0))
                gen_argument(g, &args[i], (int64_t)i, n->val);
        }
        if (!direct && (callee.base == BASE_ACCUMULATOR) == (pass == 0))
            vstack_load(stack, &callee, REG_T2);
    }
    for (size_t i = count; i > 0; i--)
        vstack_release(stack, &args[i - 1]);
    free(args);
    if (direct) {
        emit_jump(&stack->emit, "call", stack->labels[sym]);
    } else {
        vstack_release(stack, &callee);
        emit_jump(&stack->emit, "callr", REG_T2);
    }
    vstack_push_accumulator(stack);
}

/* The function that a callee is; false if it is not known. */
static bool gen_direct(const Gen *g, NodeId id, uint32_t *sym) {
    const Node *n = ast_get(g->ast, id);
    if (n->op == OP_ADDR)
        n = ast_get(g->ast, n->a);
    *sym = n->sym;
    return n->op == OP_VAR && types_kind(g->types, n->ty) == TYPE_FUNCTION;
}

/* Moves argument `i` to where the callee expects it: the first `named` ones in registers, as far
   as there are any, all others on the stack. */
static void gen_argument(Gen *g, const Entry *arg, int64_t i, int64_t named) {
    VStack *stack = g->stack;
    int64_t in_registers = named < ARG_REGS ? named : ARG_REGS;
    int64_t index = i - in_registers;
    if (i < in_registers) {
        vstack_load(stack, arg, arg_regs[i]);
        return;
    }
    Reg reg = vstack_register(stack, arg, REG_T0);
    emit_immediate(&stack->emit, "st8", reg, "sp", index * 8);
    if (stack->outgoing < (index + 1) * 8)
        stack->outgoing = (index + 1) * 8;
}

/* The operation that brings a value into canonical form. */
static const char *extend_op(const Shape *shape) {
    switch (shape->width) {
    case 1: return shape->is_unsigned ? "zx1" : "sx1";
    case 2: return shape->is_unsigned ? "zx2" : "sx2";
    default: return shape->width == 4 && shape->is_unsigned ? "zx4" : "sx4";
    }
}

/* The largest piece of `size` bytes that one operation moves. */
static void piece(int64_t size, Shape *shape) {
    shape->is_unsigned = true;
    if (size >= 8)
        shape->width = 8;
    else if (size >= 4)
        shape->width = 4;
    else if (size >= 2)
        shape->width = 2;
    else
        shape->width = 1;
}
