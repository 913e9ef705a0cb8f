/* Statements (C11 6.8). */
#include "internal.h"

#include <stdlib.h>

#define MAX_GOTO_EDGES 65536 /* of computed gotos: from each to every label */

/* ---- blocks ---- */

void enter(Builder *b, Block block) {
    b->f->current = block;
}

void seal(Builder *b, Block block) {
    if (b->ssa != NULL && !b->f->blocks[block].sealed)
        ssa_seal(b->ssa, block);
}

void enter_sealed(Builder *b, Block block) {
    seal(b, block);
    enter(b, block);
}

void enter_unreachable(Builder *b) {
    enter_sealed(b, ir_block(b->f));
}

/* Labels' blocks are sealed at the end of the function: any goto may come. */
Block label_block(Builder *b, Label *label) {
    if (label->block == 0) {
        label->block = ir_block(b->f);
        if (label->address_taken)
            give_block_symbol(b, label->block);
    }
    return label->block;
}

/* ---- loops ---- */

static void push_jumps(Builder *b, Jumps *jumps, Block on_break, Block on_continue) {
    jumps->outer = b->jumps;
    jumps->on_break = on_break;
    jumps->on_continue = on_continue != 0 || b->jumps == NULL ? on_continue : b->jumps->on_continue;
    b->jumps = jumps;
}

/* The body of a loop, from `body` on, then a jump to `next`, where continue goes. */
static void build_body(Builder *b, Node *statement, Block body, Block next, Block end) {
    Jumps jumps;
    push_jumps(b, &jumps, end, next);
    enter_sealed(b, body);
    build_statement(b, statement);
    b->jumps = jumps.outer;
    ir_jump(b->f, next);
}

/* while: the condition stands at the top once to get in and at the bottom to go on, so that a round takes one branch. */
static void build_loop(Builder *b, Node *cond, Node *step, Node *statement) {
    Block body = ir_block(b->f);
    Block next = ir_block(b->f);
    Block test = ir_block(b->f);
    Block end = ir_block(b->f);
    ir_jump(b->f, test);
    enter(b, test);
    if (cond != NULL)
        build_branch(b, cond, body, end);
    else
        ir_jump(b->f, body);
    build_body(b, statement, body, next, end);
    enter_sealed(b, next);
    if (step != NULL) {
        b->f->current_loc = step->loc;
        build_value(b, step);
    }
    ir_jump(b->f, test);
    seal(b, test);
    enter_sealed(b, end);
}

static void build_do(Builder *b, Node *n) {
    Block body = ir_block(b->f);
    Block test = ir_block(b->f);
    Block end = ir_block(b->f);
    Jumps jumps;
    ir_jump(b->f, body);
    enter(b, body);
    push_jumps(b, &jumps, end, test);
    build_statement(b, n->b);
    b->jumps = jumps.outer;
    ir_jump(b->f, test);
    enter_sealed(b, test);
    b->f->current_loc = n->a->loc;
    build_branch(b, n->a, body, end);
    seal(b, body);
    enter_sealed(b, end);
}

/* ---- switch ---- */

/* The case blocks are numbered in the tree: once the values are in the table, `low` holds the block. */
static void build_switch(Builder *b, Node *n) {
    Val value = build_value(b, n->switched);
    IrType type = value_type(b, n->switched->type);
    Block end = ir_block(b->f);
    Block other = n->other != NULL ? ir_block(b->f) : end;
    uint32_t room = 0;
    uint32_t count = 0;
    int64_t *values;
    Block *targets;
    Jumps jumps;
    for (Node *c = n->cases; c != NULL; c = c->next_case)
        room++;
    values = allocate(room * sizeof *values);
    targets = allocate(room * sizeof *targets);
    for (Node *c = n->cases; c != NULL; c = c->next_case) {
        Block block = ir_block(b->f);
        if (c->low != c->high) {
            /* A range (GNU): value - low <= high - low, without sign. */
            Block next = ir_block(b->f);
            Val offset = ir_op2(b->f, OP_SUB, type, value, ir_const(b->f, type, c->low));
            int64_t width = (int64_t)((uint64_t)c->high - (uint64_t)c->low);
            if (type == IR_I32)
                width = (int32_t)width;
            ir_branch(b->f, ir_cmp(b->f, OP_ICMP, COND_ULE, offset, ir_const(b->f, type, width)), block, next);
            enter_sealed(b, next);
        } else {
            values[count] = type == IR_I32 ? (int32_t)c->low : c->low;
            targets[count] = block;
            count++;
        }
        c->low = block;
    }
    if (n->other != NULL)
        n->other->low = other;
    ir_switch(b->f, value, other, values, targets, count);
    free(values);
    free(targets);
    push_jumps(b, &jumps, end, 0);
    enter_unreachable(b);
    build_statement(b, n->switch_body);
    b->jumps = jumps.outer;
    ir_jump(b->f, end);
    enter_sealed(b, end);
}

