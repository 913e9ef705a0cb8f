/* Macros: definitions, calls, and substitution (C11 6.10.3). pp_state.h tells how contexts work.

   A body is an array of tokens with the parameters found beforehand. A body without parameters, # and ##
   is read where it lies. Otherwise a call collects its arguments on Pp.stack, expands there those that are
   used expanded, makes the result above them, and moves it to the chunks of the contexts. */
#include "pp_state.h"

#include <stdlib.h>
#include <string.h>

/* Limits against macros that grow without end: tokens of one outermost call, tokens of one argument or
   result, bytes of one token, arguments expanded within arguments. */
#define MAX_PRODUCED (8UL << 20)
#define MAX_STACK (4UL << 20)
#define MAX_TOKEN_TEXT (16UL << 20)
#define MAX_NESTING 1000
#define MAX_PARAMS (1U << 15)
#define CHUNK_TOKENS 4096

/* ---- the stack of tokens ---- */

/* Makes room for one more token; contexts that read from the stack move with it. */
static void grow_stack(Pp *pp) {
    const Token *old = pp->stack;
    size_t room = pp->stack_room == 0 ? 1024 : 2 * pp->stack_room;
    Token *stack;
    if (pp->stack_count >= MAX_STACK)
        diag_fatal(pp->diag, LOC_AT(pp, pp->at), "macro expansion produces too many tokens");
    stack = allocate(room * sizeof stack[0]);
    if (pp->stack_count != 0)
        memcpy(stack, old, pp->stack_count * sizeof stack[0]);
    for (size_t i = 0; i < pp->context_count; i++) {
        Context *x = &pp->contexts[i];
        if (x->on_stack) {
            x->end = stack + (x->end - old);
            x->at = stack + (x->at - old);
        }
    }
    free(pp->stack);
    pp->stack = stack;
    pp->stack_room = room;
}

void macro_stack_push(Pp *pp, const Token *t) {
    if (pp->stack_count == pp->stack_room)
        grow_stack(pp);
    pp->stack[pp->stack_count] = *t;
    pp->stack_count++;
}

/* Pushes `count` tokens that lie on the stack from `first`. */
static void push_again(Pp *pp, size_t first, size_t count) {
    while (pp->stack_room - pp->stack_count < count)
        grow_stack(pp);
    if (count == 0)
        return;
    memcpy(pp->stack + pp->stack_count, pp->stack + first, count * sizeof pp->stack[0]);
    pp->stack_count += count;
}

/* ---- contexts ---- */

static Context *push_context(Pp *pp, const Token *tokens, size_t count, Macro *m) {
    Context *x;
    pp->contexts = grow(pp->contexts, pp->context_count, &pp->context_room, sizeof pp->contexts[0]);
    x = &pp->contexts[pp->context_count];
    pp->context_count++;
    x->at = tokens;
    x->end = count == 0 ? tokens : tokens + count;
    x->macro = m;
    x->loc = 0;
    x->lead = KEEP_LEAD;
    x->trail = 0;
    x->barrier = false;
    x->on_stack = false;
    x->chunk = pp->chunk;
    x->used = pp->used;
    pp->produced += count;
    if (pp->produced > MAX_PRODUCED)
        diag_fatal(pp->diag, LOC_AT(pp, pp->at), "macro expansion produces too many tokens");
    return x;
}

static void pop_context(Pp *pp) {
    Context *x = &pp->contexts[pp->context_count - 1];
    if (x->macro != NULL)
        x->macro->disabled = false;
    if (x->lead != KEEP_LEAD)
        pp->pending |= x->lead;
    pp->pending |= x->trail;
    pp->chunk = x->chunk;
    pp->used = x->used;
    pp->context_count--;
}

static TokenChunk *new_chunk(size_t count) {
    size_t room = count < CHUNK_TOKENS ? CHUNK_TOKENS : count;
    TokenChunk *chunk = allocate(sizeof *chunk + room * sizeof chunk->tokens[0]);
    chunk->room = room;
    return chunk;
}

void macro_init(Pp *pp) {
    pp->chunk = new_chunk(0);
}

