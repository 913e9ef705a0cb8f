/* Statements (C11 6.8). Labels inside a block stand before an empty statement, so that long runs of them do not nest;
   chains of else if are read in a loop. */
#include "parse_internal.h"

#include <stdlib.h>
#include <string.h>

#define DEEP 2000 /* levels of the parser at which Function.deep is set: some hundred statements */

bool starts_declaration(Parser *p) {
    if (at(p, KW_EXTENSION))
        return starts_type(p, peek(p)) || peek(p)->kind == KW_STATIC_ASSERT;
    if (at(p, TK_IDENT) && p->tok.u.name->symbol == NULL && p->tok.u.name->builtin == 0)
        return peek(p)->kind == TK_IDENT; /* an unknown type's name */
    return starts_type(p, &p->tok) || at(p, KW_STATIC_ASSERT);
}

/* ---- -Wunused-value ---- */

static void check_value_used(Parser *p, const Node *node) {
    const char *text = NULL;
    if (is_error(node) || node->type->kind == TY_VOID)
        return;
    switch (node->kind) {
    case N_INT:
    case N_FLOAT:
    case N_STRING:
    case N_VAR:
        text = "statement with no effect";
        break;
    case N_MEMBER:
    case N_DEREF:
    case N_NEG:
    case N_NOT:
    case N_LOGNOT:
    case N_ADDR:
        text = node->type->quals & QUAL_VOLATILE ? NULL : "value computed is not used";
        break;
    case N_COMMA:
        check_value_used(p, node->b);
        break;
    default:
        if (node->kind >= N_ADD && node->kind <= N_GE)
            text = "value computed is not used";
    }
    if (text != NULL)
        diag_warn(p->diag, WARN_UNUSED_VALUE, node->loc, "%s", text);
}

static Node *expression_statement(Parser *p) {
    Node *node = new_node(p, N_EXPR, p->tok.loc, p->void_type);
    node->a = parse_expr(p);
    if (is_aggregate(node->a->type))
        check_complete(p, node->a->type, node->loc);
    /* the value of ({ … }) may be this one, so that it is judged only if another statement follows */
    expect_semicolon(p);
    if (warns(p, WARN_UNUSED_VALUE) && !at(p, '}'))
        check_value_used(p, node->a);
    return node;
}

/* ---- labels ---- */

static Node *define_label(Parser *p) {
    Node *node = new_node(p, N_LABEL, p->tok.loc, p->void_type);
    Label *label = get_label(p, p->tok.u.name, p->tok.loc);
    if (label->defined) {
        diag_error(p->diag, p->tok.loc, "duplicate label '%s'", label->name->text);
        diag_note(p->diag, label->loc, "previous definition of '%s' was here", label->name->text);
    }
    label->defined = true;
    label->loc = p->tok.loc;
    label->cleanups = p->cleanups;
    node->label = label;
    advance(p);
    advance(p);
    while (at(p, KW_ATTRIBUTE)) {
        Attrs attrs;
        memset(&attrs, 0, sizeof attrs);
        parse_attributes(p, &attrs);
        label->used |= attrs.unused;
    }
    return node;
}

/* A constant of the switch's type. */
static int64_t case_value(Parser *p, const Type *type) {
    int64_t value = 0;
    Type *from = p->int_type;
    Loc loc = p->tok.loc;
    if (!parse_int_constant(p, "case label", &value, &from))
        return 0;
    if (type != NULL && type->size < 8 && !int_fits(&p->types, type, value, is_unsigned(&p->types, from)) &&
        (uint64_t)(value < 0 ? ~value : value) >> (type->size * 8) != 0)
        diag_warn(p->diag, WARN_OVERFLOW, loc, "case label value is out of range of the type of the switch");
    return type != NULL ? int_wrap(&p->types, type, (uint64_t)value) : value;
}

static bool after(const Parser *p, const Type *type, int64_t a, int64_t b) {
    return is_unsigned(&p->types, type) ? (uint64_t)a > (uint64_t)b : a > b;
}

