/* Function calls (C11 6.5.2.2). */
#include "parse_internal.h"

/* The default argument promotions (6.5.2.2p6). */
Node *default_promote(Parser *p, Node *node, Loc loc) {
    node = decay(p, node);
    if (is_error(node))
        return node;
    if (is_integer(node->type))
        return promote(p, node);
    if (node->type->kind == TY_FLOAT)
        return cast_to(p, node, &p->types.double_type);
    if (node->type->kind == TY_VOID) {
        parse_error(p, loc, "invalid use of void expression");
        return error_node(p, loc);
    }
    return node;
}

static const char *call_name(const Node *callee) {
    if (callee->kind == N_ADDR && callee->a->kind == N_VAR)
        return callee->a->symbol->name->text;
    return "function";
}

static void note_declaration(Parser *p, const Node *callee) {
    if (callee->kind == N_ADDR && callee->a->kind == N_VAR)
        diag_note(p->diag, callee->a->symbol->loc, "declared here");
}

/* What the function around must know of a call in it. */
static void note_callee(Parser *p, const Node *callee) {
    const Symbol *s;
    if (p->function == NULL || callee->kind != N_ADDR || callee->a->kind != N_VAR)
        return;
    s = callee->a->symbol;
    p->function->calls_setjmp |= s->returns_twice;
    p->function->calls_alloca |= s->builtin == BUILTIN_ALLOCA;
}

/* Behind the `(`. */
Node *parse_call(Parser *p, Loc loc, Node *callee) {
    const Type *type = NULL;
    Node *node;
    Node **tail;
    uint32_t count = 0;
    bool many = false;
    bool bad;
    callee = decay(p, callee);
    bad = is_error(callee);
    note_callee(p, callee);
    if (!bad && callee->type->kind == TY_POINTER && callee->type->base->kind == TY_FUNCTION)
        type = callee->type->base;
    else if (!bad)
        parse_error(p, loc, "called object is not a function or function pointer");
    node = new_node(p, N_CALL, callee->loc, type != NULL ? type->base->unqualified : p->error_type);
    node->callee = callee;
    tail = &node->args;
    while (!at(p, ')')) {
        Node *arg = parse_assign(p);
        Loc arg_loc = arg->loc;
        if (type != NULL && type->prototype && count < type->count_of) {
            arg = convert(p, arg, type->params[count].type->unqualified, FOR_ARGUMENT, count + 1, callee);
        } else {
            many |= type != NULL && type->prototype && !type->variadic;
            arg = default_promote(p, arg, arg_loc);
        }
        bad |= is_error(arg);
        count++;
        if (arg->next != NULL || arg->kind == N_ERROR) { /* a node stands in one list only */
            Node *copy = new_node(p, arg->kind, arg->loc, arg->type);
            *copy = *arg;
            copy->next = NULL;
            arg = copy;
        }
        *tail = arg;
        tail = &arg->next;
        if (!accept(p, ','))
            break;
    }
    if (!expect(p, ')')) {
        recover_paren(p);
        return error_node(p, loc);
    }
    if (type == NULL)
        return error_node(p, loc);
    if (many || (type->prototype && count < type->count_of)) {
        diag_error(p->diag, callee->loc, "too %s arguments to function '%s'", many ? "many" : "few",
                   call_name(callee));
        note_declaration(p, callee);
        return error_node(p, loc);
    }
    if (type->base->kind != TY_VOID && !type->base->complete && type->base->kind != TY_ERROR) {
        check_complete(p, type->base, loc);
        return error_node(p, loc);
    }
    if (bad) {
        node->kind = N_ERROR; /* its type goes on, so that no further message follows from it */
        node->type = node->type->kind == TY_VOID ? node->type : p->error_type;
    }
    return node;
}
