/* Structs, unions and enums (C11 6.7.2.1 to 6.7.2.3). */
#include "parse_internal.h"

#include <string.h>

static Tag *new_tag(Parser *p, Type *type, Loc loc) {
    Tag *tag = arena_get(&p->unit, sizeof *tag);
    tag->type = type;
    tag->loc = loc;
    type->tag = tag;
    return tag;
}

static const char *tag_word(unsigned kind) {
    return kind == TY_STRUCT ? "struct" : kind == TY_UNION ? "union" : "enum";
}

/* A type that no argument from elsewhere can have (6.2.1p4, 6.2.7p1). */
static void warn_in_params(Parser *p, TypeKind kind, const Name *name, Loc loc) {
    static const char rest[] = "declared inside parameter list will not be visible outside of this definition or "
                               "declaration";
    if (name != NULL)
        diag_warn(p->diag, WARN_ALWAYS, loc, "'%s %s' %s", tag_word(kind), name->text, rest);
    else
        diag_warn(p->diag, WARN_ALWAYS, loc, "anonymous %s %s", tag_word(kind), rest);
}

/* The type that the tag means here: the visible one, or for a definition or `struct S;` one of this very scope;
   made if there is none. */
static Type *find_tag(Parser *p, TypeKind kind, Name *name, Loc loc, bool own) {
    Type *type;
    if (name != NULL && name->tag != NULL && (!own || name->tag->depth == p->depth)) {
        if (name->tag->type->kind == kind)
            return name->tag->type;
        diag_error(p->diag, loc, "'%s' defined as wrong kind of tag", name->text);
        if (!own)
            return p->error_type;
    }
    type = type_new(&p->types, kind);
    if (kind == TY_ENUM) {
        type->base = &p->types.basic[TY_UINT];
        type->size = 4;
        type->align = 4;
    }
    declare_tag(p, name, new_tag(p, type, loc));
    if (p->depth == p->params_depth && p->depth != 0)
        warn_in_params(p, kind, name, loc);
    return type;
}

/* ---- members ---- */

static Member *push_member(Parser *p, Type *type, Name *name, Loc loc, const DeclSpec *spec) {
    Member *m;
    p->members = grow(p->members, p->member_count, &p->member_room, sizeof p->members[0]);
    m = &p->members[p->member_count++];
    memset(m, 0, sizeof *m);
    m->type = type;
    m->name = name;
    m->loc = loc;
    m->align = spec->alignas > spec->attrs.align ? spec->alignas : spec->attrs.align;
    m->packed = spec->attrs.packed;
    return m;
}

/* `:` width */
static void parse_width(Parser *p, Member *m, const DeclSpec *spec) {
    const char *name = m->name != NULL ? m->name->text : "<anonymous>";
    Type *type = m->type;
    int64_t width = 1;
    uint64_t most;
    advance(p);
    m->is_bitfield = true;
    if (spec->alignas != 0)
        parse_error(p, m->loc, "alignment specified for a bit-field");
    if (!parse_int_constant(p, "bit-field width", &width, NULL))
        width = 1;
    if (type->kind == TY_ERROR)
        return;
    if (!is_integer(type)) {
        diag_error(p->diag, m->loc, "bit-field '%s' has invalid type", name);
        m->type = p->int_type;
        type = p->int_type;
    } else if (!type->complete) {
        diag_error(p->diag, m->loc, "bit-field '%s' has incomplete type", name);
        m->type = p->int_type;
        type = p->int_type;
    }
    most = type->kind == TY_BOOL ? 1 : type->size * 8;
    if (width < 0) {
        diag_error(p->diag, m->loc, "negative width in bit-field '%s'", name);
        width = 1;
    } else if (width == 0 && m->name != NULL) {
        diag_error(p->diag, m->loc, "zero width for bit-field '%s'", name);
        width = 1;
    } else if ((uint64_t)width > most) {
        diag_error(p->diag, m->loc, "width of '%s' exceeds its type", name);
        width = (int64_t)most;
    }
    m->bit_width = (uint16_t)width;
}

