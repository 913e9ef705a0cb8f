/* Expressions (C11 6.5): the grammar, and what each construct demands. */
#include "parse.h"

static NodeId parse_cast_expr(Parser *p);

/* Whether a type in parentheses follows. */
static bool parse_at_type(Parser *p) {
    return p->tok.kind == TK_LPAREN && parse_is_type_start(p, parse_peek(p));
}

/* `(` type-name `)`; `loc` is the place of an error. */
static Ty parse_type_in_parentheses(Parser *p, Loc loc) {
    parse_advance(p);
    Ty ty = parse_type_name(p);
    parse_expect(p, TK_RPAREN);
    refuse(p->src, p->tok.kind == TK_LBRACE, loc, "compound literals are not supported");
    return ty;
}

/* An integer constant, with the type of 6.4.4.1p5. */
static NodeId parse_integer(Parser *p, const Integer *integer, Loc loc) {
    uint64_t value = integer->value;
    bool any = !integer->decimal || integer->is_unsigned;
    Ty ty = integer->longs == 2 ? TY_LLONG : TY_LONG;
    if (integer->longs == 0 && !integer->is_unsigned && value <= 0x7fffffff)
        ty = TY_INT;
    else if (integer->longs == 0 && any && value <= 0xffffffff)
        ty = TY_UINT;
    else if (integer->is_unsigned || (any && value > INT64_MAX))
        ty = integer->longs == 2 ? TY_ULLONG : TY_ULONG;
    else if (value > INT64_MAX)
        ty = TY_ULLONG;
    return parse_number(p, (int64_t)value, ty, loc);
}

/* Appends the text of adjacent string literals (5.1.1.2, phase 6). */
void parse_string_text(Parser *p, Buf *text) {
    while (p->tok.kind == TK_STR) {
        size_t len;
        const char *spelling = pp_spelling(p->pp, &p->tok, &len);
        literal_quoted(p->src, spelling, len, p->tok.loc, text);
        parse_advance(p);
    }
}

/* `__builtin_va_start(ap, last)`, `va_arg(ap, type)`, `va_end(ap)`, `va_copy(to, from)`: a
   `va_list` is a pointer to the next argument, and each argument takes 8 bytes. */
static NodeId parse_variable_arguments(Parser *p, Kw kw) {
    Loc start = p->tok.loc;
    parse_advance(p);
    parse_expect(p, TK_LPAREN);
    Loc loc = p->tok.loc;
    NodeId node = parse_assignment(p);
    NodeId ap = node;
    Ty list = types_pointer(&p->types, TY_CHAR);
    refuse(p->src, types_plain(&p->types, parse_ty(p, ap)) != list, loc, "expected a va_list");
    if (kw != KW_VA_END) {
        parse_expect(p, TK_COMMA);
        parse_modifiable(p, ap, loc);
    }
    if (kw == KW_VA_COPY) {
        NodeId from = parse_assignment(p);
        node = parse_assign(p, ap, from, loc);
    } else if (kw == KW_VA_START) {
        Token name;
        parse_expect_name(p, &name);
        refuse(p->src, !p->function.variadic, start, "va_start in a function without variable arguments");
        node = parse_assign(p, ap, parse_node(p, OP_VA_AREA, list, loc, 0, 0), loc);
    } else if (kw == KW_VA_ARG) {
        Ty ty = parse_type_name(p);
        refuse(p->src, !types_is_scalar(&p->types, ty), loc, "va_arg needs a scalar type");
        NodeId eight = parse_number(p, 8, TY_LONG, loc);
        NodeId next = parse_update(p, OP_POST_UPDATE, ap, OP_ADD, eight, loc);
        NodeId address = parse_cast(p, types_pointer(&p->types, ty), next);
        parse_expect(p, TK_RPAREN);
        return parse_value_at(p, address, ty);
    }
    parse_expect(p, TK_RPAREN);
    return parse_node(p, OP_CAST, TY_VOID, loc, parse_discard(p, node), 0);
}

