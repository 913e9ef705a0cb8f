/* Initializers (C11 6.7.9).

   An initializer, with its braces, designators and elided braces, becomes a list of
   parts: an expression, and the offset and type of the part of the object that it
   initializes. For objects in the frame these turn into assignments, for others into data. */
#include "parse.h"

#include <stdlib.h>
#include <string.h>

/* Initialized data of one object is not larger than this. */
#define MAX_DATA (64 << 20)

static void parse_init_list(Parser *p, Ty ty, uint64_t offset, bool braced, NodeId first);

/* Whether `ty` is an array of unknown length. */
bool parse_is_open(const Parser *p, Ty ty) {
    return types_get(&p->types, ty)->length == NO_LENGTH;
}

/* Whether the current token is a string literal that initializes a whole `ty`. */
static bool parse_is_string_for(Parser *p, Ty ty) {
    Ty base = types_get(&p->types, ty)->base;
    bool chars = types_is_integer(&p->types, base) && types_size(&p->types, base) == 1;
    bool array = types_kind(&p->types, ty) == TYPE_ARRAY && chars && types_plain(&p->types, base) != TY_BOOL;
    if (p->tok.kind != TK_STR || !array)
        return false;
    Kind next = parse_peek(p)->kind;
    return next == TK_STR || next == TK_COMMA || next == TK_RBRACE || next == TK_SEMI;
}

static bool parse_at_designator(const Parser *p) {
    return p->tok.kind == TK_DOT || p->tok.kind == TK_LBRACKET;
}

/* `[` constant `]` or `.` name: the index of the element in `ty` */
static uint64_t parse_designator(Parser *p, Ty ty) {
    const Type *t = types_get(&p->types, ty);
    Loc loc = p->tok.loc;
    bool array = t->kind == TYPE_ARRAY;
    if (parse_accept(p, TK_LBRACKET)) {
        int64_t index = parse_constant(p);
        refuse(p->src, !array, loc, "an index in a struct or union");
        bool outside = index < 0 || (uint64_t)index >= t->length || index >= MAX_SIZE;
        refuse(p->src, outside, loc, "the index is outside of the array");
        parse_expect(p, TK_RBRACKET);
        return (uint64_t)index;
    }
    /* The `.` stays if the name is in an anonymous member: it is found there next. */
    Token name = *parse_peek(p);
    refuse(p->src, array, loc, "a member name in an array");
    refuse(p->src, name.kind != TK_IDENT, name.loc, "expected an identifier");
    Member m;
    bool known = types_member(&p->types, ty, name.id, &m);
    parse_refuse_name(p, !known, name.loc, "no member named '{}'", name.id);
    if (t->members[m.index].name != NO_NAME) {
        parse_advance(p);
        parse_advance(p);
    }
    return m.index;
}

/* Type and offset of an element of the aggregate `ty`; false if there is none. */
static bool parse_element(const Parser *p, Ty ty, uint64_t index, Ty *part, uint64_t *at) {
    const Type *t = types_get(&p->types, ty);
    if (t->kind == TYPE_ARRAY) {
        uint64_t size = types_size(&p->types, t->base);
        *part = t->base;
        *at = index * size;
        return index < t->length && index <= MAX_SIZE / (size > 1 ? size : 1);
    }
    if (index >= t->member_count)
        return false;
    *part = t->members[index].ty;
    *at = t->members[index].offset;
    return !t->flexible || !parse_is_open(p, *part);
}

static void parse_add_part(Parser *p, const Part *part) {
    Init *init = &p->init;
    init->parts = grow(init->parts, init->count, &init->room, sizeof init->parts[0]);
    init->parts[init->count] = *part;
    init->count++;
}

/* The part of type `ty` at `offset` gets the value `node`. */
static void parse_init_value(Parser *p, Ty ty, uint64_t offset, NodeId node, Loc loc) {
    node = parse_convert(p, node, ty, "an initializer", loc);
    Part part = {offset, types_plain(&p->types, ty), node, {NULL, 0, 0}, loc};
    parse_add_part(p, &part);
}