/* Room for `count` tokens until the context on top goes. */
static Token *chunk_room(Pp *pp, size_t count) {
    Token *tokens;
    TokenChunk *c = pp->chunk;
    if (c->room - pp->used < count) {
        TokenChunk *next = c->after;
        if (next == NULL || next->room < count) {
            next = new_chunk(count);
            next->before = c;
            next->after = c->after;
            if (next->after != NULL)
                next->after->before = next;
            c->after = next;
        }
        pp->chunk = next;
        pp->used = 0;
    }
    tokens = pp->chunk->tokens + pp->used;
    pp->used += count;
    return tokens;
}

void macro_discard(Pp *pp) {
    while (pp->context_count != 0)
        pop_context(pp);
    pp->pending = 0;
}

void macro_raw(Pp *pp, Token *t) {
    while (pp->context_count != 0) {
        Context *x = &pp->contexts[pp->context_count - 1];
        if (x->at < x->end) {
            *t = *x->at;
            x->at++;
            if (x->loc != 0)
                t->loc = x->loc;
            if (x->lead != KEEP_LEAD) {
                t->flags = (uint8_t)((t->flags & ~(TF_SPACE | TF_LINE)) | x->lead);
                x->lead = KEEP_LEAD;
            }
            if (pp->pending != 0) {
                t->flags |= pp->pending;
                pp->pending = 0;
            }
            return;
        }
        if (x->barrier) {
            t->kind = TK_EOF;
            return;
        }
        pop_context(pp);
    }
    pp_text_token(pp, t);
    t->flags |= pp->pending;
    pp->pending = 0;
}

bool macro_peek_paren(Pp *pp) {
    const unsigned char *p;
    while (pp->context_count != 0) {
        const Context *x = &pp->contexts[pp->context_count - 1];
        if (x->at < x->end)
            return x->at->kind == '(';
        if (x->barrier)
            return false;
        pop_context(pp);
    }
    p = pp->at;
    if (*p != '(') {
        p = lex_skip_blank(pp, p, pp->in_directive);
        if (*p != '(')
            return false;
        pp->at = p;
    }
    return true;
}

/* ---- # and ## ---- */

static void too_long(Pp *pp, Loc loc) {
    diag_fatal(pp->diag, loc, "macro expansion produces a token that is too long");
}

/* The string literal of an argument's spelling (6.10.3.2), pushed onto the stack. */
static void stringify(Pp *pp, size_t first, size_t count, Loc loc) {
    Buf *b = &pp->scratch;
    Token t;
    size_t slashes = 0;
    b->len = 0;
    buf_byte(b, '"');
    for (size_t i = 0; i < count; i++) {
        const Token *a = &pp->stack[first + i];
        size_t len;
        const char *text = token_text(a, &len);
        if (i != 0 && (a->flags & TF_SPACE))
            buf_byte(b, ' ');
        if (a->kind == TK_STRING || a->kind == TK_CHAR || (a->kind == TK_OTHER && *text == '"')) {
            for (size_t k = 0; k < len; k++) {
                if (text[k] == '"' || text[k] == '\\')
                    buf_byte(b, '\\');
                buf_byte(b, (unsigned char)text[k]);
            }
        } else {
            buf_add(b, text, len);
        }
        if (b->len > MAX_TOKEN_TEXT)
            too_long(pp, loc);
    }
    while (b->data[b->len - 1 - slashes] == '\\')
        slashes++;
    if (slashes % 2 != 0 && pp->stack[first + count - 1].kind == TK_OTHER) {
        diag_warn(pp->diag, WARN_ALWAYS, loc, "invalid string literal, ignoring final '\\'");
        b->len--;
    }
    buf_byte(b, '"');
    memset(&t, 0, sizeof t);
    t.kind = TK_STRING;
    t.flags = TF_MACRO;
    t.loc = loc;
    t.len = (uint32_t)b->len;
    t.u.text = arena_copy(&pp->text_arena, b->data, b->len);
    macro_stack_push(pp, &t);
}

