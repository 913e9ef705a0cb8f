/* Attributes, assembler names, _Alignas and #pragma pack. Attributes that only help warnings or optimizers are
   known and ignored; unknown ones are warned about (-Wattributes). */
#include "parse_internal.h"

#include <string.h>

typedef enum AttrKind {
    A_IGNORED,
    A_ALIAS,
    A_ALIGNED,
    A_ALWAYS_INLINE,
    A_CLEANUP,
    A_CONSTRUCTOR,
    A_DEPRECATED,
    A_DESTRUCTOR,
    A_FALLTHROUGH,
    A_FORCE_ALIGN,
    A_GNU_INLINE,
    A_MODE,
    A_NOINLINE,
    A_NORETURN,
    A_PACKED,
    A_REFUSED,
    A_RETURNS_TWICE,
    A_SECTION,
    A_TRANSPARENT,
    A_UNUSED,
    A_USED,
    A_VECTOR_SIZE,
    A_VISIBILITY,
    A_WEAK
} AttrKind;

typedef struct AttrRow {
    const char *name;
    uint8_t kind;
} AttrRow;

static const AttrRow attr_rows[] = { /* sorted */
    {"access", A_IGNORED},
    {"alias", A_ALIAS},
    {"aligned", A_ALIGNED},
    {"alloc_align", A_IGNORED},
    {"alloc_size", A_IGNORED},
    {"always_inline", A_ALWAYS_INLINE},
    {"artificial", A_IGNORED},
    {"assume_aligned", A_IGNORED},
    {"cdecl", A_IGNORED},
    {"cleanup", A_CLEANUP},
    {"cold", A_IGNORED},
    {"common", A_IGNORED},
    {"const", A_IGNORED},
    {"constructor", A_CONSTRUCTOR},
    {"copy", A_IGNORED},
    {"deprecated", A_DEPRECATED},
    {"designated_init", A_IGNORED},
    {"destructor", A_DESTRUCTOR},
    {"error", A_IGNORED},
    {"externally_visible", A_USED},
    {"fallthrough", A_FALLTHROUGH},
    {"fd_arg", A_IGNORED},
    {"flatten", A_IGNORED},
    {"force_align_arg_pointer", A_FORCE_ALIGN},
    {"format", A_IGNORED},
    {"format_arg", A_IGNORED},
    {"gnu_inline", A_GNU_INLINE},
    {"hot", A_IGNORED},
    {"ifunc", A_REFUSED},
    {"leaf", A_IGNORED},
    {"malloc", A_IGNORED},
    {"may_alias", A_IGNORED},
    {"mode", A_MODE},
    {"no_icf", A_IGNORED},
    {"no_instrument_function", A_IGNORED},
    {"no_profile_instrument_function", A_IGNORED},
    {"no_reorder", A_IGNORED},
    {"no_sanitize", A_IGNORED},
    {"no_sanitize_address", A_IGNORED},
    {"no_sanitize_undefined", A_IGNORED},
    {"no_split_stack", A_IGNORED},
    {"no_stack_protector", A_IGNORED},
    {"noclone", A_IGNORED},
    {"nocommon", A_IGNORED},
    {"noinline", A_NOINLINE},
    {"noipa", A_NOINLINE},
    {"nonnull", A_IGNORED},
    {"nonstring", A_IGNORED},
    {"noplt", A_IGNORED},
    {"noreturn", A_NORETURN},
    {"nothrow", A_IGNORED},
    {"optimize", A_IGNORED},
    {"packed", A_PACKED},
    {"pure", A_IGNORED},
    {"regparm", A_IGNORED},
    {"returns_nonnull", A_IGNORED},
    {"returns_twice", A_RETURNS_TWICE},
    {"section", A_SECTION},
    {"sentinel", A_IGNORED},
    {"stack_protect", A_IGNORED},
    {"stdcall", A_IGNORED},
    {"target", A_IGNORED},
    {"tls_model", A_IGNORED},
    {"transparent_union", A_TRANSPARENT},
    {"unavailable", A_IGNORED},
    {"unused", A_UNUSED},
    {"used", A_USED},
    {"vector_size", A_VECTOR_SIZE},
    {"visibility", A_VISIBILITY},
    {"warn_if_not_aligned", A_IGNORED},
    {"warn_unused_result", A_IGNORED},
    {"warning", A_IGNORED},
    {"weak", A_WEAK},
    {"weakref", A_REFUSED},
    {"zero_call_used_regs", A_IGNORED}};