/* case and default: control also falls in from the statement before. */
static Node *build_case(Builder *b, Node *n) {
    Block block = (Block)n->low;
    ir_jump(b->f, block);
    enter_sealed(b, block);
    return n->case_body;
}

/* ---- declarations ---- */

/* A scalar that is accessed by its name alone. */
static bool is_direct(const Symbol *symbol) {
    const Type *type = symbol->type;
    return !symbol->address_taken && is_scalar(type) && !in_memory(type) && (type->quals & QUAL_VOLATILE) == 0;
}

void build_local(Builder *b, Symbol *symbol) {
    uint32_t align = symbol->align > symbol->type->align ? symbol->align : symbol->type->align;
    bool direct = is_direct(symbol);
    if (b->ssa != NULL && direct) {
        symbol->place = ssa_variable(b->ssa, value_type(b, symbol->type)) | PLACE_SSA;
        return;
    }
    symbol->place = ir_slot(b->f, symbol->type->size == 0 ? 1 : symbol->type->size, align);
    b->f->slots[symbol->place].named = true;
    b->f->slots[symbol->place].direct = direct;
    b->f->slots[symbol->place].loc = symbol->loc;
}

static void build_declaration(Builder *b, Node *n) {
    Symbol *symbol = n->symbol;
    Place place = {0};
    if (symbol->place == 0)
        build_local(b, symbol);
    if (n->init == NULL)
        return;
    b->f->current_loc = n->loc;
    place_symbol(b, symbol, &place);
    if (place.variable == 0 && place.slot == 0) {
        build_init(b, place.address, 0, symbol->type, n->init);
        return;
    }
    place.type = symbol->type;
    if (n->init->count != 0)
        place_store(b, &place, build_value(b, n->init->items[0].value));
    else
        place_store(b, &place, convert_value(b, int_const(b, 0), &b->types->basic[TY_INT], symbol->type));
}

/* ---- all statements ---- */

static void build_if(Builder *b, Node *n) {
    Block yes = ir_block(b->f);
    Block end = ir_block(b->f);
    Block no = n->c != NULL ? ir_block(b->f) : end;
    build_branch(b, n->a, yes, no);
    enter_sealed(b, yes);
    build_statement(b, n->b);
    ir_jump(b->f, end);
    if (n->c != NULL) {
        enter_sealed(b, no);
        build_statement(b, n->c);
        ir_jump(b->f, end);
    }
    enter_sealed(b, end);
}

static void jump_away(Builder *b, Block to) {
    ir_jump(b->f, to);
    enter_unreachable(b);
}

/* A jump to one of the labels whose address is taken. */
static void jump_computed(Builder *b, Val address) {
    Block *targets;
    uint32_t count = 0;
    for (Label *l = b->function->labels; l != NULL; l = l->next)
        count += l->address_taken;
    targets = allocate(count * sizeof *targets);
    count = 0;
    for (Label *l = b->function->labels; l != NULL; l = l->next) {
        if (l->address_taken) {
            targets[count] = label_block(b, l);
            count++;
        }
    }
    ir_ijump(b->f, address, targets, count);
    free(targets);
}

/* An interpreter is faster if each of its computed gotos jumps itself, but the number of edges is the product. */
static bool shares_dispatch(const Builder *b) {
    uint64_t count = 0;
    for (Label *l = b->function->labels; l != NULL; l = l->next)
        count += l->address_taken;
    return count * b->function->computed_gotos > MAX_GOTO_EDGES;
}