/* Joins *left with *right (6.10.3.3); false if that gives no token. */
static bool paste(Pp *pp, Token *left, const Token *right, Loc loc) {
    Buf *b = &pp->scratch;
    size_t left_len;
    size_t right_len;
    const char *text = token_text(left, &left_len);
    Token t;
    b->len = 0;
    buf_add(b, text, left_len);
    text = token_text(right, &right_len);
    buf_add(b, text, right_len);
    if (b->len > MAX_TOKEN_TEXT)
        too_long(pp, loc);
    buf_cstr(b);
    memset(&t, 0, sizeof t);
    if (!lex_whole(pp, (const char *)b->data, b->len, &t)) {
        if (!pp->options.assembler) {
            const char *at = (const char *)b->data;
            diag_error(pp->diag, loc, "pasting \"%.*s\" and \"%.*s\" does not give a valid preprocessing token",
                       (int)left_len, at, (int)right_len, at + left_len);
        }
        return false;
    }
    if (t.kind == TK_OTHER || (t.kind >= TK_NUMBER && t.kind < TK_END))
        t.u.text = arena_copy(&pp->text_arena, t.u.text, t.len);
    t.loc = left->loc;
    t.flags = (uint8_t)((left->flags & (TF_SPACE | TF_LINE | TF_SYSTEM)) | TF_MACRO);
    *left = t;
    return true;
}

/* ---- arguments ---- */

/* Expands argument `index` by itself (6.10.3.1), if its macro uses it so. */
static void expand_argument(Pp *pp, size_t index) {
    MacroArg *a = &pp->args[index];
    Context *x;
    uint8_t pending = pp->pending;
    size_t from = pp->stack_count;
    Token t;
    if (a->expanded)
        return;
    a->expanded = true;
    a->expanded_first = a->first;
    a->expanded_count = a->count;
    if (!a->needs_expansion)
        return;
    if (pp->nesting >= MAX_NESTING)
        diag_fatal(pp->diag, LOC_AT(pp, pp->at), "macro arguments are nested too deeply");
    pp->nesting++;
    pp->pending = 0;
    x = push_context(pp, pp->stack + a->first, a->count, NULL);
    x->barrier = true;
    x->on_stack = true;
    for (;;) {
        macro_next(pp, &t);
        if (t.kind == TK_EOF)
            break;
        macro_stack_push(pp, &t);
    }
    pop_context(pp);
    pp->pending = pending;
    pp->nesting--;
    a = &pp->args[index];
    a->expanded_first = from;
    a->expanded_count = pp->stack_count - from;
}

static MacroArg *new_argument(Pp *pp) {
    MacroArg *a;
    pp->args = grow(pp->args, pp->arg_count, &pp->arg_room, sizeof pp->args[0]);
    a = &pp->args[pp->arg_count];
    memset(a, 0, sizeof *a);
    a->first = pp->stack_count;
    pp->arg_count++;
    return a;
}

static void end_argument(Pp *pp) {
    MacroArg *a = &pp->args[pp->arg_count - 1];
    a->count = pp->stack_count - a->first;
}

/* Checks the number of arguments (6.10.3p4) and fills in what may be missing. */
static bool check_arguments(Pp *pp, Macro *m, size_t base, Loc loc) {
    uint32_t given = (uint32_t)(pp->arg_count - base);
    uint32_t want = m->param_count;
    if (given == 1 && want == 0 && pp->args[base].count == 0)
        given = 0;
    if (m->variadic && (given < want || (given == 1 && want == 1 && pp->args[base].count == 0 &&
                                         pp->options.gnu))) {
        if (given + 1 >= want) {
            if (given < want) {
                if (want > 1 || given == 0)
                    new_argument(pp);
            }
            pp->args[base + want - 1].omitted = true;
            return true;
        }
    }
    if (given == want)
        return true;
    if (given < want)
        diag_error(pp->diag, loc, "macro \"%s\" requires %u arguments, but only %u given", m->name->text,
                   want, given);
    else
        diag_error(pp->diag, loc, "macro \"%s\" passed %u arguments, but takes just %u", m->name->text, given,
                   want);
    if (m->loc != 0)
        diag_note(pp->diag, m->loc, "macro \"%s\" defined here", m->name->text);
    return false;
}

