/* The grammar of expressions (C11 6.5). What the operators mean is in parse_operator.c. Chains of binary operators,
   commas and postfixes are read in loops; recursion happens only where the source nests, and is counted. */
#include "parse_internal.h"

typedef struct BinaryRow {
    uint8_t precedence; /* 0: no binary operator */
    uint8_t kind;       /* NodeKind */
} BinaryRow;

static const BinaryRow binary_rows[TK_END] = {
    [TK_OROR] = {1, N_LOGOR}, [TK_ANDAND] = {2, N_LOGAND}, ['|'] = {3, N_OR}, ['^'] = {4, N_XOR},
    ['&'] = {5, N_AND}, [TK_EQ] = {6, N_EQ}, [TK_NE] = {6, N_NE}, ['<'] = {7, N_LT}, ['>'] = {7, N_GT},
    [TK_LE] = {7, N_LE}, [TK_GE] = {7, N_GE}, [TK_SHL] = {8, N_SHL}, [TK_SHR] = {8, N_SHR},
    ['+'] = {9, N_ADD}, ['-'] = {9, N_SUB}, ['*'] = {10, N_MUL}, ['/'] = {10, N_DIV}, ['%'] = {10, N_MOD}};

static const uint8_t assign_ops[TK_END] = {
    [TK_MUL_ASSIGN] = N_MUL, [TK_DIV_ASSIGN] = N_DIV, [TK_MOD_ASSIGN] = N_MOD, [TK_ADD_ASSIGN] = N_ADD,
    [TK_SUB_ASSIGN] = N_SUB, [TK_SHL_ASSIGN] = N_SHL, [TK_SHR_ASSIGN] = N_SHR, [TK_AND_ASSIGN] = N_AND,
    [TK_XOR_ASSIGN] = N_XOR, [TK_OR_ASSIGN] = N_OR};

static Node *parse_unary(Parser *p);

/* ---- primary expressions (6.5.1) ---- */

static Node *undeclared(Parser *p, Name *name, Loc loc) {
    uint64_t key = (uint64_t)(uintptr_t)name;
    advance(p);
    if (map_find(&p->undeclared, key) != NULL)
        return error_node(p, loc);
    map_set(&p->undeclared, key, 1);
    if (!p->panic)
        diag_error(p->diag, loc, p->function != NULL ? "'%s' undeclared (first use in this function)"
                                                     : "'%s' undeclared here (not in a function)", name->text);
    return error_node(p, loc);
}

static Node *parse_identifier(Parser *p) {
    Name *name = p->tok.u.name;
    Symbol *s = name->symbol;
    Loc loc = p->tok.loc;
    if (s == NULL) {
        if (name->builtin != 0 && name->text[0] == '_' && name->text[1] == '_') {
            advance(p);
            return parse_builtin_call(p, name->builtin, name, loc);
        }
        if (peek(p)->kind != '(' || p->function == NULL)
            return undeclared(p, name, loc);
        s = implicit_function(p, name, loc);
    }
    if (s->kind == SYM_CONSTANT) {
        advance(p);
        return int_node(p, s->value, s->type, loc);
    }
    if (s->kind == SYM_TYPEDEF) {
        if (!p->panic)
            diag_error(p->diag, loc, "expected expression before '%s'", name->text);
        p->panic = true;
        advance(p);
        return error_node(p, loc);
    }
    advance(p);
    return make_var(p, s, loc);
}

/* ({ … }) */
static Node *parse_statement_expr(Parser *p) {
    Loc loc = p->tok.loc;
    Node *node;
    Node *last;
    if (p->function == NULL) {
        parse_error(p, loc, "braced-group within expression allowed only inside a function");
        skip_balanced(p);
        accept(p, '}');
        return error_node(p, loc);
    }
    pedantic(p, loc, "ISO C forbids braced-groups within expressions");
    node = new_node(p, N_STMT_EXPR, loc, p->void_type);
    p->value_block = true;
    node->body = parse_block(p, true);
    last = node->body->body;
    while (last != NULL && last->next != NULL)
        last = last->next;
    while (last != NULL && last->kind == N_LABEL)
        last = last->label_body;
    if (last != NULL && last->kind == N_EXPR) {
        last->a = decay(p, last->a);
        node->type = last->a->type->unqualified;
    }
    return node;
}

