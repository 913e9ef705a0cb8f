/* The code generator: the tree of a function to operations on the value stack.

   This file: functions, statements and conditions, which leave nothing on the stack. Switches
   are in `codegen_switch`, expressions in `codegen_expr`. */
#include "codegen.h"

#include <string.h>

static void gen_statement(Gen *g, NodeId id);
static void gen_if_statement(Gen *g, NodeId id);
static void gen_body(Gen *g, NodeId id, uint32_t end, uint32_t next);
static bool gen_is_zero(const Gen *g, NodeId id);

/* A generator for the functions of `p`. */
void gen_new(Gen *g, Parser *p, VStack *stack) {
    memset(g, 0, sizeof *g);
    g->src = p->src;
    g->names = p->pp->names;
    g->types = &p->types;
    g->symbols = p->scopes.symbols;
    g->ast = &p->ast;
    g->stack = stack;
    g->unique = p->unique;
}

void gen_free(Gen *g) {
    numbers_free(&g->breaks);
    numbers_free(&g->continues);
    numbers_free(&g->defaults);
}

/* Generates the function `sym` with these parameters and body. */
void gen_function(Gen *g, uint32_t sym, const Numbers *params, NodeId body, Loc loc) {
    Emit *emit = &g->stack->emit;
    vstack_reset(g->stack);
    g->named = (int64_t)params->count;
    emit_at(emit, g->src, loc);
    emit_flush(emit);
    for (size_t i = 0; i < params->count; i++) {
        Symbol *param = &g->symbols[params->items[i]];
        Reg reg = REG_T0;
        Entry entry;
        memset(&entry, 0, sizeof entry);
        gen_shape(g, param->ty, &entry.shape);
        entry.base = BASE_FRAME;
        entry.object = true;
        entry.offset = vstack_variable(g->stack, (int64_t)entry.shape.width, (int64_t)entry.shape.width);
        param->value = entry.offset;
        if (i < ARG_REGS)
            reg = arg_regs[i];
        else
            emit_incoming(emit, "ld8", reg, (int64_t)i - ARG_REGS);
        vstack_store(g->stack, &entry, reg);
    }
    gen_statement(g, body);
    /* Reaching the end of main returns 0 (5.1.2.2.3). */
    if (g->symbols[sym].name == KW_MAIN)
        emit_li(emit, REG_A0, 0);
    int64_t arguments = (g->stack->outgoing + 15) / 16 * 16;
    int64_t locals = (g->stack->frame + 15) / 16 * 16;
    emit_function(emit, g->stack->labels[sym], arguments, locals);
}

uint32_t gen_label(Gen *g) {
    g->labels++;
    return g->labels;
}

void gen_shape(const Gen *g, Ty ty, Shape *shape) {
    types_shape(g->types, ty, shape);
}

/* Statements. */

static void gen_statement(Gen *g, NodeId id) {
    const Node *n = ast_get(g->ast, id);
    Emit *emit = &g->stack->emit;
    uint32_t top, step, end;
    if (n->op != OP_BLOCK && n->op != OP_DECL)
        emit_at(emit, g->src, n->loc);
    switch (n->op) {
    case OP_EXPR:
        gen_value(g, n->a, false);
        vstack_drop(g->stack);
        break;
    case OP_DECL: {
        const Type *type = types_get(g->types, g->symbols[n->sym].ty);
        int64_t offset = vstack_variable(g->stack, (int64_t)type->size, (int64_t)type->align);
        g->symbols[n->sym].value = offset;
        break;
    }
    case OP_BLOCK: {
        int64_t variables = g->stack->variables;
        for (NodeId item = n->a; item != 0; item = ast_get(g->ast, item)->next)
            gen_statement(g, item);
        g->stack->variables = variables;
        break;
    }
    case OP_IF:
        gen_if_statement(g, id);
        break;
    case OP_WHILE:
        top = gen_label(g);
        end = gen_label(g);
        emit_define(emit, top);
        gen_branch(g, n->a, end, false);
        gen_body(g, n->b, end, top);
        emit_branch(emit, top);
        emit_define(emit, end);
        break;
    case OP_DO_WHILE:
        top = gen_label(g);
        step = gen_label(g);
        end = gen_label(g);
        emit_define(emit, top);
        gen_body(g, n->b, end, step);
        emit_define(emit, step);
        gen_branch(g, n->a, top, true);
        emit_define(emit, end);
        break;
    case OP_FOR:
        top = gen_label(g);
        step = gen_label(g);
        end = gen_label(g);
        emit_define(emit, top);
        if (n->a != 0)
            gen_branch(g, n->a, end, false);
        gen_body(g, n->b, end, step);
        emit_define(emit, step);
        if (n->c != 0)
            gen_statement(g, n->c);
        emit_branch(emit, top);
        emit_define(emit, end);
        break;
    case OP_SWITCH:
        end = gen_label(g);
        gen_dispatch(g, id, end);
        numbers_add(&g->breaks, end);
        gen_statement(g, n->b);
        g->breaks.count--;
        g->defaults.count--;
        emit_define(emit, end);
        break;
    case OP_CASE:
        emit_define(emit, n->sym);
        break;
    case OP_DEFAULT:
        emit_define(emit, g->defaults.items[g->defaults.count - 1]);
        break;
    case OP_BREAK:
        emit_branch(emit, g->breaks.items[g->breaks.count - 1]);
        break;
    case OP_CONTINUE:
        emit_branch(emit, g->continues.items[g->continues.count - 1]);
        break;
    case OP_GOTO:
        emit_branch_name(emit, intern_name(g->names, n->sym));
        break;
    case OP_LABEL:
        emit_define_name(emit, intern_name(g->names, n->sym));
        break;
    case OP_RETURN:
        if (n->a != 0) {
            gen_value(g, n->a, true);
            vstack_pop_accumulator(g->stack);
        }
        emit_branch(emit, 0);
        break;
    default:
        fault("an expression where a statement should be");
    }
    vstack_check_empty(g->stack);
}

