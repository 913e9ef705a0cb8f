/* Initializers (C11 6.7.9), flattened into items by place. A stack of levels follows the current object: each level is
   an aggregate without braces of its own inside the braces being read. Items normally come in order; if designators go
   backwards, they are sorted at the end and later ones win. */
#include "parse_internal.h"

#include <stdlib.h>
#include <string.h>

#define MAX_RANGES 4
#define OPEN UINT64_MAX

typedef struct State {
    Type *root;
    bool is_static;
    bool unsorted;
    bool excess;     /* was warned about */
    size_t base;     /* of the items in p->items */
    uint64_t end;    /* bits that items reach so far */
    uint64_t size;   /* bytes that they need; more than the type's with a flexible array */
    Map unions;      /* offset and type -> member that was initialized */
} State;

/* [first ... last] designators of one designation. */
typedef struct Ranges {
    unsigned count;
    struct {
        size_t level;
        uint64_t stride;
        uint64_t times;
    } range[MAX_RANGES];
} Ranges;

/* The object that comes next. */
typedef struct Child {
    Type *type;
    uint64_t offset;
    const Member *bitfield;
} Child;

static uint64_t braced(Parser *p, State *s, Type *type, uint64_t offset);

/* ---- items ---- */

static RawItem *push_item(Parser *p, State *s, uint64_t start, uint64_t end) {
    RawItem *item;
    p->items = grow(p->items, p->item_count, &p->item_room, sizeof p->items[0]);
    item = &p->items[p->item_count];
    memset(item, 0, sizeof *item);
    item->start = start;
    item->end = end;
    item->order = (uint32_t)(p->item_count - s->base);
    p->item_count++;
    if (start < s->end)
        s->unsorted = true;
    if (end > s->end)
        s->end = end;
    return item;
}

static void add_item(Parser *p, State *s, const Child *c, Node *value) {
    uint64_t start = c->offset * 8;
    uint64_t end = start + c->type->size * 8;
    RawItem *item;
    if (c->bitfield != NULL) {
        start += c->bitfield->bit_offset;
        end = start + c->bitfield->bit_width;
    }
    item = push_item(p, s, start, end);
    item->item.offset = c->offset;
    item->item.type = c->type->unqualified;
    item->item.value = value;
    item->item.bitfield = c->bitfield;
    if ((end + 7) / 8 > s->size)
        s->size = (end + 7) / 8;
}

/* What was said about the object before does not count any more. */
static void forget_before(Parser *p, State *s, uint64_t offset, uint64_t size) {
    if (offset * 8 < s->end && size != 0)
        push_item(p, s, offset * 8, (offset + size) * 8);
}

/* ---- constants ---- */

static bool check_init(Parser *p, const Init *init);

/* In an object of static storage duration every value is constant (6.7.9p4); false after an error. */
static Node *check_constant(Parser *p, Node *value, const Member *bitfield) {
    Const c;
    if (value->kind == N_INT || value->kind == N_FLOAT || value->kind == N_STRING || is_error(value))
        return value;
    if (is_aggregate(value->type)) {
        while (value->kind == N_CAST)
            value = value->a;
        if (value->kind == N_COMPOUND && value->init != NULL && check_init(p, value->init))
            return value;
    } else if (fold_const(p, value, &c)) {
        if (c.kind < CONST_ADDRESS)
            return const_node(p, &c, value->type, value->loc);
        if ((value->type->size == 8 || c.kind == CONST_DISTANCE) && bitfield == NULL)
            return value;
        parse_error(p, value->loc, "initializer element is not computable at load time");
        return error_node(p, value->loc);
    }
    parse_error(p, value->loc, "initializer element is not constant");
    return error_node(p, value->loc);
}

static bool check_init(Parser *p, const Init *init) {
    for (uint32_t i = 0; i < init->count; i++)
        if (is_error(check_constant(p, init->items[i].value, init->items[i].bitfield)))
            return false;
    return true;
}

/* ---- strings ---- */

/* Whether a string literal can initialize an array of these elements (6.7.9p14, p15). */
static bool string_fits(const Type *array, const Node *value) {
    const Type *element = array->base;
    const Type *literal;
    if (value->kind != N_STRING || array->kind != TY_ARRAY || !is_integer(element))
        return false;
    literal = value->type->base;
    if (literal->size == 1)
        return element->size == 1 && element->kind != TY_BOOL && element->kind != TY_ENUM;
    return type_compatible(element->unqualified, literal->unqualified);
}