static void check_member(Parser *p, Member *m, const DeclSpec *spec) {
    const char *name = m->name != NULL ? m->name->text : "<anonymous>";
    Type *type = m->type;
    check_alignas(p, spec, type, name, m->loc);
    if (type->kind == TY_ERROR)
        return;
    if (type->kind == TY_FUNCTION) {
        diag_error(p->diag, m->loc, "field '%s' declared as a function", name);
        m->type = p->error_type;
    } else if (!type->complete && !(type->kind == TY_ARRAY && type->length == -1)) {
        diag_error(p->diag, m->loc, "field '%s' has incomplete type", name);
        m->type = p->error_type;
    }
}

static void parse_member(Parser *p, const DeclSpec *spec) {
    Declarator d;
    Member *m;
    memset(&d, 0, sizeof d);
    if (at(p, ':')) {
        d.type = spec->type;
        d.loc = p->tok.loc;
    } else {
        parse_declarator(p, spec->type, &d, false);
        if (d.name == NULL)
            return;
        implicit_int(p, spec, &d);
    }
    m = push_member(p, d.type, d.name, d.loc, spec);
    if (at(p, ':')) {
        size_t index = p->member_count - 1; /* the width may itself hold a struct */
        Member copy = *m;
        parse_width(p, &copy, spec);
        m = &p->members[index];
        *m = copy;
    } else {
        check_member(p, m, spec);
    }
    while (at(p, KW_ATTRIBUTE))
        parse_attributes(p, &d.attrs);
    if (d.attrs.align > spec->alignas)
        m->align = d.attrs.align;
    m->packed |= d.attrs.packed;
}

/* A declaration of members. */
static void parse_members(Parser *p) {
    DeclSpec spec;
    if (at(p, KW_STATIC_ASSERT)) {
        parse_static_assert(p);
        return;
    }
    if (!starts_type(p, &p->tok) && !at(p, KW_EXTENSION)) {
        if (at(p, TK_IDENT) && peek(p)->kind == TK_IDENT && !p->panic) {
            diag_error(p->diag, p->tok.loc, "unknown type name '%s'", p->tok.u.name->text);
            p->panic = true;
        }
        syntax_error(p, "specifier-qualifier-list");
        recover(p);
        return;
    }
    parse_specifiers(p, &spec);
    if (spec.storage != STORE_NONE || spec.is_inline || spec.noreturn)
        syntax_error(p, "specifier-qualifier-list");
    if (spec.no_type && !at(p, TK_IDENT) && !at(p, '*') && !at(p, '('))
        syntax_error(p, "specifier-qualifier-list");
    if (at(p, ';') || (at(p, '}') && spec.declares_tag)) {
        if (is_aggregate(spec.type) && spec.type->tag != NULL && spec.type->tag->name == NULL) {
            Member *m = push_member(p, spec.type, NULL, spec.loc, &spec);
            check_member(p, m, &spec);
        } else if (spec.type->kind != TY_ERROR) {
            diag_warn(p->diag, WARN_ALWAYS, spec.loc, "declaration does not declare anything");
        }
        if (!accept(p, ';'))
            diag_warn(p->diag, WARN_ALWAYS, p->last_end, "no semicolon at end of struct or union");
        return;
    }
    do
        parse_member(p, &spec);
    while (!p->panic && accept(p, ','));
    if (at(p, '}') && !p->panic) {
        diag_warn(p->diag, WARN_ALWAYS, p->last_end, "no semicolon at end of struct or union");
        return;
    }
    expect_semicolon(p);
}

/* ---- the whole ---- */

static void note_name(Parser *p, Map *seen, const Member *m) {
    uint64_t key = (uint64_t)(uintptr_t)m->name;
    if (map_find(seen, key) != NULL)
        diag_error(p->diag, m->loc, "duplicate member '%s'", m->name->text);
    map_set(seen, key, 1);
}

static void collect_names(Parser *p, Map *seen, const Type *type) {
    for (uint32_t i = 0; i < type->count_of; i++) {
        const Member *m = &type->members[i];
        if (m->name != NULL)
            note_name(p, seen, m);
        else if (is_aggregate(m->type))
            collect_names(p, seen, m->type);
    }
}

