/* Reads lines as tokens: one line, or all of a condition or macro up to its %end; links the
   words of conditions with each other, and parameters with their numbers. */
#include "parts.h"

#include <string.h>

static bool read_line(Expander *ex)
{
    for (;;) {
        Token tok;
        bool more;
        ex_lex_next(&ex->lx, &tok);
        more = tok.kind != TK_EOF;
        if (!more)
            tok.kind = TK_EOL;
        ex->toks = grow(ex->toks, ex->tok_count, &ex->tok_room, sizeof ex->toks[0]);
        ex->toks[ex->tok_count] = tok;
        ex->tok_count++;
        if (tok.kind == TK_EOL)
            return more;
    }
}

bool ex_read(Expander *ex)
{
    /* The words of each open condition that were read last, and those read first. */
    size_t last[MAX_NEST];
    size_t first[MAX_NEST];
    size_t open = 0;
    for (;;) {
        size_t word = ex->tok_count;
        bool more = read_line(ex);
        const Token *tok = &ex->toks[word];
        Id id = tok->kind == TK_NAME && tok->scope == 0 ? tok->id : W_COUNT;
        if (id == W_IF || id == W_MACRO) {
            if (open == MAX_NEST)
                err(ex->src, tok->loc, "conditions are nested more than 200 deep");
            last[open] = word;
            first[open] = word;
            open++;
        } else if (id == W_ELIF || id == W_ELSE || id == W_END) {
            Id before;
            if (open == 0)
                err(ex->src, tok->loc, "there is no %if or %macro for this");
            before = ex->toks[last[open - 1]].id;
            if (id != W_END && before != W_IF && before != W_ELIF)
                err(ex->src, tok->loc, "there is no %if for this");
            ex->toks[last[open - 1]].num = (int64_t)word;
            last[open - 1] = word;
        }
        if (id == W_END) {
            /* All words of a condition lead to its end. */
            size_t at = first[open - 1];
            while (at != word) {
                ex->toks[at].tag = (Id)word;
                at = (size_t)ex->toks[at].num;
            }
            open--;
        }
        if (open == 0)
            return more;
        if (!more)
            err(ex->src, ex->toks[first[open - 1]].loc, "this has no %end");
    }
}

/* The number of a parameter, or `count`. */
static size_t find_param(const Id *params, size_t count, Id id)
{
    size_t i = 0;
    while (i < count && params[i] != id)
        i++;
    return i;
}

/* %macro NAME [PARAM {, PARAM}] … %end */
void ex_definition(Expander *ex)
{
    Token word = ex->toks[ex->at - 1];
    Id params[MAX_PARAMS];
    bool labels[MAX_PARAMS];
    size_t count = 0;
    size_t end, i, param;
    Macro *mac;
    Token name;
    Id id;
    Shown shown;
    if (ex->frame.depth > 0)
        ex_error(ex, word.loc, "macros are defined at top level", "", "");
    name = ex->toks[ex->at];
    id = ex_plain(ex);
    if (map_find(&ex->macros, id) != NULL)
        ex_error(ex, name.loc, "macro '{}' is defined twice", ex_show(ex, id, &shown), "");
    while (ex_kind(ex) != TK_EOL) {
        bool label;
        Id param_id;
        if (count > 0)
            ex_expect(ex, ',', "',' is expected");
        label = ex_kind(ex) == ':';
        ex->at += label;
        param_id = ex_plain(ex);
        if (find_param(params, count, param_id) != count || count == MAX_PARAMS)
            ex_error(ex, name.loc, "a macro has at most 64 parameters of different names", "", "");
        params[count] = param_id;
        labels[count] = label;
        count++;
    }
    end = (size_t)word.num;
    for (i = ex->at; i < end; i++) {
        Token *tok = &ex->toks[i];
        if (tok->kind != TK_NAME || tok->scope != 0)
            continue;
        param = find_param(params, count, tok->id);
        if (param != count) {
            tok->kind = labels[param] ? TK_LABEL : TK_PARAM;
            tok->num = (int64_t)param;
        }
    }
    map_set(&ex->macros, id, ex->body_count);
    ex->bodies = grow(ex->bodies, ex->body_count, &ex->body_room, sizeof ex->bodies[0]);
    mac = &ex->bodies[ex->body_count];
    ex->body_count++;
    mac->name = name;
    mac->params = allocate(count * sizeof labels[0]);
    memcpy(mac->params, labels, count * sizeof labels[0]);
    mac->param_count = count;
    mac->body = ex->at;
    mac->end = end;
    ex->at = end + 1;
    ex->mark = ex->at;
}