static void store_string(Parser *p, State *s, Child *c, Node *value) {
    uint64_t width = c->type->base->size;
    uint64_t len = value->string->len / width;
    if (c->type->length < 0)
        c->type = type_array(&p->types, c->type->base, (int64_t)len + 1);
    if (len > (uint64_t)c->type->length) {
        StringData *cut = arena_get(&p->func, sizeof *cut);
        diag_warn(p->diag, WARN_EXCESS_INITIALIZERS, value->loc,
                  "initializer-string for array of '%s' is too long", type_text(p, c->type->base->unqualified));
        *cut = *value->string;
        cut->len = (uint32_t)((uint64_t)c->type->length * width);
        value->string = cut;
    }
    value->type = c->type;
    add_item(p, s, c, value);
}

/* ---- values ---- */

static void store(Parser *p, State *s, Child *c, Node *value) {
    value = convert(p, value, c->type, FOR_INIT, 0, NULL);
    if (c->bitfield != NULL && value->kind == N_INT && c->type->kind != TY_BOOL) {
        const Member *m = c->bitfield;
        bool plain = is_unsigned(&p->types, c->type);
        uint64_t mask = m->bit_width == 64 ? ~(uint64_t)0 : ((uint64_t)1 << m->bit_width) - 1;
        uint64_t rest = (uint64_t)value->value & ~mask;
        if (rest != 0 && (rest | mask) != ~(uint64_t)0)
            diag_warn(p->diag, WARN_OVERFLOW, value->loc, plain ? "unsigned conversion changes the value of a bit-field"
                                                                : "overflow in conversion to a bit-field");
    }
    if (s->is_static)
        value = check_constant(p, value, c->bitfield);
    if (!is_error(value))
        add_item(p, s, c, value);
}

/* `{ value }` for a scalar. */
static void braced_scalar(Parser *p, State *s, Child *c, bool nested) {
    Loc loc = p->tok.loc;
    enter(p);
    advance(p);
    if (at(p, '{')) {
        if (!nested)
            diag_warn(p->diag, WARN_ALWAYS, p->tok.loc, "braces around scalar initializer");
        braced_scalar(p, s, c, true);
    } else if (at(p, '}')) {
        if (p->options.std != STD_C23)
            parse_error(p, loc, "empty scalar initializer");
    } else {
        store(p, s, c, parse_assign(p));
    }
    if (at(p, ',')) {
        advance(p);
        if (!at(p, '}')) {
            diag_warn(p->diag, WARN_EXCESS_INITIALIZERS, p->tok.loc, "excess elements in scalar initializer");
            while (!at(p, '}') && !at(p, TK_EOF) && !p->panic) {
                if (at(p, '{')) {
                    skip_balanced(p);
                    accept(p, '}');
                } else {
                    parse_assign(p);
                }
                if (!accept(p, ','))
                    break;
            }
        }
    }
    expect(p, '}');
    leave(p);
}

/* ---- levels ---- */

static InitLevel *push_level(Parser *p, Type *type, uint64_t offset) {
    InitLevel *l;
    p->levels = grow(p->levels, p->level_count, &p->level_room, sizeof p->levels[0]);
    l = &p->levels[p->level_count++];
    l->type = type;
    l->offset = offset;
    l->index = 0;
    if (type->kind == TY_ARRAY)
        l->count = type->length < 0 ? OPEN : (uint64_t)type->length;
    else if (type->kind == TY_UNION)
        l->count = type->count_of > 0;
    else
        l->count = type->count_of;
    return l;
}

/* What the level's index stands at. */
static void current_child(const InitLevel *l, Child *c) {
    c->bitfield = NULL;
    if (l->type->kind == TY_ARRAY) {
        c->type = l->type->base;
        c->offset = l->offset + l->index * l->type->base->size;
    } else {
        const Member *m = &l->type->members[l->index];
        c->type = m->type;
        c->offset = l->offset + (m->is_bitfield ? 0 : m->offset);
        if (m->is_bitfield)
            c->bitfield = m;
    }
}