/* An identifier as an expression, or one of the builtins for variable arguments. */
static NodeId parse_name(Parser *p) {
    Token tok = p->tok;
    Kw kw = token_keyword(&tok);
    if (kw != KW_NONE) {
        if (kw >= KW_VA_ARG && kw <= KW_VA_START)
            return parse_variable_arguments(p, kw);
        parse_refuse_keyword(p, &tok);
        err(p->src, tok.loc, "expected an expression");
    }
    parse_advance(p);
    if (token_is(&tok, KW_FUNC) && scopes_depth(&p->scopes) > 0) {
        Buf text = {0};
        buf_text(&text, intern_name(p->pp->names, p->function.name));
        return parse_variable(p, parse_string(p, &text, tok.loc), tok.loc);
    }
    uint32_t sym = 0;
    bool known = scopes_lookup(&p->scopes, SPACE_ORDINARY, tok.id, &sym, NULL);
    parse_refuse_name(p, !known, tok.loc, "'{}' is not declared", tok.id);
    const Symbol *s = parse_sym(p, sym);
    refuse(p->src, s->kind == SYM_TYPEDEF, tok.loc, "expected an expression, not a type");
    if (s->kind == SYM_CONSTANT)
        return parse_number(p, s->value, TY_INT, tok.loc);
    return parse_variable(p, sym, tok.loc);
}

/* primary: name | constant | string {string} | `(` expression `)` | va_... */
static NodeId parse_primary(Parser *p) {
    Loc loc = p->tok.loc;
    const char *spelling;
    size_t len;
    Integer integer;
    Buf text = {0};
    NodeId node;
    switch (p->tok.kind) {
    case TK_IDENT: return parse_name(p);
    case TK_NUMBER:
        spelling = pp_spelling(p->pp, &p->tok, &len);
        parse_advance(p);
        literal_integer(p->src, spelling, loc, &integer);
        return parse_integer(p, &integer, loc);
    case TK_CHAR:
        spelling = pp_spelling(p->pp, &p->tok, &len);
        parse_advance(p);
        return parse_number(p, literal_character(p->src, spelling, len, loc), TY_INT, loc);
    case TK_STR:
        parse_string_text(p, &text);
        return parse_variable(p, parse_string(p, &text, loc), loc);
    case TK_LPAREN:
        parse_advance(p);
        refuse(p->src, p->tok.kind == TK_LBRACE, loc, "statement expressions are not supported");
        node = parse_expr(p);
        parse_expect(p, TK_RPAREN);
        return node;
    default:
        err(p->src, loc, "expected an expression");
        return 0;
    }
}

/* What `pointer` points to; the error `msg` if it is no pointer. */
static NodeId parse_dereference(Parser *p, NodeId pointer, Loc loc, const char *msg) {
    Ty ty = parse_ty(p, pointer);
    refuse(p->src, !types_is_pointer(&p->types, ty), loc, msg);
    return parse_node(p, OP_DEREF, types_get(&p->types, ty)->base, loc, pointer, 0);
}

/* The member named next of `object` (6.5.2.3). */
static NodeId parse_member(Parser *p, NodeId object, Loc loc) {
    Types *types = &p->types;
    Ty ty = parse_ty(p, object);
    bool aggregate = types_is_aggregate(types, ty);
    refuse(p->src, !aggregate, loc, "a member of something that is not a struct or union");
    refuse(p->src, !types_is_complete(types, ty), loc, "a member of an incomplete type");
    Token name;
    Member m;
    parse_expect_name(p, &name);
    bool known = types_member(types, ty, name.id, &m);
    parse_refuse_name(p, !known, name.loc, "no member named '{}'", name.id);
    Ty member = types_is_const(types, ty) ? types_constant(types, m.ty) : m.ty;
    return parse_node_val(p, OP_FIELD, member, loc, object, 0, (int64_t)m.offset);
}

/* `++` or `--`, as `op` says before or behind the operand. */
static NodeId parse_increment(Parser *p, Op op, NodeId operand, const Token *tok) {
    parse_modifiable(p, operand, tok->loc);
    NodeId one = parse_number(p, 1, TY_INT, tok->loc);
    return parse_update(p, op, operand, tok->kind == TK_INC ? OP_ADD : OP_SUB, one, tok->loc);
}

