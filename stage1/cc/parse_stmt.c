/* Statements (C11 6.8). */
#include "parse.h"

#include <stdlib.h>

static NodeId parse_statement(Parser *p);

/* `case` constant `:` | `default` `:` */
static NodeId parse_case(Parser *p) {
    Token tok = p->tok;
    Switch *open = p->function.open;
    NodeId node;
    parse_advance(p);
    refuse(p->src, open == NULL, tok.loc, "a case outside of a switch");
    if (token_is(&tok, KW_DEFAULT)) {
        refuse(p->src, open->has_default, tok.loc, "a switch with two defaults");
        open->has_default = true;
        node = parse_node(p, OP_DEFAULT, TY_VOID, tok.loc, 0, 0);
    } else {
        int64_t value = parse_constant(p);
        node = parse_node_val(p, OP_CASE, TY_VOID, tok.loc, 0, 0, types_wrap(&p->types, open->ty, value));
        numbers_add(&open->cases, node);
    }
    parse_expect(p, TK_COLON);
    return node;
}

/* name `:` | `case` constant `:` | `default` `:` (6.8.1); 0 if there is none here */
static NodeId parse_label(Parser *p) {
    Token tok = p->tok;
    if (token_is(&tok, KW_CASE) || token_is(&tok, KW_DEFAULT))
        return parse_case(p);
    if (!parse_at_name(p) || parse_peek(p)->kind != TK_COLON)
        return 0;
    parse_advance(p);
    parse_advance(p);
    bool twice = map_find(&p->function.labels, tok.id) != NULL;
    parse_refuse_name(p, twice, tok.loc, "label '{}' is defined twice", tok.id);
    map_set(&p->function.labels, tok.id, 1);
    return parse_node_sym(p, OP_LABEL, TY_VOID, tok.loc, tok.id);
}

/* A block of the statements that are pending from number `start` on. */
static NodeId parse_block_of(Parser *p, size_t start, Loc loc) {
    NodeId block = parse_node(p, OP_BLOCK, TY_VOID, loc, 0, 0);
    ast_at(&p->ast, block)->a = parse_chain(p, start);
    return block;
}

/* compound-statement: `{` {declaration | statement} `}`, whose scope is open already */
NodeId parse_block(Parser *p) {
    Loc loc = p->tok.loc;
    size_t start = p->pending.count;
    parse_nest(p);
    parse_expect(p, TK_LBRACE);
    while (p->tok.kind != TK_RBRACE) {
        refuse(p->src, p->tok.kind == TK_EOF, loc, "unterminated block");
        if (token_is(&p->tok, KW_STATIC_ASSERT))
            parse_static_assert(p);
        else if (parse_is_type_start(p, &p->tok) && !(parse_at_name(p) && parse_peek(p)->kind == TK_COLON))
            /* A typedef name followed by `:` is a label. */
            parse_declaration(p);
        else
            numbers_add(&p->pending, parse_statement(p));
    }
    parse_advance(p);
    parse_unnest(p);
    return parse_block_of(p, start, loc);
}

/* An expression for its effects. */
static NodeId parse_effect(Parser *p) {
    Loc loc = p->tok.loc;
    NodeId value = parse_expr(p);
    return parse_node(p, OP_EXPR, TY_VOID, loc, parse_discard(p, value), 0);
}

/* [expression] `;` */
static NodeId parse_expression_statement(Parser *p) {
    Loc loc = p->tok.loc;
    if (parse_accept(p, TK_SEMI))
        return parse_node(p, OP_BLOCK, TY_VOID, loc, 0, 0);
    NodeId node = parse_effect(p);
    parse_expect(p, TK_SEMI);
    return node;
}

/* A keyword and `(` expression `)`, a scalar. */
static NodeId parse_condition(Parser *p) {
    parse_advance(p);
    parse_expect(p, TK_LPAREN);
    NodeId cond = parse_expr(p);
    cond = parse_truth(p, cond);
    parse_expect(p, TK_RPAREN);
    return cond;
}

/* The body of a loop. */
static NodeId parse_body(Parser *p) {
    p->function.loops++;
    NodeId body = parse_statement(p);
    p->function.loops--;
    return body;
}

/* `if` `(` expression `)` statement [`else` statement] (6.8.4.1). A chain of `else if` is read in
   a loop, so that it may be of any length. */
static NodeId parse_if_statement(Parser *p) {
    NodeId head = 0;
    NodeId last = 0;
    for (;;) {
        Loc loc = p->tok.loc;
        NodeId cond = parse_condition(p);
        NodeId then = parse_statement(p);
        NodeId node = parse_node(p, OP_IF, TY_VOID, loc, cond, then);
        if (head == 0)
            head = node;
        else
            ast_at(&p->ast, last)->c = node;
        last = node;
        if (!token_is(&p->tok, KW_ELSE))
            return head;
        parse_advance(p);
        if (!token_is(&p->tok, KW_IF)) {
            NodeId other = parse_statement(p);
            ast_at(&p->ast, last)->c = other;
            return head;
        }
    }
}

/* `for` `(` [declaration | expression `;`] [expression] `;` [expression] `)` statement (6.8.5.3) */
static NodeId parse_for_statement(Parser *p) {
    Loc loc = p->tok.loc;
    size_t start = p->pending.count;
    parse_advance(p);
    parse_expect(p, TK_LPAREN);
    scopes_enter(&p->scopes);
    if (parse_is_type_start(p, &p->tok))
        parse_declaration(p);
    else
        numbers_add(&p->pending, parse_expression_statement(p));
    NodeId cond = 0;
    if (p->tok.kind != TK_SEMI) {
        cond = parse_expr(p);
        cond = parse_truth(p, cond);
    }
    parse_expect(p, TK_SEMI);
    NodeId step = p->tok.kind == TK_RPAREN ? 0 : parse_effect(p);
    parse_expect(p, TK_RPAREN);
    NodeId body = parse_body(p);
    scopes_leave(&p->scopes);
    NodeId node = parse_node(p, OP_FOR, TY_VOID, loc, cond, body);
    ast_at(&p->ast, node)->c = step;
    numbers_add(&p->pending, node);
    return parse_block_of(p, start, loc);
}

