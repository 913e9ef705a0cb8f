/* Initializers (C11 6.7.9).

   An initializer, with its braces, designators and elided braces, becomes a list of
   entries: an expression, and the offset and type of the part of the object that it
   initializes. For objects in the frame these turn into assignments, for others into data. */
#include "parse.h"

#include <stdlib.h>
#include <string.h>

/* Initialized data of one object is not larger than this. */
#define MAX_DATA (64 << 20)

typedef struct Entry {
    uint64_t offset;
    Ty ty;
    /* The value, unless it is the text of a string. */
    NodeId node;
    Buf text;
    Loc loc;
} Entry;

/* An initializer while it is read. */
typedef struct Init {
    Entry *entries;
    size_t count;
    size_t room;
    /* The end of what was initialized in an array of unknown length. */
    uint64_t end;
} Init;

static bool is_string_for(Parser *p, Ty ty);
static void init_part(Parser *p, Init *init, Ty ty, uint64_t offset, NodeId first);
static void init_string(Parser *p, Init *init, Ty ty, uint64_t offset);
static void init_list(Parser *p, Init *init, Ty ty, uint64_t offset, bool braced, NodeId first);
static uint64_t init_count(const Parser *p, Ty ty);
static bool init_element(const Parser *p, Ty ty, uint64_t index, Ty *part, uint64_t *at);
static uint64_t designator(Parser *p, Ty ty);
static void pend(Parser *p, NodeId value);
static void datum_value(Parser *p, NodeId node, Loc loc, Datum *out);
static Entry *add_entry(Init *init, uint64_t offset, Ty ty, Loc loc);
static void init_free(Init *init);

/* `=` initializer of the object `sym`, as entries; completes the type of the object. */
static void read_initializer(Parser *p, uint32_t sym, Init *init)
{
    Ty ty = parse_sym(p, sym)->ty;
    bool array = types_kind(&p->types, ty) == TYPE_ARRAY;
    memset(init, 0, sizeof *init);
    parse_expect(p, TK_ASSIGN);
    Loc loc = p->tok.loc;
    refuse(p->src, array && p->tok.kind != TK_LBRACE && !is_string_for(p, ty), loc,
           "an array needs an initializer in braces or a string");
    if (types_is_aggregate(&p->types, ty) && p->tok.kind != TK_LBRACE) {
        NodeId value = parse_assignment(p);
        value = parse_convert(p, value, ty, "an initializer", loc);
        add_entry(init, 0, types_plain(&p->types, ty), loc)->node = value;
    } else {
        init_part(p, init, ty, 0, 0);
    }
    if (array && !parse_known_length(p, ty, NULL)) {
        Ty base = types_get(&p->types, ty)->base;
        refuse(p->src, init->end == 0, loc, "an array of unknown length needs elements");
        parse_sym(p, sym)->ty = types_array(&p->types, base, init->end / types_size(&p->types, base));
    }
    parse_complete_object(p, sym);
}

/* Whether the current token is a string literal that initializes a whole `ty`. */
static bool is_string_for(Parser *p, Ty ty)
{
    if (p->tok.kind != TK_STR || types_kind(&p->types, ty) != TYPE_ARRAY)
        return false;
    Ty base = types_get(&p->types, ty)->base;
    if (!types_is_integer(&p->types, base) || types_size(&p->types, base) != 1)
        return false;
    if (types_plain(&p->types, base) == TY_BOOL)
        return false;
    Kind next = parse_peek(p)->kind;
    return next == TK_STR || next == TK_COMMA || next == TK_RBRACE || next == TK_SEMI;
}

/* The initializer of the part of type `ty` at `offset`. `first` is an expression that
   was read already, the first of a list whose braces are elided, or 0. */
static void init_part(Parser *p, Init *init, Ty ty, uint64_t offset, NodeId first)
{
    Loc loc = p->tok.loc;
    NodeId node = first;
    if (first == 0 && is_string_for(p, ty)) {
        init_string(p, init, ty, offset);
        return;
    }
    if (first == 0 && p->tok.kind == TK_LBRACE) {
        parse_nest(p);
        parse_advance(p);
        if (types_is_scalar(&p->types, ty)) {
            init_part(p, init, ty, offset, 0);
            parse_accept(p, TK_COMMA);
        } else if (is_string_for(p, ty)) {
            init_string(p, init, ty, offset);
            parse_accept(p, TK_COMMA);
        } else {
            init_list(p, init, ty, offset, true, 0);
        }
        parse_expect(p, TK_RBRACE);
        parse_unnest(p);
        return;
    }
    bool list = !types_is_scalar(&p->types, ty);
    if (node == 0 && !(list && p->tok.kind == TK_STR)) {
        node = parse_assignment(p);
        node = parse_rvalue(p, node);
    }
    if (list && (node == 0 || parse_ty(p, node) != types_plain(&p->types, ty))) {
        parse_nest(p);
        init_list(p, init, ty, offset, false, node);
        parse_unnest(p);
        return;
    }
    if (node != 0) {
        node = parse_convert(p, node, ty, "an initializer", loc);
        add_entry(init, offset, types_plain(&p->types, ty), loc)->node = node;
    }
}

