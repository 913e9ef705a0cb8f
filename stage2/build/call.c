/* Calls, parameters and results (C11 6.5.2.2, 6.9.1), in the pieces that the target's ABI names. */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- pieces of aggregates ---- */

/* Loads the part of an aggregate that travels in one register: `size` bytes at address + offset, which may be fewer than
   the register's; nothing beyond them is read. Halves that were just stored are loaded as such. */
static Val load_piece(Builder *b, Val address, uint32_t offset, const ArgLoc *piece) {
    IrType type = piece->type == IR_F64 ? IR_I64 : piece->type;
    bool whole = piece->type == IR_F32 || piece->type == IR_F64 || piece->size >= mem_bytes(piece->mem);
    uint32_t done = 0;
    Val sum = 0;
    if (whole && (piece->size != 8 || stored_width(b, address, offset, 8) != 4))
        return ir_load(b->f, piece->mem, address, offset, 0);
    while (done < piece->size) {
        uint32_t left = piece->size - done;
        uint32_t bytes = left >= 4 ? 4 : left >= 2 ? 2 : 1;
        Val v = ir_load(b->f, bytes == 4 ? MEM_32 : bytes == 2 ? MEM_U16 : MEM_U8, address, offset + done, 0);
        if (type == IR_I64)
            v = ir_op1(b->f, OP_ZEXT, IR_I64, v, 32);
        if (done != 0)
            v = ir_op2(b->f, OP_SHL, type, v, int_const(b, 8 * done));
        sum = sum == 0 ? v : ir_op2(b->f, OP_OR, type, sum, v);
        done += bytes;
    }
    if (sum == 0)
        sum = ir_const(b->f, type, 0);
    return type == piece->type ? sum : ir_op1(b->f, OP_BITCAST, IR_F64, sum, 0);
}

static void store_piece(Builder *b, Val address, uint32_t offset, const ArgLoc *piece, Val v) {
    IrType type = piece->type;
    uint32_t done = 0;
    if (type == IR_F32 || type == IR_F64 || piece->size >= mem_bytes(piece->mem)) {
        ir_store(b->f, piece->mem, address, offset, v, 0);
        return;
    }
    while (done < piece->size) {
        uint32_t left = piece->size - done;
        uint32_t bytes = left >= 4 ? 4 : left >= 2 ? 2 : 1;
        Val part = v;
        if (done != 0)
            part = ir_op2(b->f, OP_SHR, type, part, int_const(b, 8 * done));
        if (type == IR_I64)
            part = ir_op1(b->f, OP_TRUNC, IR_I32, part, 0);
        ir_store(b->f, bytes == 4 ? MEM_32 : bytes == 2 ? MEM_U16 : MEM_U8, address, offset + done, part, 0);
        done += bytes;
    }
}

static bool by_address(const ArgLoc *piece) {
    return piece->where == ARG_QUAD || piece->where == ARG_X87 || piece->where == ARG_BLOCK;
}

/* ---- arguments ---- */

static void add_operand(Builder *b, Val v, const ArgLoc *loc) {
    uint32_t number = ir_loc(b->f, loc);
    b->operands = grow(b->operands, b->operand_count + 1, &b->operand_room, sizeof b->operands[0]);
    b->operands[b->operand_count] = v;
    b->operands[b->operand_count + 1] = number;
    b->operand_count += 2;
}

/* The operands from `base` on; none need no memory. */
static const uint32_t *operands_from(const Builder *b, size_t base) {
    return b->operand_count == base ? NULL : b->operands + base;
}

/* Adds the pieces of a value; `v` is an address if its type is in memory. */
static void add_value(Builder *b, Val v, const Type *type, const AbiPass *pass) {
    if (pass->by_reference) {
        Val copy = temporary(b, type);
        copy_bytes(b, copy, 0, v, 0, type->size, type->align);
        add_operand(b, copy, &pass->piece[0]);
        return;
    }
    for (uint32_t i = 0; i < pass->count; i++) {
        const ArgLoc *piece = &pass->piece[i];
        Val part = v;
        if (by_address(piece))
            part = offset_address(b, v, pass->offset[i]);
        else if (in_memory(type))
            part = load_piece(b, v, pass->offset[i], piece);
        add_operand(b, part, piece);
    }
}

/* ---- the call itself ---- */

/* Takes the pieces of the result out of the registers, right behind the call; what travels by address goes to at[i],
   made before the call, the rest of an aggregate to `into`. */
static Val take_result(Builder *b, Val call, const Type *type, const AbiPass *pass, const Val *at, Val into) {
    Val values[4] = {0};
    for (uint32_t i = 0; i < pass->count; i++) {
        const ArgLoc *piece = &pass->piece[i];
        uint32_t number = ir_loc(b->f, piece);
        values[i] = ir_emit(b->f, OP_RESULT, by_address(piece) ? IR_VOID : piece->type, call, at[i], number);
    }
    if (!in_memory(type))
        return pass->count == 0 ? 0 : values[0];
    for (uint32_t i = 0; i < pass->count; i++) {
        if (!by_address(&pass->piece[i]))
            store_piece(b, into, pass->offset[i], &pass->piece[i], values[i]);
    }
    return into;
}