/* _Generic (6.5.1.1): the operand is not evaluated and loses its qualifiers. */
static Node *parse_generic(Parser *p) {
    Loc loc = p->tok.loc;
    Node *chosen = NULL;
    Node *fallback = NULL;
    Type *type;
    advance(p);
    expect(p, '(');
    p->unevaluated++;
    type = decay(p, parse_assign(p))->type->unqualified;
    p->unevaluated--;
    while (accept(p, ',')) {
        bool match = false;
        bool is_default = at(p, KW_DEFAULT);
        Node *value;
        if (is_default) {
            advance(p);
        } else {
            Loc type_loc = p->tok.loc;
            Type *candidate = parse_type_name(p);
            match = candidate->kind != TY_ERROR && type->kind != TY_ERROR && type_compatible(candidate, type);
            if (candidate->kind == TY_FUNCTION)
                parse_error(p, type_loc, "'_Generic' association has function type");
            else if (!candidate->complete && candidate->kind != TY_ERROR)
                parse_error(p, type_loc, "'_Generic' association has incomplete type");
            if (match && chosen != NULL)
                parse_error(p, type_loc, "'_Generic' selector matches multiple associations");
        }
        if (!expect(p, ':'))
            break;
        if (!match && !is_default)
            p->unevaluated++;
        value = parse_assign(p);
        if (!match && !is_default)
            p->unevaluated--;
        if (match && chosen == NULL)
            chosen = value;
        if (is_default && fallback != NULL)
            parse_error(p, value->loc, "duplicate 'default' case in '_Generic'");
        if (is_default)
            fallback = value;
    }
    if (!expect(p, ')'))
        recover_paren(p);
    if (chosen == NULL)
        chosen = fallback;
    if (chosen != NULL)
        return chosen;
    if (type->kind != TY_ERROR && !p->panic)
        diag_error(p->diag, loc, "'_Generic' selector of type '%s' is not compatible with any association",
                   type_text(p, type));
    return error_node(p, loc);
}

static Node *parse_function_name(Parser *p) {
    Loc loc = p->tok.loc;
    const Name *name = p->function != NULL ? p->function->symbol->name : NULL;
    Node *node;
    if (name == NULL)
        diag_warn(p->diag, WARN_ALWAYS, loc, "'%s' is not defined outside of function scope", p->tok.u.name->text);
    advance(p);
    node = string_node(p, name != NULL ? name->text : "", name != NULL ? name->len : 0, loc);
    node->type = type_qualified(&p->types, node->type, QUAL_CONST);
    return node;
}

static Node *parse_paren(Parser *p) {
    Node *node;
    advance(p);
    if (at(p, '{')) {
        node = parse_statement_expr(p);
    } else {
        node = parse_expr(p);
        node->parens = 1;
    }
    if (!expect(p, ')')) {
        recover_paren(p);
        return error_node(p, p->last_end);
    }
    return node;
}

static Node *parse_primary(Parser *p) {
    Loc loc = p->tok.loc;
    switch (p->tok.kind) {
    case TK_IDENT:
        return parse_identifier(p);
    case TK_NUMBER:
        return parse_number(p);
    case TK_CHAR:
        return parse_char(p);
    case TK_STRING:
        return parse_string(p);
    case '(':
        return parse_paren(p);
    case KW_GENERIC:
        return parse_generic(p);
    case KW_FUNC:
    case KW_PRETTY_FUNCTION:
        return parse_function_name(p);
    case KW_BUILTIN_VA_ARG:
    case KW_BUILTIN_OFFSETOF:
    case KW_BUILTIN_TYPES_COMPATIBLE:
    case KW_BUILTIN_CHOOSE_EXPR:
        return parse_builtin_keyword(p);
    default:
        syntax_error(p, "expression");
        return error_node(p, loc);
    }
}

/* ---- postfix operators (6.5.2) ---- */

