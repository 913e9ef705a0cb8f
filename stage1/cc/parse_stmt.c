/* Statements (C11 6.8). */
#include "parse.h"

#include <stdlib.h>
#include <string.h>

static void parse_block_item(Parser *p, NodeId block, NodeId *last);
static void parse_append(Parser *p, NodeId block, NodeId *last, NodeId statement);
static void parse_append_pending(Parser *p, NodeId block, NodeId *last);
static void parse_declaration(Parser *p);
static NodeId parse_statement(Parser *p);
static NodeId parse_label(Parser *p);
static size_t parse_label_number(Parser *p, Id id, Loc loc);
static NodeId parse_case(Parser *p);
static NodeId parse_unlabelled(Parser *p);
static NodeId parse_expression_statement(Parser *p);
static NodeId parse_effect(Parser *p);
static NodeId parse_condition(Parser *p);
static NodeId parse_body(Parser *p, bool is_loop);
static NodeId parse_if_statement(Parser *p);
static NodeId parse_for_statement(Parser *p);
static NodeId parse_switch(Parser *p);
static NodeId parse_return_statement(Parser *p);

/* compound-statement: `{` {declaration | statement} `}` */
static NodeId parse_block(Parser *p)
{
    NodeId block = parse_node(p, OP_BLOCK, TY_VOID, p->tok.loc, 0, 0);
    scopes_enter(&p->scopes);
    parse_block_items(p, block);
    scopes_leave(&p->scopes);
    return block;
}

/* The braces and contents of a block, whose scope is open. */
void parse_block_items(Parser *p, NodeId block)
{
    Loc loc = p->tok.loc;
    NodeId last = 0;
    parse_nest(p);
    parse_expect(p, TK_LBRACE);
    while (p->tok.kind != TK_RBRACE) {
        refuse(p->src, p->tok.kind == TK_EOF, loc, "unterminated block");
        parse_block_item(p, block, &last);
    }
    parse_advance(p);
    parse_unnest(p);
}

static void parse_block_item(Parser *p, NodeId block, NodeId *last)
{
    if (token_is(&p->tok, KW_STATIC_ASSERT)) {
        parse_static_assert(p);
        return;
    }
    /* A typedef name followed by `:` is a label. */
    if (parse_is_type_start(p, &p->tok) &&
        (token_keyword(&p->tok) != KW_NONE || parse_peek(p)->kind != TK_COLON)) {
        parse_declaration(p);
        parse_append_pending(p, block, last);
        return;
    }
    parse_append(p, block, last, parse_statement(p));
}

/* Appends a statement to a block whose last one so far is `last`. */
static void parse_append(Parser *p, NodeId block, NodeId *last, NodeId statement)
{
    if (*last == 0)
        ast_at(&p->ast, block)->a = statement;
    else
        ast_at(&p->ast, *last)->next = statement;
    *last = statement;
}

/* Appends the statements that a declaration has made. */
static void parse_append_pending(Parser *p, NodeId block, NodeId *last)
{
    for (size_t i = 0; i < p->pending.count; i++)
        parse_append(p, block, last, p->pending.items[i]);
    p->pending.count = 0;
}

/* A declaration inside a function. */
static void parse_declaration(Parser *p)
{
    Loc loc = p->tok.loc;
    Specs specs;
    Declarator first;
    refuse(p->src, !parse_specifiers(p, &specs), loc, "expected a declaration");
    if (parse_accept(p, TK_SEMI))
        return;
    parse_declarator(p, specs.ty, false, &first);
    parse_declarators(p, &specs, &first);
}

/* statement: {label} and an unlabelled statement */
static NodeId parse_statement(Parser *p)
{
    NodeId label = parse_label(p);
    NodeId last = 0;
    if (label == 0)
        return parse_unlabelled(p);
    NodeId block = parse_node(p, OP_BLOCK, TY_VOID, p->tok.loc, 0, 0);
    while (label != 0) {
        parse_append(p, block, &last, label);
        label = parse_label(p);
    }
    parse_append(p, block, &last, parse_unlabelled(p));
    return block;
}

/* name `:` | `case` constant `:` | `default` `:` (6.8.1); 0 if there is none here */
static NodeId parse_label(Parser *p)
{
    Token tok = p->tok;
    if (token_is(&tok, KW_CASE) || token_is(&tok, KW_DEFAULT))
        return parse_case(p);
    if (tok.kind != TK_IDENT || token_keyword(&tok) != KW_NONE || parse_peek(p)->kind != TK_COLON)
        return 0;
    parse_advance(p);
    parse_advance(p);
    size_t number = parse_label_number(p, tok.id, tok.loc);
    Label *known = &p->function.labels[number];
    if (known->defined)
        err1(p->src, tok.loc, "label '{}' is defined twice", pp_name(p->pp, tok.id));
    known->defined = true;
    NodeId label = parse_node(p, OP_LABEL, TY_VOID, tok.loc, 0, 0);
    ast_at(&p->ast, label)->sym = tok.id;
    return label;
}