/* Reads the arguments behind the name `loc`; the parenthesis comes next. False after an error. */
static bool collect(Pp *pp, Macro *m, Loc loc) {
    size_t base = pp->arg_count;
    bool outer = pp->in_macro_args;
    unsigned depth = 1;
    Token t;
    new_argument(pp);
    macro_raw(pp, &t); /* ( */
    pp->in_macro_args = true;
    for (;;) {
        macro_raw(pp, &t);
        switch (t.kind) {
        case TK_EOF:
        case TK_NEWLINE:
            pp->in_macro_args = outer;
            diag_error(pp->diag, loc, "unterminated argument list invoking macro \"%s\"", m->name->text);
            return false;
        case TK_COMMENT:
            continue;
        case '(':
            depth++;
            break;
        case ')':
            depth--;
            if (depth == 0) {
                end_argument(pp);
                pp->in_macro_args = outer;
                return check_arguments(pp, m, base, loc);
            }
            break;
        case ',':
            if (depth == 1 && !(m->variadic && pp->arg_count - base >= m->param_count)) {
                end_argument(pp);
                new_argument(pp);
                continue;
            }
            break;
        case TK_IDENT: {
            const Macro *inner = t.u.name->macro;
            if (inner != NULL) {
                if (inner->disabled)
                    t.flags |= TF_NO_EXPAND;
                else if (!(t.flags & TF_NO_EXPAND))
                    pp->args[pp->arg_count - 1].needs_expansion = true;
            }
            break;
        }
        default:
            break;
        }
        if (t.flags & TF_LINE)
            t.flags = (uint8_t)((t.flags & ~TF_LINE) | TF_SPACE);
        macro_stack_push(pp, &t);
    }
}

/* ---- substitution ---- */

/* What has been put out so far, as the left side of a ##. */
typedef struct Joint {
    bool join;       /* ## stands before the next item */
    bool left_empty; /* its left side is a placemarker */
    uint8_t carry;   /* flags of items that were empty */
} Joint;

/* The item on the stack from `from` on, made of the body token `b`, meets what was before it. */
static void settle(Pp *pp, Joint *j, const Token *b, size_t from, Loc loc) {
    size_t count = pp->stack_count - from;
    bool joins = j->join && !j->left_empty;
    if (count == 0) {
        j->carry |= b->flags & TF_SPACE;
    } else if (joins) {
        if (paste(pp, &pp->stack[from - 1], &pp->stack[from], loc)) {
            memmove(pp->stack + from, pp->stack + from + 1, (count - 1) * sizeof pp->stack[0]);
            pp->stack_count--;
        } else {
            pp->stack[from].flags &= (uint8_t)~TF_SPACE;
        }
    } else {
        uint8_t flags = (uint8_t)((b->flags & TF_SPACE) | j->carry);
        pp->stack[from].flags = (uint8_t)((pp->stack[from].flags & ~(TF_SPACE | TF_LINE)) | flags);
        j->carry = 0;
    }
    j->left_empty = count == 0 && !joins;
    j->join = (b->flags & TF_PASTE) != 0;
}

/* Pushes the result of `count` tokens of the body of `m` with the arguments from `args` on. Gives the
   flags that are left over for the token behind it. */