/* Few members are compared one by one; many, or anonymous ones, go through a table. */
static void check_duplicates(Parser *p, const Type *type) {
    const Member *m = type->members;
    bool table = type->count_of > 16;
    Map seen = {0};
    for (uint32_t i = 0; i < type->count_of; i++)
        table |= m[i].name == NULL && !m[i].is_bitfield;
    if (table) {
        collect_names(p, &seen, type);
        map_free(&seen);
        return;
    }
    for (uint32_t i = 1; i < type->count_of; i++)
        for (uint32_t k = 0; k < i; k++)
            if (m[i].name == m[k].name && m[i].name != NULL)
                diag_error(p->diag, m[i].loc, "duplicate member '%s'", m[i].name->text);
}

/* Flexible arrays stand last in a struct (6.7.2.1p18); sizes stay below the limit. */
static void check_members(Parser *p, Type *type) {
    uint64_t total = 0;
    bool named = false;
    for (uint32_t i = 0; i < type->count_of; i++) {
        Member *m = &type->members[i];
        if (m->type->kind == TY_ARRAY && m->type->length == -1) {
            if (type->kind == TY_UNION)
                parse_error(p, m->loc, "flexible array member in union");
            else if (i + 1 != type->count_of)
                parse_error(p, m->loc, "flexible array member not at end of struct");
            else if (!named)
                parse_error(p, m->loc, "flexible array member in a struct with no named members");
            else
                type->flexible = true;
        } else if (is_aggregate(m->type) && m->type->flexible && i + 1 == type->count_of) {
            type->flexible = type->kind == TY_STRUCT;
        }
        if (m->type->size > MAX_SIZE - total) {
            parse_error(p, m->loc, "type is too large");
            m->type = p->error_type;
        }
        total += m->type->size;
        named |= m->name != NULL || is_aggregate(m->type);
    }
}

static void parse_body(Parser *p, Type *type, Attrs *attrs, uint32_t *pack) {
    size_t start = p->member_count;
    uint32_t count;
    bool in_params = p->in_params;
    p->in_params = false;
    enter(p);
    advance(p);
    type->tag->defining = true;
    while (!at(p, '}') && !at(p, TK_EOF)) {
        if (at(p, ';')) {
            advance(p);
            continue;
        }
        parse_members(p);
        p->panic = false;
    }
    *pack = p->pack;
    expect(p, '}');
    while (at(p, KW_ATTRIBUTE))
        parse_attributes(p, attrs);
    count = (uint32_t)(p->member_count - start);
    type->members = arena_get(&p->unit, (count + 1) * sizeof *type->members);
    if (count != 0)
        memcpy(type->members, p->members + start, count * sizeof *type->members);
    type->count_of = count;
    p->member_count = start;
    type->tag->defining = false;
    p->in_params = in_params;
    leave(p);
}

Type *parse_aggregate(Parser *p, TypeKind kind, DeclSpec *spec) {
    Attrs attrs;
    Name *name = NULL;
    Loc loc = p->tok.loc;
    uint32_t pack = 0;
    Type *type;
    memset(&attrs, 0, sizeof attrs);
    spec->declares_tag = true;
    advance(p);
    while (at(p, KW_ATTRIBUTE))
        parse_attributes(p, &attrs);
    if (at(p, TK_IDENT)) {
        name = p->tok.u.name;
        loc = p->tok.loc;
        advance(p);
    } else if (!at(p, '{')) {
        syntax_error(p, "identifier or '{'");
        return p->error_type;
    }
    if (!at(p, '{')) {
        bool alone = at(p, ';') && spec->storage == STORE_NONE;
        return find_tag(p, kind, name, loc, alone);
    }
    type = find_tag(p, kind, name, loc, true);
    if (type->complete || type->tag->defining) {
        diag_error(p->diag, loc, type->complete ? "redefinition of '%s %s'" : "nested redefinition of '%s %s'",
                   tag_word(kind), name != NULL ? name->text : "<anonymous>");
        diag_note(p->diag, type->tag->loc, "originally defined here");
        type = type_new(&p->types, kind);
        new_tag(p, type, loc)->name = name;
    }
    type->tag->loc = loc;
    parse_body(p, type, &attrs, &pack);
    type->packed = attrs.packed;
    type->transparent = attrs.transparent;
    if (type->count_of == 0)
        pedantic(p, loc, kind == TY_STRUCT ? "struct has no members" : "union has no members");
    check_duplicates(p, type);
    check_members(p, type);
    type_layout(&p->types, type, pack, attrs.align);
    for (uint32_t i = 0; i < type->count_of; i++)
        if (type->members[i].is_bitfield && type->members[i].offset >= UINT32_MAX / 8)
            parse_error(p, type->members[i].loc, "bit-field lies too far from the beginning of its struct");
    attrs.packed = false;
    attrs.transparent = false;
    attrs.align = 0;
    merge_attrs(&spec->attrs, &attrs);
    return type;
}