static void build_computed_goto(Builder *b, Node *n) {
    Val address = build_value(b, n->a);
    if (b->dispatch == 0 && shares_dispatch(b)) {
        b->dispatch = ir_block(b->f);
        b->dispatch_place = b->ssa != NULL ? ssa_variable(b->ssa, IR_I64) | PLACE_SSA : ir_slot(b->f, 8, 8);
    }
    if (b->dispatch == 0) {
        jump_computed(b, address);
        enter_unreachable(b);
        return;
    }
    if (b->dispatch_place & PLACE_SSA)
        ssa_write(b->ssa, b->dispatch_place & ~PLACE_SSA, b->f->current, address);
    else
        ir_store(b->f, MEM_64, ir_slot_addr(b->f, b->dispatch_place, 0), 0, address, 0);
    jump_away(b, b->dispatch);
}

void build_dispatch(Builder *b) {
    if (b->dispatch == 0)
        return;
    enter_sealed(b, b->dispatch);
    if (b->dispatch_place & PLACE_SSA)
        jump_computed(b, ssa_read(b->ssa, b->dispatch_place & ~PLACE_SSA, b->dispatch));
    else
        jump_computed(b, ir_load(b->f, MEM_64, ir_slot_addr(b->f, b->dispatch_place, 0), 0, 0));
    b->dispatch = 0;
}

/* An `else if` chain is as deep as it is long, so it is walked here and not by build_if. */
static void build_if_chain(Builder *b, Node *n) {
    Block end = ir_block(b->f);
    while (n != NULL && n->kind == N_IF && n->c != NULL && n->c->kind == N_IF) {
        Block yes = ir_block(b->f);
        Block no = ir_block(b->f);
        b->f->current_loc = n->loc;
        build_branch(b, n->a, yes, no);
        enter_sealed(b, yes);
        build_statement(b, n->b);
        ir_jump(b->f, end);
        enter_sealed(b, no);
        n = n->c;
    }
    b->f->current_loc = n->loc;
    build_if(b, n);
    ir_jump(b->f, end);
    enter_sealed(b, end);
}

void build_statement(Builder *b, Node *n) {
    /* A label's statement may be a label again, without end. */
    while (n != NULL && (n->kind == N_CASE || n->kind == N_DEFAULT || n->kind == N_LABEL)) {
        if (n->kind == N_LABEL) {
            Block block = label_block(b, n->label);
            ir_jump(b->f, block);
            enter(b, block);
            n = n->label_body;
        } else {
            n = build_case(b, n);
        }
    }
    if (n == NULL)
        return;
    b->f->current_loc = n->loc;
    switch (n->kind) {
    case N_BLOCK:
        for (Node *s = n->body; s != NULL; s = s->next)
            build_statement(b, s);
        break;
    case N_EXPR:
        build_value(b, n->a);
        break;
    case N_DECL:
        build_declaration(b, n);
        break;
    case N_IF:
        if (n->c != NULL && n->c->kind == N_IF)
            build_if_chain(b, n);
        else
            build_if(b, n);
        break;
    case N_WHILE:
        build_loop(b, n->a, NULL, n->b);
        break;
    case N_DO:
        build_do(b, n);
        break;
    case N_FOR:
        if (n->a != NULL)
            build_statement(b, n->a);
        for (Node *s = n->a != NULL ? n->a->next : NULL; s != NULL; s = s->next)
            build_statement(b, s);
        build_loop(b, n->b, n->c, n->d);
        break;
    case N_SWITCH:
        build_switch(b, n);
        break;
    case N_GOTO:
        jump_away(b, label_block(b, n->label));
        break;
    case N_GOTO_PTR:
        build_computed_goto(b, n);
        break;
    case N_BREAK:
        jump_away(b, b->jumps->on_break);
        break;
    case N_CONTINUE:
        jump_away(b, b->jumps->on_continue);
        break;
    case N_RETURN:
        build_return(b, n->a);
        break;
    case N_EMPTY:
        break;
    default:
        diag_fault(b->diag, n->loc, "a node that is no statement");
    }
}
