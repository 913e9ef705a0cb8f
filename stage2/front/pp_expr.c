/* The expressions of #if and #elif (C11 6.10.1), in 64-bit arithmetic. */
#include "pp_state.h"

#include <string.h>

/* Levels of parentheses, unary and conditional operators. */
#define MAX_EXPR_DEPTH 60000

typedef struct Value {
    uint64_t bits;
    bool is_unsigned;
} Value;

typedef struct Expr {
    Pp *pp;
    Token t;      /* the next token */
    bool failed;
    unsigned skip; /* > 0: in an operand that is not evaluated */
    unsigned depth;
    unsigned max_depth;
    const char *directive;
} Expr;

static void advance(Expr *e) {
    if (!e->failed)
        macro_next(e->pp, &e->t);
}

/* Shows the first error only. */
static bool first_error(Expr *e) {
    bool first = !e->failed;
    e->failed = true;
    e->t.kind = TK_NEWLINE;
    return first;
}

static void conditional(Expr *e, Value *out);

static void defined_operator(Expr *e, Value *out) {
    Token t;
    bool paren;
    macro_raw(e->pp, &t);
    paren = t.kind == '(';
    if (paren)
        macro_raw(e->pp, &t);
    if (t.kind != TK_IDENT) {
        if (first_error(e))
            diag_error(e->pp->diag, t.loc, "operator \"defined\" requires an identifier");
        return;
    }
    out->bits = t.u.name->macro != NULL;
    if (paren) {
        macro_raw(e->pp, &t);
        if (t.kind != ')') {
            if (first_error(e))
                diag_error(e->pp->diag, t.loc, "missing ')' after \"defined\"");
            return;
        }
    }
    advance(e);
}

static void number(Expr *e, Value *out) {
    IntLiteral literal;
    if (literal_is_float(e->t.u.text, e->t.len)) {
        Loc loc = e->t.loc;
        if (first_error(e))
            diag_error(e->pp->diag, loc, "floating constant in preprocessor expression");
        return;
    }
    if (!literal_int(e->pp->diag, &e->t, &literal)) {
        first_error(e);
        return;
    }
    out->bits = literal.value;
    out->is_unsigned = literal.is_unsigned || (literal.value >> 63) != 0;
    if (literal.overflow)
        diag_warn(e->pp->diag, WARN_ALWAYS, e->t.loc, "integer constant is too large for its type");
    else if (literal.decimal && !literal.is_unsigned && (literal.value >> 63) != 0)
        diag_warn(e->pp->diag, WARN_ALWAYS, e->t.loc, "integer constant is so large that it is unsigned");
    advance(e);
}

static void primary(Expr *e, Value *out) {
    Token t = e->t;
    out->bits = 0;
    out->is_unsigned = false;
    switch (t.kind) {
    case TK_NUMBER:
        number(e, out);
        return;
    case TK_CHAR: {
        CharWidth width;
        uint32_t value;
        if (!literal_char(e->pp->diag, &t, &width, &value)) {
            first_error(e);
            return;
        }
        out->bits = width == CHAR_PLAIN || width == CHAR_WIDE ? (uint64_t)(int64_t)(int32_t)value : value;
        out->is_unsigned = width != CHAR_PLAIN && width != CHAR_WIDE;
        advance(e);
        return;
    }
    case TK_IDENT:
        if (t.u.name == e->pp->n_defined) {
            defined_operator(e, out);
            return;
        }
        if (t.u.name == e->pp->n_true && e->pp->options.std == STD_C23)
            out->bits = 1;
        advance(e);
        if (e->t.kind == '(' && !e->failed && first_error(e))
            diag_error(e->pp->diag, t.loc, "missing binary operator before token \"(\"");
        return;
    case '(':
        advance(e);
        conditional(e, out);
        if (e->t.kind == ',' && !e->failed) {
            if (e->skip == 0)
                diag_warn(e->pp->diag, WARN_PEDANTIC, e->t.loc, "comma operator in operand of #if");
            while (e->t.kind == ',') {
                advance(e);
                conditional(e, out);
            }
        }
        if (e->t.kind != ')') {
            if (first_error(e))
                diag_error(e->pp->diag, t.loc, "missing ')' in expression");
            return;
        }
        advance(e);
        return;
    case TK_NEWLINE:
    case TK_EOF:
        if (first_error(e))
            diag_error(e->pp->diag, t.loc, "#%s with no expression or operand", e->directive);
        return;
    default:
        if (first_error(e))
            diag_error(e->pp->diag, t.loc, "token \"%s\" is not valid in preprocessor expressions",
                       pp_spelling(e->pp, &t));
        return;
    }
}

