/* Macros: definition, arguments, substitution (C11 6.10.3). */
#include "front.h"

#include <stdlib.h>
#include <string.h>

/* Arguments of arguments may nest this deep. */
#define MAX_DEPTH 200
/* A macro may have this many parameters (C11 5.2.4.1). */
#define MAX_PARAMS 127

/* An argument of a call. */
typedef struct Arg {
    Tokens tokens;
    /* The same with all macros expanded, once needed. */
    Tokens expanded;
    bool is_expanded;
} Arg;

typedef struct Args {
    Arg *items;
    size_t count;
    size_t room;
} Args;

static void args_add(Args *args) {
    args->items = grow(args->items, args->count, &args->room, sizeof args->items[0]);
    memset(&args->items[args->count], 0, sizeof args->items[0]);
    args->count++;
}

static void args_free(Args *args) {
    for (size_t i = 0; i < args->count; i++) {
        tokens_free(&args->items[i].tokens);
        tokens_free(&args->items[i].expanded);
    }
    free(args->items);
}

/* The index of the parameter `id`, or how many there are. */
static size_t find_param(const Macro *m, Id id) {
    size_t p = 0;
    while (p < m->params.count && m->params.items[p] != id)
        p++;
    return p;
}

/* The parameter list of a function-like macro; returns the index of the first token behind it. */
static size_t parameters(Pp *pp, Macro *m, const Tokens *line, Loc loc) {
    m->function = true;
    if (line->count > 1 && line->items[1].kind == TK_RPAREN)
        return 2;
    for (size_t i = 1; i + 1 < line->count; i += 2) {
        const Token *tok = &line->items[i];
        m->variadic = tok->kind == TK_ELLIPSIS;
        Id id = m->variadic ? KW_VA_ARGS : tok->id;
        bool known = find_param(m, id) < m->params.count;
        if ((tok->kind != TK_IDENT && !m->variadic) || token_is(tok, KW_VA_ARGS) || known)
            break;
        refuse(pp->src, m->params.count >= MAX_PARAMS, loc, "too many parameters of a macro");
        numbers_add(&m->params, id);
        if (tok[1].kind == TK_RPAREN)
            return i + 2;
        if (tok[1].kind != TK_COMMA || m->variadic)
            break;
    }
    err(pp->src, loc, "malformed parameter list of a macro");
    return 0;
}

/* Whether two definitions of a macro are the same (6.10.3p1). */
static bool same(const Macro *a, const Macro *b) {
    bool same = a->function == b->function && a->params.count == b->params.count && a->body.count == b->body.count;
    for (size_t i = 0; same && i < a->params.count; i++)
        same = a->params.items[i] == b->params.items[i];
    for (size_t i = 0; same && i < a->body.count; i++) {
        const Token *x = &a->body.items[i];
        const Token *y = &b->body.items[i];
        same = x->kind == y->kind && x->id == y->id && (i == 0 || x->space == y->space);
    }
    return same;
}

void pp_define(Pp *pp) {
    Token name;
    Tokens line = {0};
    Macro *m = arena_get(&pp->arena, sizeof *m);
    memset(m, 0, sizeof *m);
    pp_new_macro_name(pp, &name);
    pp_rest_of_line(pp, &line);
    size_t i = 0;
    if (line.count > 0 && line.items[0].kind == TK_LPAREN && !line.items[0].space)
        i = parameters(pp, m, &line, name.loc);
    for (; i < line.count; i++) {
        Token tok = line.items[i];
        size_t p = tok.kind == TK_IDENT ? find_param(m, tok.id) : m->params.count;
        bool outside = m->function && p == m->params.count && token_is(&tok, KW_VA_ARGS);
        refuse(pp->src, outside, tok.loc, "__VA_ARGS__ outside of a variadic macro");
        if (p < m->params.count) {
            tok.kind = TK_PARAM;
            tok.id = (Id)p;
        }
        tokens_add(&m->body, &tok);
    }
    tokens_free(&line);
    for (i = 0; i < m->body.count; i++) {
        const Token *tok = &m->body.items[i];
        bool last = i + 1 == m->body.count;
        bool at_end = tok->kind == TK_HASH_HASH && (i == 0 || last);
        refuse(pp->src, at_end, tok->loc, "'##' at the end of a replacement list");
        bool bad = tok->kind == TK_HASH && m->function && (last || tok[1].kind != TK_PARAM);
        refuse(pp->src, bad, tok->loc, "'#' is not followed by a parameter");
    }
    const Macro *old = pp_lookup(pp, &name);
    if (old != NULL && !same(old, m))
        err1(pp->src, name.loc, "macro '{}' is redefined", pp_name(pp, name.id));
    pp_bind(pp, name.id, m);
}