static uint8_t substitute(Pp *pp, Macro *m, size_t args, const Token *body, size_t count, Loc loc) {
    Joint j = {false, false, 0};
    for (size_t i = 0; i < count; i++) {
        const Token *b = &body[i];
        size_t from = pp->stack_count;
        if (b->kind == TK_PARAM) {
            const MacroArg *a = &pp->args[args + b->len];
            if (b->flags & TF_STRINGIFY) {
                stringify(pp, a->first, a->count, loc);
            } else if (j.join || (b->flags & TF_PASTE)) {
                if (j.join && m->variadic && b->len == m->param_count - 1 && body[i - 1].kind == ',') {
                    /* GNU: ", ## args" drops the comma with omitted arguments, and joins nothing. */
                    if (a->omitted) {
                        pp->stack_count--;
                        from--;
                    }
                    j.join = false;
                }
                push_again(pp, a->first, a->count);
            } else {
                push_again(pp, a->expanded_first, a->expanded_count);
            }
            settle(pp, &j, b, from, loc);
        } else if (b->kind == TK_VA_OPT) {
            const MacroArg *a = &pp->args[args + m->param_count - 1];
            Token item = *b;
            item.flags = (uint8_t)((b->flags & TF_SPACE) | (body[i + b->len + 1].flags & TF_PASTE));
            if (a->expanded_count != 0) {
                uint8_t carry = substitute(pp, m, args, b + 1, b->len, loc);
                if (b->flags & TF_STRINGIFY) {
                    Token text;
                    stringify(pp, from, pp->stack_count - from, loc);
                    text = pp->stack[pp->stack_count - 1];
                    pp->stack_count = from;
                    macro_stack_push(pp, &text);
                    carry = 0;
                }
                settle(pp, &j, &item, from, loc);
                j.carry |= carry;
            } else {
                if (b->flags & TF_STRINGIFY)
                    stringify(pp, from, 0, loc);
                settle(pp, &j, &item, from, loc);
            }
            i += b->len + 1;
        } else {
            macro_stack_push(pp, b);
            pp->stack[from].loc = loc;
            pp->stack[from].flags &= (uint8_t)~TF_PASTE;
            settle(pp, &j, b, from, loc);
        }
    }
    return j.carry;
}

/* Puts the expansion of `m` before what comes next. False if its name, which is *t, is no call. */
static bool call(Pp *pp, Macro *m, const Token *t) {
    uint8_t lead = t->flags & (TF_SPACE | TF_LINE);
    size_t stack = pp->stack_count;
    size_t args = pp->arg_count;
    uint8_t trail = 0;
    Context *x;
    if (m->function_like) {
        if (!macro_peek_paren(pp))
            return false;
        if (!collect(pp, m, t->loc)) {
            pp->stack_count = stack;
            pp->arg_count = args;
            return false;
        }
    }
    if (m->substitute) {
        size_t from;
        size_t count;
        Token *result;
        for (uint32_t i = 0; i < m->expanded_count; i++)
            expand_argument(pp, args + m->expanded[i]);
        from = pp->stack_count;
        trail = substitute(pp, m, args, m->body, m->count, t->loc);
        count = pp->stack_count - from;
        if (count == 0) {
            pp->pending |= lead | trail;
        } else {
            /* The context is pushed first: it remembers where the chunks stood. */
            x = push_context(pp, NULL, 0, m);
            result = chunk_room(pp, count);
            memcpy(result, pp->stack + from, count * sizeof result[0]);
            x->at = result;
            x->end = result + count;
            pp->produced += count;
            x->lead = lead;
            x->trail = trail;
            m->disabled = true;
        }
    } else if (m->count == 0) {
        pp->pending |= lead;
    } else {
        x = push_context(pp, m->body, m->count, m);
        x->loc = t->loc;
        x->lead = lead;
        m->disabled = true;
    }
    pp->stack_count = stack;
    pp->arg_count = args;
    return true;
}

bool macro_expand(Pp *pp, Token *t) {
    Macro *m = t->u.name->macro;
    if (t->flags & TF_NO_EXPAND)
        return false;
    if (m->disabled) {
        t->flags |= TF_NO_EXPAND;
        return false;
    }
    if (pp->context_count == 0)
        pp->produced = 0;
    if (m->builtin != BUILTIN_NONE) {
        builtin_expand(pp, m, t);
        return false;
    }
    if (!m->function_like && m->count == 1 && !m->substitute && m->body->kind != TK_IDENT) {
        uint8_t lead = t->flags & (TF_SPACE | TF_LINE);
        Loc loc = t->loc;
        *t = *m->body;
        t->flags |= lead;
        t->loc = loc;
        return false;
    }
    return call(pp, m, t);
}

void macro_next(Pp *pp, Token *t) {
    do
        macro_raw(pp, t);
    while (t->kind == TK_IDENT && t->u.name->macro != NULL && macro_expand(pp, t));
}

/* ---- definitions ---- */

