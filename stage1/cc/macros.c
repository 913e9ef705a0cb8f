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
    /* The same with all macros replaced, once needed. */
    Tokens expanded;
    bool is_expanded;
} Arg;

typedef struct Args {
    Arg *items;
    size_t count;
    size_t room;
} Args;

static size_t parameters(Pp *pp, Macro *m, const Tokens *line, Loc loc);
static bool find_param(const Macro *m, Id id, size_t *index);
static void arguments(Pp *pp, const Macro *m, const Token *name, Args *args);
static void args_add(Args *args);
static void args_free(Args *args);
static void substitute(Pp *pp, const Macro *m, Args *args, const Token *name, Tokens *out);
static void operand(Pp *pp, const Macro *m, size_t *i, Args *args, bool raw, const Token *name, Tokens *out);
static void paste(Pp *pp, Tokens *left, const Tokens *right, const Token *name);
static void stringize(const Pp *pp, const Tokens *arg, Buf *text);
static bool same(const Macro *a, const Macro *b);
static void quote(const char *text, Buf *out);

/* #define */
void pp_define(Pp *pp)
{
    Token name;
    Macro *m = arena_get(&pp->arena, sizeof *m);
    Tokens line = {0};
    size_t i = 0;
    memset(m, 0, sizeof *m);
    pp_new_macro_name(pp, &name);
    pp_rest_of_line(pp, &line);
    if (line.count > 0 && line.items[0].kind == TK_LPAREN && !line.items[0].space)
        i = parameters(pp, m, &line, name.loc);
    while (i < line.count) {
        Token tok = line.items[i];
        tok.bol = false;
        if (tok.kind == TK_IDENT && m->function) {
            size_t p;
            if (find_param(m, tok.id, &p)) {
                tok.kind = TK_PARAM;
                tok.id = (Id)p;
            } else if (token_is(&tok, KW_VA_ARGS)) {
                err(pp->src, tok.loc, "__VA_ARGS__ outside of a variadic macro");
            }
        }
        tokens_add(&m->body, &tok);
        i++;
    }
    tokens_free(&line);
    size_t n = m->body.count;
    for (i = 0; i < n; i++) {
        const Token *tok = &m->body.items[i];
        refuse(pp->src, tok->kind == TK_HASH_HASH && (i == 0 || i + 1 == n),
               tok->loc, "'##' at the end of a replacement list");
        refuse(pp->src, tok->kind == TK_HASH && m->function && (i + 1 == n || tok[1].kind != TK_PARAM),
               tok->loc, "'#' is not followed by a parameter");
    }
    const Macro *old = pp_lookup(pp, name.id);
    if (old != NULL && !same(old, m))
        err1(pp->src, name.loc, "macro '{}' is redefined", pp_name(pp, name.id));
    pp_bind(pp, name.id, m);
}

/* The parameter list of a function-like macro; returns the index of the first token behind it. */
static size_t parameters(Pp *pp, Macro *m, const Tokens *line, Loc loc)
{
    size_t i = 1;
    m->function = true;
    if (line->count > 1 && line->items[1].kind == TK_RPAREN)
        return 2;
    while (i + 1 < line->count) {
        const Token *tok = &line->items[i];
        Id id = tok->kind == TK_ELLIPSIS ? KW_VA_ARGS : tok->id;
        size_t p;
        m->variadic = tok->kind == TK_ELLIPSIS;
        if ((tok->kind != TK_IDENT && !m->variadic) || token_is(tok, KW_VA_ARGS) || find_param(m, id, &p))
            break;
        refuse(pp->src, m->params.count >= MAX_PARAMS, loc, "too many parameters of a macro");
        numbers_add(&m->params, id);
        if (tok[1].kind == TK_RPAREN)
            return i + 2;
        if (tok[1].kind != TK_COMMA || m->variadic)
            break;
        i += 2;
    }
    err(pp->src, loc, "malformed parameter list of a macro");
    return 0;
}