/* A union's member is given: another one that was given before counts no more. */
static void note_union(Parser *p, State *s, const InitLevel *l) {
    uint64_t key = l->offset * 31 + (uint64_t)(uintptr_t)l->type->members;
    if (l->offset * 8 < s->end) {
        uint64_t *before = map_find(&s->unions, key);
        if (before != NULL && *before != l->index)
            forget_before(p, s, l->offset, l->type->size);
    }
    map_set(&s->unions, key, l->index);
}

/* Leaves the levels that are full, down to `base`, which stays. */
static void pop_full(Parser *p, size_t base) {
    while (p->level_count > base + 1 && p->levels[p->level_count - 1].index >= p->levels[p->level_count - 1].count) {
        p->level_count--;
        p->levels[p->level_count - 1].index++;
    }
}

static bool check_flexible(Parser *p, const State *s, const Child *c, Loc loc) {
    if (c->type->kind != TY_ARRAY || c->type->length >= 0)
        return true;
    if (!s->is_static) {
        parse_error(p, loc, "non-static initialization of a flexible array member");
        return false;
    }
    if (!s->root->flexible || s->root->kind != TY_STRUCT ||
        c->offset != s->root->members[s->root->count_of - 1].offset) {
        parse_error(p, loc, "initialization of flexible array member in a nested context");
        return false;
    }
    return true;
}

/* ---- designators ---- */

static bool designate_index(Parser *p, Ranges *ranges) {
    size_t at_level = p->level_count - 1;
    Type *type = p->levels[at_level].type;
    int64_t first = 0;
    int64_t last;
    Loc loc = p->tok.loc;
    bool good;
    advance(p);
    good = parse_int_constant(p, "array index in initializer", &first, NULL);
    last = first;
    if (accept(p, TK_ELLIPSIS))
        good = parse_int_constant(p, "array index in initializer", &last, NULL) && good;
    expect(p, ']');
    if (!good)
        return false;
    if (type->kind != TY_ARRAY) {
        parse_error(p, loc, "array index in non-array initializer");
        return false;
    }
    if (first < 0 || last < 0 || (type->length >= 0 && (first >= type->length || last >= type->length)) ||
        (uint64_t)last >= MAX_SIZE / (type->base->size + 1)) {
        parse_error(p, loc, "array index in initializer exceeds array bounds");
        return false;
    }
    if (last < first) {
        parse_error(p, loc, "empty index range in initializer");
        return false;
    }
    p->levels[at_level].index = (uint64_t)first;
    if (last > first) {
        if (ranges->count == MAX_RANGES) {
            parse_error(p, loc, "too many index ranges in a designator");
            return false;
        }
        ranges->range[ranges->count].level = at_level;
        ranges->range[ranges->count].stride = type->base->size;
        ranges->range[ranges->count].times = (uint64_t)(last - first) + 1;
        ranges->count++;
    }
    return true;
}

/* Sets the top level to the member, going into anonymous members on the way. */
static bool designate_member(Parser *p, State *s, const Name *name, Loc loc) {
    for (;;) {
        InitLevel *l = &p->levels[p->level_count - 1];
        const Type *type = l->type;
        bool inside = false;
        uint32_t i = 0;
        uint64_t offset;
        if (!is_aggregate(type)) {
            parse_error(p, loc, "field name not in record or union initializer");
            return false;
        }
        for (; i < type->count_of; i++) {
            const Member *m = &type->members[i];
            if (m->name == name)
                break;
            if (m->name == NULL && is_aggregate(m->type) && type_member(m->type, name, &offset) != NULL) {
                inside = true;
                break;
            }
        }
        if (i == type->count_of) {
            diag_error(p->diag, loc, "'%s' has no member named '%s'", type_text(p, type), name->text);
            return false;
        }
        l->index = i;
        if (type->kind == TY_UNION) {
            l->count = (uint64_t)i + 1;
            note_union(p, s, l);
        }
        if (!inside)
            return true;
        push_level(p, type->members[i].type, l->offset + type->members[i].offset);
    }
}

