/* Expressions (C11 6.5): the grammar, types and conversions, constant folding. */
#include "parse.h"

#include <stdlib.h>

static NodeId parse_binary(Parser *p, int min);
static NodeId parse_cast_expr(Parser *p);
static NodeId parse_unary(Parser *p);
static NodeId parse_operate_unary(Parser *p, const Token *tok, NodeId operand);
static NodeId parse_sizeof(Parser *p);
static NodeId parse_postfix(Parser *p);
static NodeId parse_member(Parser *p, NodeId object, Loc loc);
static NodeId parse_call(Parser *p, NodeId callee);
static NodeId parse_primary(Parser *p);
static NodeId parse_name(Parser *p);
static NodeId parse_variable_arguments(Parser *p);
static NodeId parse_integer(Parser *p, const Integer *integer, Loc loc);

/* expression: assignment {`,` assignment} */
NodeId parse_expr(Parser *p)
{
    NodeId left = parse_assignment(p);
    while (p->tok.kind == TK_COMMA) {
        Loc loc = p->tok.loc;
        parse_advance(p);
        NodeId right = parse_assignment(p);
        left = parse_discard(p, left);
        right = parse_rvalue(p, right);
        Ty ty = parse_ty(p, right);
        if (types_is_aggregate(&p->types, ty)) {
            NodeId address = parse_address_of(p, right);
            Ty pointer = parse_ty(p, address);
            NodeId comma = parse_node(p, OP_COMMA, pointer, loc, left, address);
            left = parse_value_at(p, comma, ty);
        } else {
            left = parse_node(p, OP_COMMA, ty, loc, left, right);
        }
    }
    return left;
}

/* assignment: conditional | unary assignment-operator assignment */
NodeId parse_assignment(Parser *p)
{
    parse_nest(p);
    NodeId node = parse_conditional(p);
    Loc loc = p->tok.loc;
    Op op = OP_NUM;
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
    default: break;
    }
    if (op != OP_NUM) {
        parse_advance(p);
        NodeId right = parse_assignment(p);
        parse_modifiable(p, node, loc);
        node = op == OP_ASSIGN ? parse_assign(p, node, right, loc)
                               : parse_update(p, OP_UPDATE, node, op, right, loc);
    }
    parse_unnest(p);
    return node;
}

/* conditional: binary [`?` expression `:` conditional] */
NodeId parse_conditional(Parser *p)
{
    NodeId cond = parse_binary(p, 1);
    Ty ty;
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
    refuse(p->src, !parse_conditional_type(p, a, b, &ty), loc, "incompatible types in ?:");
    if (types_is_aggregate(&p->types, ty)) {
        a = parse_address_of(p, a);
        b = parse_address_of(p, b);
        return parse_value_at(p, parse_choose(p, cond, a, b, parse_ty(p, a), loc), ty);
    }
    a = parse_cast(p, ty, a);
    b = parse_cast(p, ty, b);
    return parse_choose(p, cond, a, b, ty, loc);
}