/* if ... else if ... else, the chain in a loop */
static void gen_if_statement(Gen *g, NodeId id) {
    Emit *emit = &g->stack->emit;
    uint32_t end = gen_label(g);
    for (;;) {
        const Node *n = ast_get(g->ast, id);
        if (n->op != OP_IF) {
            gen_statement(g, id);
            break;
        }
        emit_at(emit, g->src, n->loc);
        uint32_t other = n->c == 0 ? end : gen_label(g);
        gen_branch(g, n->a, other, false);
        gen_statement(g, n->b);
        if (n->c == 0)
            break;
        emit_branch(emit, end);
        emit_define(emit, other);
        id = n->c;
    }
    emit_define(emit, end);
}

static void gen_body(Gen *g, NodeId id, uint32_t end, uint32_t next) {
    numbers_add(&g->breaks, end);
    numbers_add(&g->continues, next);
    gen_statement(g, id);
    g->breaks.count--;
    g->continues.count--;
}

/* Conditions. */

/* Branches to `label` if the truth of the expression is `sense`; goes on otherwise. */
void gen_branch(Gen *g, NodeId id, uint32_t label, bool sense) {
    const Node *n = ast_get(g->ast, id);
    Emit *emit = &g->stack->emit;
    Reg a, b;
    switch (n->op) {
    case OP_NUM:
        if ((n->val != 0) == sense)
            emit_branch(emit, label);
        return;
    case OP_LOG_AND:
    case OP_LOG_OR:
        vstack_spill(g->stack);
        /* Whether the left side alone may decide for `label`. */
        if ((n->op == OP_LOG_OR) == sense) {
            gen_branch(g, n->a, label, sense);
            gen_branch(g, n->b, label, sense);
        } else {
            uint32_t other = gen_label(g);
            gen_branch(g, n->a, other, !sense);
            gen_branch(g, n->b, label, sense);
            emit_define(emit, other);
        }
        return;
    case OP_EQ:
    case OP_NE:
        if (gen_is_zero(g, n->b)) {
            gen_branch(g, n->a, label, (n->op == OP_NE) == sense);
            return;
        }
        gen_value(g, n->a, true);
        gen_value(g, n->b, true);
        vstack_operands(g->stack, &a, &b);
        emit_branch_compare(emit, (n->op == OP_EQ) == sense ? "beq" : "bne", a, b, label);
        return;
    case OP_LT:
    case OP_LE: {
        bool less = (n->op == OP_LT) == sense;
        const char *op;
        Shape shape;
        gen_shape(g, ast_get(g->ast, n->a)->ty, &shape);
        gen_value(g, n->a, true);
        gen_value(g, n->b, true);
        vstack_operands(g->stack, &a, &b);
        if (shape.is_unsigned)
            op = less ? "bltu" : "bleu";
        else
            op = less ? "blt" : "ble";
        /* a < b is not b <= a */
        emit_branch_compare(emit, op, sense ? a : b, sense ? b : a, label);
        return;
    }
    default:
        gen_value(g, id, true);
        a = vstack_test(g->stack);
        emit_branch_if(emit, sense ? "bnz" : "bz", a, label);
    }
}

static bool gen_is_zero(const Gen *g, NodeId id) {
    const Node *n = ast_get(g->ast, id);
    return n->op == OP_NUM && n->val == 0;
}

/* Pushes the truth of an expression, 0 or 1. */
void gen_truth(Gen *g, NodeId id) {
    Emit *emit = &g->stack->emit;
    vstack_spill(g->stack);
    uint32_t no = gen_label(g);
    uint32_t end = gen_label(g);
    gen_branch(g, id, no, false);
    emit_li(emit, REG_A0, 1);
    emit_branch(emit, end);
    emit_define(emit, no);
    emit_li(emit, REG_A0, 0);
    emit_define(emit, end);
    vstack_push_accumulator(g->stack);
}