/* A narrow result is extended here, whatever the callee left in the register's upper bits. */
static Val extend_narrow(Builder *b, Val v, const Type *type) {
    if (!is_integer(type) || type->size >= 4)
        return v;
    if (type->kind == TY_BOOL)
        return ir_op1(b->f, OP_ZEXT, IR_I32, v, 8);
    return ir_op1(b->f, is_unsigned(b->types, type) ? OP_ZEXT : OP_SEXT, IR_I32, v, 8 * (unsigned)type->size);
}

/* Makes the call with the operands from `base` on, which it takes off. */
static Val finish_call(Builder *b, size_t base, Val callee, uint32_t symbol, unsigned flags, const Type *type,
                       const AbiPass *pass, Val into) {
    Val at[4] = {0};
    Val call;
    Val v;
    for (uint32_t i = 0; i < pass->count; i++) {
        if (by_address(&pass->piece[i]))
            at[i] = offset_address(b, into, pass->offset[i]);
    }
    call = ir_list(b->f, OP_CALL, IR_VOID, callee, symbol, operands_from(b, base), (uint32_t)(b->operand_count - base));
    b->f->ins[call].imm = flags;
    b->f->calls = true;
    b->last_call = call;
    v = take_result(b, call, type, pass, at, into);
    b->operand_count = base;
    if (flags & CALL_NORETURN) {
        ir_end(b->f, OP_UNREACHABLE);
        enter_unreachable(b);
    }
    return extend_narrow(b, v, type);
}

/* The function's symbol if the callee is a name. */
static Symbol *direct_callee(Node *n) {
    Node *callee = n->callee;
    while (callee->kind == N_CAST && callee->type->kind == TY_POINTER && callee->type == callee->a->type)
        callee = callee->a;
    if (callee->kind == N_ADDR && callee->a->kind == N_VAR && callee->a->symbol->kind == SYM_FUNCTION)
        return callee->a->symbol;
    return NULL;
}

/* Evaluates the arguments from left to right and adds their pieces. */
static void build_arguments(Builder *b, Node *n, const Type *function, AbiState *state) {
    uint32_t count = 0;
    uint32_t i = 0;
    Val *values;
    Val few[8];
    for (Node *arg = n->args; arg != NULL; arg = arg->next)
        count++;
    values = count <= 8 ? few : allocate(count * sizeof *values);
    for (Node *arg = n->args; arg != NULL; arg = arg->next) {
        values[i] = build_value(b, arg);
        i++;
    }
    i = 0;
    b->f->current_loc = n->loc;
    for (Node *arg = n->args; arg != NULL; arg = arg->next) {
        AbiType type;
        AbiPass pass;
        bool named = !function->prototype || i < function->count_of;
        memset(&pass, 0, sizeof pass);
        abi_type(b, arg->type, &type);
        b->target->abi.argument(state, &type, named, &pass);
        add_value(b, values[i], arg->type, &pass);
        i++;
    }
    if (values != few)
        free(values);
}

Val build_call(Builder *b, Node *n, Val into) {
    Symbol *direct = direct_callee(n);
    Type *function = n->callee->type->base;
    size_t base = b->operand_count;
    unsigned flags = function->variadic || !function->prototype ? CALL_VARIADIC : 0;
    uint32_t symbol = 0;
    AbiState state = {0};
    AbiType type;
    AbiPass result;
    Val callee = 0;
    Val known;
    if (direct != NULL && direct->builtin != 0 && !b->options.no_builtin &&
        build_known_call(b, n, direct->builtin, &known))
        return known;
    if (direct != NULL) {
        symbol = build_symbol(b, direct);
        if (direct->noreturn)
            flags |= CALL_NORETURN;
    } else {
        callee = build_value(b, n->callee);
    }
    memset(&result, 0, sizeof result);
    abi_type(b, n->type, &type);
    b->target->abi.result(&type, &result);
    if (in_memory(n->type) && into == 0)
        into = temporary(b, n->type);
    if (result.in_memory) {
        ArgLoc loc = {0};
        b->target->abi.result_pointer(&state, &loc);
        add_operand(b, into, &loc);
        result.count = 0;
    }
    build_arguments(b, n, function, &state);
    b->f->current_loc = n->loc;
    return finish_call(b, base, callee, symbol, flags, n->type, &result, into);
}

Val call_library(Builder *b, const char *name, Type *result_type, const Val *args, Type *const *types, uint32_t count) {
    size_t base = b->operand_count;
    uint32_t symbol = obj_named(b->obj, name);
    AbiState state = {0};
    AbiType type;
    AbiPass pass;
    b->obj->symbols[symbol].used = true;
    for (uint32_t i = 0; i < count; i++) {
        memset(&pass, 0, sizeof pass);
        abi_type(b, types[i], &type);
        b->target->abi.argument(&state, &type, true, &pass);
        add_value(b, args[i], types[i], &pass);
    }
    memset(&pass, 0, sizeof pass);
    abi_type(b, result_type, &type);
    b->target->abi.result(&type, &pass);
    return finish_call(b, base, 0, symbol, 0, result_type, &pass,
                       in_memory(result_type) ? temporary(b, result_type) : 0);
}