/* binary: cast {operator binary}, for operators that bind at least as tightly as `min` */
static NodeId parse_binary(Parser *p, int min)
{
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

/* cast: `(` type-name `)` cast | unary */
static NodeId parse_cast_expr(Parser *p)
{
    if (p->tok.kind != TK_LPAREN || !parse_is_type_start(p, parse_peek(p)))
        return parse_unary(p);
    parse_nest(p);
    Loc loc = p->tok.loc;
    parse_advance(p);
    Ty ty = parse_type_name(p);
    parse_expect(p, TK_RPAREN);
    refuse(p->src, p->tok.kind == TK_LBRACE, loc, "compound literals are not supported");
    NodeId operand = parse_cast_expr(p);
    parse_unnest(p);
    ty = types_plain(&p->types, ty);
    if (ty == TY_VOID)
        return parse_node(p, OP_CAST, TY_VOID, loc, parse_discard(p, operand), 0);
    operand = parse_rvalue(p, operand);
    refuse(p->src, !types_is_scalar(&p->types, ty) || !types_is_scalar(&p->types, parse_ty(p, operand)), loc,
           "cast between types that are not scalar");
    return parse_cast(p, ty, operand);
}

/* unary: (`++` | `--`) unary | (`&` | `*` | `+` | `-` | `~` | `!`) cast | `sizeof` ... | postfix */
static NodeId parse_unary(Parser *p)
{
    Token tok = p->tok;
    NodeId operand, one;
    if (token_is(&tok, KW_SIZEOF)) {
        parse_nest(p);
        NodeId size = parse_sizeof(p);
        parse_unnest(p);
        return size;
    }
    switch (tok.kind) {
    case TK_INC:
    case TK_DEC:
        parse_nest(p);
        parse_advance(p);
        operand = parse_unary(p);
        parse_unnest(p);
        parse_modifiable(p, operand, tok.loc);
        one = parse_number(p, 1, TY_INT, tok.loc);
        return parse_update(p, OP_UPDATE, operand, tok.kind == TK_INC ? OP_ADD : OP_SUB, one, tok.loc);
    case TK_AMP:
    case TK_STAR:
    case TK_PLUS:
    case TK_MINUS:
    case TK_TILDE:
    case TK_NOT:
        parse_nest(p);
        parse_advance(p);
        operand = parse_cast_expr(p);
        parse_unnest(p);
        return parse_operate_unary(p, &tok, operand);
    default:
        return parse_postfix(p);
    }
}

static NodeId parse_operate_unary(Parser *p, const Token *tok, NodeId operand)
{
    Loc loc = tok->loc;
    if (tok->kind == TK_AMP) {
        bool function = types_kind(&p->types, parse_ty(p, operand)) == TYPE_FUNCTION;
        refuse(p->src, !function && !parse_is_lvalue(p, operand), loc, "'&' needs an lvalue");
        return parse_address_of(p, operand);
    }
    operand = parse_rvalue(p, operand);
    Ty ty = parse_ty(p, operand);
    if (tok->kind == TK_STAR) {
        refuse(p->src, !types_is_pointer(&p->types, ty), loc, "'*' needs a pointer");
        return parse_node(p, OP_DEREF, types_get(&p->types, ty)->base, loc, operand, 0);
    }
    if (tok->kind == TK_NOT) {
        NodeId cond = parse_truth(p, operand);
        NodeId zero = parse_number(p, 0, parse_ty(p, cond), loc);
        return parse_arithmetic(p, OP_EQ, TY_INT, cond, zero, loc);
    }
    refuse(p->src, !types_is_integer(&p->types, ty), loc, "a unary operator needs an integer");
    ty = types_promote(&p->types, ty);
    operand = parse_cast(p, ty, operand);
    const Node *n = ast_get(&p->ast, operand);
    if (n->op == OP_NUM) {
        uint64_t val = (uint64_t)n->val;
        if (tok->kind == TK_PLUS)
            return operand;
        val = tok->kind == TK_MINUS ? -val : ~val;
        return parse_number(p, types_wrap(&p->types, ty, (int64_t)val), ty, loc);
    }
    if (tok->kind == TK_PLUS)
        return parse_node(p, OP_CAST, ty, loc, operand, 0);
    return parse_node(p, tok->kind == TK_MINUS ? OP_NEG : OP_COM, ty, loc, operand, 0);
}

/* sizeof unary | sizeof `(` type-name `)` (6.5.3.4) */
static NodeId parse_sizeof(Parser *p)
{
    Loc loc = p->tok.loc;
    Ty ty = TY_VOID;
    parse_advance(p);
    if (p->tok.kind == TK_LPAREN && parse_is_type_start(p, parse_peek(p))) {
        parse_advance(p);
        ty = parse_type_name(p);
        parse_expect(p, TK_RPAREN);
        refuse(p->src, p->tok.kind == TK_LBRACE, loc, "compound literals are not supported");
    } else {
        ty = parse_ty(p, parse_unary(p));
    }
    refuse(p->src, !types_is_complete(&p->types, ty), loc, "sizeof needs a complete object type");
    return parse_number(p, (int64_t)types_size(&p->types, ty), TY_ULONG, loc);
}

/* postfix: primary {`[` expression `]` | `(` arguments `)` | `.` name | `->` name | `++` | `--`} */
static NodeId parse_postfix(Parser *p)
{
    NodeId node = parse_primary(p);
    for (;;) {
        Kind op = p->tok.kind;
        Loc loc = p->tok.loc;
        NodeId other;
        Ty ty;
        switch (op) {
        case TK_LBRACKET:
            parse_advance(p);
            other = parse_expr(p);
            parse_expect(p, TK_RBRACKET);
            other = parse_operate(p, OP_ADD, node, other, loc);
            ty = parse_ty(p, other);
            refuse(p->src, !types_is_pointer(&p->types, ty), loc, "'[]' needs a pointer or an array");
            node = parse_node(p, OP_DEREF, types_get(&p->types, ty)->base, loc, other, 0);
            break;
        case TK_LPAREN:
            node = parse_call(p, node);
            break;
        case TK_DOT:
            parse_advance(p);
            node = parse_member(p, node, loc);
            break;
        case TK_ARROW:
            parse_advance(p);
            other = parse_rvalue(p, node);
            ty = parse_ty(p, other);
            refuse(p->src, !types_is_pointer(&p->types, ty), loc,
                   "'->' needs a pointer to a struct or union");
            node = parse_node(p, OP_DEREF, types_get(&p->types, ty)->base, loc, other, 0);
            node = parse_member(p, node, loc);
            break;
        case TK_INC:
        case TK_DEC:
            parse_advance(p);
            parse_modifiable(p, node, loc);
            other = parse_number(p, 1, TY_INT, loc);
            node = parse_update(p, OP_POST_UPDATE, node, op == TK_INC ? OP_ADD : OP_SUB, other, loc);
            break;
        default:
            return node;
        }
    }
}

/* The member named next of `object` (6.5.2.3). */
static NodeId parse_member(Parser *p, NodeId object, Loc loc)
{
    Ty ty = parse_ty(p, object);
    Token name;
    Member m;
    refuse(p->src, !types_is_aggregate(&p->types, ty), loc,
           "a member of something that is not a struct or union");
    refuse(p->src, !types_is_complete(&p->types, ty), loc, "a member of an incomplete type");
    parse_expect_name(p, &name);
    if (!types_member(&p->types, ty, name.id, &m))
        err1(p->src, name.loc, "no member named '{}'", pp_name(p->pp, name.id));
    if (types_is_const(&p->types, ty))
        m.ty = types_constant(&p->types, m.ty);
    NodeId node = parse_node(p, OP_FIELD, m.ty, loc, object, 0);
    ast_at(&p->ast, node)->val = (int64_t)m.offset;
    return node;
}

/* `(` [assignment {`,` assignment}] `)` (6.5.2.2) */
static NodeId parse_call(Parser *p, NodeId callee)
{
    Loc loc = p->tok.loc;
    Ty ty = parse_ty(p, callee);
    NodeId last = 0;
    size_t n = 0;
    parse_advance(p);
    if (types_kind(&p->types, ty) != TYPE_FUNCTION) {
        callee = parse_rvalue(p, callee);
        bool pointer = types_is_pointer(&p->types, parse_ty(p, callee));
        ty = types_get(&p->types, parse_ty(p, callee))->base;
        refuse(p->src, !pointer || types_kind(&p->types, ty) != TYPE_FUNCTION, loc,
               "the called object is not a function");
    } else if (ast_get(&p->ast, callee)->op == OP_DEREF) {
        callee = ast_get(&p->ast, callee)->a;
    }
    const Type *type = types_get(&p->types, ty);
    NodeId call = parse_node(p, OP_CALL, types_plain(&p->types, type->base), loc, callee, 0);
    uint32_t depth = ast_get(&p->ast, call)->depth;
    while (p->tok.kind != TK_RPAREN) {
        if (n > 0)
            parse_expect(p, TK_COMMA);
        Loc at = p->tok.loc;
        NodeId arg = parse_assignment(p);
        arg = parse_rvalue(p, arg);
        if (n < type->param_count) {
            arg = parse_convert(p, arg, type->params[n], "an argument", at);
        } else if (type->variadic) {
            Ty from = parse_ty(p, arg);
            refuse(p->src, !types_is_scalar(&p->types, from), at, "struct arguments are not supported");
            if (types_is_integer(&p->types, from))
                arg = parse_cast(p, types_promote(&p->types, from), arg);
        } else {
            err(p->src, at, "too many arguments");
        }
        /* The node may stand in a list already, as the operand of a cast that was none. */
        arg = ast_copy(&p->ast, arg);
        if (last == 0)
            ast_at(&p->ast, call)->b = arg;
        else
            ast_at(&p->ast, last)->next = arg;
        last = arg;
        if (depth < ast_get(&p->ast, arg)->depth + 1)
            depth = ast_get(&p->ast, arg)->depth + 1;
        n++;
    }
    refuse(p->src, n < type->param_count, p->tok.loc, "too few arguments");
    parse_advance(p);
    ast_at(&p->ast, call)->val = (int64_t)(type->variadic ? type->param_count : n);
    ast_at(&p->ast, call)->depth = depth;
    parse_check_depth(p, call);
    return call;
}

/* primary: name | constant | string {string} | `(` expression `)` | va_... */
static NodeId parse_primary(Parser *p)
{
    Loc loc = p->tok.loc;
    const char *spelling;
    size_t len;
    NodeId node;
    switch (p->tok.kind) {
    case TK_IDENT:
        return parse_name(p);
    case TK_NUMBER: {
        Integer integer;
        spelling = pp_spelling(p->pp, &p->tok, &len);
        parse_advance(p);
        literal_integer(p->src, spelling, loc, &integer);
        return parse_integer(p, &integer, loc);
    }
    case TK_CHAR:
        spelling = pp_spelling(p->pp, &p->tok, &len);
        parse_advance(p);
        return parse_number(p, literal_character(p->src, spelling, len, loc), TY_INT, loc);
    case TK_STR: {
        Buf text = {0};
        parse_string_text(p, &text);
        return parse_variable(p, parse_string(p, &text, loc), loc);
    }
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

/* The text of adjacent string literals (5.1.1.2, phase 6). */
void parse_string_text(Parser *p, Buf *text)
{
    while (p->tok.kind == TK_STR) {
        size_t len;
        const char *spelling = pp_spelling(p->pp, &p->tok, &len);
        literal_quoted(p->src, spelling, len, p->tok.loc, text);
        parse_advance(p);
    }
}

/* An identifier as an expression, or one of the builtins for variable arguments. */
static NodeId parse_name(Parser *p)
{
    Token tok = p->tok;
    uint32_t sym = 0;
    switch (token_keyword(&tok)) {
    case KW_NONE:
        break;
    case KW_VA_START:
    case KW_VA_ARG:
    case KW_VA_END:
    case KW_VA_COPY:
        return parse_variable_arguments(p);
    default:
        parse_refuse_keyword(p, &tok);
        err(p->src, tok.loc, "expected an expression");
    }
    parse_advance(p);
    if (token_is(&tok, KW_FUNC) && scopes_depth(&p->scopes) > 0) {
        Buf text = {0};
        buf_text(&text, intern_name(p->pp->names, p->function.name));
        return parse_variable(p, parse_string(p, &text, tok.loc), tok.loc);
    }
    if (!scopes_lookup(&p->scopes, SPACE_ORDINARY, tok.id, &sym, NULL))
        err1(p->src, tok.loc, "'{}' is not declared", pp_name(p->pp, tok.id));
    switch (parse_sym(p, sym)->kind) {
    case SYM_CONSTANT:
        return parse_number(p, parse_sym(p, sym)->value, TY_INT, tok.loc);
    case SYM_TYPEDEF:
        err(p->src, tok.loc, "expected an expression, not a type");
        return 0;
    default:
        return parse_variable(p, sym, tok.loc);
    }
}

/* `__builtin_va_start(ap, last)`, `va_arg(ap, type)`, `va_end(ap)`, `va_copy(to, from)`: a
   `va_list` is a pointer to the next argument, and each argument takes 8 bytes. */
static NodeId parse_variable_arguments(Parser *p)
{
    Token tok = p->tok;
    Ty list = types_pointer(&p->types, TY_CHAR);
    NodeId node;
    parse_advance(p);
    parse_expect(p, TK_LPAREN);
    Loc loc = p->tok.loc;
    NodeId ap = parse_assignment(p);
    refuse(p->src, types_plain(&p->types, parse_ty(p, ap)) != list, loc, "expected a va_list");
    if (!token_is(&tok, KW_VA_END))
        parse_expect(p, TK_COMMA);
    if (token_is(&tok, KW_VA_END)) {
        node = ap;
    } else if (token_is(&tok, KW_VA_COPY)) {
        NodeId from = parse_assignment(p);
        parse_modifiable(p, ap, loc);
        node = parse_assign(p, ap, from, loc);
    } else if (token_is(&tok, KW_VA_START)) {
        Token name;
        parse_expect_name(p, &name);
        refuse(p->src, !p->function.variadic, tok.loc, "va_start in a function without variable arguments");
        parse_modifiable(p, ap, loc);
        node = parse_assign(p, ap, parse_node(p, OP_VA_AREA, list, loc, 0, 0), loc);
    } else {
        Ty ty = parse_type_name(p);
        refuse(p->src, !types_is_scalar(&p->types, ty), loc, "va_arg needs a scalar type");
        parse_modifiable(p, ap, loc);
        node = parse_number(p, 8, TY_LONG, loc);
        node = parse_update(p, OP_POST_UPDATE, ap, OP_ADD, node, loc);
        node = parse_cast(p, types_pointer(&p->types, ty), node);
        parse_expect(p, TK_RPAREN);
        return parse_value_at(p, node, ty);
    }
    parse_expect(p, TK_RPAREN);
    return parse_node(p, OP_CAST, TY_VOID, loc, parse_discard(p, node), 0);
}

/* The type of an integer constant (6.4.4.1p5). */
static NodeId parse_integer(Parser *p, const Integer *integer, Loc loc)
{
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

/* constant-expression (6.6), an integer */
int64_t parse_constant(Parser *p)
{
    Loc loc = p->tok.loc;
    int64_t value;
    Ty ty;
    refuse(p->src, !parse_constant_value(p, &value, &ty), loc, "expected an integer constant expression");
    return value;
}

/* A conditional expression: its value and type; false if it is no integer constant. */
bool parse_constant_value(Parser *p, int64_t *value, Ty *ty)
{
    const Node *n = ast_get(&p->ast, parse_conditional(p));
    *value = n->val;
    *ty = n->ty;
    return n->op == OP_NUM && types_is_integer(&p->types, n->ty);
}

/* The length of the array type `ty`; false if it is not known. */
bool parse_known_length(const Parser *p, Ty ty, uint64_t *length)
{
    uint64_t known = types_get(&p->types, ty)->length;
    if (length != NULL)
        *length = known;
    return known != NO_LENGTH;
}