static bool find_param(const Macro *m, Id id, size_t *index)
{
    for (*index = 0; *index < m->params.count; (*index)++) {
        if (m->params.items[*index] == id)
            return true;
    }
    return false;
}

/* Expands the macro that the token names, if it does; whether it did. */
bool pp_expand(Pp *pp, const Token *tok)
{
    Kw word = token_fixed(tok->id);
    Args args = {0};
    Tokens tokens = {0};
    if (word == KW_DUNDER_FILE || word == KW_DUNDER_LINE) {
        Token made = *tok;
        Buf text = {0};
        uint32_t line;
        const char *file = sources_position(pp->src, tok->loc, &line);
        if (word == KW_DUNDER_LINE) {
            made.kind = TK_NUMBER;
            buf_dec(&text, line);
        } else {
            made.kind = TK_STR;
            quote(file, &text);
        }
        made.id = intern(pp->names, text.data, text.len);
        buf_free(&text);
        tokens_add(&tokens, &made);
        pp_push(pp, &tokens, NULL, tok->loc);
        return true;
    }
    Macro *m = pp_lookup(pp, tok->id);
    if (m == NULL || tok->noexpand)
        return false;
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

/* The arguments of a call, its `(` having been read. */
static void arguments(Pp *pp, const Macro *m, const Token *name, Args *args)
{
    size_t count = m->params.count;
    size_t parens = 0;
    args_add(args);
    for (;;) {
        Token tok;
        pp_raw(pp, &tok);
        if (tok.kind == TK_EOF)
            err1(pp->src, name->loc, "unterminated arguments of macro '{}'", pp_name(pp, name->id));
        if (tok.kind == TK_HASH && tok.bol && pp_in_file(pp))
            err(pp->src, tok.loc, "directive inside the arguments of a macro");
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

static void args_add(Args *args)
{
    args->items = grow(args->items, args->count, &args->room, sizeof args->items[0]);
    memset(&args->items[args->count], 0, sizeof args->items[0]);
    args->count++;
}

static void args_free(Args *args)
{
    for (size_t i = 0; i < args->count; i++) {
        tokens_free(&args->items[i].tokens);
        tokens_free(&args->items[i].expanded);
    }
    free(args->items);
}

/* The replacement list of `m` with its arguments put in (6.10.3.1-6.10.3.3). */
static void substitute(Pp *pp, const Macro *m, Args *args, const Token *name, Tokens *out)
{
    const Tokens *body = &m->body;
    Tokens part = {0};
    Tokens right = {0};
    bool space = false;
    size_t i = 0;
    refuse(pp->src, pp->depth >= MAX_DEPTH, name->loc, "macro calls are nested too deeply");
    while (i < body->count) {
        bool before = body->items[i].space;
        part.count = 0;
        operand(pp, m, &i, args, false, name, &part);
        while (i < body->count && body->items[i].kind == TK_HASH_HASH) {
            i++;
            right.count = 0;
            operand(pp, m, &i, args, true, name, &right);
            paste(pp, &part, &right, name);
        }
        if (part.count > 0) {
            part.items[0].space = part.items[0].space || space;
            space = false;
        } else {
            space = space || before;
        }
        for (size_t j = 0; j < part.count; j++)
            tokens_add(out, &part.items[j]);
    }
    if (out->count > 0)
        out->items[0].space = name->space;
    tokens_free(&part);
    tokens_free(&right);
}

/* What the token, or # and parameter, at `i` of the body stands for; advances `i`.
   Operands of ## are `raw`: not expanded. */
static void operand(Pp *pp, const Macro *m, size_t *i, Args *args, bool raw, const Token *name, Tokens *out)
{
    const Tokens *body = &m->body;
    Token tok = body->items[*i];
    const Tokens *tokens;
    (*i)++;
    tok.loc = name->loc;
    if (tok.kind == TK_HASH && m->function) {
        Buf text = {0};
        stringize(pp, &args->items[body->items[*i].id].tokens, &text);
        (*i)++;
        pp_count(pp, text.len, name->loc);
        tok.kind = TK_STR;
        tok.id = intern(pp->names, text.data, text.len);
        buf_free(&text);
        tokens_add(out, &tok);
        return;
    }
    if (tok.kind != TK_PARAM) {
        tokens_add(out, &tok);
        return;
    }
    Arg *arg = &args->items[tok.id];
    raw = raw || (*i < body->count && body->items[*i].kind == TK_HASH_HASH);
    if (!raw && !arg->is_expanded) {
        Tokens copy = {0};
        for (size_t j = 0; j < arg->tokens.count; j++)
            tokens_add(&copy, &arg->tokens.items[j]);
        pp_expand_list(pp, &copy, &arg->expanded);
        arg->is_expanded = true;
    }
    tokens = raw ? &arg->tokens : &arg->expanded;
    for (size_t j = 0; j < tokens->count; j++)
        tokens_add(out, &tokens->items[j]);
    if (out->count > 0)
        out->items[0].space = tok.space;
}

/* Joins the last token of `left` and the first of `right` (6.10.3.3). */
static void paste(Pp *pp, Tokens *left, const Tokens *right, const Token *name)
{
    if (right->count == 0)
        return;
    if (left->count > 0) {
        const Token *a = &left->items[left->count - 1];
        const Token *b = &right->items[0];
        size_t len;
        Buf text = {0};
        Lexer lexer;
        Token tok;
        const char *spelling = pp_spelling(pp, a, &len);
        buf_add(&text, spelling, len);
        spelling = pp_spelling(pp, b, &len);
        buf_add(&text, spelling, len);
        pp_count(pp, text.len, name->loc);
        lex_new(&lexer, pp->src, text.data, text.len, name->loc);
        lexer.lenient = true;
        lex_next(&lexer, pp->names, &tok);
        bool bad = tok.kind == TK_OTHER || tok.kind == TK_EOF;
        refuse(pp->src, bad || !lex_end_of_line(&lexer), name->loc, "'##' does not make a token");
        tok.loc = name->loc;
        tok.bol = false;
        tok.space = a->space;
        left->items[left->count - 1] = tok;
        lex_free(&lexer);
        buf_free(&text);
    } else {
        tokens_add(left, &right->items[0]);
    }
    for (size_t i = 1; i < right->count; i++)
        tokens_add(left, &right->items[i]);
}

/* The spelling of `arg` as a string literal (6.10.3.2). */
static void stringize(const Pp *pp, const Tokens *arg, Buf *text)
{
    size_t len;
    buf_byte(text, '"');
    for (size_t i = 0; i < arg->count; i++) {
        const Token *tok = &arg->items[i];
        bool quoted = tok->kind == TK_STR || tok->kind == TK_CHAR;
        const char *spelling = pp_spelling(pp, tok, &len);
        if (tok->space && i > 0)
            buf_byte(text, ' ');
        for (size_t j = 0; j < len; j++) {
            if (quoted && (spelling[j] == '"' || spelling[j] == '\\'))
                buf_byte(text, '\\');
            buf_byte(text, spelling[j]);
        }
    }
    buf_byte(text, '"');
}

/* Whether two definitions of a macro are the same (6.10.3p1). */
static bool same(const Macro *a, const Macro *b)
{
    if (a->function != b->function || a->params.count != b->params.count || a->body.count != b->body.count)
        return false;
    for (size_t i = 0; i < a->params.count; i++) {
        if (a->params.items[i] != b->params.items[i])
            return false;
    }
    for (size_t i = 0; i < a->body.count; i++) {
        const Token *x = &a->body.items[i];
        const Token *y = &b->body.items[i];
        if (x->kind != y->kind || x->id != y->id || (i > 0 && x->space != y->space))
            return false;
    }
    return true;
}

/* `text` as a string literal. */
static void quote(const char *text, Buf *out)
{
    buf_byte(out, '"');
    for (; *text != 0; text++) {
        if (*text == '"' || *text == '\\')
            buf_byte(out, '\\');
        buf_byte(out, *text);
    }
    buf_byte(out, '"');
}
