/* The syntax tree as text, for tests and -fdump-ast. */
#ifndef AST_DUMP_H
#define AST_DUMP_H

#include "ast.h"

/* A function, or an object with its initializer, as S-expressions. */
void ast_dump_function(const Function *f, Buf *out);
void ast_dump_object(const Symbol *s, Buf *out);
void ast_dump_node(const Node *node, unsigned indent, Buf *out);

#endif