/* The index of a label of the current function. */
static size_t parse_label_number(Parser *p, Id id, Loc loc)
{
    Function *f = &p->function;
    const uint64_t *found = map_find(&f->label_index, id);
    if (found != NULL)
        return (size_t)*found;
    f->labels = grow(f->labels, f->label_count, &f->label_room, sizeof f->labels[0]);
    f->labels[f->label_count].id = id;
    f->labels[f->label_count].loc = loc;
    f->labels[f->label_count].defined = false;
    map_set(&f->label_index, id, f->label_count);
    f->label_count++;
    return f->label_count - 1;
}

static NodeId parse_case(Parser *p)
{
    Token tok = p->tok;
    bool is_default = token_is(&tok, KW_DEFAULT);
    parse_advance(p);
    refuse(p->src, p->function.switch_count == 0, tok.loc, "a case outside of a switch");
    Switch *open = &p->function.switches[p->function.switch_count - 1];
    refuse(p->src, is_default && open->has_default, tok.loc, "a switch with two defaults");
    NodeId node = parse_node(p, is_default ? OP_DEFAULT : OP_CASE, TY_VOID, tok.loc, 0, 0);
    if (!is_default) {
        int64_t value = parse_constant(p);
        ast_at(&p->ast, node)->val = types_wrap(&p->types, open->ty, value);
    }
    parse_expect(p, TK_COLON);
    if (is_default)
        open->has_default = true;
    else
        numbers_add(&open->cases, node);
    return node;
}

static NodeId parse_unlabelled(Parser *p)
{
    Loc loc = p->tok.loc;
    NodeId node, cond, body;
    Token name;
    parse_nest(p);
    switch (token_keyword(&p->tok)) {
    case KW_IF:
        node = parse_if_statement(p);
        break;
    case KW_SWITCH:
        node = parse_switch(p);
        break;
    case KW_WHILE:
        parse_advance(p);
        cond = parse_condition(p);
        body = parse_body(p, true);
        node = parse_node(p, OP_WHILE, TY_VOID, loc, cond, body);
        break;
    case KW_DO:
        parse_advance(p);
        body = parse_body(p, true);
        refuse(p->src, !parse_accept_word(p, KW_WHILE), p->tok.loc, "expected 'while'");
        cond = parse_condition(p);
        parse_expect(p, TK_SEMI);
        node = parse_node(p, OP_DO_WHILE, TY_VOID, loc, cond, body);
        break;
    case KW_FOR:
        node = parse_for_statement(p);
        break;
    case KW_GOTO:
        parse_advance(p);
        parse_expect_name(p, &name);
        parse_expect(p, TK_SEMI);
        parse_label_number(p, name.id, name.loc);
        node = parse_node(p, OP_GOTO, TY_VOID, loc, 0, 0);
        ast_at(&p->ast, node)->sym = name.id;
        break;
    case KW_BREAK:
        parse_advance(p);
        refuse(p->src, p->function.breakable == 0, loc, "break outside of a loop or switch");
        parse_expect(p, TK_SEMI);
        node = parse_node(p, OP_BREAK, TY_VOID, loc, 0, 0);
        break;
    case KW_CONTINUE:
        parse_advance(p);
        refuse(p->src, p->function.loops == 0, loc, "continue outside of a loop");
        parse_expect(p, TK_SEMI);
        node = parse_node(p, OP_CONTINUE, TY_VOID, loc, 0, 0);
        break;
    case KW_RETURN:
        node = parse_return_statement(p);
        break;
    case KW_ASM:
        err(p->src, loc, "'asm' is not supported");
        return 0;
    default:
        node = p->tok.kind == TK_LBRACE ? parse_block(p) : parse_expression_statement(p);
    }
    parse_unnest(p);
    return node;
}

/* [expression] `;` */
static NodeId parse_expression_statement(Parser *p)
{
    Loc loc = p->tok.loc;
    if (parse_accept(p, TK_SEMI))
        return parse_node(p, OP_BLOCK, TY_VOID, loc, 0, 0);
    NodeId node = parse_effect(p);
    parse_expect(p, TK_SEMI);
    return node;
}

/* An expression for its effects. */
static NodeId parse_effect(Parser *p)
{
    Loc loc = p->tok.loc;
    NodeId value = parse_expr(p);
    value = parse_discard(p, value);
    return parse_node(p, OP_EXPR, TY_VOID, loc, value, 0);
}

/* `(` expression `)`, a scalar */
static NodeId parse_condition(Parser *p)
{
    parse_expect(p, TK_LPAREN);
    NodeId cond = parse_expr(p);
    cond = parse_truth(p, cond);
    parse_expect(p, TK_RPAREN);
    return cond;
}

/* The body of a loop or switch. */
static NodeId parse_body(Parser *p, bool is_loop)
{
    p->function.breakable++;
    p->function.loops += is_loop;
    NodeId body = parse_statement(p);
    p->function.breakable--;
    p->function.loops -= is_loop;
    return body;
}

