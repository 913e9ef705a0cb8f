/* Constant expressions (C11 6.6): arithmetic on canonical values, address constants. */
#include "front.h"

int fold_operator(Kind kind, Op *op, bool *swap) {
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

bool fold_binary(Op op, const Shape *shape, int64_t x, int64_t y, int64_t *out) {
    bool is_unsigned = shape->is_unsigned;
    uint64_t ux = (uint64_t)x;
    uint64_t uy = (uint64_t)y;
    int64_t value;
    if ((op == OP_DIV || op == OP_REM) && (y == 0 || (!is_unsigned && y == -1 && x == INT64_MIN)))
        return false;
    if ((op == OP_SHL || op == OP_SHR) && uy >= shape->width * 8)
        return false;
    switch (op) {
    case OP_ADD: value = (int64_t)(ux + uy); break;
    case OP_SUB: value = (int64_t)(ux - uy); break;
    case OP_MUL: value = (int64_t)(ux * uy); break;
    case OP_DIV: value = is_unsigned ? (int64_t)(ux / uy) : x / y; break;
    case OP_REM: value = is_unsigned ? (int64_t)(ux % uy) : x % y; break;
    case OP_AND: value = x & y; break;
    case OP_OR: value = x | y; break;
    case OP_XOR: value = x ^ y; break;
    case OP_SHL: value = (int64_t)(ux << uy); break;
    case OP_SHR: value = is_unsigned ? (int64_t)(ux >> uy) : x >> uy; break;
    case OP_EQ: value = x == y; break;
    case OP_NE: value = x != y; break;
    case OP_LT: value = is_unsigned ? ux < uy : x < y; break;
    case OP_LE: value = is_unsigned ? ux <= uy : x <= y; break;
    case OP_LOG_AND: value = x != 0 && y != 0; break;
    case OP_LOG_OR: value = x != 0 || y != 0; break;
    default: return false;
    }
    *out = shape_wrap(shape, value);
    return true;
}

bool fold_address(const Ast *ast, const Types *types, const Symbol *symbols, NodeId id, uint32_t *sym,
                  int64_t *value) {
    const Node *n = ast_get(ast, id);
    *sym = NO_SYMBOL;
    *value = n->val;
    switch (n->op) {
    case OP_NUM:
        return true;
    case OP_ADDR:
        *sym = ast_get(ast, n->a)->sym;
        *value = 0;
        return ast_get(ast, n->a)->op == OP_VAR && symbols[*sym].kind != SYM_LOCAL;
    case OP_CAST:
        return fold_address(ast, types, symbols, n->a, sym, value)
               && (*sym == NO_SYMBOL || types_size(types, n->ty) == 8);
    case OP_ADD:
    case OP_SUB: {
        uint32_t left, right;
        int64_t x, y;
        if (!fold_address(ast, types, symbols, n->a, &left, &x) || !fold_address(ast, types, symbols, n->b, &right, &y))
            return false;
        *sym = right == NO_SYMBOL ? left : right;
        *value = (int64_t)((uint64_t)x + (n->op == OP_SUB ? -(uint64_t)y : (uint64_t)y));
        return right == NO_SYMBOL || (left == NO_SYMBOL && n->op == OP_ADD);
    }
    default:
        return false;
    }
}