/* `(` [assignment {`,` assignment}] `)` (6.5.2.2) */
static NodeId parse_call(Parser *p, NodeId callee) {
    Types *types = &p->types;
    Loc loc = p->tok.loc;
    parse_advance(p);
    Ty ty = parse_ty(p, callee);
    if (types_kind(types, ty) != TYPE_FUNCTION) {
        callee = parse_rvalue(p, callee);
        ty = types_get(types, parse_ty(p, callee))->base;
        bool pointer = types_is_pointer(types, parse_ty(p, callee));
        bool wrong = !pointer || types_kind(types, ty) != TYPE_FUNCTION;
        refuse(p->src, wrong, loc, "the called object is not a function");
    } else if (ast_get(&p->ast, callee)->op == OP_DEREF) {
        callee = ast_get(&p->ast, callee)->a;
    }
    const Type *t = types_get(types, ty);
    size_t start = p->pending.count;
    size_t n = 0;
    NodeId deepest = 0;
    while (p->tok.kind != TK_RPAREN) {
        if (n > 0)
            parse_expect(p, TK_COMMA);
        Loc at = p->tok.loc;
        NodeId arg = parse_assignment(p);
        arg = parse_rvalue(p, arg);
        Ty from = parse_ty(p, arg);
        if (n < t->param_count) {
            arg = parse_convert(p, arg, t->params[n], "an argument", at);
        } else {
            refuse(p->src, !t->variadic, at, "too many arguments");
            refuse(p->src, !types_is_scalar(types, from), at, "struct arguments are not supported");
            if (types_is_integer(types, from))
                arg = parse_cast(p, types_promote(types, from), arg);
        }
        /* The node may stand in a list already, as the operand of a cast that was none. */
        arg = ast_copy(&p->ast, arg);
        numbers_add(&p->pending, arg);
        if (ast_get(&p->ast, deepest)->depth < ast_get(&p->ast, arg)->depth)
            deepest = arg;
        n++;
    }
    refuse(p->src, n < t->param_count, p->tok.loc, "too few arguments");
    parse_advance(p);
    int64_t passed = (int64_t)(t->variadic ? t->param_count : n);
    NodeId call = parse_node_val(p, OP_CALL, types_plain(types, t->base), loc, callee, deepest, passed);
    ast_at(&p->ast, call)->b = parse_chain(p, start);
    return call;
}

/* postfix: primary {`[` expression `]` | `(` arguments `)` | `.` name | `->` name | `++` | `--`} */
static NodeId parse_postfix(Parser *p) {
    NodeId node = parse_primary(p);
    for (;;) {
        Token tok = p->tok;
        NodeId other;
        switch (tok.kind) {
        case TK_LBRACKET:
            parse_advance(p);
            other = parse_expr(p);
            parse_expect(p, TK_RBRACKET);
            other = parse_operate(p, OP_ADD, node, other, tok.loc);
            node = parse_dereference(p, other, tok.loc, "'[]' needs a pointer or an array");
            break;
        case TK_LPAREN: node = parse_call(p, node); break;
        case TK_DOT:
            parse_advance(p);
            node = parse_member(p, node, tok.loc);
            break;
        case TK_ARROW:
            parse_advance(p);
            other = parse_rvalue(p, node);
            node = parse_dereference(p, other, tok.loc, "'->' needs a pointer to a struct or union");
            node = parse_member(p, node, tok.loc);
            break;
        case TK_INC:
        case TK_DEC:
            parse_advance(p);
            node = parse_increment(p, OP_POST_UPDATE, node, &tok);
            break;
        default: return node;
        }
    }
}

