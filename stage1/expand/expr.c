/* The values of expressions, and names in their scopes. Both are read from the tokens each
   time: a body has no other form than its tokens. */
#include "parts.h"

/* Joined names cannot grow without end. */
#define MAX_NAME 256

static int64_t unary(Expander *ex);

/* How tightly a binary operator binds; 0 if the token is none. */
static int precedence(int kind) {
    switch (kind) {
    case TK_OR_OR:
        return 1;
    case TK_AND_AND:
        return 2;
    case '|':
        return 3;
    case '^':
        return 4;
    case '&':
        return 5;
    case TK_EQ:
    case TK_NE:
        return 6;
    case '<':
    case '>':
    case TK_LE:
    case TK_GE:
        return 7;
    case TK_SHL:
    case TK_SAR:
    case TK_SHR:
        return 8;
    case '+':
    case '-':
        return 9;
    case '*':
    case '/':
    case '%':
        return 10;
    default:
        return 0;
    }
}

/* The value of a binary operator. */
static int64_t apply(Expander *ex, const Token *op, int64_t a, int64_t b) {
    uint64_t ua = (uint64_t)a;
    uint64_t ub = (uint64_t)b;
    switch (op->kind) {
    case TK_SHL:
    case TK_SAR:
    case TK_SHR:
        if (ub >= 64)
            ex_error(ex, op->loc, "a shift count is not between 0 and 63");
        if (op->kind == TK_SAR)
            return a >> b;
        return (int64_t)(op->kind == TK_SHL ? ua << b : ua >> b);
    case '/':
    case '%':
        if (b == 0)
            ex_error(ex, op->loc, "division by zero");
        if (b == -1)
            return op->kind == '/' ? (int64_t)-ua : 0;
        return op->kind == '/' ? a / b : a % b;
    case TK_OR_OR:
    case TK_AND_AND:
        return b != 0;
    case '|':
        return a | b;
    case '^':
        return a ^ b;
    case '&':
        return a & b;
    case TK_EQ:
        return a == b;
    case TK_NE:
        return a != b;
    case '<':
        return a < b;
    case TK_LE:
        return a <= b;
    case '>':
        return a > b;
    case TK_GE:
        return a >= b;
    case '+':
        return (int64_t)(ua + ub);
    case '-':
        return (int64_t)(ua - ub);
    default:
        return (int64_t)(ua * ub);
    }
}

static void deeper(Expander *ex) {
    ex->nest++;
    ex_refuse(ex, ex->nest > MAX_NEST, "operators and parentheses are nested more than 200 deep");
}

/* binary = unary {operator binary of a higher precedence} */
static int64_t binary(Expander *ex, int least) {
    int64_t a = unary(ex);
    for (;;) {
        Token op = ex->toks[ex->at];
        int level = precedence(op.kind);
        bool known;
        int64_t b;
        if (level < least)
            return a;
        known = (op.kind == TK_OR_OR && a != 0) || (op.kind == TK_AND_AND && a == 0);
        ex->at++;
        ex->dead += known;
        b = binary(ex, level + 1);
        ex->dead -= known;
        if (known)
            a = op.kind == TK_OR_OR;
        else if (ex->dead == 0)
            a = apply(ex, &op, a, b);
    }
}

/* expr = binary ["?" expr ":" expr] */
int64_t ex_expr(Expander *ex) {
    int64_t condition = binary(ex, 1);
    int64_t yes, no;
    if (ex_kind(ex) != '?')
        return condition;
    deeper(ex);
    ex->at++;
    ex->dead += condition == 0;
    yes = ex_expr(ex);
    ex->dead -= condition == 0;
    ex_expect(ex, ':', "':' is expected");
    ex->dead += condition != 0;
    no = ex_expr(ex);
    ex->dead -= condition != 0;
    ex->nest--;
    return condition != 0 ? yes : no;
}

/* unary = ("-" | "~" | "!") unary | "(" expr ")" | number | name */
static int64_t unary(Expander *ex) {
    const Token *tok = &ex->toks[ex->at];
    int kind = tok->kind;
    Loc loc = tok->loc;
    Label label;
    int64_t value = 0;
    switch (kind) {
    case TK_NUMBER:
        ex->at++;
        return tok->num;
    case TK_PARAM:
        if (tok[1].kind != TK_PASTE) {
            ex->at++;
            return ex->args[ex->frame.base + (size_t)tok->num].num;
        }
        ex_name(ex, &label);
        return ex->dead == 0 ? ex_constant(ex, &label, loc) : 0;
    case TK_NAME:
    case TK_LABEL:
        ex_name(ex, &label);
        return ex->dead == 0 ? ex_constant(ex, &label, loc) : 0;
    case '-':
    case '~':
    case '!':
        deeper(ex);
        ex->at++;
        value = unary(ex);
        ex->nest--;
        if (kind == '-')
            return (int64_t)-(uint64_t)value;
        return kind == '~' ? ~value : value == 0;
    case '(':
        deeper(ex);
        ex->at++;
        value = ex_expr(ex);
        ex_expect(ex, ')', "')' is expected");
        ex->nest--;
        return value;
    default:
        ex_error_here(ex, "an expression is expected");
        return 0;
    }
}

/* The name `tok` in its scope as it is now. */
static void resolve(Expander *ex, const Token *tok, Label *label) {
    size_t i = ex->scope_depth;
    if (tok->kind == TK_LABEL) {
        *label = ex->args[ex->frame.base + (size_t)tok->num];
        return;
    }
    label->scope = tok->scope;
    label->id = tok->id;
    label->num = 0;
    switch (tok->scope) {
    case '$':
        label->num = ex->unit;
        break;
    case '@':
        if (ex->frame.depth == 0)
            ex_error(ex, tok->loc, "a name with '@' stands outside a macro");
        label->num = ex->frame.number;
        break;
    case '^':
        while (i > 0 && ex->scopes[i - 1].tag != tok->tag)
            i--;
        if (i == 0)
            ex_error_about(ex, tok->loc, "no scope '{}' is open", tok->tag);
        label->num = ex->scopes[i - 1].num;
        break;
    default:
        break;
    }
}

/* name {"##" (name | number)}, where parameters stand for names and numbers. The joined
   name lives where the first part with a sigil does. */
void ex_name(Expander *ex, Label *joined) {
    Buf text = {0};
    Label label;
    joined->scope = 0;
    joined->num = 0;
    for (;;) {
        const Token *tok = &ex->toks[ex->at];
        if (tok->kind == TK_NAME || tok->kind == TK_LABEL) {
            resolve(ex, tok, &label);
            if (text.len == 0 && tok[1].kind != TK_PASTE) {
                ex->at++;
                *joined = label;
                return;
            }
            buf_add(&text, intern_name(&ex->lx.names, label.id), intern_len(&ex->lx.names, label.id));
            if (joined->scope == 0)
                *joined = label;
        } else if (tok->kind == TK_NUMBER && text.len > 0) {
            buf_dec(&text, (uint64_t)tok->num);
        } else if (tok->kind == TK_PARAM && text.len > 0) {
            buf_dec(&text, (uint64_t)ex->args[ex->frame.base + (size_t)tok->num].num);
        } else {
            ex_error_here(ex, "a name is expected");
        }
        ex_refuse(ex, text.len > MAX_NAME, "a joined name is longer than 256 bytes");
        ex->at++;
        if (ex_kind(ex) != TK_PASTE)
            break;
        ex->at++;
    }
    joined->id = intern(&ex->lx.names, text.data, text.len);
    buf_free(&text);
}