/* .a[1].b =, or a: (GNU); the levels are then those of the designated object. */
static bool designation(Parser *p, State *s, Ranges *ranges) {
    bool first = true;
    bool good = true;
    bool index = false; /* the last one was [ ] */
    for (;; first = false) {
        if (good && !first && (at(p, '[') || at(p, '.'))) {
            Child c;
            current_child(&p->levels[p->level_count - 1], &c);
            if (c.type->kind == TY_ARRAY || is_aggregate(c.type)) {
                good = check_flexible(p, s, &c, p->tok.loc);
                push_level(p, c.type, c.offset);
            } else {
                parse_error(p, p->tok.loc, at(p, '[') ? "array index in non-array initializer"
                                                   : "field name not in record or union initializer");
                good = false;
            }
        }
        if (at(p, '[')) {
            index = true;
            if (good)
                good = designate_index(p, ranges);
            else {
                skip_balanced(p);
                accept(p, ']');
            }
        } else if (at(p, '.')) {
            index = false;
            advance(p);
            if (!at(p, TK_IDENT)) {
                syntax_error(p, "identifier");
                return false;
            }
            if (good)
                good = designate_member(p, s, p->tok.u.name, p->tok.loc);
            advance(p);
        } else {
            break;
        }
        if (p->panic)
            return false;
    }
    if (!accept(p, '=') && !index) /* [1] 2 is an old GNU form */
        expect(p, '=');
    return good;
}

static bool at_designator(Parser *p) {
    return at(p, '[') || at(p, '.') || (at(p, TK_IDENT) && peek(p)->kind == ':');
}

static bool parse_designation(Parser *p, State *s, Ranges *ranges) {
    if (at(p, TK_IDENT)) {
        const Name *name = p->tok.u.name;
        Loc loc = p->tok.loc;
        advance(p);
        advance(p);
        return designate_member(p, s, name, loc);
    }
    return designation(p, s, ranges);
}

/* ---- lists ---- */

static void excess(Parser *p, State *s, const Type *type) {
    Loc loc = p->tok.loc;
    if (!s->excess && type->kind != TY_ERROR)
        diag_warn(p->diag, WARN_EXCESS_INITIALIZERS, loc, "excess elements in %s initializer",
                  type->kind == TY_ARRAY ? "array" : type->kind == TY_UNION ? "union" : "struct");
    s->excess = true;
    if (at(p, '{')) {
        skip_balanced(p);
        accept(p, '}');
    } else {
        p->unevaluated++;
        parse_assign(p);
        p->unevaluated--;
    }
}

/* Gives the value to the current object, or to the first scalar, string or struct inside it that can take it. */
static void place_value(Parser *p, State *s, size_t base, Node *value) {
    for (;;) {
        InitLevel *l = &p->levels[p->level_count - 1];
        Child c;
        if (l->index >= l->count) { /* an empty aggregate: pass it by */
            if (p->level_count == base + 1) {
                diag_warn(p->diag, WARN_EXCESS_INITIALIZERS, value->loc, "excess elements in initializer");
                return;
            }
            pop_full(p, base);
            continue;
        }
        current_child(l, &c);
        if (l->type->kind == TY_UNION)
            note_union(p, s, l);
        if (c.type->kind == TY_ARRAY && string_fits(c.type, value)) {
            if (check_flexible(p, s, &c, value->loc))
                store_string(p, s, &c, value);
            return;
        }
        if (is_aggregate(c.type) &&
            (is_error(value) || type_compatible(c.type->unqualified, value->type->unqualified))) {
            store(p, s, &c, value);
            return;
        }
        if (c.type->kind != TY_ARRAY && !is_aggregate(c.type)) {
            store(p, s, &c, value);
            return;
        }
        if (!check_flexible(p, s, &c, value->loc))
            return;
        if (!c.type->complete && c.type->kind != TY_ARRAY)
            return;
        push_level(p, c.type, c.offset);
    }
}