/* A string literal that initializes an array of characters (6.7.9p14). */
static void parse_init_string(Parser *p, Ty ty, uint64_t offset) {
    Loc loc = p->tok.loc;
    Buf text = {0};
    parse_string_text(p, &text);
    buf_cstr(&text);
    /* The terminating zero may lack room. */
    refuse(p->src, text.len > types_get(&p->types, ty)->length, loc, "a string is longer than its array");
    if (parse_is_open(p, ty)) {
        ty = types_array(&p->types, types_get(&p->types, ty)->base, text.len + 1);
        p->init.end = text.len + 1;
    }
    Part part = {offset, ty, 0, text, loc};
    parse_add_part(p, &part);
}

/* The initializer of the part of type `ty` at `offset`. `first` is an expression that was
   read already, the first of a list whose braces are elided; or 0. */
static void parse_init_part(Parser *p, Ty ty, uint64_t offset, NodeId first) {
    Loc loc = p->tok.loc;
    if (first == 0 && parse_is_string_for(p, ty)) {
        parse_init_string(p, ty, offset);
        return;
    }
    bool list = !types_is_scalar(&p->types, ty);
    if (first == 0 && p->tok.kind == TK_LBRACE) {
        parse_nest(p);
        parse_advance(p);
        if (list && !parse_is_string_for(p, ty)) {
            parse_init_list(p, ty, offset, true, 0);
        } else {
            parse_init_part(p, ty, offset, 0);
            parse_accept(p, TK_COMMA);
        }
        parse_expect(p, TK_RBRACE);
        parse_unnest(p);
        return;
    }
    NodeId node = first;
    if (node == 0 && !(list && p->tok.kind == TK_STR)) {
        node = parse_assignment(p);
        node = parse_rvalue(p, node);
    }
    if (!list || (node != 0 && parse_ty(p, node) == types_plain(&p->types, ty))) {
        parse_init_value(p, ty, offset, node, loc);
        return;
    }
    parse_nest(p);
    parse_init_list(p, ty, offset, false, node);
    parse_unnest(p);
}

/* The elements of an array, struct or union (6.7.9p16-21). Without braces of its own the list ends
   where the aggregate is full or a designator of an outer list follows. */
static void parse_init_list(Parser *p, Ty ty, uint64_t offset, bool braced, NodeId first) {
    Init *init = &p->init;
    uint64_t index = 0;
    /* A list without braces that begins with a designator continues one of an outer list. */
    bool designated = first == 0 && parse_at_designator(p);
    while (p->tok.kind != TK_RBRACE || first != 0) {
        Ty part = TY_VOID;
        uint64_t at = 0;
        if (designated)
            index = parse_designator(p, ty);
        refuse(p->src, !parse_element(p, ty, index, &part, &at), p->tok.loc, "too many initializers");
        at += offset;
        if (designated && parse_at_designator(p)) {
            refuse(p->src, types_is_scalar(&p->types, part), p->tok.loc, "a designator in a scalar");
            parse_nest(p);
            parse_init_list(p, part, at, false, 0);
            parse_unnest(p);
        } else {
            if (designated)
                parse_expect(p, TK_ASSIGN);
            parse_init_part(p, part, at, first);
            first = 0;
        }
        if (init->end < at + types_size(&p->types, part))
            init->end = at + types_size(&p->types, part);
        index = types_kind(&p->types, ty) == TYPE_UNION ? NO_LENGTH : index + 1;
        bool more = p->tok.kind == TK_COMMA && (braced || parse_element(p, ty, index, &part, &at));
        Kind next = more && !braced ? parse_peek(p)->kind : TK_COMMA;
        if (!more || next == TK_RBRACE || next == TK_DOT || next == TK_LBRACKET)
            break;
        parse_advance(p);
        designated = braced && parse_at_designator(p);
    }
}

/* [`=` initializer] of the object `sym`, as parts; completes the type of the object. */
static void parse_initializer(Parser *p, uint32_t sym) {
    Ty ty = parse_sym(p, sym)->ty;
    p->init.count = 0;
    p->init.end = 0;
    if (parse_accept(p, TK_ASSIGN)) {
        Loc loc = p->tok.loc;
        bool braced = p->tok.kind == TK_LBRACE;
        bool array = types_kind(&p->types, ty) == TYPE_ARRAY;
        bool wrong = array && !braced && !parse_is_string_for(p, ty);
        refuse(p->src, wrong, loc, "an array needs an initializer in braces or a string");
        if (types_is_aggregate(&p->types, ty) && !braced)
            parse_init_value(p, ty, 0, parse_assignment(p), loc);
        else
            parse_init_part(p, ty, 0, 0);
        if (parse_is_open(p, ty)) {
            Ty base = types_get(&p->types, ty)->base;
            refuse(p->src, p->init.end == 0, loc, "an array of unknown length needs elements");
            uint64_t length = p->init.end / types_size(&p->types, base);
            parse_sym(p, sym)->ty = types_array(&p->types, base, length);
        }
    }
    parse_complete_object(p, sym);
}

