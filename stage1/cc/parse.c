/* The parser: tokens to the typed syntax trees of functions and the data of objects.

   This file holds its state and the reading of tokens; `parse_decl`, `parse_type`,
   `parse_init`, `parse_stmt` and `parse_expr` hold the grammar, `build` makes the nodes.
   What has been parsed is left in `items`, one external declaration at a time. */
#include "parse.h"

#include <stdlib.h>
#include <string.h>

void parse_new(Parser *p, Pp *pp)
{
    memset(p, 0, sizeof *p);
    p->pp = pp;
    p->src = pp->src;
    types_new(&p->types);
    function_new(&p->function, 0, TY_VOID, false);
    parse_advance(p);
}

/* Reads the next token. */
void parse_advance(Parser *p)
{
    if (p->has_ahead)
        p->tok = p->ahead;
    else
        pp_next(p->pp, &p->tok);
    p->has_ahead = false;
}

/* The token after the current one. */
const Token *parse_peek(Parser *p)
{
    if (!p->has_ahead)
        pp_next(p->pp, &p->ahead);
    p->has_ahead = true;
    return &p->ahead;
}

/* Reads a token of this kind, if it is next. */
bool parse_accept(Parser *p, Kind kind)
{
    if (p->tok.kind != kind)
        return false;
    parse_advance(p);
    return true;
}

bool parse_accept_word(Parser *p, Kw kw)
{
    if (!token_is(&p->tok, kw))
        return false;
    parse_advance(p);
    return true;
}

void parse_expect(Parser *p, Kind kind)
{
    if (p->tok.kind != kind)
        err1(p->src, p->tok.loc, "expected '{}'", kinds[kind]);
    parse_advance(p);
}

/* Reads an identifier that is no keyword. */
void parse_expect_name(Parser *p, Token *out)
{
    *out = p->tok;
    refuse(p->src, out->kind != TK_IDENT || token_keyword(out) != KW_NONE, out->loc,
           "expected an identifier");
    parse_advance(p);
}

/* To be called when a construct that can contain itself begins; `unnest` when it ends. */
void parse_nest(Parser *p)
{
    p->nesting++;
    refuse(p->src, p->nesting > MAX_NESTING, p->tok.loc, "the program is nested too deeply");
}

void parse_unnest(Parser *p)
{
    p->nesting--;
}

/* A new symbol; not bound to its name yet. */
uint32_t parse_symbol(Parser *p, SymKind kind, Id name, Ty ty, Loc loc)
{
    Scopes *scopes = &p->scopes;
    scopes->symbols = grow(scopes->symbols, scopes->symbol_count, &scopes->symbol_room,
                           sizeof scopes->symbols[0]);
    Symbol *symbol = &scopes->symbols[scopes->symbol_count];
    scopes->symbol_count++;
    memset(symbol, 0, sizeof *symbol);
    symbol->kind = kind;
    symbol->name = name;
    symbol->ty = ty;
    symbol->loc = loc;
    return (uint32_t)scopes->symbol_count - 1;
}

Symbol *parse_sym(Parser *p, uint32_t sym)
{
    return &p->scopes.symbols[sym];
}

/* A number that no static local, string or jump table of this file has yet. */
uint32_t parse_next_unique(Parser *p)
{
    p->unique++;
    return p->unique;
}

/* The symbol of the string literal `text`, made at its first use. */
uint32_t parse_string(Parser *p, Buf *text, Loc loc)
{
    size_t known = p->strings.count;
    Id string = intern(&p->strings, buf_cstr(text), text->len);
    Datum datum;
    if (string < known) {
        buf_free(text);
        return p->string_symbols.items[string];
    }
    uint64_t length = text->len + 1;
    Ty ty = types_array(&p->types, TY_CHAR, length);
    uint32_t sym = parse_symbol(p, SYM_STRING, intern_text(p->pp->names, "str"), ty, loc);
    uint32_t number = parse_next_unique(p);
    Symbol *s = parse_sym(p, sym);
    s->internal = true;
    s->number = number;
    s->defined = true;
    memset(&datum, 0, sizeof datum);
    datum.size = length;
    datum.kind = VALUE_TEXT;
    datum.text = *text;
    data_add(&parse_add_item(p, sym)->data, &datum);
    numbers_add(&p->string_symbols, sym);
    return sym;
}

Item *parse_add_item(Parser *p, uint32_t sym)
{
    p->items = grow(p->items, p->item_count, &p->item_room, sizeof p->items[0]);
    Item *item = &p->items[p->item_count];
    p->item_count++;
    memset(item, 0, sizeof *item);
    item->sym = sym;
    return item;
}

void data_add(Data *data, const Datum *datum)
{
    data->items = grow(data->items, data->count, &data->room, sizeof data->items[0]);
    data->items[data->count] = *datum;
    data->count++;
}

void function_new(Function *f, Id name, Ty result, bool variadic)
{
    free(f->labels);
    map_free(&f->label_index);
    free(f->switches);
    memset(f, 0, sizeof *f);
    f->name = name;
    f->result = result;
    f->variadic = variadic;
}