/* Copies what the element made to the other places of its ranges. */
static void replicate(Parser *p, State *s, const Ranges *ranges, size_t from) {
    for (unsigned r = ranges->count; r-- > 0;) {
        uint64_t times = ranges->range[r].times;
        uint64_t stride = ranges->range[r].stride;
        size_t to = p->item_count;
        size_t level = ranges->range[r].level;
        if (to != from && times > MAX_INIT_ITEMS / (to - from)) {
            parse_error(p, p->tok.loc, "initializer has too many elements");
            times = 1;
        }
        for (uint64_t k = 1; k < times; k++) {
            for (size_t i = from; i < to; i++) {
                RawItem copy = p->items[i];
                RawItem *item = push_item(p, s, copy.start + k * stride * 8, copy.end + k * stride * 8);
                item->item = copy.item;
                item->item.offset += k * stride;
            }
        }
        if (p->level_count > level)
            p->levels[level].index += times - 1;
        for (size_t l = level + 1; l < p->level_count; l++)
            p->levels[l].offset += (times - 1) * stride;
    }
    if ((s->end + 7) / 8 > s->size)
        s->size = (s->end + 7) / 8;
}

static void element(Parser *p, State *s, size_t base) {
    InitLevel *l = &p->levels[p->level_count - 1];
    Child c;
    if (!at(p, '{')) {
        place_value(p, s, base, parse_assign(p));
        return;
    }
    current_child(l, &c);
    if (l->type->kind == TY_UNION)
        note_union(p, s, l);
    if (c.type->kind != TY_ARRAY && !is_aggregate(c.type)) {
        braced_scalar(p, s, &c, false);
        return;
    }
    if (!check_flexible(p, s, &c, p->tok.loc)) {
        skip_balanced(p);
        accept(p, '}');
        return;
    }
    forget_before(p, s, c.offset, c.type->size);
    braced(p, s, c.type, c.offset);
}

/* `{ list }`; the number of elements that an array of unknown length gets. */
static uint64_t braced(Parser *p, State *s, Type *type, uint64_t offset) {
    size_t base = p->level_count;
    uint64_t most = 0;
    bool outer_excess = s->excess;
    enter(p);
    advance(p);
    /* char s[] = {"abc"} */
    if (type->kind == TY_ARRAY && is_integer(type->base) && at(p, TK_STRING)) {
        Node *value = parse_assign(p);
        if (string_fits(type, value) && (at(p, '}') || at(p, ','))) {
            Child c = {type, offset, NULL};
            store_string(p, s, &c, value);
            accept(p, ',');
            expect(p, '}');
            leave(p);
            return (uint64_t)c.type->length;
        }
        push_level(p, type, offset);
        place_value(p, s, base, value);
        most = 1;
        p->levels[base].index++;
        if (!accept(p, ',') && !at(p, '}'))
            expect(p, '}');
    } else {
        push_level(p, type, offset);
    }
    s->excess = false;
    while (!at(p, '}') && !at(p, TK_EOF) && !p->panic) {
        Ranges ranges;
        size_t from = p->item_count;
        ranges.count = 0;
        if (at_designator(p)) {
            p->level_count = base + 1;
            if (p->levels[base].type->kind == TY_UNION)
                p->levels[base].count = 1;
            if (!parse_designation(p, s, &ranges)) {
                if (!p->panic) {
                    s->excess = true;
                    excess(p, s, type);
                }
                if (!accept(p, ','))
                    break;
                continue;
            }
        } else {
            pop_full(p, base);
        }
        if (p->levels[p->level_count - 1].index >= p->levels[p->level_count - 1].count) {
            excess(p, s, type);
        } else {
            element(p, s, base);
            if (ranges.count != 0)
                replicate(p, s, &ranges, from);
            if (p->level_count <= base)
                break;
            p->levels[p->level_count - 1].index++;
            if (p->level_count > base + 1) {
                if (p->levels[base].index + 1 > most)
                    most = p->levels[base].index + 1;
            } else if (p->levels[base].index > most) {
                most = p->levels[base].index;
            }
        }
        if (!accept(p, ','))
            break;
    }
    expect(p, '}');
    s->excess = outer_excess;
    p->level_count = base;
    leave(p);
    return most;
}

/* ---- the end ---- */

/* By place; of two at the same place the larger first, of equal ones the later first. */
static int compare_items(const void *left, const void *right) {
    const RawItem *a = left;
    const RawItem *b = right;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    if (a->end != b->end)
        return a->end > b->end ? -1 : 1;
    return a->order > b->order ? -1 : a->order < b->order;
}

