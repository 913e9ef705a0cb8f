/* Constant expressions (C11 6.6): arithmetic on canonical values, address constants. */
#include "front.h"

/* The value of `x op y` for operands of type `ty`; false if it has none, as `1 / 0`. */
bool fold_binary(const Types *types, Op op, Ty ty, int64_t x, int64_t y, int64_t *out)
{
    const Type *t = types_get(types, ty);
    bool is_unsigned = t->is_unsigned;
    uint64_t ux = (uint64_t)x;
    uint64_t uy = (uint64_t)y;
    if ((op == OP_DIV || op == OP_REM) && (y == 0 || (!is_unsigned && y == -1 && x == INT64_MIN)))
        return false;
    if ((op == OP_SHL || op == OP_SHR) && uy >= t->size * 8)
        return false;
    switch (op) {
    case OP_ADD:
        *out = types_wrap(types, ty, (int64_t)(ux + uy));
        return true;
    case OP_SUB:
        *out = types_wrap(types, ty, (int64_t)(ux - uy));
        return true;
    case OP_MUL:
        *out = types_wrap(types, ty, (int64_t)(ux * uy));
        return true;
    case OP_DIV:
        *out = is_unsigned ? (int64_t)(ux / uy) : types_wrap(types, ty, x / y);
        return true;
    case OP_REM:
        *out = is_unsigned ? (int64_t)(ux % uy) : x % y;
        return true;
    case OP_AND:
        *out = x & y;
        return true;
    case OP_OR:
        *out = x | y;
        return true;
    case OP_XOR:
        *out = x ^ y;
        return true;
    case OP_SHL:
        *out = types_wrap(types, ty, (int64_t)(ux << uy));
        return true;
    case OP_SHR:
        *out = is_unsigned ? (int64_t)(ux >> uy) : x >> uy;
        return true;
    case OP_EQ:
        *out = x == y;
        return true;
    case OP_NE:
        *out = x != y;
        return true;
    case OP_LT:
        *out = is_unsigned ? ux < uy : x < y;
        return true;
    case OP_LE:
        *out = is_unsigned ? ux <= uy : x <= y;
        return true;
    default:
        return false;
    }
}

/* The value of an arithmetic or address constant (6.6p8-9): the symbol whose address it
   contains, or NO_SYMBOL, and an offset; false if it is none. */
bool fold_address(const Ast *ast, const Types *types, const Symbol *symbols, NodeId id, uint32_t *sym,
                  int64_t *value)
{
    const Node *n = ast_get(ast, id);
    uint32_t other;
    int64_t y;
    switch (n->op) {
    case OP_NUM:
        *sym = NO_SYMBOL;
        *value = n->val;
        return true;
    case OP_ADDR:
        if (ast_get(ast, n->a)->op != OP_VAR)
            return false;
        *sym = ast_get(ast, n->a)->sym;
        *value = 0;
        return symbols[*sym].kind != SYM_LOCAL;
    case OP_CAST:
        if (!fold_address(ast, types, symbols, n->a, sym, value))
            return false;
        return *sym == NO_SYMBOL || types_size(types, n->ty) == 8;
    case OP_ADD:
    case OP_SUB:
        if (!fold_address(ast, types, symbols, n->a, sym, value)
            || !fold_address(ast, types, symbols, n->b, &other, &y))
            return false;
        if (other != NO_SYMBOL) {
            if (*sym != NO_SYMBOL || n->op == OP_SUB)
                return false;
            *sym = other;
        }
        *value = (int64_t)(n->op == OP_SUB ? (uint64_t)*value - (uint64_t)y : (uint64_t)*value + (uint64_t)y);
        return true;
    default:
        return false;
    }
}