/* `&` | `*` | `+` | `-` | `~` | `!` (6.5.3.2, 6.5.3.3) */
static NodeId parse_operate_unary(Parser *p, const Token *tok, NodeId operand) {
    Loc loc = tok->loc;
    if (tok->kind == TK_AMP) {
        bool function = types_kind(&p->types, parse_ty(p, operand)) == TYPE_FUNCTION;
        refuse(p->src, !function && !parse_is_lvalue(p, operand), loc, "'&' needs an lvalue");
        return parse_address_of(p, operand);
    }
    operand = parse_rvalue(p, operand);
    if (tok->kind == TK_STAR)
        return parse_dereference(p, operand, loc, "'*' needs a pointer");
    Ty ty = parse_ty(p, operand);
    if (tok->kind == TK_NOT) {
        NodeId cond = parse_truth(p, operand);
        NodeId zero = parse_number(p, 0, ty, loc);
        return parse_arithmetic(p, OP_EQ, TY_INT, cond, zero, loc);
    }
    refuse(p->src, !types_is_integer(&p->types, ty), loc, "a unary operator needs an integer");
    ty = types_promote(&p->types, ty);
    operand = parse_cast(p, ty, operand);
    const Node *n = ast_get(&p->ast, operand);
    bool plus = tok->kind == TK_PLUS;
    bool minus = tok->kind == TK_MINUS;
    if (n->op != OP_NUM)
        return parse_node(p, plus ? OP_CAST : minus ? OP_NEG : OP_COM, ty, loc, operand, 0);
    if (plus)
        return operand;
    uint64_t val = (uint64_t)n->val;
    return parse_number(p, types_wrap(&p->types, ty, (int64_t)(minus ? -val : ~val)), ty, loc);
}

/* unary: (`++` | `--`) unary | (`&` | `*` | `+` | `-` | `~` | `!`) cast | `sizeof` ... | postfix */
static NodeId parse_unary(Parser *p) {
    Token tok = p->tok;
    Kind kind = tok.kind;
    bool update = kind == TK_INC || kind == TK_DEC;
    bool is_sizeof = token_is(&tok, KW_SIZEOF);
    bool sign = kind == TK_PLUS || kind == TK_MINUS || kind == TK_TILDE || kind == TK_NOT;
    if (!update && !is_sizeof && !sign && kind != TK_AMP && kind != TK_STAR)
        return parse_postfix(p);
    parse_nest(p);
    parse_advance(p);
    if (is_sizeof) {
        /* sizeof unary | sizeof `(` type-name `)` (6.5.3.4) */
        Ty ty = parse_at_type(p) ? parse_type_in_parentheses(p, tok.loc) : parse_ty(p, parse_unary(p));
        parse_unnest(p);
        refuse(p->src, !types_is_complete(&p->types, ty), tok.loc, "sizeof needs a complete object type");
        return parse_number(p, (int64_t)types_size(&p->types, ty), TY_ULONG, tok.loc);
    }
    NodeId operand = update ? parse_unary(p) : parse_cast_expr(p);
    parse_unnest(p);
    if (update)
        return parse_increment(p, OP_UPDATE, operand, &tok);
    return parse_operate_unary(p, &tok, operand);
}

/* cast: `(` type-name `)` cast | unary */
static NodeId parse_cast_expr(Parser *p) {
    if (!parse_at_type(p))
        return parse_unary(p);
    parse_nest(p);
    Loc loc = p->tok.loc;
    Ty ty = parse_type_in_parentheses(p, loc);
    NodeId operand = parse_cast_expr(p);
    parse_unnest(p);
    if (types_plain(&p->types, ty) == TY_VOID)
        return parse_node(p, OP_CAST, TY_VOID, loc, parse_discard(p, operand), 0);
    operand = parse_rvalue(p, operand);
    bool scalars = types_is_scalar(&p->types, ty) && types_is_scalar(&p->types, parse_ty(p, operand));
    refuse(p->src, !scalars, loc, "cast between types that are not scalar");
    return parse_cast(p, ty, operand);
}

/* binary: cast {operator binary}, for operators that bind at least as tightly as `min` */
static NodeId parse_binary(Parser *p, int min) {
    NodeId left = parse_cast_expr(p);
    for (;;) {
        Loc loc = p->tok.loc;
        Op op;
        bool swap;
        int prec = fold_operator(p->tok.kind, &op, &swap);
        if (prec < min)
            return left;
        parse_advance(p);
        NodeId right = parse_binary(p, prec + 1);
        left = parse_operate(p, op, swap ? right : left, swap ? left : right, loc);
    }
}