/* ---- enums ---- */

typedef struct EnumState {
    Symbol *first; /* constants, through next */
    Symbol **tail;
    int64_t value; /* of the next one */
    bool is_unsigned; /* value is beyond int64_t */
    bool big;      /* some constant does not fit int */
    bool negative;
    uint64_t most;
    int64_t least;
} EnumState;

static void declare_constant(Parser *p, EnumState *e, Name *name, Loc loc) {
    Symbol *old = name->symbol;
    Symbol *s;
    if (old != NULL && old->depth == p->depth) {
        diag_error(p->diag, loc, old->kind == SYM_CONSTANT ? "redeclaration of enumerator '%s'"
                                                           : "'%s' redeclared as different kind of symbol", name->text);
        diag_note(p->diag, old->loc, "previous definition of '%s'", name->text);
    }
    s = new_symbol(p, SYM_CONSTANT, name, p->int_type, loc);
    s->value = e->value;
    if (e->is_unsigned || e->value != (int32_t)e->value)
        s->type = &p->types.basic[e->is_unsigned ? TY_ULONG : TY_LONG];
    declare(p, name, s);
    *e->tail = s;
    e->tail = &s->next;
    if (e->is_unsigned || e->value >= 0) {
        if ((uint64_t)e->value > e->most)
            e->most = (uint64_t)e->value;
    } else {
        e->negative = true;
        if (e->value < e->least)
            e->least = e->value;
    }
}

static bool parse_enumerator(Parser *p, EnumState *e, Type *fixed) {
    Name *name = p->tok.u.name;
    Loc loc = p->tok.loc;
    if (!at(p, TK_IDENT)) {
        syntax_error(p, "identifier");
        return false;
    }
    advance(p);
    if (at(p, KW_ATTRIBUTE)) {
        Attrs ignored;
        memset(&ignored, 0, sizeof ignored);
        parse_attributes(p, &ignored);
    }
    if (accept(p, '=')) {
        Type *type = p->int_type;
        int64_t value = 0;
        if (parse_int_constant(p, "enumerator value", &value, &type)) {
            e->value = value;
            e->is_unsigned = value < 0 && is_unsigned(&p->types, type);
        }
    } else if (e->tail != &e->first) {
        if (e->value == INT64_MAX && !e->is_unsigned)
            e->is_unsigned = true;
        else if (e->value == INT32_MAX && fixed == NULL && p->options.std < STD_C23)
            parse_error(p, loc, "overflow in enumeration values"); /* the constant before is an int */
        else if (e->value == -1 && e->is_unsigned)
            parse_error(p, loc, "overflow in enumeration values");
        e->value = (int64_t)((uint64_t)e->value + 1);
        if (e->value == 0)
            e->is_unsigned = false;
    }
    if (fixed == NULL && !int_fits(&p->types, p->int_type, e->value, e->is_unsigned))
        pedantic(p, loc, "ISO C restricts enumerator values to range of 'int'");
    if (fixed != NULL && !int_fits(&p->types, fixed, e->value, e->is_unsigned))
        parse_error(p, loc, "enumerator value is outside the range of the underlying type");
    declare_constant(p, e, name, loc);
    return !p->panic;
}

/* The smallest type that gcc would take: unsigned int, int, unsigned long, long; with `small` from char on. */
static TypeKind enum_kind(const EnumState *e, bool small) {
    static const uint8_t kinds[2][4] = {{TY_UCHAR, TY_USHORT, TY_UINT, TY_ULONG},
                                        {TY_SCHAR, TY_SHORT, TY_INT, TY_LONG}};
    unsigned i = small ? 0 : 2;
    for (; i < 3; i++) {
        unsigned bits = 8U << i;
        if (!e->negative) {
            if (e->most <= ((uint64_t)1 << bits) - 1)
                break;
        } else if (e->most < (uint64_t)1 << (bits - 1) && e->least >= -((int64_t)1 << (bits - 1))) {
            break;
        }
    }
    return kinds[e->negative][i];
}