static Node *parse_index(Parser *p, Loc loc, Node *a) {
    Node *b;
    advance(p);
    b = decay(p, parse_expr(p));
    if (!expect(p, ']'))
        return error_node(p, loc);
    a = b->kind == N_INT ? decay_indexed(p, a) : decay(p, a);
    if (is_error(a) || is_error(b))
        return error_node(p, loc);
    if (a->type->kind != TY_POINTER && b->type->kind != TY_POINTER) {
        parse_error(p, loc, "subscripted value is neither array nor pointer nor vector");
        return error_node(p, loc);
    }
    if (!is_integer(a->type) && !is_integer(b->type)) {
        parse_error(p, loc, "array subscript is not an integer");
        return error_node(p, loc);
    }
    if (a->type->kind == TY_POINTER && a->type->base->kind == TY_FUNCTION) {
        parse_error(p, loc, "subscripted value is pointer to function");
        return error_node(p, loc);
    }
    a = make_binary(p, N_ADD, loc, a, b);
    if (is_error(a))
        return a;
    return make_deref(p, loc, a);
}

static Node *parse_member_access(Parser *p, Node *a) {
    bool arrow = at(p, TK_ARROW);
    Loc loc = p->tok.loc;
    Node *node;
    advance(p);
    if (!at(p, TK_IDENT)) {
        syntax_error(p, "identifier");
        return error_node(p, loc);
    }
    if (arrow) {
        a = decay(p, a);
        if (!is_error(a) && (a->type->kind != TY_POINTER || !is_aggregate(a->type->base))) {
            if (a->type->kind == TY_POINTER && a->type->base->kind == TY_ERROR)
                a = error_node(p, loc);
            if (!is_error(a))
                diag_error(p->diag, loc, "invalid type argument of '->' (have '%s')", type_text(p, a->type));
            a = error_node(p, loc);
        } else {
            a = make_deref(p, loc, a);
        }
    }
    node = make_member(p, loc, a, p->tok.u.name, p->tok.loc);
    advance(p);
    return node;
}

/* ++ and --, before (N_ASSIGNOP) or behind (N_POSTOP). */
static Node *step(Parser *p, NodeKind kind, unsigned token, Loc loc, Node *a) {
    return make_assign_op(p, kind, token == TK_INC ? N_ADD : N_SUB, loc, a, int_node(p, 1, p->int_type, 0));
}

static Node *parse_postfix(Parser *p, Node *node) {
    for (;;) {
        Loc loc = p->tok.loc;
        switch (p->tok.kind) {
        case '[':
            node = parse_index(p, loc, node);
            break;
        case '(':
            advance(p);
            node = parse_call(p, loc, node);
            break;
        case '.':
        case TK_ARROW:
            node = parse_member_access(p, node);
            break;
        case TK_INC:
        case TK_DEC:
            node = step(p, N_POSTOP, p->tok.kind, loc, node);
            advance(p);
            break;
        default:
            return node;
        }
    }
}

/* ---- unary operators (6.5.3), casts (6.5.4) ---- */

Node *parse_compound_literal(Parser *p, Type *type, Loc loc) {
    Node *node;
    Init *init;
    Symbol *symbol;
    if (type->kind == TY_FUNCTION || type->kind == TY_VOID) {
        parse_error(p, loc, "compound literal has no object type");
        type = p->error_type;
    } else if (!type->complete && type->kind != TY_ARRAY && !check_complete(p, type, loc)) {
        type = p->error_type;
    }
    init = parse_initializer(p, &type, p->depth == 0, NULL);
    if (type->kind == TY_ERROR)
        return error_node(p, loc);
    symbol = compound_symbol(p, type, loc);
    symbol->init = symbol->is_static ? init : NULL;
    if (symbol->is_static)
        queue_object(p, symbol);
    node = new_node(p, N_COMPOUND, loc, type);
    node->symbol = symbol;
    node->init = init;
    return node;
}