/* Without the underscores around it. */
static void bare(const char **text, size_t *len) {
    if (*len > 4 && (*text)[0] == '_' && (*text)[1] == '_' && (*text)[*len - 1] == '_' && (*text)[*len - 2] == '_') {
        *text += 2;
        *len -= 4;
    }
}

static const AttrRow *find_attr(const char *text, size_t len) {
    size_t low = 0;
    size_t high = sizeof attr_rows / sizeof attr_rows[0];
    while (low < high) {
        size_t middle = (low + high) / 2;
        const char *name = attr_rows[middle].name;
        size_t name_len = strlen(name);
        int order = memcmp(text, name, len < name_len ? len : name_len);
        if (order == 0)
            order = len < name_len ? -1 : len > name_len;
        if (order == 0)
            return &attr_rows[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* A string as argument; NULL after an error. */
static const char *string_argument(Parser *p) {
    Node *node;
    if (!at(p, TK_STRING)) {
        syntax_error(p, "string literal");
        return NULL;
    }
    node = parse_string(p);
    if (node->kind != N_STRING || node->string->width != 1) {
        parse_error(p, node->loc, "the string must be a plain one");
        return NULL;
    }
    return arena_copy(&p->unit, node->string->bytes, node->string->len);
}

static uint32_t power_of_two(Parser *p, int64_t value, Loc loc) {
    if (value <= 0 || (value & (value - 1)) != 0 || value > 1 << 28) {
        parse_error(p, loc, value > 1 << 28 ? "requested alignment is too large"
                                         : "requested alignment is not a positive power of 2");
        return 0;
    }
    return (uint32_t)value;
}

static uint8_t mode_of(Parser *p, Loc loc) {
    static const struct {
        const char *name;
        uint8_t mode;
    } modes[] = {{"QI", 1}, {"byte", 1}, {"HI", 2}, {"SI", 4}, {"DI", 8}, {"word", 8}, {"pointer", 8},
                 {"unwind_word", 8}, {"libgcc_cmp_return", 8}, {"libgcc_shift_count", 8},
                 {"SF", MODE_SF}, {"DF", MODE_DF}, {"XF", MODE_XF}, {"TF", MODE_XF}};
    const char *text;
    size_t len;
    if (p->tok.kind < TK_IDENT || p->tok.kind == TK_NUMBER || p->tok.kind == TK_STRING || p->tok.kind == TK_CHAR) {
        syntax_error(p, "identifier");
        return 0;
    }
    text = p->tok.u.name->text;
    len = p->tok.u.name->len;
    bare(&text, &len);
    advance(p);
    for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++)
        if (strlen(modes[i].name) == len && memcmp(modes[i].name, text, len) == 0)
            return modes[i].mode;
    if (!p->panic)
        diag_error(p->diag, loc, "mode '%.*s' is not supported yet", (int)len, text);
    return 0;
}

static void parse_visibility(Parser *p, Attrs *attrs, Loc loc) {
    static const char *const names[] = {"default", "internal", "hidden", "protected"}; /* STV_… */
    const char *text = string_argument(p);
    if (text == NULL)
        return;
    for (uint8_t i = 0; i < 4; i++)
        if (strcmp(names[i], text) == 0) {
            attrs->visibility = i;
            attrs->has_visibility = true;
            return;
        }
    parse_error(p, loc, "attribute argument is not one of \"default\", \"hidden\", \"protected\" or \"internal\"");
}

bool in_system_header(Parser *p, Loc loc) {
    const Source *source = diag_source(p->diag, loc);
    return source != NULL && source->system;
}

static void parse_vector_size(Parser *p, Attrs *attrs, Loc loc) {
    int64_t size = 0;
    if (!parse_int_constant(p, "vector size", &size, NULL))
        return;
    if (!in_system_header(p, loc) || size <= 0 || size > 1024)
        not_supported(p, loc, "vector types are");
    else
        attrs->vector_size = power_of_two(p, size, loc);
}

/* What stands in the parentheses of an attribute that needs it. */
static void parse_argument(Parser *p, AttrKind kind, Attrs *attrs, Loc loc) {
    int64_t value = 0;
    switch (kind) {
    case A_ALIAS:
        attrs->alias = string_argument(p);
        break;
    case A_CLEANUP:
        if (at(p, TK_IDENT)) {
            attrs->cleanup = p->tok.u.name;
            advance(p);
        } else {
            syntax_error(p, "identifier");
        }
        break;
    case A_SECTION:
        attrs->section = string_argument(p);
        break;
    case A_VISIBILITY:
        parse_visibility(p, attrs, loc);
        break;
    case A_MODE:
        attrs->mode = mode_of(p, loc);
        break;
    case A_VECTOR_SIZE:
        parse_vector_size(p, attrs, loc);
        break;
    case A_ALIGNED:
        if (parse_int_constant(p, "requested alignment", &value, NULL)) {
            uint32_t align = power_of_two(p, value, loc);
            if (align != 0)
                attrs->align = align; /* the last one counts */
        }
        break;
    default: /* A_CONSTRUCTOR, A_DESTRUCTOR */
        if (parse_int_constant(p, "priority", &value, NULL)) {
            if (value < 0 || value > 65535)
                parse_error(p, loc, "priorities must be integers from 0 to 65535 inclusive");
            else
                attrs->priority = (uint32_t)value;
        }
    }
}

static void set_flag(Parser *p, AttrKind kind, Attrs *attrs, Loc loc, const Name *name) {
    switch (kind) {
    case A_ALIGNED: /* without argument: the most that the target has a use for */
        attrs->align = 16;
        break;
    case A_ALWAYS_INLINE:
        attrs->always_inline = true;
        break;
    case A_CONSTRUCTOR:
        attrs->constructor = true;
        break;
    case A_DESTRUCTOR:
        attrs->destructor = true;
        break;
    case A_DEPRECATED:
        attrs->deprecated = true;
        break;
    case A_FALLTHROUGH:
        attrs->fallthrough = true;
        break;
    case A_GNU_INLINE:
        attrs->gnu_inline = true;
        break;
    case A_NOINLINE:
        attrs->noinline = true;
        break;
    case A_FORCE_ALIGN:
        attrs->realign = true;
        break;
    case A_NORETURN:
        attrs->noreturn = true;
        break;
    case A_PACKED:
        attrs->packed = true;
        break;
    case A_RETURNS_TWICE:
        attrs->returns_twice = true;
        break;
    case A_TRANSPARENT:
        attrs->transparent = true;
        break;
    case A_UNUSED:
        attrs->unused = true;
        break;
    case A_USED:
        attrs->used = true;
        break;
    case A_WEAK:
        attrs->weak = true;
        break;
    case A_REFUSED:
        if (!p->panic)
            diag_error(p->diag, loc, "attribute '%s' is not supported yet", name->text);
        break;
    case A_ALIAS:
    case A_CLEANUP:
    case A_SECTION:
    case A_VISIBILITY:
    case A_MODE:
        parse_error(p, loc, "wrong number of arguments specified for an attribute");
        break;
    default:
        break;
    }
}

static bool takes_argument(AttrKind kind) {
    return kind == A_ALIAS || kind == A_SECTION || kind == A_VISIBILITY || kind == A_MODE || kind == A_ALIGNED || kind == A_VECTOR_SIZE ||
           kind == A_CONSTRUCTOR || kind == A_DESTRUCTOR || kind == A_CLEANUP;
}

static void parse_attribute(Parser *p, Attrs *attrs) {
    Loc loc = p->tok.loc;
    Name *name = p->tok.u.name;
    const char *text = name->text;
    size_t len = name->len;
    const AttrRow *row;
    AttrKind kind;
    advance(p);
    bare(&text, &len);
    row = find_attr(text, len);
    kind = row != NULL ? row->kind : A_IGNORED;
    if (row == NULL)
        diag_warn(p->diag, WARN_ATTRIBUTES, loc, "'%.*s' attribute directive ignored", (int)len, text);
    attrs->any = true;
    if (kind == A_CONSTRUCTOR || kind == A_DESTRUCTOR) {
        attrs->priority = 65535;
        set_flag(p, kind, attrs, loc, name);
    }
    if (!at(p, '(')) {
        set_flag(p, kind, attrs, loc, name);
        return;
    }
    if (takes_argument(kind) && peek(p)->kind != ')') {
        advance(p);
        parse_argument(p, kind, attrs, loc);
        if (!expect(p, ')'))
            recover_paren(p);
        return;
    }
    skip_balanced(p);
    expect(p, ')');
    set_flag(p, kind, attrs, loc, name);
}

bool parse_attributes(Parser *p, Attrs *attrs) {
    advance(p);
    if (!expect(p, '('))
        return false;
    if (!expect(p, '(')) {
        recover_paren(p);
        return false;
    }
    while (!at(p, ')')) {
        if (accept(p, ','))
            continue;
        if (p->tok.kind < TK_IDENT || (p->tok.kind > TK_IDENT && p->tok.kind < TK_END)) {
            syntax_error(p, "identifier");
            break;
        }
        parse_attribute(p, attrs);
        if (!at(p, ',') && !at(p, ')')) {
            syntax_error(p, "')'");
            break;
        }
    }
    if (!expect(p, ')') || !expect(p, ')')) {
        recover_paren(p);
        return false;
    }
    return true;
}

void merge_attrs(Attrs *to, const Attrs *from) {
    if (!from->any)
        return;
    to->any = true;
    to->packed |= from->packed;
    to->weak |= from->weak;
    to->used |= from->used;
    to->unused |= from->unused;
    to->noreturn |= from->noreturn;
    to->realign |= from->realign;
    to->noinline |= from->noinline;
    to->always_inline |= from->always_inline;
    to->gnu_inline |= from->gnu_inline;
    to->returns_twice |= from->returns_twice;
    to->deprecated |= from->deprecated;
    to->transparent |= from->transparent;
    if (from->constructor || from->destructor)
        to->priority = from->priority;
    to->constructor |= from->constructor;
    to->destructor |= from->destructor;
    if (from->has_visibility) {
        to->has_visibility = true;
        to->visibility = from->visibility;
    }
    if (from->cleanup != NULL)
        to->cleanup = from->cleanup;
    if (from->vector_size != 0)
        to->vector_size = from->vector_size;
    if (from->mode != 0)
        to->mode = from->mode;
    if (from->align != 0)
        to->align = from->align;
    if (from->section != NULL)
        to->section = from->section;
    if (from->alias != NULL)
        to->alias = from->alias;
    if (from->asm_name != NULL)
        to->asm_name = from->asm_name;
}

Type *opaque_type(Parser *p, uint32_t size) {
    Type *type = type_new(&p->types, TY_STRUCT);
    type->tag = arena_get(&p->unit, sizeof *type->tag);
    type->tag->type = type;
    type->count_of = 1;
    type->members = arena_get(&p->unit, sizeof *type->members);
    type->members[0].type = type_array(&p->types, &p->types.basic[TY_CHAR], size);
    type_layout(&p->types, type, 0, size);
    return type;
}

/* __attribute__((mode(…))): the type of that machine mode with the sign of `type`. */
Type *apply_mode(Parser *p, Type *type, const Attrs *attrs, Loc loc) {
    static const uint8_t kinds[9][2] = {[1] = {TY_SCHAR, TY_UCHAR}, [2] = {TY_SHORT, TY_USHORT},
                                        [4] = {TY_INT, TY_UINT}, [8] = {TY_LONG, TY_ULONG}};
    unsigned quals = type->quals;
    if (attrs->vector_size != 0)
        return opaque_type(p, attrs->vector_size);
    if (type->kind == TY_ERROR || type->kind == TY_POINTER)
        return type;
    if (attrs->mode >= MODE_SF) {
        if (!is_floating(type)) {
            parse_error(p, loc, "mode does not go with the type");
            return type;
        }
        type = attrs->mode == MODE_SF ? &p->types.float_type
                                      : attrs->mode == MODE_DF ? &p->types.double_type : &p->types.ldouble_type;
    } else if (!is_integer(type)) {
        parse_error(p, loc, "mode does not go with the type");
    } else {
        type = &p->types.basic[kinds[attrs->mode][is_unsigned(&p->types, type)]];
    }
    return type_qualified(&p->types, type, quals);
}

const char *parse_asm_label(Parser *p) {
    const char *name;
    advance(p);
    if (!expect(p, '('))
        return NULL;
    name = string_argument(p);
    if (!expect(p, ')'))
        recover_paren(p);
    return name;
}

/* _Alignas (6.7.5): of a type or a constant; 0 has no effect. */
uint32_t parse_alignas(Parser *p) {
    Loc loc = p->tok.loc;
    uint32_t align = 0;
    int64_t value = 0;
    advance(p);
    if (!expect(p, '('))
        return 0;
    if (starts_type(p, &p->tok)) {
        const Type *type = parse_type_name(p);
        if (type->kind != TY_VOID && !type->complete && type->kind != TY_ARRAY)
            check_complete(p, type, loc);
        align = type->align;
    } else if (parse_int_constant(p, "requested alignment", &value, NULL) && value != 0)
        align = power_of_two(p, value, loc);
    if (!expect(p, ')'))
        recover_paren(p);
    return align;
}

/* ---- #pragma pack ---- */

typedef struct Scan {
    const char *at;
    const char *end;
} Scan;

static void spaces(Scan *s) {
    while (s->at < s->end && (*s->at == ' ' || *s->at == '\t'))
        s->at++;
}

static bool word(Scan *s, const char *text) {
    size_t len = strlen(text);
    const char *after;
    spaces(s);
    if ((size_t)(s->end - s->at) < len || memcmp(s->at, text, len) != 0)
        return false;
    after = s->at + len;
    if (after < s->end && (text[0] == '_' || (text[0] >= 'a' && text[0] <= 'z')) &&
        ((*after >= 'a' && *after <= 'z') || *after == '_' || (*after >= '0' && *after <= '9')))
        return false;
    s->at = after;
    return true;
}

static bool number(Scan *s, uint32_t *value) {
    spaces(s);
    if (s->at == s->end || *s->at < '0' || *s->at > '9')
        return false;
    for (*value = 0; s->at < s->end && *s->at >= '0' && *s->at <= '9' && *value < 10000; s->at++)
        *value = *value * 10 + (uint32_t)(*s->at - '0');
    return true;
}

static void set_pack(Parser *p, uint32_t value, Loc loc) {
    if (value > 16 || (value & (value - 1)) != 0)
        diag_warn(p->diag, WARN_ALWAYS, loc, "alignment must be a small power of two, not %u", value);
    else
        p->pack = value;
}

/* A name between push or pop and the number is accepted and ignored. */
static void pack_rest(Parser *p, Scan *s, Loc loc) {
    uint32_t value = 0;
    while (word(s, ",")) {
        if (number(s, &value)) {
            set_pack(p, value, loc);
            return;
        }
        spaces(s);
        while (s->at < s->end && *s->at != ',' && *s->at != ')')
            s->at++;
    }
}

/* #pragma weak NAME [= OTHER] */
static void pragma_weak(Parser *p, Scan *s) {
    const char *start;
    Buf text = {0};
    Name *name;
    spaces(s);
    start = s->at;
    while (s->at < s->end && *s->at != ' ' && *s->at != '=' && *s->at != '\t')
        s->at++;
    buf_add(&text, start, (size_t)(s->at - start));
    name = name_of(p->names, buf_cstr(&text));
    buf_free(&text);
    if (name->symbol != NULL && name->symbol->depth == 0)
        name->symbol->weak = true;
    else
        map_set(&p->weak_names, (uint64_t)(uintptr_t)name, 1);
}

void pragma(Parser *p, const Token *token) {
    Scan s = {token->u.text, token->u.text + token->len};
    uint32_t value = 0;
    if (word(&s, "#"))
        word(&s, "pragma");
    if (word(&s, "weak")) {
        pragma_weak(p, &s);
        return;
    }
    if (!word(&s, "pack"))
        return;
    if (!word(&s, "(")) {
        diag_warn(p->diag, WARN_ALWAYS, token->loc, "missing '(' after '#pragma pack' - ignored");
        return;
    }
    if (word(&s, ")")) {
        p->pack = p->options.pack;
    } else if (word(&s, "push")) {
        p->pack_stack = grow(p->pack_stack, p->pack_count, &p->pack_room, sizeof p->pack_stack[0]);
        p->pack_stack[p->pack_count++] = p->pack;
        pack_rest(p, &s, token->loc);
    } else if (word(&s, "pop")) {
        if (p->pack_count == 0)
            diag_warn(p->diag, WARN_ALWAYS, token->loc,
                      "#pragma pack (pop) encountered without matching #pragma pack (push)");
        else
            p->pack = p->pack_stack[--p->pack_count];
        pack_rest(p, &s, token->loc);
    } else if (number(&s, &value)) {
        set_pack(p, value, token->loc);
    } else {
        diag_warn(p->diag, WARN_ALWAYS, token->loc, "malformed '#pragma pack' - ignored");
    }
}