static void unary(Expr *e, Value *out) {
    unsigned operator = e->t.kind;
    if (operator != '-' && operator != '+' && operator != '~' && operator != '!') {
        primary(e, out);
        return;
    }
    e->depth++;
    if (e->depth > e->max_depth) {
        if (first_error(e))
            diag_error(e->pp->diag, e->t.loc, "the expression is nested too deeply");
        e->depth--;
        out->bits = 0;
        out->is_unsigned = false;
        return;
    }
    advance(e);
    unary(e, out);
    e->depth--;
    if (operator == '-')
        out->bits = 0 - out->bits;
    else if (operator == '~')
        out->bits = ~out->bits;
    else if (operator == '!') {
        out->bits = out->bits == 0;
        out->is_unsigned = false;
    }
}

/* 6.5.5 to 6.5.14; 0: no binary operator. */
static unsigned precedence(unsigned kind) {
    switch (kind) {
    case '*':
    case '/':
    case '%':
        return 10;
    case '+':
    case '-':
        return 9;
    case TK_SHL:
    case TK_SHR:
        return 8;
    case '<':
    case '>':
    case TK_LE:
    case TK_GE:
        return 7;
    case TK_EQ:
    case TK_NE:
        return 6;
    case '&':
        return 5;
    case '^':
        return 4;
    case '|':
        return 3;
    case TK_ANDAND:
        return 2;
    case TK_OROR:
        return 1;
    default:
        return 0;
    }
}

static uint64_t shift(uint64_t bits, bool is_unsigned, bool left, uint64_t count) {
    uint64_t sign = !is_unsigned && (bits >> 63) != 0 ? ~(uint64_t)0 : 0;
    if (left)
        return count > 63 ? 0 : bits << count;
    if (count > 63)
        return sign;
    return count == 0 ? bits : bits >> count | (sign << (64 - count));
}

static uint64_t divide(Expr *e, unsigned operator, const Value *a, const Value *b, bool is_unsigned, Loc loc) {
    uint64_t x = a->bits;
    uint64_t y = b->bits;
    bool x_negative = !is_unsigned && (x >> 63) != 0;
    bool y_negative = !is_unsigned && (y >> 63) != 0;
    uint64_t result;
    if (y == 0) {
        if (e->skip == 0 && first_error(e))
            diag_error(e->pp->diag, loc, "division by zero in #%s", e->directive);
        return 0;
    }
    x = x_negative ? 0 - x : x;
    y = y_negative ? 0 - y : y;
    result = operator == '/' ? x / y : x % y;
    if (operator == '/' ? x_negative != y_negative : x_negative)
        result = 0 - result;
    return result;
}

static bool less(uint64_t a, uint64_t b, bool is_unsigned) {
    uint64_t flip = is_unsigned ? 0 : (uint64_t)1 << 63;
    return (a ^ flip) < (b ^ flip);
}

/* a = a operator b, for all operators but && and ||. */
static void compute(Expr *e, unsigned operator, Value *a, const Value *b, Loc loc) {
    bool is_unsigned = a->is_unsigned || b->is_unsigned;
    bool truth = true;
    switch (operator) {
    case TK_SHL:
    case TK_SHR: {
        bool left = operator == TK_SHL;
        uint64_t count = b->bits;
        if (!b->is_unsigned && (count >> 63) != 0) {
            left = !left;
            count = 0 - count;
        }
        a->bits = shift(a->bits, a->is_unsigned, left, count);
        return;
    }
    case '*':
        a->bits *= b->bits;
        break;
    case '/':
    case '%':
        a->bits = divide(e, operator, a, b, is_unsigned, loc);
        break;
    case '+':
        a->bits += b->bits;
        break;
    case '-':
        a->bits -= b->bits;
        break;
    case '&':
        a->bits &= b->bits;
        break;
    case '^':
        a->bits ^= b->bits;
        break;
    case '|':
        a->bits |= b->bits;
        break;
    default:
        truth = false;
        break;
    }
    if (truth) {
        a->is_unsigned = is_unsigned;
        return;
    }
    if (operator == '<')
        truth = less(a->bits, b->bits, is_unsigned);
    else if (operator == '>')
        truth = less(b->bits, a->bits, is_unsigned);
    else if (operator == TK_LE)
        truth = !less(b->bits, a->bits, is_unsigned);
    else if (operator == TK_GE)
        truth = !less(a->bits, b->bits, is_unsigned);
    else if (operator == TK_EQ)
        truth = a->bits == b->bits;
    else
        truth = a->bits != b->bits;
    a->bits = truth;
    a->is_unsigned = false;
}

