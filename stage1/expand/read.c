/* Reads lines as tokens: one line, or all of a condition or macro up to its %end; links the
   words of conditions with each other, and parameters with their numbers. */
#include "parts.h"

#include <string.h>

/* Reads the tokens of a line; gives the last one. */
static const Token *read_line(Expander *ex) {
    const Token *tok;
    do {
        ex->toks = grow(ex->toks, ex->tok_count, &ex->tok_room, sizeof ex->toks[0]);
        ex_lex_next(&ex->lx, &ex->toks[ex->tok_count]);
        tok = &ex->toks[ex->tok_count];
        ex->tok_count++;
    } while (tok->kind != TK_EOL);
    return tok;
}

bool ex_read(Expander *ex) {
    /* The last word of each open condition. */
    size_t open[MAX_NEST + 1];
    size_t depth = 0;
    for (;;) {
        size_t start = ex->tok_count;
        bool more = read_line(ex)->scope == 0;
        const Token *word = &ex->toks[start];
        Id id = word->kind == TK_NAME && word->scope == 0 ? word->id : W_COUNT;
        if (id == W_ELIF || id == W_ELSE || id == W_END) {
            size_t before = depth == 0 ? start : open[depth - 1];
            Id last = ex->toks[before].id;
            bool good = id == W_END || last == W_IF || last == W_ELIF;
            refuse(ex->src, depth == 0 || !good, word->loc, "there is no %if for this");
            ex->toks[before].num = (int64_t)start;
            depth--;
        }
        if (id == W_IF || id == W_ELIF || id == W_ELSE || id == W_MACRO) {
            open[depth] = start;
            depth++;
        }
        if (depth == 0)
            return more;
        refuse(ex->src, depth > MAX_NEST, word->loc, "conditions are nested more than 200 deep");
        refuse(ex->src, !more, ex->toks[open[depth - 1]].loc, "this has no %end");
    }
}

/* The number of a parameter, or `count`. */
static size_t find_param(const Id *params, size_t count, Id id) {
    size_t i = 0;
    while (i < count && params[i] != id)
        i++;
    return i;
}

/* %macro NAME [PARAM {, PARAM}] … %end */
void ex_definition(Expander *ex) {
    size_t end = (size_t)ex->toks[ex->at - 1].num;
    Token name = ex->toks[ex->at];
    Id id = ex_plain(ex);
    Id params[MAX_PARAMS];
    bool labels[MAX_PARAMS];
    size_t count = 0;
    Macro *mac;
    ex_refuse(ex, ex->frame.depth > 0, "macros are defined at top level");
    if (map_find(&ex->macros, id) != NULL)
        ex_error_about(ex, name.loc, "macro '{}' is defined twice", id);
    while (ex_kind(ex) != TK_EOL) {
        bool label;
        Id param;
        if (count > 0)
            ex_expect(ex, ',', "',' is expected");
        label = ex_kind(ex) == ':';
        ex->at += label;
        param = ex_plain(ex);
        ex_refuse(ex, find_param(params, count, param) != count || count == MAX_PARAMS,
                  "a macro has at most 64 parameters of different names");
        params[count] = param;
        labels[count] = label;
        count++;
    }
    for (size_t i = ex->at; i < end; i++) {
        Token *tok = &ex->toks[i];
        size_t param = find_param(params, count, tok->id);
        if (tok->kind == TK_NAME && tok->scope == 0 && param != count) {
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
