/* The conditions of #if and #elif (C11 6.10.1): tokens to true or false.

   All values are 64 bits wide, signed or unsigned (6.10.1p4). Names that are left after
   macro expansion are 0. */
#include "front.h"

#include <string.h>

/* Parentheses and operators may nest this deep. */
#define MAX_DEPTH 200

typedef struct Value {
    int64_t v;
    bool is_unsigned;
} Value;

typedef struct Eval {
    Sources *src;
    const Interner *names;
    const Tokens *tokens;
    size_t pos;
    /* Where the directive is. */
    Loc loc;
    int depth;
} Eval;

static Kind peek(const Eval *e);
static Loc here(const Eval *e);
static void expect(Eval *e, Kind kind);
static void conditional(Eval *e, bool live, Value *value);
static void binary(Eval *e, int min, bool live, Value *left);
static void unary(Eval *e, bool live, Value *value);
static void primary(Eval *e, bool live, Value *value);
static void apply(Eval *e, Kind op, Value *a, const Value *b, bool live, Loc loc);

/* Whether the condition is true. */
bool ppexpr_evaluate(Sources *src, const Interner *names, const Tokens *tokens, Loc loc)
{
    Eval eval;
    Value value;
    memset(&eval, 0, sizeof eval);
    eval.src = src;
    eval.names = names;
    eval.tokens = tokens;
    eval.loc = loc;
    conditional(&eval, true, &value);
    if (eval.pos < tokens->count)
        err(src, tokens->items[eval.pos].loc, "malformed condition");
    return value.v != 0;
}

static Kind peek(const Eval *e)
{
    return e->pos < e->tokens->count ? e->tokens->items[e->pos].kind : TK_EOF;
}

static Loc here(const Eval *e)
{
    return e->pos < e->tokens->count ? e->tokens->items[e->pos].loc : e->loc;
}

static void expect(Eval *e, Kind kind)
{
    if (peek(e) != kind)
        err(e->src, here(e), "malformed condition");
    e->pos++;
}

/* conditional: binary [`?` conditional `:` conditional]. Where not `live`, division by zero is ignored. */
static void conditional(Eval *e, bool live, Value *value)
{
    e->depth++;
    if (e->depth > MAX_DEPTH)
        err(e->src, here(e), "condition is nested too deeply");
    binary(e, 1, live, value);
    if (peek(e) == TK_QUESTION) {
        bool cond = value->v != 0;
        Value a, b;
        e->pos++;
        conditional(e, live && cond, &a);
        expect(e, TK_COLON);
        conditional(e, live && !cond, &b);
        value->v = cond ? a.v : b.v;
        value->is_unsigned = a.is_unsigned || b.is_unsigned;
    }
    e->depth--;
}

/* binary: unary {operator binary}, for operators that bind at least as tightly as `min` */
static void binary(Eval *e, int min, bool live, Value *left)
{
    unary(e, live, left);
    for (;;) {
        Kind op = peek(e);
        int prec = ppexpr_precedence(op);
        Loc loc = here(e);
        bool decided;
        Value right;
        if (prec < min)
            return;
        e->pos++;
        decided = (op == TK_AND_AND && left->v == 0) || (op == TK_OR_OR && left->v != 0);
        binary(e, prec + 1, live && !decided, &right);
        apply(e, op, left, &right, live, loc);
    }
}

/* unary: {`+` | `-` | `~` | `!`} primary */
static void unary(Eval *e, bool live, Value *value)
{
    Kind op = peek(e);
    e->depth++;
    if (e->depth > MAX_DEPTH)
        err(e->src, here(e), "condition is nested too deeply");
    if (op == TK_PLUS || op == TK_MINUS || op == TK_TILDE || op == TK_NOT) {
        e->pos++;
        unary(e, live, value);
        if (op == TK_MINUS) {
            value->v = (int64_t)(0 - (uint64_t)value->v);
        } else if (op == TK_TILDE) {
            value->v = ~value->v;
        } else if (op == TK_NOT) {
            value->v = value->v == 0;
            value->is_unsigned = false;
        }
    } else {
        primary(e, live, value);
    }
    e->depth--;
}

