/* The parser: tokens to the typed syntax trees of functions and the data of objects.

   This file holds its state, the reading of tokens and the making of symbols; `parse_decl`,
   `parse_type`, `parse_init`, `parse_stmt` and `parse_expr` hold the grammar, `build` makes the
   nodes. What has been parsed is left in `items`, one external declaration at a time. */
#include "parse.h"

#include <string.h>

void parse_new(Parser *p, Pp *pp) {
    memset(p, 0, sizeof *p);
    p->pp = pp;
    p->src = pp->src;
    types_new(&p->types);
    parse_advance(p);
}

/* Reads the next token. */
void parse_advance(Parser *p) {
    if (p->has_ahead)
        p->tok = p->ahead;
    else
        pp_next(p->pp, &p->tok);
    p->has_ahead = false;
}

/* The token after the current one. */
const Token *parse_peek(Parser *p) {
    if (!p->has_ahead)
        pp_next(p->pp, &p->ahead);
    p->has_ahead = true;
    return &p->ahead;
}

/* Reads a token of this kind, if it is next. */
bool parse_accept(Parser *p, Kind kind) {
    bool found = p->tok.kind == kind;
    if (found)
        parse_advance(p);
    return found;
}

void parse_expect(Parser *p, Kind kind) {
    if (p->tok.kind != kind)
        err1(p->src, p->tok.loc, "expected '{}'", kinds[kind]);
    parse_advance(p);
}

/* Whether the current token is an identifier that is no keyword. */
bool parse_at_name(const Parser *p) {
    return p->tok.kind == TK_IDENT && token_keyword(&p->tok) == KW_NONE;
}

/* Reads an identifier that is no keyword. */
void parse_expect_name(Parser *p, Token *out) {
    *out = p->tok;
    refuse(p->src, !parse_at_name(p), out->loc, "expected an identifier");
    parse_advance(p);
}

/* The error `msg` at `loc` if `bad`; in place of its `{}` stands the name `id`. */
void parse_refuse_name(const Parser *p, bool bad, Loc loc, const char *msg, Id id) {
    if (bad)
        err1(p->src, loc, msg, pp_name(p->pp, id));
}

/* To be called when a construct that can contain itself begins; `unnest` when it ends. */
void parse_nest(Parser *p) {
    p->nesting++;
    refuse(p->src, p->nesting > MAX_NESTING, p->tok.loc, "the program is nested too deeply");
}

void parse_unnest(Parser *p) {
    p->nesting--;
}

Symbol *parse_sym(Parser *p, uint32_t sym) {
    return &p->scopes.symbols[sym];
}

/* A new symbol; not bound to its name. */
static uint32_t parse_symbol(Parser *p, SymKind kind, Id name, Ty ty, Loc loc) {
    Scopes *s = &p->scopes;
    Symbol symbol = {kind, name, ty, loc, false, 0, false, false, 0};
    s->symbols = grow(s->symbols, s->symbol_count, &s->symbol_room, sizeof s->symbols[0]);
    s->symbols[s->symbol_count] = symbol;
    s->symbol_count++;
    return (uint32_t)s->symbol_count - 1;
}

/* Gives `name`, which the current scope does not declare yet, the meaning of a new symbol. */
uint32_t parse_declare_name(Parser *p, SymKind kind, Id name, Ty ty, Loc loc) {
    bool here = false;
    bool twice = scopes_lookup(&p->scopes, SPACE_ORDINARY, name, NULL, &here) && here;
    parse_refuse_name(p, twice, loc, "'{}' is declared twice", name);
    uint32_t sym = parse_symbol(p, kind, name, ty, loc);
    scopes_bind(&p->scopes, SPACE_ORDINARY, name, sym);
    return sym;
}

/* Makes `sym` a static local or a string: defined, and with a label of its own. */
void parse_make_unique(Parser *p, uint32_t sym) {
    p->unique++;
    Symbol *s = parse_sym(p, sym);
    s->internal = true;
    s->defined = true;
    s->number = p->unique;
}

/* The symbol of the string literal `text`, made at its first use. */
uint32_t parse_string(Parser *p, Buf *text, Loc loc) {
    size_t known = p->strings.count;
    Id string = intern(&p->strings, buf_cstr(text), text->len);
    if (string < known) {
        buf_free(text);
        return p->string_symbols.items[string];
    }
    uint64_t size = text->len + 1;
    Ty ty = types_array(&p->types, TY_CHAR, size);
    Id name = intern_text(p->pp->names, "str");
    uint32_t sym = parse_symbol(p, SYM_STRING, name, ty, loc);
    parse_make_unique(p, sym);
    Datum datum = {0, size, VALUE_TEXT, 0, 0, *text};
    data_add(&parse_add_item(p, sym)->data, &datum);
    numbers_add(&p->string_symbols, sym);
    return sym;
}

Item *parse_add_item(Parser *p, uint32_t sym) {
    p->items = grow(p->items, p->item_count, &p->item_room, sizeof p->items[0]);
    Item *item = &p->items[p->item_count];
    p->item_count++;
    memset(item, 0, sizeof *item);
    item->sym = sym;
    return item;
}

void data_add(Data *data, const Datum *datum) {
    data->items = grow(data->items, data->count, &data->room, sizeof data->items[0]);
    data->items[data->count] = *datum;
    data->count++;
}