/* Sorts, and drops each item that lies inside a later one. Ranges nest, for they are objects. */
static void settle(Parser *p, State *s) {
    RawItem *items = p->items + s->base;
    size_t count = p->item_count - s->base;
    size_t *stack = allocate((count + 1) * sizeof *stack);
    uint32_t *latest = allocate((count + 1) * sizeof *latest);
    size_t depth = 0;
    size_t kept = 0;
    qsort(items, count, sizeof *items, compare_items);
    for (size_t i = 0; i < count; i++) {
        uint32_t order = items[i].order;
        while (depth > 0 && items[stack[depth - 1]].end <= items[i].start)
            depth--;
        if (depth > 0 && latest[depth - 1] > order) {
            items[i].dead = true;
            order = latest[depth - 1];
        }
        stack[depth] = i;
        latest[depth++] = order;
    }
    for (size_t i = 0; i < count; i++)
        if (!items[i].dead && items[i].item.value != NULL)
            items[kept++] = items[i];
    p->item_count = s->base + kept;
    free(stack);
    free(latest);
}

static Init *finish(Parser *p, State *s, const Type *type) {
    Init *init = arena_get(&p->func, sizeof *init);
    uint64_t end = 0;
    bool covers = true;
    if (s->unsorted)
        settle(p, s);
    init->count = (uint32_t)(p->item_count - s->base);
    init->items = arena_get(&p->func, (init->count + (size_t)1) * sizeof *init->items);
    for (uint32_t i = 0; i < init->count; i++) {
        const InitItem *item = &p->items[s->base + i].item;
        init->items[i] = *item;
        covers &= item->bitfield == NULL && item->offset == end;
        end = item->offset + item->type->size;
    }
    init->size = type->size > s->size ? type->size : s->size;
    init->covers = covers && end == init->size;
    p->item_count = s->base;
    map_free(&s->unions);
    return init;
}

/* Without braces: a value, or a string for an array. */
static void plain_value(Parser *p, State *s, Type **type, const char *what) {
    Child c = {*type, 0, NULL};
    Node *value = parse_assign(p);
    (void)what;
    if (c.type->kind == TY_ERROR)
        return;
    if (string_fits(c.type, value)) {
        store_string(p, s, &c, value);
        *type = c.type;
        return;
    }
    if (c.type->kind == TY_ARRAY) {
        const Node *literal = value;
        if (literal->kind == N_COMPOUND && literal->init != NULL && literal->type->kind == TY_ARRAY &&
            type_compatible(literal->type->base->unqualified, c.type->base->unqualified)) {
            /* GNU: an array from a compound literal */
            if (s->is_static && !check_init(p, literal->init))
                return;
            for (uint32_t i = 0; i < literal->init->count; i++) {
                const InitItem *item = &literal->init->items[i];
                Child inner = {item->type, item->offset, item->bitfield};
                add_item(p, s, &inner, item->value);
            }
            if (c.type->length < 0)
                *type = literal->type;
            return;
        }
        if (!is_error(value))
            parse_error(p, value->loc, "invalid initializer");
        *type = c.type->length < 0 ? p->error_type : c.type;
        return;
    }
    if (is_aggregate(c.type) && !is_error(value) &&
        !type_compatible(c.type->unqualified, value->type->unqualified)) {
        parse_error(p, value->loc, "invalid initializer");
        return;
    }
    store(p, s, &c, value);
}

Init *parse_initializer(Parser *p, Type **type, bool is_static, const char *what) {
    State s;
    memset(&s, 0, sizeof s);
    s.root = *type;
    s.is_static = is_static;
    s.base = p->item_count;
    if (!at(p, '{')) {
        plain_value(p, &s, type, what);
    } else if ((*type)->kind == TY_ERROR || (*type)->kind == TY_FUNCTION || (*type)->kind == TY_VOID) {
        skip_balanced(p);
        accept(p, '}');
    } else if ((*type)->kind == TY_ARRAY || is_aggregate(*type)) {
        uint64_t count = braced(p, &s, *type, 0);
        if ((*type)->kind == TY_ARRAY && (*type)->length < 0) {
            if (p->panic && count == 0)
                count = 1;
            *type = type_array(&p->types, (*type)->base, (int64_t)count);
        }
    } else {
        Child c = {*type, 0, NULL};
        braced_scalar(p, &s, &c, false);
    }
    return finish(p, &s, *type);
}