static void finish_enum(Parser *p, Type *type, const EnumState *e, Type *fixed, bool small) {
    Type *base = fixed != NULL ? fixed->unqualified : &p->types.basic[enum_kind(e, small)];
    bool big = e->most > INT32_MAX || e->least < INT32_MIN;
    if (e->negative && e->most > INT64_MAX)
        diag_warn(p->diag, WARN_ALWAYS, type->tag->loc, "enumeration values exceed range of largest integer");
    type->base = base;
    type->size = base->size;
    if (type->align < base->align || !type->complete)
        type->align = base->align;
    type->complete = true;
    for (Type *v = type->variants; v != NULL; v = v->next_variant) {
        v->base = base;
        v->size = type->size;
        v->align = type->align;
        v->complete = true;
    }
    if (warns(p, WARN_SWITCH)) { /* which constants a switch should name */
        for (const Symbol *s = e->first; s != NULL; s = s->next)
            type->count_of++;
        type->members = arena_get(&p->unit, (type->count_of + (size_t)1) * sizeof *type->members);
        type->count_of = 0;
        for (const Symbol *s = e->first; s != NULL; s = s->next) {
            Member *m = &type->members[type->count_of++];
            m->name = s->name;
            m->offset = (uint64_t)s->value;
        }
    }
    for (Symbol *s = e->first; s != NULL;) {
        Symbol *next = s->next;
        if (fixed != NULL)
            s->type = base;
        else if (big && s->value != (int32_t)s->value)
            s->type = base;
        else if (big && s->value < 0 && !e->negative)
            s->type = base;
        s->next = NULL;
        s = next;
    }
}

Type *parse_enum(Parser *p, DeclSpec *spec) {
    Attrs attrs;
    EnumState e;
    Name *name = NULL;
    Loc loc = p->tok.loc;
    Type *fixed = NULL;
    Type *type;
    memset(&attrs, 0, sizeof attrs);
    memset(&e, 0, sizeof e);
    e.tail = &e.first;
    spec->declares_tag = true;
    advance(p);
    while (at(p, KW_ATTRIBUTE))
        parse_attributes(p, &attrs);
    if (at(p, TK_IDENT)) {
        name = p->tok.u.name;
        loc = p->tok.loc;
        advance(p);
    } else if (!at(p, '{') && !at(p, ':')) {
        syntax_error(p, "identifier or '{'");
        return p->error_type;
    }
    if (at(p, ':') && starts_type(p, peek(p))) {
        DeclSpec base;
        advance(p);
        parse_specifiers(p, &base);
        fixed = base.type;
        if (!is_integer(fixed)) {
            parse_error(p, base.loc, "invalid underlying type of an enumeration");
            fixed = p->int_type;
        }
    }
    if (!at(p, '{')) {
        type = find_tag(p, TY_ENUM, name, loc, at(p, ';') && spec->storage == STORE_NONE);
        if (fixed != NULL && !type->complete)
            finish_enum(p, type, &e, fixed, false);
        return type;
    }
    type = find_tag(p, TY_ENUM, name, loc, true);
    if ((type->complete && fixed == NULL) || type->tag->defining) {
        diag_error(p->diag, loc, "redeclaration of 'enum %s'", name != NULL ? name->text : "<anonymous>");
        diag_note(p->diag, type->tag->loc, "originally defined here");
        type = type_new(&p->types, TY_ENUM);
        new_tag(p, type, loc)->name = name;
    }
    type->tag->loc = loc;
    type->tag->defining = true;
    advance(p);
    if (at(p, '}'))
        parse_error(p, p->tok.loc, "empty enum is invalid");
    while (!at(p, '}') && !at(p, TK_EOF))
        if (!parse_enumerator(p, &e, fixed) || !accept(p, ','))
            break;
    if (!expect(p, '}')) {
        while (!at(p, '}') && !at(p, ';') && !at(p, TK_EOF))
            advance(p);
        accept(p, '}');
        p->panic = false;
    }
    while (at(p, KW_ATTRIBUTE))
        parse_attributes(p, &attrs);
    type->tag->defining = false;
    finish_enum(p, type, &e, fixed, attrs.packed || p->options.short_enums);
    attrs.packed = false;
    merge_attrs(&spec->attrs, &attrs);
    return type;
}