/* `if` `(` expression `)` statement [`else` statement] (6.8.4.1). A chain of `else if` is read in
   a loop, so that it may be of any length. */
static NodeId parse_if_statement(Parser *p)
{
    NodeId head = 0;
    NodeId last = 0;
    for (;;) {
        Loc loc = p->tok.loc;
        parse_advance(p);
        NodeId cond = parse_condition(p);
        NodeId then = parse_statement(p);
        NodeId node = parse_node(p, OP_IF, TY_VOID, loc, cond, then);
        if (head == 0)
            head = node;
        else
            ast_at(&p->ast, last)->c = node;
        last = node;
        if (!parse_accept_word(p, KW_ELSE))
            return head;
        if (!token_is(&p->tok, KW_IF)) {
            NodeId other = parse_statement(p);
            ast_at(&p->ast, last)->c = other;
            return head;
        }
    }
}

/* `for` `(` [declaration | expression `;`] [expression] `;` [expression] `)` statement (6.8.5.3) */
static NodeId parse_for_statement(Parser *p)
{
    Loc loc = p->tok.loc;
    NodeId last = 0;
    NodeId cond = 0;
    NodeId step = 0;
    parse_advance(p);
    parse_expect(p, TK_LPAREN);
    scopes_enter(&p->scopes);
    NodeId block = parse_node(p, OP_BLOCK, TY_VOID, loc, 0, 0);
    if (parse_is_type_start(p, &p->tok)) {
        parse_declaration(p);
        parse_append_pending(p, block, &last);
    } else {
        parse_append(p, block, &last, parse_expression_statement(p));
    }
    if (p->tok.kind != TK_SEMI) {
        cond = parse_expr(p);
        cond = parse_truth(p, cond);
    }
    parse_expect(p, TK_SEMI);
    if (p->tok.kind != TK_RPAREN)
        step = parse_effect(p);
    parse_expect(p, TK_RPAREN);
    NodeId body = parse_body(p, true);
    scopes_leave(&p->scopes);
    NodeId node = parse_node(p, OP_FOR, TY_VOID, loc, cond, body);
    ast_at(&p->ast, node)->c = step;
    parse_append(p, block, &last, node);
    return block;
}

/* `switch` `(` expression `)` statement (6.8.4.2) */
static NodeId parse_switch(Parser *p)
{
    Function *f = &p->function;
    Loc loc = p->tok.loc;
    uint64_t sign;
    parse_advance(p);
    NodeId value = parse_condition(p);
    refuse(p->src, !types_is_integer(&p->types, parse_ty(p, value)), loc, "switch needs an integer");
    Ty ty = types_promote(&p->types, parse_ty(p, value));
    value = parse_cast(p, ty, value);
    f->switches = grow(f->switches, f->switch_count, &f->switch_room, sizeof f->switches[0]);
    Switch *open = &f->switches[f->switch_count];
    f->switch_count++;
    memset(open, 0, sizeof *open);
    open->ty = ty;
    NodeId body = parse_body(p, false);
    NodeId node = parse_node(p, OP_SWITCH, TY_VOID, loc, value, body);
    f->switch_count--;
    open = &f->switches[f->switch_count];
    ast_at(&p->ast, node)->val = open->has_default;
    /* The order of signed values is that of unsigned ones with the sign inverted. */
    sign = types_get(&p->types, ty)->is_unsigned ? 0 : (uint64_t)1 << 63;
    Keyed *cases = allocate(open->cases.count * sizeof cases[0]);
    for (size_t i = 0; i < open->cases.count; i++) {
        cases[i].key = (uint64_t)ast_get(&p->ast, open->cases.items[i])->val ^ sign;
        cases[i].value = open->cases.items[i];
    }
    sort_keyed(cases, open->cases.count);
    NodeId last = node;
    for (size_t i = 0; i < open->cases.count; i++) {
        refuse(p->src, i > 0 && cases[i - 1].key == cases[i].key, ast_get(&p->ast, cases[i].value)->loc,
               "two cases with the same value");
        ast_at(&p->ast, last)->c = cases[i].value;
        last = cases[i].value;
    }
    free(cases);
    numbers_free(&open->cases);
    return node;
}

/* `return` [expression] `;` (6.8.6.4) */
static NodeId parse_return_statement(Parser *p)
{
    Loc loc = p->tok.loc;
    Ty result = p->function.result;
    NodeId value = 0;
    parse_advance(p);
    if (p->tok.kind != TK_SEMI) {
        Loc at = p->tok.loc;
        value = parse_expr(p);
        refuse(p->src, result == TY_VOID, at, "a value returned from a void function");
        value = parse_convert(p, value, result, "a return", at);
    } else if (result != TY_VOID) {
        err(p->src, loc, "a return without a value");
    }
    parse_expect(p, TK_SEMI);
    return parse_node(p, OP_RETURN, TY_VOID, loc, value, 0);
}
