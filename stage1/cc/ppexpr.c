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
static void apply(Eval *e, Op op, const Value *a, const Value *b, bool live, Loc loc, Value *out);

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
    refuse(src, eval.pos < tokens->count, here(&eval), "malformed condition");
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
    refuse(e->src, peek(e) != kind, here(e), "malformed condition");
    e->pos++;
}

/* conditional: binary [`?` conditional `:` conditional]. Where not `live`, division by zero is ignored. */
static void conditional(Eval *e, bool live, Value *value)
{
    e->depth++;
    refuse(e->src, e->depth > MAX_DEPTH, here(e), "condition is nested too deeply");
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
        Op op;
        bool swap;
        int prec = fold_operator(peek(e), &op, &swap);
        Loc loc = here(e);
        Value right;
        if (prec < min)
            return;
        e->pos++;
        bool decided = (op == OP_LOG_AND && left->v == 0) || (op == OP_LOG_OR && left->v != 0);
        binary(e, prec + 1, live && !decided, &right);
        if (op == OP_LOG_AND || op == OP_LOG_OR) {
            left->v = op == OP_LOG_AND ? left->v != 0 && right.v != 0 : left->v != 0 || right.v != 0;
            left->is_unsigned = false;
        } else if (swap) {
            apply(e, op, &right, left, live, loc, left);
        } else {
            apply(e, op, left, &right, live, loc, left);
        }
    }
}

/* unary: {`+` | `-` | `~` | `!`} primary */
static void unary(Eval *e, bool live, Value *value)
{
    Kind op = peek(e);
    e->depth++;
    refuse(e->src, e->depth > MAX_DEPTH, here(e), "condition is nested too deeply");
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
    const char *text;
    Integer integer;
    refuse(e->src, e->pos >= e->tokens->count, loc, "malformed condition");
    const Token *tok = &e->tokens->items[e->pos];
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
        text = intern_name(e->names, tok->id);
        value->v = literal_character(e->src, text, intern_len(e->names, tok->id), loc);
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

static void apply(Eval *e, Op op, const Value *a, const Value *b, bool live, Loc loc, Value *out)
{
    bool shift = op == OP_SHL || op == OP_SHR;
    bool truth = op == OP_EQ || op == OP_NE || op == OP_LT || op == OP_LE;
    Shape shape;
    int64_t v;
    shape.width = 8;
    shape.is_unsigned = a->is_unsigned || (!shift && b->is_unsigned);
    if (fold_binary(op, &shape, a->v, b->v, &v)) {
        out->v = v;
        out->is_unsigned = shape.is_unsigned && !truth;
    } else {
        if (live)
            err(e->src, loc, "an operation without a value in a condition");
        out->v = 0;
        out->is_unsigned = shape.is_unsigned;
    }
}