static bool same_body(const Macro *a, const Macro *b) {
    for (uint32_t i = 0; i < a->count; i++) {
        const Token *s = &a->body[i];
        const Token *t = &b->body[i];
        size_t s_len;
        size_t t_len;
        const char *s_text;
        const char *t_text;
        if (s->kind != t->kind || ((s->flags ^ t->flags) & (TF_SPACE | TF_PASTE | TF_STRINGIFY)) ||
            s->len != t->len)
            return false;
        s_text = token_text(s, &s_len);
        t_text = token_text(t, &t_len);
        if (s_len != t_len || memcmp(s_text, t_text, s_len) != 0)
            return false;
    }
    return true;
}

/* Whether a redefinition says the same (6.10.3p1 and 2). */
static bool same_macro(const Macro *a, const Macro *b) {
    if (a->builtin != b->builtin || a->function_like != b->function_like || a->variadic != b->variadic ||
        a->param_count != b->param_count || a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->param_count; i++) {
        if (a->params[i] != b->params[i])
            return false;
    }
    return same_body(a, b);
}

/* Index of the parameter `name`, or -1. */
static long find_param(Macro *m, Name *const *params, const Name *name) {
    for (uint32_t i = 0; i < m->param_count; i++) {
        if (params[i] == name)
            return i;
    }
    return -1;
}

/* Parameters, behind the parenthesis. False after an error. */
static bool read_params(Pp *pp, Macro *m) {
    Buf list = {0};
    bool good = false;
    Token t;
    lex(pp, &t);
    if (t.kind == ')')
        return true;
    for (;;) {
        Name *name = NULL;
        if (t.kind == TK_IDENT) {
            name = t.u.name;
            if (name == pp->n_va_args)
                diag_warn(pp->diag, WARN_PEDANTIC, t.loc,
                          "__VA_ARGS__ can only appear in the expansion of a C99 variadic macro");
            if (find_param(m, (Name *const *)list.data, name) >= 0) {
                diag_error(pp->diag, t.loc, "duplicate macro parameter \"%s\"", name->text);
                break;
            }
            lex(pp, &t);
            if (t.kind == TK_ELLIPSIS) {
                m->variadic = true;
                m->named_variadic = true;
                lex(pp, &t);
            }
        } else if (t.kind == TK_ELLIPSIS) {
            m->variadic = true;
            name = pp->n_va_args;
            lex(pp, &t);
        } else {
            if (t.kind == TK_NEWLINE)
                diag_error(pp->diag, t.loc, "expected parameter name before end of line");
            else
                diag_error(pp->diag, t.loc, "expected parameter name, found \"%s\"", pp_spelling(pp, &t));
            break;
        }
        if (m->param_count == MAX_PARAMS) {
            diag_error(pp->diag, t.loc, "too many macro parameters");
            break;
        }
        buf_add(&list, &name, sizeof name);
        m->param_count++;
        if (t.kind == ')') {
            good = true;
            break;
        }
        if (t.kind != ',' || m->variadic) {
            diag_error(pp->diag, t.loc,
                       m->variadic ? "expected ')' after \"...\"" : "expected ',' or ')' in macro parameter list");
            break;
        }
        lex(pp, &t);
    }
    m->params = arena_get(&pp->arena, list.len);
    if (list.len != 0)
        memcpy(m->params, list.data, list.len);
    buf_free(&list);
    return good;
}

/* What the tokens of a body are read into. */
typedef struct BodyReader {
    size_t from;    /* on the stack */
    size_t va_opt;  /* place of the open TK_VA_OPT, or 0 */
    unsigned depth; /* of parentheses in it */
    bool hash;      /* # was read */
    bool hash_space;
    Loc operator;   /* place of the last # or ## */
} BodyReader;

