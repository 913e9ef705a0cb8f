/* The typed syntax tree of one function, or of one initializer.

   Nodes live in a table that is emptied after each external declaration; a node is an
   index into it, 0 meaning none. All conversions are explicit (OP_CAST), pointer
   arithmetic is scaled, `a->b` and `a[i]` are OP_DEREF and OP_FIELD, so that the
   generator knows nothing of C's rules. */
#include "front.h"

#include <string.h>

void ast_clear(Ast *ast) {
    ast->count = 0;
    ast_add(ast, OP_NUM, TY_VOID, 0, 0, 0);
}

static NodeId ast_push(Ast *ast, const Node *node) {
    ast->nodes = grow(ast->nodes, ast->count, &ast->room, sizeof ast->nodes[0]);
    ast->nodes[ast->count] = *node;
    ast->count++;
    return (NodeId)(ast->count - 1);
}

NodeId ast_add(Ast *ast, Op op, Ty ty, Loc loc, NodeId a, NodeId b) {
    Node node;
    memset(&node, 0, sizeof node);
    node.op = op;
    node.ty = ty;
    node.loc = loc;
    node.a = a;
    node.b = b;
    if (ast->count > 0) {
        uint32_t left = ast_get(ast, a)->depth;
        uint32_t right = ast_get(ast, b)->depth;
        node.depth = (left > right ? left : right) + 1;
    }
    return ast_push(ast, &node);
}

NodeId ast_copy(Ast *ast, NodeId id) {
    Node node = ast->nodes[id];
    return ast_push(ast, &node);
}

const Node *ast_get(const Ast *ast, NodeId id) {
    return &ast->nodes[id];
}

Node *ast_at(Ast *ast, NodeId id) {
    return &ast->nodes[id];
}