/* The arguments of a call, its `(` having been read. */
static void arguments(Pp *pp, const Macro *m, const Token *name, Args *args) {
    size_t count = m->params.count;
    size_t parens = 0;
    args_add(args);
    for (;;) {
        Token tok;
        pp_raw(pp, &tok);
        if (tok.kind == TK_EOF)
            err1(pp->src, name->loc, "unterminated arguments of macro '{}'", pp_name(pp, name->id));
        bool directive = tok.kind == TK_HASH && tok.bol && pp_in_file(pp);
        refuse(pp->src, directive, tok.loc, "directive inside the arguments of a macro");
        if (tok.kind == TK_RPAREN && parens == 0)
            break;
        if (tok.kind == TK_COMMA && parens == 0 && !(m->variadic && args->count == count)) {
            args_add(args);
            continue;
        }
        if (tok.kind == TK_LPAREN)
            parens++;
        else if (tok.kind == TK_RPAREN)
            parens--;
        if (!pp_in_file(pp))
            pp_count(pp, 1, name->loc);
        tok.space = tok.space || tok.bol;
        tok.bol = false;
        tokens_add(&args->items[args->count - 1].tokens, &tok);
    }
    if (count == 0 && args->count == 1 && args->items[0].tokens.count == 0)
        args->count = 0;
    if (m->variadic && args->count + 1 == count)
        args_add(args);
    if (args->count != count)
        err1(pp->src, name->loc, "wrong number of arguments of macro '{}'", pp_name(pp, name->id));
}

/* The spelling of the `count` tokens as a string literal, in the place of `tok` (6.10.3.2). */
static void stringize(const Pp *pp, const Token *arg, size_t count, Token *tok) {
    Buf text = {0};
    buf_byte(&text, '"');
    for (size_t i = 0; i < count; i++) {
        size_t len;
        const char *spelling = pp_spelling(pp, &arg[i], &len);
        bool quoted = arg[i].kind == TK_STR || arg[i].kind == TK_CHAR;
        if (arg[i].space && i > 0)
            buf_byte(&text, ' ');
        for (size_t j = 0; j < len; j++) {
            if (quoted && (spelling[j] == '"' || spelling[j] == '\\'))
                buf_byte(&text, '\\');
            buf_byte(&text, spelling[j]);
        }
    }
    buf_byte(&text, '"');
    tok->kind = TK_STR;
    tok->id = intern(pp->names, text.data, text.len);
    buf_free(&text);
}

/* What the token, or # and parameter, at `i` of the body stands for; advances `i`.
   Operands of ## are `raw`: not expanded. */
static void operand(Pp *pp, const Macro *m, size_t *i, Args *args, bool raw, const Token *name, Tokens *out) {
    const Tokens *body = &m->body;
    Token tok = body->items[*i];
    tok.loc = name->loc;
    (*i)++;
    out->count = 0;
    if (tok.kind == TK_HASH && m->function) {
        const Tokens *arg = &args->items[body->items[*i].id].tokens;
        (*i)++;
        stringize(pp, arg->items, arg->count, &tok);
        pp_count(pp, intern_len(pp->names, tok.id), name->loc);
    }
    if (tok.kind != TK_PARAM) {
        tokens_add(out, &tok);
        return;
    }
    Arg *arg = &args->items[tok.id];
    raw = raw || (*i < body->count && body->items[*i].kind == TK_HASH_HASH);
    if (!raw && !arg->is_expanded) {
        Tokens copy = {0};
        tokens_append(&copy, &arg->tokens);
        pp_expand_list(pp, &copy, &arg->expanded);
        arg->is_expanded = true;
    }
    tokens_append(out, raw ? &arg->tokens : &arg->expanded);
    if (out->count > 0)
        out->items[0].space = tok.space;
}

