/* __attribute__((cleanup(f))) (GNU): f(&variable) is called wherever control leaves the variable's scope: at the end of
   its block and by break, continue, return and goto, the last variable first. The parser writes the calls into the tree,
   so that no later phase knows of them. longjmp, exit and computed gotos call nothing, as in gcc. */
#include "parse_internal.h"

/* A variable to be cleaned up, while its scope is open. */
struct Cleanup {
    Symbol *variable;
    Symbol *function;
    Cleanup *outer;
};

/* A goto out of such scopes; where it leads is known at the end of the function. */
struct CleanupJump {
    Node *jump;
    Cleanup *from;
    CleanupJump *next;
};

void add_cleanup(Parser *p, Symbol *variable, Name *function, Loc loc) {
    Symbol *callee = function->symbol;
    Cleanup *c;
    if (callee == NULL || callee->kind != SYM_FUNCTION) {
        parse_error(p, loc, "cleanup argument is not a function");
        return;
    }
    c = arena_get(&p->func, sizeof *c);
    c->variable = variable;
    c->function = callee;
    c->outer = p->cleanups;
    p->cleanups = c;
}

/* f(&variable); as a statement. */
static Node *cleanup_call(Parser *p, const Cleanup *c, Loc loc) {
    Node *variable = make_var(p, c->variable, loc);
    Node *argument = new_node(p, N_ADDR, loc, type_pointer(&p->types, c->variable->type));
    Node *callee = decay(p, make_var(p, c->function, loc));
    const Type *type = c->function->type;
    Node *call = new_node(p, N_CALL, loc, type->base->unqualified);
    Node *statement = new_node(p, N_EXPR, loc, p->void_type);
    c->variable->address_taken = true;
    argument->a = variable;
    if (type->prototype && type->count_of == 1)
        argument = convert(p, argument, type->params[0].type->unqualified, FOR_ARGUMENT, 1, callee);
    call->callee = callee;
    call->args = argument;
    statement->a = call;
    statement->flags = NF_CLEANUP;
    return statement;
}

/* Appends the calls of what is open inside `to`, behind *tail; the new tail. */
static Node **append_calls(Parser *p, const Cleanup *from, const Cleanup *to, Loc loc, Node **tail) {
    for (; from != to && from != NULL; from = from->outer) {
        *tail = cleanup_call(p, from, loc);
        tail = &(*tail)->next;
    }
    return tail;
}

Node *clean_before(Parser *p, const Cleanup *to, Node *jump) {
    Node *block;
    if (p->cleanups == to)
        return jump;
    block = new_node(p, N_BLOCK, jump->loc, p->void_type);
    *append_calls(p, p->cleanups, to, jump->loc, &block->body) = jump;
    return block;
}

/* A hidden variable with the value; the statement that declares it. */
static Node *hold(Parser *p, Node *value, Symbol **symbol) {
    Node *node = new_node(p, N_DECL, value->loc, p->void_type);
    Symbol *s = new_symbol(p, SYM_OBJECT, NULL, value->type->unqualified, value->loc);
    Init *init = arena_get(&p->func, sizeof *init);
    s->defined = true;
    s->referenced = true;
    s->visibility = 0;
    init->items = arena_get(&p->func, sizeof *init->items);
    init->count = 1;
    init->covers = true;
    init->size = s->type->size;
    init->items[0].type = s->type;
    init->items[0].value = value;
    node->symbol = s;
    node->init = init;
    *symbol = s;
    return node;
}

/* The value is made before the calls. */
Node *clean_return(Parser *p, Node *node) {
    Node *block;
    Node **tail;
    Symbol *held;
    if (p->cleanups == NULL)
        return node;
    block = new_node(p, N_BLOCK, node->loc, p->void_type);
    tail = &block->body;
    if (node->kind == N_BLOCK) { /* of an expression and a return without value */
        *tail = node->body;
        tail = &node->body->next;
        node = *tail;
    } else if (node->a != NULL && node->a->kind != N_INT && !is_error(node->a)) {
        *tail = hold(p, node->a, &held);
        tail = &(*tail)->next;
        node->a = make_var(p, held, node->loc);
    }
    *append_calls(p, p->cleanups, NULL, node->loc, tail) = node;
    return block;
}

static bool jumps_away(const Node *node) {
    while (node->kind == N_BLOCK && node->body != NULL)
        for (node = node->body; node->next != NULL; node = node->next)
            continue;
    return node->kind == N_RETURN || node->kind == N_GOTO || node->kind == N_BREAK || node->kind == N_CONTINUE;
}

void clean_block(Parser *p, Cleanup *to, Node *block, bool is_value) {
    Node **last = &block->body;
    Symbol *held;
    if (p->cleanups == to)
        return;
    while (*last != NULL && (*last)->next != NULL)
        last = &(*last)->next;
    if (*last == NULL || !jumps_away(*last)) {
        Node *value = NULL;
        if (is_value && *last != NULL && (*last)->kind == N_EXPR) {
            value = decay(p, (*last)->a);
            (*last)->a = value;
            if (value->type->kind == TY_VOID || is_error(value))
                value = NULL;
        }
        if (value != NULL)
            *last = hold(p, value, &held);
        if (*last != NULL)
            last = &(*last)->next;
        last = append_calls(p, p->cleanups, to, p->tok.loc, last);
        if (value != NULL) {
            *last = new_node(p, N_EXPR, value->loc, p->void_type);
            (*last)->a = make_var(p, held, value->loc);
        }
    }
    p->cleanups = to;
}

void note_jump(Parser *p, Node *jump) {
    CleanupJump *j;
    if (p->cleanups == NULL)
        return;
    j = arena_get(&p->func, sizeof *j);
    j->jump = jump;
    j->from = p->cleanups;
    j->next = p->cleanup_jumps;
    p->cleanup_jumps = j;
}

static bool is_around(const Cleanup *c, const Cleanup *inner) {
    while (inner != NULL && inner != c)
        inner = inner->outer;
    return inner == c;
}

void finish_jumps(Parser *p) {
    for (CleanupJump *j = p->cleanup_jumps; j != NULL; j = j->next) {
        const Cleanup *to = j->from;
        Node *body = NULL;
        Node *jump;
        while (to != NULL && !is_around(to, j->jump->label->cleanups))
            to = to->outer;
        if (to == j->from)
            continue;
        jump = new_node(p, N_GOTO, j->jump->loc, p->void_type);
        jump->label = j->jump->label;
        *append_calls(p, j->from, to, j->jump->loc, &body) = jump;
        j->jump->kind = N_BLOCK;
        j->jump->body = body;
    }
    p->cleanup_jumps = NULL;
    p->cleanups = NULL;
}