static Node *parse_case(Parser *p) {
    Switch *s = p->in_switch;
    const Type *type = s != NULL ? s->type : NULL;
    Node *node = new_node(p, N_CASE, p->tok.loc, p->void_type);
    if (s == NULL)
        parse_error(p, p->tok.loc, "case label not within a switch statement");
    advance(p);
    node->low = case_value(p, type);
    node->high = node->low;
    if (accept(p, TK_ELLIPSIS)) {
        pedantic(p, node->loc, "range expressions in switch statements are non-standard");
        node->high = case_value(p, type);
        if (type != NULL && after(p, type, node->low, node->high)) {
            diag_warn(p->diag, WARN_ALWAYS, node->loc, "empty range specified");
            type = NULL; /* the label remains as a place, but not in the list */
        }
    }
    expect(p, ':');
    if (s != NULL && type != NULL) {
        *s->tail = node;
        s->tail = &node->next_case;
        s->count++;
    }
    return node;
}

static Node *parse_default(Parser *p) {
    Switch *s = p->in_switch;
    Node *node = new_node(p, N_DEFAULT, p->tok.loc, p->void_type);
    advance(p);
    expect(p, ':');
    if (s == NULL) {
        parse_error(p, node->loc, "'default' label not within a switch statement");
    } else if (s->node->other != NULL) {
        parse_error(p, node->loc, "multiple default labels in one switch");
        diag_note(p->diag, s->node->other->loc, "this is the first default label");
    } else {
        s->node->other = node;
    }
    return node;
}

/* A label, case or default with its colon, or NULL. */
static Node *parse_label(Parser *p) {
    if (at(p, KW_CASE))
        return parse_case(p);
    if (at(p, KW_DEFAULT))
        return parse_default(p);
    if (at(p, TK_IDENT) && peek(p)->kind == ':')
        return define_label(p);
    return NULL;
}

static Node *empty_statement(Parser *p, Loc loc) {
    return new_node(p, N_EMPTY, loc, p->void_type);
}

/* ---- switch ---- */

typedef struct CaseSpan {
    int64_t low; /* ordered as signed: unsigned values have their top bit flipped */
    int64_t high;
    const Node *node;
} CaseSpan;

static int compare_spans(const void *left, const void *right) {
    const CaseSpan *a = left;
    const CaseSpan *b = right;
    if (a->low != b->low)
        return a->low < b->low ? -1 : 1;
    return a->node->loc < b->node->loc ? -1 : a->node->loc > b->node->loc;
}

static void check_duplicates(Parser *p, const Switch *s) {
    CaseSpan *spans;
    uint64_t flip = is_unsigned(&p->types, s->type) ? (uint64_t)1 << 63 : 0;
    size_t count = 0;
    if (s->count < 2)
        return;
    spans = allocate(s->count * sizeof *spans);
    for (const Node *n = s->node->cases; n != NULL; n = n->next_case) {
        spans[count].low = (int64_t)((uint64_t)n->low ^ flip);
        spans[count].high = (int64_t)((uint64_t)n->high ^ flip);
        spans[count++].node = n;
    }
    qsort(spans, count, sizeof *spans, compare_spans);
    for (size_t i = 1; i < count; i++) {
        if (spans[i].low <= spans[i - 1].high) {
            diag_error(p->diag, spans[i].node->loc, "duplicate case value");
            diag_note(p->diag, spans[i - 1].node->loc, "previously used here");
        }
        if (spans[i - 1].high > spans[i].high)
            spans[i].high = spans[i - 1].high;
    }
    free(spans);
}

static bool case_has(const Switch *s, int64_t value) {
    for (const Node *n = s->node->cases; n != NULL; n = n->next_case)
        if (n->low <= value && value <= n->high)
            return true;
    return false;
}

/* -Wswitch: an enum's constants that no case names. */
static void check_enum(Parser *p, const Switch *s, const Type *type) {
    if (s->node->other != NULL || type->count_of == 0 || !warns(p, WARN_SWITCH))
        return;
    for (uint32_t i = 0; i < type->count_of; i++) {
        const Member *m = &type->members[i];
        if (!case_has(s, (int64_t)m->offset))
            diag_warn(p->diag, WARN_SWITCH, s->node->loc, "enumeration value '%s' not handled in switch",
                      m->name->text);
    }
}