/* ---- parameters ---- */

static Val param_piece(Builder *b, const ArgLoc *piece, Val address) {
    IrFunc *f = b->f;
    size_t room = f->param_room;
    f->params = grow(f->params, f->param_count, &room, sizeof f->params[0]);
    f->param_room = (uint32_t)room;
    f->params[f->param_count] = ir_loc(f, piece);
    f->param_count++;
    return ir_emit(f, OP_PARAM, piece->where == ARG_QUAD ? IR_VOID : piece->where == ARG_BLOCK ? IR_I64 : piece->type,
                   address, 0, f->param_count - 1);
}

/* A parameter whose value is one piece. */
static void scalar_param(Builder *b, Symbol *symbol, Val v) {
    Type *type = symbol->type;
    if (symbol->place & PLACE_SSA) {
        ssa_write(b->ssa, symbol->place & ~PLACE_SSA, b->f->current, extend_narrow(b, v, type));
        return;
    }
    ir_store(b->f, memory_type(b, type), ir_slot_addr(b->f, symbol->place, 0), 0, v, 0);
    if (b->f->slots[symbol->place].direct && type->size >= 4) /* narrow ones are read, which extends them */
        remember(b, symbol->place, v);
}

/* What a parameter needs after all PARAMs stand: its pieces' values. */
typedef struct Incoming {
    AbiPass pass;
    Val values[4];
    Val slot;
} Incoming;

static void receive(Builder *b, Symbol *symbol, AbiState *state, Incoming *in) {
    AbiType type;
    abi_type(b, symbol->type, &type);
    b->target->abi.argument(state, &type, true, &in->pass);
    if (in_memory(symbol->type))
        in->slot = ir_slot_addr(b->f, symbol->place, 0);
    for (uint32_t i = 0; i < in->pass.count; i++) {
        const ArgLoc *piece = &in->pass.piece[i];
        Val at = piece->where == ARG_QUAD ? offset_address(b, in->slot, in->pass.offset[i]) : 0;
        in->values[i] = param_piece(b, piece, at);
    }
}

static void settle(Builder *b, Symbol *symbol, const Incoming *in) {
    const Type *type = symbol->type;
    if (!in_memory(type)) {
        if (in->pass.count != 0)
            scalar_param(b, symbol, in->values[0]);
        return;
    }
    if (in->pass.by_reference) {
        copy_bytes(b, in->slot, 0, in->values[0], 0, type->size, type->align);
        return;
    }
    for (uint32_t i = 0; i < in->pass.count; i++) {
        const ArgLoc *piece = &in->pass.piece[i];
        if (piece->where == ARG_BLOCK)
            copy_bytes(b, in->slot, in->pass.offset[i], in->values[i], 0, piece->size, 8);
        else if (piece->where != ARG_QUAD)
            store_piece(b, in->slot, in->pass.offset[i], piece, in->values[i]);
    }
}

void build_params(Builder *b) {
    const Function *function = b->function;
    AbiState state = {0};
    AbiType type;
    Incoming *incoming = NULL;
    if (function->param_count != 0)
        incoming = allocate(function->param_count * sizeof *incoming);
    abi_type(b, function->symbol->type->base, &type);
    memset(&b->result, 0, sizeof b->result);
    b->target->abi.result(&type, &b->result);
    b->result_pointer = 0;
    if (b->result.in_memory) {
        ArgLoc loc = {0};
        b->target->abi.result_pointer(&state, &loc);
        b->result_pointer = param_piece(b, &loc, 0);
    }
    for (uint32_t i = 0; i < function->param_count; i++)
        receive(b, function->params[i], &state, &incoming[i]);
    for (uint32_t i = 0; i < function->param_count; i++)
        settle(b, function->params[i], &incoming[i]);
    b->f->variadic = function->symbol->type->variadic;
    b->f->va_ints = state.ints;
    b->f->va_floats = state.floats;
    b->f->va_stack = state.stack;
    free(incoming);
}

/* ---- return ---- */

void build_return(Builder *b, Node *n) {
    const Type *type = b->function->symbol->type->base;
    size_t base = b->operand_count;
    Val v = 0;
    if (n != NULL && b->result.in_memory) {
        /* The value may depend on what the caller's object holds, so it is complete before it is copied. */
        v = build_value(b, n);
        copy_bytes(b, b->result_pointer, 0, v, 0, type->size, type->align);
    } else if (n != NULL) {
        v = build_value(b, n);
        if (type->kind != TY_VOID)
            add_value(b, v, type, &b->result);
    }
    if (b->result.in_memory && b->target->abi.result_pointer_back != 0) {
        ArgLoc loc = {0};
        loc.where = ARG_INT;
        loc.type = IR_I64;
        loc.reg = b->target->abi.result_pointer_back;
        add_operand(b, b->result_pointer, &loc);
    }
    ir_ret(b->f, operands_from(b, base), (uint32_t)(b->operand_count - base));
    b->operand_count = base;
    enter_unreachable(b);
}
