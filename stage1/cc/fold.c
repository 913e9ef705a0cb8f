/* Constant expressions (C11 6.6): arithmetic on canonical values, address constants. */
#include "front.h"

/* How tightly a binary operator binds, 0 for other tokens; its operation; and whether that takes
   the operands in the other order (C11 6.5.5-6.5.14). */
int fold_operator(Kind kind, Op *op, bool *swap)
{
    *swap = kind == TK_GREATER || kind == TK_GE;
    switch (kind) {
    case TK_OR_OR: *op = OP_LOG_OR; return 1;
    case TK_AND_AND: *op = OP_LOG_AND; return 2;
    case TK_PIPE: *op = OP_OR; return 3;
    case TK_CARET: *op = OP_XOR; return 4;
    case TK_AMP: *op = OP_AND; return 5;
    case TK_EQ: *op = OP_EQ; return 6;
    case TK_NE: *op = OP_NE; return 6;
    case TK_LESS: *op = OP_LT; return 7;
    case TK_LE: *op = OP_LE; return 7;
    case TK_GREATER: *op = OP_LT; return 7;
    case TK_GE: *op = OP_LE; return 7;
    case TK_SHL: *op = OP_SHL; return 8;
    case TK_SHR: *op = OP_SHR; return 8;
    case TK_PLUS: *op = OP_ADD; return 9;
    case TK_MINUS: *op = OP_SUB; return 9;
    case TK_STAR: *op = OP_MUL; return 10;
    case TK_SLASH: *op = OP_DIV; return 10;
    case TK_PERCENT: *op = OP_REM; return 10;
    default: *op = OP_NUM; return 0;
    }
}

/* The value of `x op y` for operands of this shape; false if it has none, as `1 / 0`. */
bool fold_binary(Op op, const Shape *shape, int64_t x, int64_t y, int64_t *out)
{
    bool is_unsigned = shape->is_unsigned;
    uint64_t ux = (uint64_t)x;
    uint64_t uy = (uint64_t)y;
    if ((op == OP_DIV || op == OP_REM) && (y == 0 || (!is_unsigned && y == -1 && x == INT64_MIN)))
        return false;
    if ((op == OP_SHL || op == OP_SHR) && uy >= shape->width * 8)
        return false;
    switch (op) {
    case OP_ADD: *out = shape_wrap(shape, (int64_t)(ux + uy)); break;
    case OP_SUB: *out = shape_wrap(shape, (int64_t)(ux - uy)); break;
    case OP_MUL: *out = shape_wrap(shape, (int64_t)(ux * uy)); break;
    case OP_DIV: *out = is_unsigned ? (int64_t)(ux / uy) : shape_wrap(shape, x / y); break;
    case OP_REM: *out = is_unsigned ? (int64_t)(ux % uy) : x % y; break;
    case OP_AND: *out = x & y; break;
    case OP_OR: *out = x | y; break;
    case OP_XOR: *out = x ^ y; break;
    case OP_SHL: *out = shape_wrap(shape, (int64_t)(ux << uy)); break;
    case OP_SHR: *out = is_unsigned ? (int64_t)(ux >> uy) : x >> uy; break;
    case OP_EQ: *out = x == y; break;
    case OP_NE: *out = x != y; break;
    case OP_LT: *out = is_unsigned ? ux < uy : x < y; break;
    case OP_LE: *out = is_unsigned ? ux <= uy : x <= y; break;
    default: return false;
    }
    return true;
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