static Node *parse_switch(Parser *p) {
    Switch s;
    Node *node = new_node(p, N_SWITCH, p->tok.loc, p->void_type);
    const Type *enum_type = NULL;
    Cleanup *at_break = p->at_break;
    Node *value;
    memset(&s, 0, sizeof s);
    advance(p);
    value = decay(p, parse_paren_expr(p));
    if (!is_error(value) && !is_integer(value->type)) {
        parse_error(p, value->loc, "switch quantity not an integer");
        value = error_node(p, value->loc);
    }
    if (value->type->kind == TY_ENUM)
        enum_type = value->type->unqualified;
    if (!is_error(value))
        value = promote(p, value);
    node->switched = value;
    s.node = node;
    s.type = is_error(value) ? p->long_type : value->type;
    s.tail = &node->cases;
    s.outer = p->in_switch;
    p->in_switch = &s;
    p->breakable++;
    p->at_break = p->cleanups;
    node->switch_body = parse_statement(p);
    p->at_break = at_break;
    p->breakable--;
    p->in_switch = s.outer;
    check_duplicates(p, &s);
    if (enum_type != NULL)
        check_enum(p, &s, enum_type);
    return node;
}

/* ---- selection and iteration ---- */

static Node *parse_if(Parser *p) {
    Node *first = NULL;
    Node **link = &first;
    for (;;) {
        Node *node = new_node(p, N_IF, p->tok.loc, p->void_type);
        advance(p);
        *link = node;
        node->a = condition(p, parse_paren_expr(p), true);
        if (warns(p, WARN_PARENTHESES) && at(p, KW_IF)) {
            node->b = parse_statement(p);
            if (node->b->kind == N_IF && node->b->c != NULL)
                diag_warn(p->diag, WARN_PARENTHESES, node->loc,
                          "suggest explicit braces to avoid ambiguous 'else'");
        } else {
            node->b = parse_statement(p);
        }
        if (!at(p, KW_ELSE))
            return first;
        advance(p);
        if (!at(p, KW_IF)) {
            node->c = parse_statement(p);
            return first;
        }
        link = &node->c;
    }
}

static Node *loop_body(Parser *p) {
    Switch *outer = p->in_switch;
    Cleanup *at_break = p->at_break;
    Cleanup *at_continue = p->at_continue;
    Node *body;
    p->breakable++;
    p->continuable++;
    p->at_break = p->cleanups;
    p->at_continue = p->cleanups;
    body = parse_statement(p);
    p->at_break = at_break;
    p->at_continue = at_continue;
    p->breakable--;
    p->continuable--;
    p->in_switch = outer;
    return body;
}

static Node *parse_while(Parser *p) {
    Node *node = new_node(p, N_WHILE, p->tok.loc, p->void_type);
    advance(p);
    node->a = condition(p, parse_paren_expr(p), true);
    node->b = loop_body(p);
    return node;
}

static Node *parse_do(Parser *p) {
    Node *node = new_node(p, N_DO, p->tok.loc, p->void_type);
    advance(p);
    node->b = loop_body(p);
    if (!at(p, KW_WHILE)) {
        syntax_error(p, "'while'");
        node->a = error_node(p, p->tok.loc);
    } else {
        advance(p);
        node->a = condition(p, parse_paren_expr(p), true);
    }
    expect_semicolon(p);
    return node;
}

static Node *for_init(Parser *p) {
    Node *first = NULL;
    Node **tail = &first;
    Loc loc = p->tok.loc;
    if (starts_declaration(p)) {
        uint32_t outer = p->for_depth;
        p->for_depth = p->depth;
        parse_declaration(p, &tail);
        p->for_depth = outer;
        if (first != NULL && first->next != NULL) {
            Node *block = new_node(p, N_BLOCK, loc, p->void_type);
            block->body = first;
            first = block;
        }
        return first;
    }
    if (!at(p, ';')) {
        first = new_node(p, N_EXPR, loc, p->void_type);
        first->a = parse_expr(p);
        if (warns(p, WARN_UNUSED_VALUE))
            check_value_used(p, first->a);
    }
    expect(p, ';');
    return first;
}

static Node *parse_for(Parser *p) {
    Node *node = new_node(p, N_FOR, p->tok.loc, p->void_type);
    Cleanup *cleanups = p->cleanups;
    advance(p);
    scope_enter(p);
    if (expect(p, '(')) {
        node->a = for_init(p);
        if (!at(p, ';'))
            node->b = condition(p, parse_expr(p), true);
        expect(p, ';');
        if (!at(p, ')'))
            node->c = decay(p, parse_expr(p));
    }
    if (!expect(p, ')')) {
        while (!at(p, TK_EOF) && !at(p, ')') && !at(p, '{') && !at(p, '}'))
            advance(p);
        accept(p, ')');
        p->panic = false;
    }
    node->d = loop_body(p);
    if (p->cleanups != cleanups) {
        Node *block = new_node(p, N_BLOCK, node->loc, p->void_type);
        block->body = node;
        clean_block(p, cleanups, block, false);
        node = block;
    }
    scope_leave(p);
    return node;
}