static void primary(Eval *e, bool live, Value *value)
{
    Loc loc = here(e);
    const Token *tok;
    Integer integer;
    if (e->pos >= e->tokens->count)
        err(e->src, loc, "malformed condition");
    tok = &e->tokens->items[e->pos];
    e->pos++;
    value->v = 0;
    value->is_unsigned = false;
    switch (tok->kind) {
    case TK_NUMBER:
        literal_integer(e->src, intern_name(e->names, tok->id), loc, &integer);
        value->v = (int64_t)integer.value;
        value->is_unsigned = integer.is_unsigned || integer.value > INT64_MAX;
        break;
    case TK_CHAR:
        value->v = literal_character(e->src, intern_name(e->names, tok->id), intern_len(e->names, tok->id), loc);
        break;
    case TK_IDENT:
        break;
    case TK_LPAREN:
        conditional(e, live, value);
        expect(e, TK_RPAREN);
        break;
    default:
        err(e->src, loc, "malformed condition");
    }
}

/* How tightly a binary operator binds; 0 for other tokens. The same order as C11 6.5.5-6.5.14. */
int ppexpr_precedence(Kind op)
{
    switch (op) {
    case TK_OR_OR:
        return 1;
    case TK_AND_AND:
        return 2;
    case TK_PIPE:
        return 3;
    case TK_CARET:
        return 4;
    case TK_AMP:
        return 5;
    case TK_EQ:
    case TK_NE:
        return 6;
    case TK_LESS:
    case TK_LE:
    case TK_GREATER:
    case TK_GE:
        return 7;
    case TK_SHL:
    case TK_SHR:
        return 8;
    case TK_PLUS:
    case TK_MINUS:
        return 9;
    case TK_STAR:
    case TK_SLASH:
    case TK_PERCENT:
        return 10;
    default:
        return 0;
    }
}

/* `a` becomes `a op b`. */
static void apply(Eval *e, Kind op, Value *a, const Value *b, bool live, Loc loc)
{
    bool is_unsigned = a->is_unsigned || b->is_unsigned;
    int64_t x = a->v;
    int64_t y = b->v;
    uint64_t ux = (uint64_t)x;
    uint64_t uy = (uint64_t)y;
    bool less = is_unsigned ? ux < uy : x < y;
    if ((op == TK_SLASH || op == TK_PERCENT) && y == 0) {
        if (live)
            err(e->src, loc, "division by zero in a condition");
        a->v = 0;
        a->is_unsigned = is_unsigned;
        return;
    }
    /* The type of a shift is that of its left operand alone. */
    if (op == TK_SHL) {
        a->v = (int64_t)(ux << (uy & 63));
        return;
    }
    if (op == TK_SHR) {
        a->v = a->is_unsigned ? (int64_t)(ux >> (uy & 63)) : x >> (uy & 63);
        return;
    }
    a->is_unsigned = is_unsigned;
    switch (op) {
    case TK_STAR:
        a->v = (int64_t)(ux * uy);
        return;
    case TK_SLASH:
        if (is_unsigned)
            a->v = (int64_t)(ux / uy);
        else
            a->v = y == -1 ? (int64_t)(0 - ux) : x / y;
        return;
    case TK_PERCENT:
        if (is_unsigned)
            a->v = (int64_t)(ux % uy);
        else
            a->v = y == -1 ? 0 : x % y;
        return;
    case TK_PLUS:
        a->v = (int64_t)(ux + uy);
        return;
    case TK_MINUS:
        a->v = (int64_t)(ux - uy);
        return;
    case TK_AMP:
        a->v = x & y;
        return;
    case TK_CARET:
        a->v = x ^ y;
        return;
    case TK_PIPE:
        a->v = x | y;
        return;
    case TK_LESS:
        a->v = less;
        break;
    case TK_GE:
        a->v = !less;
        break;
    case TK_GREATER:
        a->v = !less && x != y;
        break;
    case TK_LE:
        a->v = less || x == y;
        break;
    case TK_EQ:
        a->v = x == y;
        break;
    case TK_NE:
        a->v = x != y;
        break;
    case TK_AND_AND:
        a->v = x != 0 && y != 0;
        break;
    default:
        a->v = x != 0 || y != 0;
        break;
    }
    a->is_unsigned = false;
}