/* At `(` with a type behind it. */
static Node *parse_cast(Parser *p) {
    Loc loc = p->tok.loc;
    Type *type;
    advance(p);
    type = parse_type_name(p);
    if (!expect(p, ')'))
        recover_paren(p);
    if (at(p, '{'))
        return parse_postfix(p, parse_compound_literal(p, type, loc));
    return explicit_cast(p, loc, type, parse_unary(p));
}

static Node *size_of(Parser *p, Loc loc, const Type *type, const char *what) {
    if (type->kind == TY_ERROR)
        return error_node(p, loc);
    if (!type->complete && type->kind != TY_VOID && type->kind != TY_FUNCTION) {
        diag_error(p->diag, loc, "invalid application of '%s' to incomplete type '%s'", what, type_text(p, type));
        return error_node(p, loc);
    }
    if (type->kind == TY_VOID || type->kind == TY_FUNCTION)
        pedantic(p, loc, what[0] == 's' ? "invalid application of 'sizeof' to a void or function type"
                                        : "invalid application of '_Alignof' to a void or function type");
    return int_node(p, (int64_t)(what[0] == 's' ? type->size : type->align), p->types.size_type, loc);
}

/* sizeof and _Alignof, of a type or an operand that is not evaluated. */
static Node *parse_sizeof(Parser *p) {
    bool is_size = at(p, KW_SIZEOF);
    const char *what = is_size ? "sizeof" : "_Alignof";
    Loc loc = p->tok.loc;
    Node *node;
    uint32_t align = 0;
    advance(p);
    p->unevaluated++;
    if (at(p, '(') && starts_type(p, peek(p))) {
        Type *type;
        Loc paren = p->tok.loc;
        advance(p);
        type = parse_type_name(p);
        if (!expect(p, ')'))
            recover_paren(p);
        if (!at(p, '{')) {
            p->unevaluated--;
            return size_of(p, loc, type, what);
        }
        node = parse_postfix(p, parse_compound_literal(p, type, paren));
    } else {
        node = parse_unary(p);
    }
    p->unevaluated--;
    if (is_bitfield(node)) {
        diag_error(p->diag, loc, "'%s' applied to a bit-field", what);
        return error_node(p, loc);
    }
    if (!is_size && node->kind == N_VAR)
        align = node->symbol->align;
    node = size_of(p, loc, node->type, what);
    if (align > 0 && node->kind == N_INT)
        node->value = align;
    return node;
}

static Node *parse_label_address(Parser *p) {
    Loc loc = p->tok.loc;
    Node *node;
    advance(p);
    if (!at(p, TK_IDENT)) {
        syntax_error(p, "identifier");
        return error_node(p, loc);
    }
    if (p->function == NULL) {
        diag_error(p->diag, loc, "label '%s' referenced outside of any function", p->tok.u.name->text);
        advance(p);
        return error_node(p, loc);
    }
    pedantic(p, loc, "taking the address of a label is non-standard");
    node = new_node(p, N_LABEL_ADDR, loc, p->types.void_pointer);
    node->label = get_label(p, p->tok.u.name, p->tok.loc);
    node->label->used = true;
    node->label->address_taken = true;
    advance(p);
    return node;
}

static Node *parse_prefix(Parser *p) {
    unsigned op = p->tok.kind;
    Loc loc = p->tok.loc;
    Node *a;
    advance(p);
    a = parse_unary(p);
    switch (op) {
    case '&':
        return make_address(p, loc, a);
    case '*':
        return make_deref(p, loc, a);
    case TK_INC:
    case TK_DEC:
        return step(p, N_ASSIGNOP, op, loc, a);
    default:
        return make_unary(p, op, loc, a);
    }
}

static Node *parse_unary(Parser *p) {
    Node *node;
    switch (p->tok.kind) {
    case TK_IDENT:
    case TK_NUMBER: /* most often */
        return parse_postfix(p, parse_primary(p));
    default:
        break;
    }
    enter(p);
    switch (p->tok.kind) {
    case '&':
    case '*':
    case '+':
    case '-':
    case '~':
    case '!':
    case TK_INC:
    case TK_DEC:
        node = parse_prefix(p);
        break;
    case TK_ANDAND:
        node = parse_label_address(p);
        break;
    case KW_SIZEOF:
    case KW_ALIGNOF:
        node = parse_sizeof(p);
        break;
    case KW_EXTENSION:
        advance(p);
        p->extension++;
        node = parse_unary(p);
        p->extension--;
        break;
    case '(':
        if (starts_type(p, peek(p))) {
            node = parse_cast(p);
            break;
        }
        /* fall through */
    default:
        node = parse_postfix(p, parse_primary(p));
    }
    leave(p);
    return node;
}