/* `switch` `(` expression `)` statement (6.8.4.2) */
static NodeId parse_switch(Parser *p) {
    Loc loc = p->tok.loc;
    NodeId value = parse_condition(p);
    refuse(p->src, !types_is_integer(&p->types, parse_ty(p, value)), loc, "switch needs an integer");
    Ty ty = types_promote(&p->types, parse_ty(p, value));
    value = parse_cast(p, ty, value);
    Switch *outer = p->function.open;
    Switch open = {ty, {NULL, 0, 0}, false};
    p->function.open = &open;
    NodeId body = parse_statement(p);
    NodeId node = parse_node(p, OP_SWITCH, TY_VOID, loc, value, body);
    p->function.open = outer;
    ast_at(&p->ast, node)->val = open.has_default;
    /* The order of signed values is that of unsigned ones with the sign inverted. */
    uint64_t sign = types_get(&p->types, ty)->is_unsigned ? 0 : (uint64_t)1 << 63;
    Keyed *cases = allocate(open.cases.count * sizeof cases[0]);
    for (size_t i = 0; i < open.cases.count; i++) {
        cases[i].key = (uint64_t)ast_get(&p->ast, open.cases.items[i])->val ^ sign;
        cases[i].value = open.cases.items[i];
    }
    sort_keyed(cases, open.cases.count);
    NodeId last = node;
    for (size_t i = 0; i < open.cases.count; i++) {
        bool same = i > 0 && cases[i - 1].key == cases[i].key;
        refuse(p->src, same, ast_get(&p->ast, cases[i].value)->loc, "two cases with the same value");
        ast_at(&p->ast, last)->c = cases[i].value;
        last = cases[i].value;
    }
    free(cases);
    numbers_free(&open.cases);
    return node;
}

/* `break` `;` or `continue` `;`, an error if it does not stand `inside` of what it needs. */
static NodeId parse_jump(Parser *p, Op op, bool inside, const char *msg) {
    Loc loc = p->tok.loc;
    parse_advance(p);
    refuse(p->src, !inside, loc, msg);
    parse_expect(p, TK_SEMI);
    return parse_node(p, op, TY_VOID, loc, 0, 0);
}

/* `return` [expression] `;` (6.8.6.4) */
static NodeId parse_return_statement(Parser *p) {
    Loc loc = p->tok.loc;
    parse_advance(p);
    Loc at = p->tok.loc;
    Ty result = p->function.result;
    NodeId value = 0;
    if (p->tok.kind == TK_SEMI) {
        refuse(p->src, result != TY_VOID, loc, "a return without a value");
    } else {
        value = parse_expr(p);
        refuse(p->src, result == TY_VOID, at, "a value returned from a void function");
        value = parse_convert(p, value, result, "a return", at);
    }
    parse_expect(p, TK_SEMI);
    return parse_node(p, OP_RETURN, TY_VOID, loc, value, 0);
}

/* A statement without labels. */
static NodeId parse_unlabelled(Parser *p) {
    parse_nest(p);
    Loc loc = p->tok.loc;
    Function *f = &p->function;
    bool in_loop = f->loops > 0;
    NodeId node, cond, body;
    Token name;
    switch (token_keyword(&p->tok)) {
    case KW_IF: node = parse_if_statement(p); break;
    case KW_SWITCH: node = parse_switch(p); break;
    case KW_WHILE:
        cond = parse_condition(p);
        body = parse_body(p);
        node = parse_node(p, OP_WHILE, TY_VOID, loc, cond, body);
        break;
    case KW_DO:
        parse_advance(p);
        body = parse_body(p);
        refuse(p->src, !token_is(&p->tok, KW_WHILE), p->tok.loc, "expected 'while'");
        cond = parse_condition(p);
        parse_expect(p, TK_SEMI);
        node = parse_node(p, OP_DO_WHILE, TY_VOID, loc, cond, body);
        break;
    case KW_FOR: node = parse_for_statement(p); break;
    case KW_GOTO:
        parse_advance(p);
        parse_expect_name(p, &name);
        parse_expect(p, TK_SEMI);
        tokens_add(&f->gotos, &name);
        node = parse_node_sym(p, OP_GOTO, TY_VOID, loc, name.id);
        break;
    case KW_BREAK:
        node = parse_jump(p, OP_BREAK, in_loop || f->open != NULL, "break outside of a loop or switch");
        break;
    case KW_CONTINUE: node = parse_jump(p, OP_CONTINUE, in_loop, "continue outside of a loop"); break;
    case KW_RETURN: node = parse_return_statement(p); break;
    default:
        if (p->tok.kind == TK_LBRACE) {
            scopes_enter(&p->scopes);
            node = parse_block(p);
            scopes_leave(&p->scopes);
        } else {
            node = parse_expression_statement(p);
        }
    }
    parse_unnest(p);
    return node;
}

/* statement: {label} and an unlabelled statement */
static NodeId parse_statement(Parser *p) {
    Loc loc = p->tok.loc;
    size_t start = p->pending.count;
    for (NodeId label = parse_label(p); label != 0; label = parse_label(p))
        numbers_add(&p->pending, label);
    NodeId node = parse_unlabelled(p);
    if (p->pending.count == start)
        return node;
    numbers_add(&p->pending, node);
    return parse_block_of(p, start, loc);
}