/* One token of the body. False after an error. */
static bool body_token(Pp *pp, Macro *m, BodyReader *r, Token *t) {
    long param = -1;
    t->flags = (uint8_t)((t->flags & TF_SPACE) | TF_MACRO | (m->system ? TF_SYSTEM : 0));
    if (t->kind == TK_IDENT && m->param_count != 0)
        param = find_param(m, m->params, t->u.name);
    if (r->hash) {
        bool va_opt = t->kind == TK_IDENT && t->u.name == pp->n_va_opt && m->variadic;
        if (param < 0 && !va_opt) {
            if (!pp->options.assembler) {
                diag_error(pp->diag, r->operator, "'#' is not followed by a macro parameter");
                return false;
            }
            r->hash = false;
        } else {
            pp->stack_count--; /* the # */
            t->flags = (uint8_t)((t->flags & ~TF_SPACE) | TF_STRINGIFY | (r->hash_space ? TF_SPACE : 0));
            r->hash = false;
        }
    }
    if (t->kind == TK_HASHHASH || t->kind == '#')
        r->operator = t->loc;
    if (t->kind == TK_HASHHASH) {
        if (pp->stack_count == r->from) {
            diag_error(pp->diag, t->loc, "'##' cannot appear at either end of a macro expansion");
            return false;
        }
        pp->stack[pp->stack_count - 1].flags |= TF_PASTE;
        m->substitute = true;
        return true;
    }
    if (t->kind == '#' && m->function_like) {
        r->hash = true;
        r->hash_space = (t->flags & TF_SPACE) != 0;
    }
    if (param >= 0) {
        t->kind = TK_PARAM;
        t->len = (uint32_t)param;
        m->substitute = true;
    } else if (t->kind == TK_IDENT && t->u.name == pp->n_va_opt && m->variadic && r->va_opt == 0) {
        Token paren;
        lex(pp, &paren);
        if (paren.kind != '(') {
            diag_error(pp->diag, t->loc, "__VA_OPT__ must be followed by an open parenthesis");
            return false;
        }
        t->kind = TK_VA_OPT;
        m->substitute = true;
        r->va_opt = pp->stack_count + 1;
        r->depth = 1;
    } else if (t->kind == TK_IDENT && t->u.name == pp->n_va_args && !m->variadic) {
        diag_warn(pp->diag, WARN_REQUIRED, t->loc,
                  "__VA_ARGS__ can only appear in the expansion of a C99 variadic macro");
    } else if (r->va_opt != 0 && t->kind == '(') {
        r->depth++;
    } else if (r->va_opt != 0 && t->kind == ')') {
        r->depth--;
        if (r->depth == 0) {
            pp->stack[r->va_opt - 1].len = (uint32_t)(pp->stack_count - r->va_opt);
            t->kind = TK_VA_OPT_END;
            r->va_opt = 0;
        }
    }
    macro_stack_push(pp, t);
    return true;
}

/* The body up to the end of the line, whose first token has been read. False after an error. */
static bool read_body(Pp *pp, Macro *m, Token *t) {
    BodyReader r = {0};
    bool good = true;
    bool paste_last = false;
    r.from = pp->stack_count;
    while (good && t->kind != TK_NEWLINE) {
        if (pp->stack_count == r.from)
            t->flags &= (uint8_t)~TF_SPACE;
        paste_last = t->kind == TK_HASHHASH;
        good = body_token(pp, m, &r, t);
        if (good)
            lex(pp, t);
    }
    if (good && paste_last) {
        diag_error(pp->diag, r.operator, "'##' cannot appear at either end of a macro expansion");
        good = false;
    } else if (good && r.hash && !pp->options.assembler) {
        diag_error(pp->diag, r.operator, "'#' is not followed by a macro parameter");
        good = false;
    } else if (good && r.va_opt != 0) {
        diag_error(pp->diag, t->loc, "unterminated __VA_OPT__");
        good = false;
    }
    m->count = (uint32_t)(pp->stack_count - r.from);
    if (good && m->count != 0) {
        m->body = arena_get(&pp->arena, m->count * sizeof m->body[0]);
        memcpy(m->body, pp->stack + r.from, m->count * sizeof m->body[0]);
    }
    pp->stack_count = r.from;
    return good;
}

