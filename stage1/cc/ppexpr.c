/* The conditions of #if and #elif (C11 6.10.1): tokens to true or false.

   All values are 64 bits wide, signed or unsigned (6.10.1p4). Names that are left after
   macro expansion are 0. */
#include "front.h"

/* Parentheses and operators may nest this deep. */
#define MAX_DEPTH 200

typedef struct Value {
    int64_t v;
    bool is_unsigned;
} Value;

typedef struct Eval {
    Sources *src;
    const Interner *names;
    /* TK_EOF is last. */
    const Tokens *tokens;
    size_t pos;
    int depth;
} Eval;

static const Token *peek(const Eval *e) {
    return &e->tokens->items[e->pos];
}

static void expect(Eval *e, Kind kind) {
    refuse(e->src, peek(e)->kind != kind, peek(e)->loc, "malformed condition");
    e->pos++;
}

static void conditional(Eval *e, bool live, Value *value);

/* unary: {`+` | `-` | `~` | `!`} (NUMBER | CHARACTER | NAME | `(` conditional `)`) */
static void unary(Eval *e, bool live, Value *value) {
    const Token *tok = peek(e);
    e->depth++;
    refuse(e->src, e->depth > MAX_DEPTH, tok->loc, "condition is nested too deeply");
    e->pos++;
    value->v = 0;
    value->is_unsigned = false;
    switch (tok->kind) {
    case TK_PLUS:
    case TK_MINUS:
    case TK_TILDE:
    case TK_NOT:
        unary(e, live, value);
        if (tok->kind == TK_MINUS) {
            value->v = (int64_t)-(uint64_t)value->v;
        } else if (tok->kind == TK_TILDE) {
            value->v = ~value->v;
        } else if (tok->kind == TK_NOT) {
            value->v = value->v == 0;
            value->is_unsigned = false;
        }
        break;
    case TK_NUMBER: {
        Integer integer;
        literal_integer(e->src, intern_name(e->names, tok->id), tok->loc, &integer);
        value->v = (int64_t)integer.value;
        value->is_unsigned = integer.is_unsigned || value->v < 0;
        break;
    }
    case TK_CHAR: {
        size_t len = intern_len(e->names, tok->id);
        value->v = literal_character(e->src, intern_name(e->names, tok->id), len, tok->loc);
        break;
    }
    case TK_IDENT:
        break;
    case TK_LPAREN:
        conditional(e, live, value);
        expect(e, TK_RPAREN);
        break;
    default:
        err(e->src, tok->loc, "malformed condition");
    }
    e->depth--;
}

/* binary: unary {operator unary}, for operators that bind at least as tightly as `min` */
static void binary(Eval *e, int min, bool live, Value *left) {
    unary(e, live, left);
    for (;;) {
        Op op;
        bool swap;
        Loc loc = peek(e)->loc;
        int prec = fold_operator(peek(e)->kind, &op, &swap);
        if (prec < min)
            return;
        e->pos++;
        bool decided = (op == OP_LOG_AND && left->v == 0) || (op == OP_LOG_OR && left->v != 0);
        Value right;
        binary(e, prec + 1, live && !decided, &right);
        Shape shape;
        shape.width = 8;
        shape.is_unsigned = left->is_unsigned || (right.is_unsigned && op != OP_SHL && op != OP_SHR);
        int64_t value = 0;
        bool good = fold_binary(op, &shape, swap ? right.v : left->v, swap ? left->v : right.v, &value);
        refuse(e->src, live && !good, loc, "an operation without a value in a condition");
        bool truth = op >= OP_EQ && op <= OP_LOG_OR;
        left->v = value;
        left->is_unsigned = shape.is_unsigned && !truth;
    }
}

/* conditional: binary [`?` conditional `:` conditional]. Where not `live`, division by zero is ignored. */
static void conditional(Eval *e, bool live, Value *value) {
    e->depth++;
    refuse(e->src, e->depth > MAX_DEPTH, peek(e)->loc, "condition is nested too deeply");
    binary(e, 1, live, value);
    if (peek(e)->kind == TK_QUESTION) {
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

bool ppexpr_evaluate(Sources *src, const Interner *names, Tokens *tokens, Loc loc) {
    Eval eval = {src, names, tokens, 0, 0};
    Value value;
    Token end = {0};
    end.loc = loc;
    tokens_add(tokens, &end);
    conditional(&eval, true, &value);
    expect(&eval, TK_EOF);
    return value.v != 0;
}