/* A string literal that initializes an array of characters (6.7.9p14). */
static void init_string(Parser *p, Init *init, Ty ty, uint64_t offset)
{
    Loc loc = p->tok.loc;
    Buf text = {0};
    uint64_t length;
    parse_string_text(p, &text);
    buf_cstr(&text);
    uint64_t full = text.len + 1;
    if (!parse_known_length(p, ty, &length))
        ty = types_array(&p->types, types_get(&p->types, ty)->base, full);
    else if (full > length + 1) /* The terminating zero may lack room. */
        err(p->src, loc, "a string is longer than its array");
    if (init->end < offset + full)
        init->end = offset + full;
    add_entry(init, offset, ty, loc)->text = text;
}

/* The elements of an array, struct or union (6.7.9p16-21). Without braces of its own the list ends
   where the aggregate is full or a designator of an outer list follows. */
static void init_list(Parser *p, Init *init, Ty ty, uint64_t offset, bool braced, NodeId first)
{
    uint64_t index = 0;
    /* A list without braces that begins with a designator continues one of an outer list. */
    bool designated = !braced && (p->tok.kind == TK_DOT || p->tok.kind == TK_LBRACKET);
    bool started = false;
    for (;;) {
        Ty part = TY_VOID;
        uint64_t at = 0;
        if (p->tok.kind == TK_RBRACE && first == 0)
            return;
        if (started) {
            Kind next = parse_peek(p)->kind;
            bool stop = next == TK_RBRACE || next == TK_DOT || next == TK_LBRACKET;
            bool full = !braced && index >= init_count(p, ty);
            if (p->tok.kind != TK_COMMA || (!braced && stop) || full)
                return;
            parse_advance(p);
            if (p->tok.kind == TK_RBRACE)
                return;
        }
        started = true;
        if (braced || designated)
            designated = p->tok.kind == TK_DOT || p->tok.kind == TK_LBRACKET;
        if (designated && first == 0)
            index = designator(p, ty);
        refuse(p->src, !init_element(p, ty, index, &part, &at), p->tok.loc, "too many initializers");
        at += offset;
        if (designated && (p->tok.kind == TK_DOT || p->tok.kind == TK_LBRACKET)) {
            refuse(p->src, types_is_scalar(&p->types, part), p->tok.loc, "a designator in a scalar");
            parse_nest(p);
            init_list(p, init, part, at, false, 0);
            parse_unnest(p);
        } else {
            NodeId taken = first;
            if (designated)
                parse_expect(p, TK_ASSIGN);
            first = 0;
            init_part(p, init, part, at, taken);
        }
        designated = false;
        if (init->end < at + types_size(&p->types, part))
            init->end = at + types_size(&p->types, part);
        index = types_kind(&p->types, ty) == TYPE_UNION ? NO_LENGTH : index + 1;
    }
}

/* How many elements an initializer of the aggregate `ty` may have. */
static uint64_t init_count(const Parser *p, Ty ty)
{
    const Type *t = types_get(&p->types, ty);
    if (t->kind == TYPE_ARRAY)
        return t->length;
    if (t->kind == TYPE_UNION)
        return 1;
    return t->member_count - t->flexible;
}

/* Type and offset of an element of the aggregate `ty`; false if there is none. */
static bool init_element(const Parser *p, Ty ty, uint64_t index, Ty *part, uint64_t *at)
{
    const Type *t = types_get(&p->types, ty);
    if (t->kind == TYPE_ARRAY) {
        uint64_t size = types_size(&p->types, t->base);
        *part = t->base;
        *at = index * size;
        return index < t->length && index <= MAX_SIZE / (size > 1 ? size : 1);
    }
    if (index >= t->member_count || (t->flexible && index + 1 == t->member_count))
        return false;
    *part = t->members[index].ty;
    *at = t->members[index].offset;
    return true;
}

/* `[` constant `]` or `.` name: the index of the element in `ty` */
static uint64_t designator(Parser *p, Ty ty)
{
    const Type *t = types_get(&p->types, ty);
    Loc loc = p->tok.loc;
    bool array = t->kind == TYPE_ARRAY;
    Token name;
    Member m;
    if (p->tok.kind == TK_LBRACKET) {
        parse_advance(p);
        int64_t index = parse_constant(p);
        refuse(p->src, !array, loc, "an index in a struct or union");
        refuse(p->src, index < 0 || (uint64_t)index >= (t->length < MAX_SIZE ? t->length : MAX_SIZE), loc,
               "the index is outside of the array");
        parse_expect(p, TK_RBRACKET);
        return (uint64_t)index;
    }
    /* The `.` stays if the name is in an anonymous member: it is found there next. */
    name = *parse_peek(p);
    refuse(p->src, array, loc, "a member name in an array");
    refuse(p->src, name.kind != TK_IDENT, name.loc, "expected an identifier");
    if (!types_member(&p->types, ty, name.id, &m))
        err1(p->src, name.loc, "no member named '{}'", pp_name(p->pp, name.id));
    if (t->members[m.index].name != NO_NAME) {
        parse_advance(p);
        parse_advance(p);
    }
    return m.index;
}