/* conditional: binary [`?` expression `:` conditional] */
NodeId parse_conditional(Parser *p) {
    NodeId cond = parse_binary(p, 1);
    if (p->tok.kind != TK_QUESTION)
        return cond;
    parse_nest(p);
    Loc loc = p->tok.loc;
    parse_advance(p);
    cond = parse_truth(p, cond);
    NodeId a = parse_expr(p);
    parse_expect(p, TK_COLON);
    NodeId b = parse_conditional(p);
    parse_unnest(p);
    a = parse_rvalue(p, a);
    b = parse_rvalue(p, b);
    Ty ty = parse_conditional_type(p, a, b, loc);
    if (types_is_aggregate(&p->types, ty)) {
        a = parse_address_of(p, a);
        b = parse_address_of(p, b);
        return parse_value_at(p, parse_choose(p, cond, a, b, parse_ty(p, a), loc), ty);
    }
    a = parse_cast(p, ty, a);
    b = parse_cast(p, ty, b);
    return parse_choose(p, cond, a, b, ty, loc);
}

/* assignment: conditional | unary assignment-operator assignment */
NodeId parse_assignment(Parser *p) {
    parse_nest(p);
    NodeId node = parse_conditional(p);
    Loc loc = p->tok.loc;
    Op op;
    switch (p->tok.kind) {
    case TK_ASSIGN: op = OP_ASSIGN; break;
    case TK_ADD_ASSIGN: op = OP_ADD; break;
    case TK_SUB_ASSIGN: op = OP_SUB; break;
    case TK_MUL_ASSIGN: op = OP_MUL; break;
    case TK_DIV_ASSIGN: op = OP_DIV; break;
    case TK_MOD_ASSIGN: op = OP_REM; break;
    case TK_AND_ASSIGN: op = OP_AND; break;
    case TK_OR_ASSIGN: op = OP_OR; break;
    case TK_XOR_ASSIGN: op = OP_XOR; break;
    case TK_SHL_ASSIGN: op = OP_SHL; break;
    case TK_SHR_ASSIGN: op = OP_SHR; break;
    default: op = OP_NUM;
    }
    if (op != OP_NUM) {
        parse_advance(p);
        NodeId right = parse_assignment(p);
        parse_modifiable(p, node, loc);
        if (op == OP_ASSIGN)
            node = parse_assign(p, node, right, loc);
        else
            node = parse_update(p, OP_UPDATE, node, op, right, loc);
    }
    parse_unnest(p);
    return node;
}

/* expression: assignment {`,` assignment} */
NodeId parse_expr(Parser *p) {
    NodeId left = parse_assignment(p);
    while (p->tok.kind == TK_COMMA) {
        Loc loc = p->tok.loc;
        parse_advance(p);
        NodeId right = parse_assignment(p);
        NodeId first = parse_discard(p, left);
        right = parse_rvalue(p, right);
        Ty ty = parse_ty(p, right);
        if (types_is_aggregate(&p->types, ty)) {
            NodeId address = parse_address_of(p, right);
            NodeId comma = parse_node(p, OP_COMMA, parse_ty(p, address), loc, first, address);
            left = parse_value_at(p, comma, ty);
        } else {
            left = parse_node(p, OP_COMMA, ty, loc, first, right);
        }
    }
    return left;
}

/* A conditional expression: its value and type; the error `msg` if it is no integer constant. */
int64_t parse_constant_value(Parser *p, const char *msg, Ty *ty) {
    Loc loc = p->tok.loc;
    NodeId node = parse_conditional(p);
    const Node *n = ast_get(&p->ast, node);
    refuse(p->src, n->op != OP_NUM || !types_is_integer(&p->types, n->ty), loc, msg);
    *ty = n->ty;
    return n->val;
}

/* constant-expression (6.6), an integer */
int64_t parse_constant(Parser *p) {
    Ty ty;
    return parse_constant_value(p, "expected an integer constant expression", &ty);
}