/* ---- jumps ---- */

static Node *parse_goto(Parser *p) {
    Node *node = new_node(p, N_GOTO, p->tok.loc, p->void_type);
    advance(p);
    if (at(p, '*')) {
        Type *target = type_pointer(&p->types, type_qualified(&p->types, p->void_type, QUAL_CONST));
        node->kind = N_GOTO_PTR;
        p->function->computed_gotos++;
        pedantic(p, node->loc, "ISO C forbids 'goto *expr;'");
        advance(p);
        node->a = decay(p, parse_expr(p));
        if (!is_error(node->a) && node->a->type->kind != TY_POINTER)
            parse_error(p, node->a->loc, "computed goto must be pointer type");
        else
            node->a = convert(p, node->a, target, FOR_ASSIGN, 0, NULL);
    } else if (at(p, TK_IDENT)) {
        node->label = get_label(p, p->tok.u.name, p->tok.loc);
        node->label->used = true;
        note_jump(p, node);
        advance(p);
    } else {
        syntax_error(p, "identifier or '*'");
        node->kind = N_EMPTY;
    }
    expect_semicolon(p);
    return node;
}

static Node *parse_jump(Parser *p, NodeKind kind) {
    Node *node = new_node(p, kind, p->tok.loc, p->void_type);
    uint32_t around = kind == N_BREAK ? p->breakable : p->continuable;
    advance(p);
    if (around == 0) {
        parse_error(p, node->loc, kind == N_BREAK ? "break statement not within loop or switch"
                                               : "continue statement not within a loop");
        node->kind = N_EMPTY;
        expect_semicolon(p);
        return node;
    }
    expect_semicolon(p);
    return clean_before(p, kind == N_BREAK ? p->at_break : p->at_continue, node);
}

/* `return e;` where the function returns nothing: e is evaluated all the same. */
static Node *return_nothing(Parser *p, Node *node, Node *value) {
    Node *block = new_node(p, N_BLOCK, node->loc, p->void_type);
    Node *effect = new_node(p, N_EXPR, node->loc, p->void_type);
    if (value->type->kind != TY_VOID && !is_error(value))
        diag_warn(p->diag, WARN_REQUIRED, value->loc, "'return' with a value, in function returning void");
    effect->a = value;
    effect->next = node;
    block->body = effect;
    return block;
}

static Node *parse_return(Parser *p) {
    Node *node = new_node(p, N_RETURN, p->tok.loc, p->void_type);
    advance(p);
    if (p->function->symbol->noreturn)
        diag_warn(p->diag, WARN_ALWAYS, node->loc, "function declared 'noreturn' has a 'return' statement");
    if (at(p, ';')) {
        if (p->result_type->kind != TY_VOID && p->result_type->kind != TY_ERROR && p->options.std != STD_C89)
            diag_warn(p->diag, WARN_REQUIRED, node->loc, "'return' with no value, in function returning non-void");
    } else {
        Node *value = decay(p, parse_expr(p));
        if (p->result_type->kind == TY_VOID) {
            node = return_nothing(p, node, value);
        } else {
            node->a = convert(p, value, p->result_type, FOR_RETURN, 0, NULL);
            if (node->a->kind == N_ADDR && node->a->a->kind == N_VAR && node->a->a->symbol->kind == SYM_OBJECT &&
                node->a->a->symbol->depth != 0 && !node->a->a->symbol->is_static)
                diag_warn(p->diag, WARN_ALWAYS, node->loc, "function returns address of local variable");
        }
    }
    expect_semicolon(p);
    return clean_return(p, node);
}

static Node *refuse_asm(Parser *p) {
    Loc loc = p->tok.loc;
    not_supported(p, loc, "inline assembly is");
    recover(p);
    return empty_statement(p, loc);
}

/* ---- all of them ---- */