/* Joins the last token of `left` and the first of `right` (6.10.3.3). */
static void paste(Pp *pp, Tokens *left, const Tokens *right, const Token *name) {
    if (left->count == 0 || right->count == 0) {
        tokens_append(left, right);
        return;
    }
    Token *a = &left->items[left->count - 1];
    Token tok;
    size_t len;
    Lexer lexer;
    Buf text = {0};
    const char *spelling = pp_spelling(pp, a, &len);
    buf_add(&text, spelling, len);
    spelling = pp_spelling(pp, &right->items[0], &len);
    buf_add(&text, spelling, len);
    pp_count(pp, text.len, name->loc);
    lex_new(&lexer, pp->src, text.data, text.len, name->loc);
    lexer.lenient = true;
    lex_next(&lexer, pp->names, &tok);
    bool bad = tok.kind == TK_OTHER || tok.kind == TK_EOF || !lex_end_of_line(&lexer);
    refuse(pp->src, bad, name->loc, "'##' does not make a token");
    lex_free(&lexer);
    buf_free(&text);
    a->kind = tok.kind;
    a->id = tok.id;
    a->loc = name->loc;
    a->bol = false;
    a->noexpand = false;
    for (size_t i = 1; i < right->count; i++)
        tokens_add(left, &right->items[i]);
}

/* The replacement list of `m` with its arguments put in (6.10.3.1-6.10.3.3). */
static void substitute(Pp *pp, const Macro *m, Args *args, const Token *name, Tokens *out) {
    const Tokens *body = &m->body;
    Tokens part = {0};
    Tokens right = {0};
    bool space = false;
    size_t i = 0;
    refuse(pp->src, pp->depth >= MAX_DEPTH, name->loc, "macro calls are nested too deeply");
    while (i < body->count) {
        bool before = body->items[i].space;
        operand(pp, m, &i, args, false, name, &part);
        while (i < body->count && body->items[i].kind == TK_HASH_HASH) {
            i++;
            operand(pp, m, &i, args, true, name, &right);
            paste(pp, &part, &right, name);
        }
        if (part.count > 0)
            part.items[0].space = space || part.items[0].space;
        space = part.count == 0 && (space || before);
        tokens_append(out, &part);
    }
    if (out->count > 0)
        out->items[0].space = name->space;
    tokens_free(&part);
    tokens_free(&right);
}

/* `__FILE__` or `__LINE__`. */
static void expand_place(Pp *pp, const Token *tok) {
    Token made = *tok;
    Tokens tokens = {0};
    uint32_t line;
    const char *file = sources_position(pp->src, tok->loc, &line);
    if (token_is(tok, KW_DUNDER_LINE)) {
        Shown shown;
        made.kind = TK_NUMBER;
        made.id = intern_text(pp->names, show_number(&shown, line));
    } else {
        made.kind = TK_STR;
        made.id = intern_text(pp->names, file);
        stringize(pp, &made, 1, &made);
    }
    tokens_add(&tokens, &made);
    pp_push(pp, &tokens, NULL, tok->loc);
}

bool pp_expand(Pp *pp, const Token *tok) {
    if (token_is(tok, KW_DUNDER_FILE) || token_is(tok, KW_DUNDER_LINE)) {
        expand_place(pp, tok);
        return true;
    }
    Macro *m = pp_lookup(pp, tok);
    if (m == NULL || tok->noexpand)
        return false;
    Args args = {0};
    Tokens tokens = {0};
    if (m->function) {
        Token next;
        pp_raw(pp, &next);
        if (next.kind != TK_LPAREN) {
            pp_unread(pp, &next);
            return false;
        }
        arguments(pp, m, tok, &args);
    }
    substitute(pp, m, &args, tok, &tokens);
    args_free(&args);
    pp->spaced = tokens.count == 0 && tok->space;
    pp_push(pp, &tokens, m, tok->loc);
    return true;
}