/* Operands joined by operators that bind at least as tightly as `least`. */
static void binary(Expr *e, unsigned least, Value *out) {
    unary(e, out);
    for (;;) {
        unsigned operator = e->t.kind;
        unsigned level = precedence(operator);
        Loc loc = e->t.loc;
        Value right;
        if (level < least || level == 0)
            return;
        advance(e);
        if (operator == TK_ANDAND || operator == TK_OROR) {
            bool settled = operator == TK_ANDAND ? out->bits == 0 : out->bits != 0;
            e->skip += settled;
            binary(e, level + 1, &right);
            e->skip -= settled;
            out->bits = operator == TK_ANDAND ? out->bits != 0 && right.bits != 0
                                              : out->bits != 0 || right.bits != 0;
            out->is_unsigned = false;
        } else {
            binary(e, level + 1, &right);
            compute(e, operator, out, &right, loc);
        }
    }
}

static void conditional(Expr *e, Value *out) {
    Value yes;
    Value no;
    bool holds;
    e->depth++;
    if (e->depth > e->max_depth) {
        if (first_error(e))
            diag_error(e->pp->diag, e->t.loc, "the expression is nested too deeply");
        out->bits = 0;
        out->is_unsigned = false;
        e->depth--;
        return;
    }
    binary(e, 1, out);
    if (e->t.kind == '?') {
        holds = out->bits != 0;
        advance(e);
        e->skip += !holds;
        conditional(e, &yes);
        e->skip -= !holds;
        if (e->t.kind != ':') {
            Loc loc = e->t.loc;
            if (first_error(e))
                diag_error(e->pp->diag, loc, "'?' without following ':'");
        }
        advance(e);
        e->skip += holds;
        conditional(e, &no);
        e->skip -= holds;
        out->bits = holds ? yes.bits : no.bits;
        out->is_unsigned = yes.is_unsigned || no.is_unsigned;
    }
    e->depth--;
}

bool expr_condition(Pp *pp, const char *directive) {
    Expr e;
    Value value = {0, false};
    bool outer = pp->in_if;
    memset(&e, 0, sizeof e);
    e.pp = pp;
    if (pp->expr_depth == 0)
        pp->expr_depth = stack_levels(MAX_EXPR_DEPTH);
    e.max_depth = pp->expr_depth;
    e.directive = directive;
    pp->in_if = true;
    advance(&e);
    if (e.t.kind == TK_NEWLINE || e.t.kind == TK_EOF) {
        first_error(&e);
        diag_error(pp->diag, e.t.loc, "#%s with no expression", directive);
    } else {
        conditional(&e, &value);
    }
    if (!e.failed && e.t.kind == ',') {
        diag_warn(pp->diag, WARN_PEDANTIC, e.t.loc, "comma operator in operand of #if");
        while (!e.failed && e.t.kind == ',') {
            advance(&e);
            conditional(&e, &value);
        }
    }
    if (!e.failed && e.t.kind != TK_NEWLINE && e.t.kind != TK_EOF) {
        Loc loc = e.t.loc;
        const char *text = pp_spelling(pp, &e.t);
        bool operand = e.t.kind == TK_IDENT || e.t.kind == TK_NUMBER || e.t.kind == TK_CHAR ||
                       e.t.kind == '(' || e.t.kind == '!' || e.t.kind == '~';
        first_error(&e);
        if (e.t.kind == ')' || strcmp(text, ")") == 0)
            diag_error(pp->diag, loc, "missing '(' in expression");
        else if (strcmp(text, ":") == 0)
            diag_error(pp->diag, loc, "':' without preceding '?'");
        else if (operand)
            diag_error(pp->diag, loc, "missing binary operator before token \"%s\"", text);
        else
            diag_error(pp->diag, loc, "token \"%s\" is not valid in preprocessor expressions", text);
    }
    pp->in_if = outer;
    macro_discard(pp);
    return !e.failed && value.bits != 0;
}