/* [`=` initializer] of the local variable `sym`: leaves statements in `pending`. */
void parse_local_object(Parser *p, uint32_t sym)
{
    Loc loc = parse_sym(p, sym)->loc;
    NodeId decl = parse_node(p, OP_DECL, TY_VOID, loc, 0, 0);
    Init init;
    bool whole = false;
    ast_at(&p->ast, decl)->sym = sym;
    numbers_add(&p->pending, decl);
    if (p->tok.kind != TK_ASSIGN) {
        parse_complete_object(p, sym);
        return;
    }
    read_initializer(p, sym, &init);
    uint64_t size = types_size(&p->types, parse_sym(p, sym)->ty);
    if (init.count == 1) {
        const Entry *entry = &init.entries[0];
        uint64_t text = entry->node != 0 ? size : entry->text.len + 1;
        whole = types_size(&p->types, entry->ty) == size && text >= size;
    }
    if (!whole) {
        NodeId object = parse_variable(p, sym, loc);
        NodeId zero = parse_node(p, OP_ZERO, TY_VOID, loc, object, 0);
        ast_at(&p->ast, zero)->val = (int64_t)size;
        pend(p, zero);
    }
    for (size_t i = 0; i < init.count; i++) {
        Entry *entry = &init.entries[i];
        NodeId object = parse_variable(p, sym, loc);
        NodeId part = parse_node(p, OP_FIELD, entry->ty, entry->loc, object, 0);
        ast_at(&p->ast, part)->val = (int64_t)entry->offset;
        if (entry->node == 0) {
            uint64_t length = types_size(&p->types, entry->ty);
            if (length > entry->text.len + 1)
                length = entry->text.len + 1;
            NodeId string = parse_variable(p, parse_string(p, &entry->text, entry->loc), entry->loc);
            NodeId copy = parse_node(p, OP_COPY, entry->ty, entry->loc, part, string);
            ast_at(&p->ast, copy)->val = (int64_t)length;
            pend(p, copy);
        } else {
            pend(p, parse_assign(p, part, entry->node, entry->loc));
        }
    }
    init_free(&init);
}

/* Adds an expression statement to the current block. */
static void pend(Parser *p, NodeId value)
{
    Loc loc = ast_get(&p->ast, value)->loc;
    numbers_add(&p->pending, parse_node(p, OP_EXPR, TY_VOID, loc, value, 0));
}

/* `=` initializer of an object with static storage (6.7.9p4): its data, in order. */
void parse_static_initializer(Parser *p, uint32_t sym, Data *out)
{
    Init init;
    read_initializer(p, sym, &init);
    /* Later entries override earlier ones of the same part (6.7.9p19). */
    Keyed *order = allocate(init.count * sizeof order[0]);
    for (size_t i = 0; i < init.count; i++) {
        order[i].key = init.entries[i].offset;
        order[i].value = (uint32_t)i;
    }
    sort_keyed(order, init.count);
    for (size_t i = 0; i < init.count; i++) {
        const Entry *entry = &init.entries[order[i].value];
        Datum datum;
        memset(&datum, 0, sizeof datum);
        datum.offset = entry->offset;
        datum.size = types_size(&p->types, entry->ty);
        refuse(p->src, datum.offset + datum.size > MAX_DATA, entry->loc, "initialized data is too large");
        if (entry->node == 0) {
            datum.kind = VALUE_TEXT;
            datum.text = entry->text;
        } else {
            datum_value(p, entry->node, entry->loc, &datum);
        }
        if (out->count > 0) {
            Datum *last = &out->items[out->count - 1];
            if (last->offset == datum.offset && last->size == datum.size) {
                buf_free(&last->text);
                out->count--;
            } else if (last->offset + last->size > datum.offset) {
                err(p->src, entry->loc, "overlapping initializers are not supported");
            }
        }
        data_add(out, &datum);
    }
    free(order);
    init_free(&init);
}

static void datum_value(Parser *p, NodeId node, Loc loc, Datum *out)
{
    refuse(p->src, !fold_address(&p->ast, &p->types, p->scopes.symbols, node, &out->sym, &out->number), loc,
           "the initializer is not constant");
    out->kind = out->sym == NO_SYMBOL ? VALUE_INT : VALUE_ADDRESS;
}

/* A new entry, without its value. */
static Entry *add_entry(Init *init, uint64_t offset, Ty ty, Loc loc)
{
    init->entries = grow(init->entries, init->count, &init->room, sizeof init->entries[0]);
    Entry *entry = &init->entries[init->count];
    init->count++;
    memset(entry, 0, sizeof *entry);
    entry->offset = offset;
    entry->ty = ty;
    entry->loc = loc;
    return entry;
}

/* Frees the entries, but not their texts. */
static void init_free(Init *init)
{
    free(init->entries);
}