/* Adds an expression statement to the current block. */
static void parse_pend(Parser *p, NodeId value, Loc loc) {
    numbers_add(&p->pending, parse_node(p, OP_EXPR, TY_VOID, loc, value, 0));
}

/* [`=` initializer] of the local variable `sym`: leaves statements in `pending`. */
void parse_local_object(Parser *p, uint32_t sym) {
    Loc loc = parse_sym(p, sym)->loc;
    numbers_add(&p->pending, parse_node_sym(p, OP_DECL, TY_VOID, loc, sym));
    bool whole = p->tok.kind != TK_ASSIGN;
    parse_initializer(p, sym);
    uint64_t size = types_size(&p->types, parse_sym(p, sym)->ty);
    if (p->init.count == 1) {
        const Part *only = &p->init.parts[0];
        bool full = only->node != 0 || only->text.len + 1 >= size;
        whole = types_size(&p->types, only->ty) == size && full;
    }
    if (!whole) {
        NodeId object = parse_variable(p, sym, loc);
        NodeId zero = parse_node_val(p, OP_ZERO, TY_VOID, loc, object, 0, (int64_t)size);
        parse_pend(p, zero, loc);
    }
    for (size_t i = 0; i < p->init.count; i++) {
        Part *part = &p->init.parts[i];
        Loc at = part->loc;
        NodeId object = parse_variable(p, sym, loc);
        NodeId field = parse_node_val(p, OP_FIELD, part->ty, at, object, 0, (int64_t)part->offset);
        NodeId value;
        if (part->node == 0) {
            uint64_t length = types_size(&p->types, part->ty);
            if (length > part->text.len + 1)
                length = part->text.len + 1;
            NodeId string = parse_variable(p, parse_string(p, &part->text, at), at);
            value = parse_node_val(p, OP_COPY, part->ty, at, field, string, (int64_t)length);
        } else {
            value = parse_assign(p, field, part->node, at);
        }
        parse_pend(p, value, at);
    }
}

/* [`=` initializer] of an object with static storage (6.7.9p4): its data, in order. */
void parse_static_initializer(Parser *p, uint32_t sym, Data *out) {
    parse_initializer(p, sym);
    size_t count = p->init.count;
    /* Later values override earlier ones of the same part (6.7.9p19). */
    Keyed *order = allocate(count * sizeof order[0]);
    for (size_t i = 0; i < count; i++) {
        order[i].key = p->init.parts[i].offset;
        order[i].value = (uint32_t)i;
    }
    sort_keyed(order, count);
    for (size_t i = 0; i < count; i++) {
        const Part *part = &p->init.parts[order[i].value];
        Datum datum = {part->offset, types_size(&p->types, part->ty), VALUE_TEXT, 0, 0, part->text};
        refuse(p->src, datum.offset + datum.size > MAX_DATA, part->loc, "initialized data is too large");
        if (part->node != 0) {
            const Symbol *symbols = p->scopes.symbols;
            bool known = fold_address(&p->ast, &p->types, symbols, part->node, &datum.sym, &datum.number);
            refuse(p->src, !known, part->loc, "the initializer is not constant");
            datum.kind = datum.sym == NO_SYMBOL ? VALUE_INT : VALUE_ADDRESS;
        }
        Datum *last = out->count > 0 ? &out->items[out->count - 1] : NULL;
        if (last != NULL && last->offset == datum.offset && last->size == datum.size) {
            buf_free(&last->text);
            *last = datum;
            continue;
        }
        bool overlap = last != NULL && last->offset + last->size > datum.offset;
        refuse(p->src, overlap, part->loc, "overlapping initializers are not supported");
        data_add(out, &datum);
    }
    free(order);
}