/* Notes which parameters are used expanded, in the order in which gcc expands them. */
static void note_expanded(Pp *pp, Macro *m) {
    bool va_opt = false;
    if (m->param_count == 0)
        return;
    m->expanded = arena_get(&pp->arena, m->param_count * sizeof m->expanded[0]);
    for (uint32_t i = 0; i < m->count; i++) {
        const Token *b = &m->body[i];
        uint32_t k = 0;
        uint32_t param = b->len;
        if (b->kind == TK_VA_OPT) {
            va_opt = true;
            param = m->param_count - 1;
        } else if (b->kind != TK_PARAM || (b->flags & (TF_STRINGIFY | TF_PASTE)) ||
                   (i != 0 && (b[-1].flags & TF_PASTE) && b[-1].kind != TK_VA_OPT)) {
            continue;
        }
        while (k < m->expanded_count && m->expanded[k] != param)
            k++;
        if (k == m->expanded_count) {
            m->expanded[k] = param;
            m->expanded_count++;
        }
    }
    (void)va_opt;
}

static void install(Pp *pp, Macro *m) {
    Macro *old = m->name->macro;
    if (old != NULL && !(pp->options.assembler && old->builtin == BUILTIN_NONE && same_macro(old, m))) {
        if (same_macro(old, m))
            return;
        if (diag_warn(pp->diag, WARN_MACRO_REDEFINED, m->loc, "\"%s\" redefined", m->name->text) &&
            old->loc != 0)
            diag_note(pp->diag, old->loc, "this is the location of the previous definition");
    }
    m->name->macro = m;
}

void macro_define(Pp *pp) {
    Macro *m;
    Token t;
    lex(pp, &t);
    if (t.kind != TK_IDENT) {
        if (t.kind == TK_NEWLINE)
            diag_error(pp->diag, t.loc, "no macro name given in #define directive");
        else
            diag_error(pp->diag, t.loc, "macro names must be identifiers");
        return;
    }
    if (t.u.name == pp->n_defined || t.u.name == pp->n_has_include || t.u.name == pp->n_has_include_next) {
        diag_error(pp->diag, t.loc, "\"%s\" cannot be used as a macro name", t.u.name->text);
        return;
    }
    m = arena_get(&pp->arena, sizeof *m);
    m->name = t.u.name;
    m->loc = t.loc;
    m->predefined = !pp->opened;
    m->system = pp->inputs[pp->input_count - 1].system;
    if (*pp->at == '(') {
        pp->at++;
        m->function_like = true;
        if (!read_params(pp, m))
            return;
        /* Substitution is what drops the arguments' tokens; a body without parameters needs none. */
        lex(pp, &t);
    } else {
        lex(pp, &t);
        if (t.kind != TK_NEWLINE && !(t.flags & TF_SPACE))
            diag_warn(pp->diag, WARN_ALWAYS, t.loc, "ISO C99 requires whitespace after the macro name");
    }
    if (!read_body(pp, m, &t))
        return;
    note_expanded(pp, m);
    install(pp, m);
}

void macro_builtin(Pp *pp, const char *name, Builtin which) {
    Macro *m = arena_get(&pp->arena, sizeof *m);
    m->name = name_of(pp->names, name);
    m->builtin = (uint8_t)which;
    m->predefined = true;
    m->name->macro = m;
}

void macro_text(const Macro *m, Buf *out) {
    buf_add(out, m->name->text, m->name->len);
    if (m->function_like) {
        buf_byte(out, '(');
        for (uint32_t i = 0; i < m->param_count; i++) {
            bool last = m->variadic && i == m->param_count - 1;
            if (i != 0)
                buf_byte(out, ',');
            if (!last || m->named_variadic)
                buf_add(out, m->params[i]->text, m->params[i]->len);
            if (last)
                buf_text(out, "...");
        }
        buf_byte(out, ')');
    }
    buf_byte(out, ' ');
    for (uint32_t i = 0; i < m->count; i++) {
        const Token *b = &m->body[i];
        size_t len;
        const char *text = token_text(b, &len);
        if (i != 0 && (b->flags & TF_SPACE) && !(b[-1].flags & TF_PASTE))
            buf_byte(out, ' ');
        if (b->flags & TF_STRINGIFY)
            buf_byte(out, '#');
        buf_add(out, text, len);
        if (b->flags & TF_PASTE)
            buf_text(out, " ## ");
    }
}