/* __attribute__((fallthrough)); */
static Node *attribute_statement(Parser *p) {
    Attrs attrs;
    Loc loc = p->tok.loc;
    memset(&attrs, 0, sizeof attrs);
    while (at(p, KW_ATTRIBUTE))
        parse_attributes(p, &attrs);
    if (at(p, ';')) {
        advance(p);
        return empty_statement(p, loc);
    }
    return parse_statement(p);
}

static Node *parse_plain(Parser *p) {
    Node *node;
    switch (p->tok.kind) {
    case '{':
        return parse_block(p, true);
    case ';':
        node = empty_statement(p, p->tok.loc);
        advance(p);
        return node;
    case KW_IF:
        return parse_if(p);
    case KW_SWITCH:
        return parse_switch(p);
    case KW_WHILE:
        return parse_while(p);
    case KW_DO:
        return parse_do(p);
    case KW_FOR:
        return parse_for(p);
    case KW_GOTO:
        return parse_goto(p);
    case KW_BREAK:
        return parse_jump(p, N_BREAK);
    case KW_CONTINUE:
        return parse_jump(p, N_CONTINUE);
    case KW_RETURN:
        return parse_return(p);
    case KW_ASM:
        return refuse_asm(p);
    case KW_ATTRIBUTE:
        return attribute_statement(p);
    case KW_ELSE:
        if (!p->panic)
            diag_error(p->diag, p->tok.loc, "'else' without a previous 'if'");
        advance(p);
        return parse_statement(p);
    default:
        return expression_statement(p);
    }
}

Node *parse_statement(Parser *p) {
    Node *node;
    enter(p);
    if (p->nesting > DEEP && p->function != NULL)
        p->function->deep = true;
    node = parse_label(p);
    if (node != NULL) {
        if (at(p, '}') || starts_declaration(p))
            node->a = empty_statement(p, p->tok.loc);
        else
            node->a = parse_statement(p);
    } else if (starts_type(p, &p->tok) && !at(p, KW_ATTRIBUTE)) {
        Node **tail = &node;
        syntax_error(p, "statement");
        p->panic = false;
        parse_declaration(p, &tail);
        node = empty_statement(p, p->tok.loc);
    } else {
        node = parse_plain(p);
    }
    leave(p);
    return node;
}

/* __label__ a, b; (GNU): labels of this block only. */
static void parse_local_labels(Parser *p) {
    advance(p);
    do {
        Label *label;
        Name *name = p->tok.u.name;
        if (!at(p, TK_IDENT)) {
            syntax_error(p, "identifier");
            break;
        }
        label = arena_get(&p->func, sizeof *label);
        label->name = name;
        label->loc = p->tok.loc;
        label->outer = name->label;
        label->next = p->labels;
        p->labels = label;
        p->undo = grow(p->undo, p->undo_count, &p->undo_room, sizeof p->undo[0]);
        p->undo[p->undo_count].name = name;
        p->undo[p->undo_count].before = name->label;
        p->undo[p->undo_count++].kind = UNDO_LABEL;
        name->label = label;
        advance(p);
    } while (accept(p, ','));
    expect_semicolon(p);
}

Node *parse_block(Parser *p, bool own_scope) {
    Node *block = new_node(p, N_BLOCK, p->tok.loc, p->void_type);
    Node **tail = &block->body;
    Cleanup *cleanups = p->cleanups;
    uint32_t quiet = p->quiet;
    bool is_value = p->value_block;
    p->value_block = false;
    enter(p);
    p->quiet = 0;
    advance(p);
    if (own_scope)
        scope_enter(p);
    while (at(p, KW_LABEL))
        parse_local_labels(p);
    while (!at(p, '}')) {
        Node *node;
        if (at(p, TK_EOF)) {
            syntax_error(p, "declaration or statement");
            break;
        }
        node = parse_label(p);
        if (node != NULL) {
            node->a = empty_statement(p, p->tok.loc);
        } else if (starts_declaration(p)) {
            parse_declaration(p, &tail);
            p->panic = false;
            continue;
        } else {
            node = parse_plain(p);
        }
        if (p->panic)
            recover(p);
        *tail = node;
        tail = &node->next;
    }
    p->block_end = p->tok.loc;
    clean_block(p, cleanups, block, is_value);
    if (own_scope)
        scope_leave(p);
    expect(p, '}');
    p->quiet = quiet;
    leave(p);
    return block;
}