/* ---- binary operators (6.5.5 to 6.5.14) ---- */

static bool decided(const Node *a, NodeKind op) {
    return a->kind == N_INT && ((op == N_LOGAND && a->value == 0) || (op == N_LOGOR && a->value != 0));
}

static Node *parse_binary(Parser *p, unsigned least) {
    Node *a = parse_unary(p);
    for (;;) {
        unsigned token = p->tok.kind;
        Loc loc = p->tok.loc;
        BinaryRow row;
        Node *b;
        bool dead;
        if (token >= TK_END)
            return a;
        row = binary_rows[token];
        if (row.precedence < least || row.precedence == 0)
            return a;
        advance(p);
        dead = decided(a, row.kind);
        p->quiet += dead;
        enter(p);
        b = parse_binary(p, row.precedence + 1U);
        leave(p);
        p->quiet -= dead;
        a = make_binary(p, row.kind, loc, a, b);
    }
}

/* ---- ?:, assignment, comma (6.5.15 to 6.5.17) ---- */

Node *parse_conditional(Parser *p) {
    Node *a = parse_binary(p, 1);
    Node *b = NULL;
    Node *c;
    Loc loc = p->tok.loc;
    bool no;
    bool yes;
    if (!at(p, '?'))
        return a;
    advance(p);
    enter(p);
    no = a->kind == N_INT && a->value == 0;
    yes = a->kind == N_INT && a->value != 0;
    if (!at(p, ':')) {
        p->quiet += no;
        b = parse_expr(p);
        p->quiet -= no;
    }
    if (!expect(p, ':')) {
        leave(p);
        return error_node(p, loc);
    }
    p->quiet += yes;
    c = parse_conditional(p);
    p->quiet -= yes;
    leave(p);
    return make_conditional(p, loc, a, b, c);
}

Node *parse_assign(Parser *p) {
    Node *a;
    Node *b;
    unsigned token;
    Loc loc;
    enter(p);
    a = parse_conditional(p);
    token = p->tok.kind;
    loc = p->tok.loc;
    if (token == '=') {
        advance(p);
        b = parse_assign(p);
        a = make_assign(p, loc, a, b);
    } else if (token < TK_END && assign_ops[token] != 0) {
        advance(p);
        b = parse_assign(p);
        a = make_assign_op(p, N_ASSIGNOP, assign_ops[token], loc, a, b);
    }
    leave(p);
    return a;
}

Node *parse_expr(Parser *p) {
    Node *a = parse_assign(p);
    while (at(p, ',')) {
        Loc loc = p->tok.loc;
        Node *b;
        advance(p);
        b = parse_assign(p);
        a = make_comma(p, loc, a, b);
    }
    return a;
}

Node *parse_paren_expr(Parser *p) {
    Node *node;
    Loc loc = p->tok.loc;
    if (!expect(p, '(')) {
        return error_node(p, loc);
    }
    node = parse_expr(p);
    if (!expect(p, ')')) {
        recover_paren(p);
        p->panic = false;
    }
    return node;
}

/* gcc also takes what merely folds to a constant. */
bool parse_int_constant(Parser *p, const char *what, int64_t *value, Type **type) {
    Loc loc = p->tok.loc;
    Node *node = decay(p, parse_conditional(p));
    Const c;
    if (is_error(node))
        return false;
    if (!is_integer(node->type) || !fold_const(p, node, &c) || c.kind != CONST_INT) {
        if (!p->panic)
            diag_error(p->diag, loc, "%s is not an integer constant", what);
        return false;
    }
    *value = c.value;
    if (type != NULL)
        *type = node->type;
    return true;
}
