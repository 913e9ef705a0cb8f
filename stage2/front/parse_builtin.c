/* Calls of builtin functions (builtins.h), with folding where their arguments are constant, and the builtins that are
   syntax: __builtin_va_arg, __builtin_offsetof, __builtin_types_compatible_p, __builtin_choose_expr. */
#include "parse_internal.h"

#include <string.h>

typedef struct BuiltinInfo {
    const char *name;
    const char *type;
    uint8_t flags;
} BuiltinInfo;

enum { B_PLAIN = 1, B_CONSTANT = 2, B_NORETURN = 4 };

#define BUILTIN_INFO(number, name, type, flags) {name, type, flags},
static const BuiltinInfo infos[] = {{"", "v", 0}, BUILTINS(BUILTIN_INFO)};

void init_builtins(Parser *p) {
    for (unsigned i = 1; i < BUILTIN_COUNT; i++) {
        char text[64] = "__builtin_";
        strcpy(text + 10, infos[i].name);
        name_of(p->names, text)->builtin = (uint16_t)i;
        if ((infos[i].flags & B_PLAIN) && !p->options.no_builtin)
            name_of(p->names, infos[i].name)->builtin = (uint16_t)i;
    }
}

static Type *letter_type(Parser *p, char letter) {
    Types *t = &p->types;
    switch (letter) {
    case 'i':
        return p->int_type;
    case 'u':
    case 'w':
        return &t->basic[TY_UINT];
    case 'l':
        return p->long_type;
    case 'L':
    case 'z':
    case 'W':
        return &t->basic[TY_ULONG];
    case 'q':
        return &t->basic[TY_LLONG];
    case 'Q':
        return &t->basic[TY_ULLONG];
    case 'h':
        return &t->basic[TY_USHORT];
    case 'b':
        return &t->basic[TY_BOOL];
    case 'f':
        return &t->float_type;
    case 'd':
        return &t->double_type;
    case 'e':
        return &t->ldouble_type;
    case 'p':
        return t->void_pointer;
    case 'P':
        return type_pointer(t, type_qualified(t, p->void_type, QUAL_CONST));
    case 's':
        return t->char_pointer;
    case 'S':
        return type_pointer(t, type_qualified(t, &t->basic[TY_CHAR], QUAL_CONST));
    default:
        return p->void_type;
    }
}

Type *builtin_type(Parser *p, unsigned builtin) {
    const char *letters = infos[builtin].type;
    Param params[8];
    uint32_t count = 0;
    bool variadic = false;
    memset(params, 0, sizeof params);
    for (const char *c = letters + 1; *c != 0; c++) {
        if (*c == '.' || *c == '?')
            variadic = true;
        else
            params[count++].type = letter_type(p, *c);
    }
    return type_function(&p->types, letter_type(p, letters[0]), params, count, variadic, true);
}

/* ---- folding ---- */

static unsigned count_ones(uint64_t v) {
    unsigned n = 0;
    for (; v != 0; v &= v - 1)
        n++;
    return n;
}

static unsigned leading_zeros(uint64_t v, unsigned bits) {
    unsigned n = 0;
    while (n < bits && (v >> (bits - 1 - n) & 1) == 0)
        n++;
    return n;
}

static unsigned trailing_zeros(uint64_t v, unsigned bits) {
    unsigned n = 0;
    while (n < bits && (v >> n & 1) == 0)
        n++;
    return n;
}

static uint64_t swap_bytes(uint64_t v, unsigned bytes) {
    uint64_t r = 0;
    for (unsigned i = 0; i < bytes; i++)
        r |= (v >> (8 * i) & 255) << (8 * (bytes - 1 - i));
    return r;
}

/* Of an integer; false where the result is undefined. */
static bool fold_bits(unsigned builtin, uint64_t v, unsigned bits, int64_t *out) {
    uint64_t mask = bits == 64 ? ~(uint64_t)0 : ((uint64_t)1 << bits) - 1;
    bool negative;
    v &= mask;
    negative = v >> (bits - 1) & 1;
    switch (builtin) {
    case BUILTIN_CLZ:
    case BUILTIN_CLZL:
    case BUILTIN_CLZLL:
        *out = leading_zeros(v, bits);
        return v != 0;
    case BUILTIN_CTZ:
    case BUILTIN_CTZL:
    case BUILTIN_CTZLL:
        *out = trailing_zeros(v, bits);
        return v != 0;
    case BUILTIN_FFS:
    case BUILTIN_FFSL:
    case BUILTIN_FFSLL:
        *out = v == 0 ? 0 : trailing_zeros(v, bits) + 1;
        return true;
    case BUILTIN_POPCOUNT:
    case BUILTIN_POPCOUNTL:
    case BUILTIN_POPCOUNTLL:
        *out = count_ones(v);
        return true;
    case BUILTIN_PARITY:
    case BUILTIN_PARITYL:
    case BUILTIN_PARITYLL:
        *out = count_ones(v) & 1;
        return true;
    case BUILTIN_CLRSB:
    case BUILTIN_CLRSBL:
        *out = leading_zeros((negative ? ~v : v) & mask, bits) - 1;
        return true;
    case BUILTIN_BSWAP16:
    case BUILTIN_BSWAP32:
    case BUILTIN_BSWAP64:
        *out = (int64_t)swap_bytes(v, bits / 8);
        return true;
    case BUILTIN_ABS:
    case BUILTIN_LABS:
    case BUILTIN_LLABS:
        *out = (int64_t)(negative ? (0 - v) & mask : v);
        return true;
    default:
        return false;
    }
}

/* The payload of __builtin_nan("0x1"): a number as strtoul reads it. */
static bool payload_of(const Node *arg, uint64_t *out) {
    const StringData *s;
    unsigned base = 10;
    uint32_t i = 0;
    while (arg->kind == N_CAST)
        arg = arg->a;
    if (arg->kind != N_ADDR || arg->a->kind != N_STRING || arg->a->string->width != 1)
        return false;
    s = arg->a->string;
    *out = 0;
    if (s->len > 0 && s->bytes[0] == '0') {
        base = 8;
        i = 1;
        if (s->len > 1 && (s->bytes[1] | 32) == 'x') {
            base = 16;
            i = 2;
        }
    }
    for (; i < s->len; i++) {
        unsigned c = s->bytes[i] | 32U;
        unsigned digit = c >= 'a' && c <= 'f' ? c - 'a' + 10 : (unsigned)s->bytes[i] - '0';
        if (digit >= base)
            return false;
        *out = *out * base + digit;
    }
    return true;
}

static Node *float_node(Parser *p, const Float *number, Type *type, Loc loc) {
    Node *node = new_node(p, N_FLOAT, loc, type);
    node->number = *number;
    return node;
}

/* The properties of a floating constant. */
static bool fold_class(Parser *p, unsigned builtin, const Node *arg, int64_t *out) {
    FloatKind kind = float_kind(p, arg->type);
    Float magnitude = arg->number;
    Float infinity;
    Float zero;
    bool nan = float_is_nan(kind, &arg->number);
    bool negative;
    memset(&zero, 0, sizeof zero);
    float_infinity(kind, false, &infinity);
    negative = kind == FLOAT_SINGLE ? magnitude.lo >> 31 & 1 : kind == FLOAT_DOUBLE ? magnitude.lo >> 63
                                                              : kind == FLOAT_X87 ? magnitude.hi >> 15 & 1
                                                                                  : magnitude.hi >> 63;
    if (negative)
        float_neg(kind, &arg->number, &magnitude);
    switch (builtin) {
    case BUILTIN_SIGNBIT:
    case BUILTIN_SIGNBITF:
    case BUILTIN_SIGNBITL:
        *out = negative;
        return true;
    case BUILTIN_ISNAN:
        *out = nan;
        return true;
    case BUILTIN_ISINF:
        *out = float_compare(kind, &magnitude, &infinity) == FLOAT_EQUAL;
        return true;
    case BUILTIN_ISINF_SIGN:
        *out = float_compare(kind, &magnitude, &infinity) == FLOAT_EQUAL ? 1 - 2 * negative : 0;
        return true;
    case BUILTIN_ISFINITE:
        *out = float_compare(kind, &magnitude, &infinity) == FLOAT_LESS;
        return true;
    default:
        return false;
    }
}

static Node *fold_float_builtin(Parser *p, unsigned builtin, Node *node) {
    FloatKind kind = is_floating(node->type) ? float_kind(p, node->type) : FLOAT_DOUBLE;
    Node *arg = node->args;
    uint64_t payload = 0;
    int64_t value;
    Float f;
    switch (builtin) {
    case BUILTIN_INF:
    case BUILTIN_INFF:
    case BUILTIN_INFL:
    case BUILTIN_HUGE_VAL:
    case BUILTIN_HUGE_VALF:
    case BUILTIN_HUGE_VALL:
        float_infinity(kind, false, &f);
        return float_node(p, &f, node->type, node->loc);
    case BUILTIN_NAN:
    case BUILTIN_NANF:
    case BUILTIN_NANL:
    case BUILTIN_NANS:
    case BUILTIN_NANSF:
        if (!payload_of(arg, &payload))
            return node;
        float_nan(kind, false, builtin == BUILTIN_NANS || builtin == BUILTIN_NANSF, payload, &f);
        return float_node(p, &f, node->type, node->loc);
    case BUILTIN_FABS:
    case BUILTIN_FABSF:
    case BUILTIN_FABSL:
        if (arg->kind != N_FLOAT || !fold_class(p, BUILTIN_SIGNBIT, arg, &value))
            return node;
        f = arg->number;
        if (value)
            float_neg(kind, &arg->number, &f);
        return float_node(p, &f, node->type, node->loc);
    default:
        if (arg == NULL || arg->kind != N_FLOAT || !fold_class(p, builtin, arg, &value))
            return node;
        node = int_node(p, value, p->int_type, node->loc);
        return node;
    }
}

/* A call whose arguments are constant, as a constant. */
static Node *fold_builtin(Parser *p, unsigned builtin, Node *node) {
    Node *arg = node->args;
    int64_t value;
    if (builtin == BUILTIN_STRLEN) {
        if (arg->kind == N_CAST)
            arg = arg->a;
        if (arg->kind == N_ADDR && arg->a->kind == N_STRING && arg->a->string->width == 1) {
            const StringData *s = arg->a->string;
            const void *end = s->len != 0 ? memchr(s->bytes, 0, s->len) : NULL;
            int64_t len = end != NULL ? (const unsigned char *)end - s->bytes : (int64_t)s->len;
            return int_node(p, len, node->type, node->loc);
        }
        return node;
    }
    if (builtin == BUILTIN_EXPECT) {
        if (arg->kind == N_INT)
            return arg;
        return node;
    }
    if (arg != NULL && arg->kind == N_INT && is_integer(arg->type)) {
        unsigned bits = builtin == BUILTIN_BSWAP16 ? 16 : (unsigned)arg->type->size * 8;
        if (fold_bits(builtin, (uint64_t)arg->value, bits, &value)) {
            Node *out = int_node(p, int_wrap(&p->types, node->type, (uint64_t)value), node->type, node->loc);
            out->flags = arg->flags & NF_CONSTANT;
            return out;
        }
        return node;
    }
    return fold_float_builtin(p, builtin, node);
}

/* ---- arguments checked by hand ---- */

/* The address of a va_list object: an array, a pointer that was one as a parameter, or a struct. */
static Node *va_list_address(Parser *p, Node *node, const char *name) {
    Types *t = &p->types;
    Type *list = t->va_list_type;
    bool good = false;
    if (is_error(node))
        return node;
    if (list->kind == TY_ARRAY) {
        node = decay(p, node);
        good = node->type->kind == TY_POINTER && type_compatible(node->type->base->unqualified, list->base);
    } else if (type_compatible(node->type->unqualified, list) && is_lvalue(node)) {
        return make_address(p, node->loc, node);
    }
    if (good)
        return node;
    if (!p->panic)
        diag_error(p->diag, node->loc, "argument of '%s' is not of type 'va_list'", name);
    return error_node(p, node->loc);
}

static Node *floating_argument(Parser *p, Node *node, const char *name) {
    node = decay(p, node);
    if (is_error(node) || is_floating(node->type))
        return node;
    diag_error(p->diag, node->loc, "non-floating-point argument in call to function '%s'", name);
    return error_node(p, node->loc);
}

static Node *overflow_argument(Parser *p, Node *node, unsigned index, const char *name) {
    node = decay(p, node);
    if (is_error(node))
        return node;
    if (index < 2) {
        if (is_integer(node->type))
            return promote(p, node);
        diag_error(p->diag, node->loc, "argument %u in call to function '%s' does not have integral type", index + 1,
                   name);
        return error_node(p, node->loc);
    }
    if (node->type->kind == TY_POINTER && is_integer(node->type->base) && node->type->base->kind != TY_BOOL &&
        node->type->base->kind != TY_ENUM && !(node->type->base->quals & QUAL_CONST))
        return node;
    diag_error(p->diag, node->loc, "argument 3 in call to function '%s' does not have pointer to integral type", name);
    return error_node(p, node->loc);
}

/* The types of the arguments that sadd_overflow and its kin take; NULL: any. */
static Type *overflow_type(Parser *p, unsigned builtin) {
    switch (builtin) {
    case BUILTIN_SADD_OVERFLOW:
        return p->int_type;
    case BUILTIN_UADD_OVERFLOW:
    case BUILTIN_UMUL_OVERFLOW:
        return &p->types.basic[TY_UINT];
    case BUILTIN_UADDL_OVERFLOW:
    case BUILTIN_UMULL_OVERFLOW:
        return &p->types.basic[TY_ULONG];
    default:
        return NULL;
    }
}

static Node *special_argument(Parser *p, unsigned builtin, Node *node, unsigned index, const char *name) {
    Type *fixed = overflow_type(p, builtin);
    if (fixed != NULL && index < 3)
        return convert(p, node, index == 2 ? type_pointer(&p->types, fixed) : fixed, FOR_ARGUMENT, index + 1, NULL);
    switch (builtin) {
    case BUILTIN_VA_START:
        return index == 0 ? va_list_address(p, node, name) : decay(p, node);
    case BUILTIN_VA_END:
    case BUILTIN_VA_COPY:
        return va_list_address(p, node, name);
    case BUILTIN_ADD_OVERFLOW:
    case BUILTIN_SUB_OVERFLOW:
    case BUILTIN_MUL_OVERFLOW:
        return overflow_argument(p, node, index, name);
    case BUILTIN_CONSTANT_P:
        return decay(p, node);
    case BUILTIN_FPCLASSIFY:
        if (index < 5)
            return convert(p, node, p->int_type, FOR_ARGUMENT, index + 1, NULL);
        return floating_argument(p, node, name);
    case BUILTIN_SYSCALL:
        node = decay(p, node);
        return is_error(node) || !is_scalar(node->type) || is_floating(node->type) ? default_promote(p, node, node->loc)
                                                                                   : cast_to(p, node, p->long_type);
    case BUILTIN_ISGREATER:
    case BUILTIN_ISGREATEREQUAL:
    case BUILTIN_ISLESS:
    case BUILTIN_ISLESSEQUAL:
    case BUILTIN_ISLESSGREATER:
    case BUILTIN_ISUNORDERED:
        node = decay(p, node);
        if (!is_error(node) && !is_arithmetic(node->type))
            return floating_argument(p, node, name);
        return node;
    default:
        return floating_argument(p, node, name);
    }
}

static unsigned special_count(unsigned builtin, unsigned *most) {
    unsigned count = 1;
    *most = 0;
    switch (builtin) {
    case BUILTIN_VA_COPY:
    case BUILTIN_ISGREATER:
    case BUILTIN_ISGREATEREQUAL:
    case BUILTIN_ISLESS:
    case BUILTIN_ISLESSEQUAL:
    case BUILTIN_ISLESSGREATER:
    case BUILTIN_ISUNORDERED:
        count = 2;
        break;
    case BUILTIN_VA_START:
        *most = 2;
        break;
    case BUILTIN_ADD_OVERFLOW:
    case BUILTIN_SUB_OVERFLOW:
    case BUILTIN_MUL_OVERFLOW:
    case BUILTIN_SADD_OVERFLOW:
    case BUILTIN_UADD_OVERFLOW:
    case BUILTIN_UADDL_OVERFLOW:
    case BUILTIN_UMUL_OVERFLOW:
    case BUILTIN_UMULL_OVERFLOW:
        count = 3;
        break;
    case BUILTIN_FPCLASSIFY:
        count = 6;
        break;
    case BUILTIN_SYSCALL:
        *most = 7;
        break;
    default:
        break;
    }
    if (*most == 0)
        *most = count;
    return count;
}

/* Both operands of isgreater and the like in their common type. */
static void common_operands(Parser *p, Node *node) {
    Node *a = node->args;
    Node *b = a->next;
    Type *type = type_common(&p->types, a->type, b->type);
    if (!is_floating(type))
        type = &p->types.double_type;
    a->next = NULL;
    a = cast_to(p, a, type);
    b = cast_to(p, b, type);
    a->next = b;
    node->args = a;
}

static Node *constant_p(Parser *p, Node *node) {
    Node *arg = node->args;
    Const c;
    bool known = fold_const(p, arg, &c) && (c.kind < CONST_ADDRESS || (c.string != NULL && c.value == 0));
    return int_node(p, known, p->int_type, node->loc);
}

static void note_call(Parser *p, unsigned builtin, Loc loc) {
    if (builtin == BUILTIN_ALLOCA && p->function != NULL)
        p->function->calls_alloca = true;
    if (builtin == BUILTIN_VA_START && p->function != NULL && !p->function->symbol->type->variadic)
        parse_error(p, loc, "'va_start' used in function with fixed arguments");
}

Node *parse_builtin_call(Parser *p, unsigned builtin, Name *name, Loc loc) {
    const BuiltinInfo *info = &infos[builtin];
    const char *letter = info->type + 1;
    bool special = *letter == '?';
    unsigned count = 0;
    unsigned least = 0;
    unsigned most = 0;
    bool bad = false;
    Node *node = new_node(p, N_BUILTIN, loc, letter_type(p, info->type[0]));
    Node **tail = &node->args;
    if (!at(p, '(')) {
        if (!p->panic)
            diag_error(p->diag, loc, "builtin function '%s' must be called directly", name->text);
        return error_node(p, loc);
    }
    advance(p);
    node->builtin = builtin;
    if (special) {
        least = special_count(builtin, &most);
    } else {
        while (letter[least] != 0 && letter[least] != '.')
            least++;
        most = letter[least] == '.' ? UINT32_MAX : least;
    }
    if (builtin == BUILTIN_CONSTANT_P)
        p->unevaluated++;
    while (!at(p, ')')) {
        Node *arg = parse_assign(p);
        if (special)
            arg = special_argument(p, builtin, arg, count, name->text);
        else if (count < least)
            arg = convert(p, arg, letter_type(p, letter[count]), FOR_ARGUMENT, count + 1, NULL);
        else
            arg = default_promote(p, arg, arg->loc);
        bad |= is_error(arg);
        count++;
        *tail = arg;
        tail = &arg->next;
        if (!accept(p, ','))
            break;
    }
    if (builtin == BUILTIN_CONSTANT_P)
        p->unevaluated--;
    if (!expect(p, ')')) {
        recover_paren(p);
        return error_node(p, loc);
    }
    if (count < least || count > most) {
        diag_error(p->diag, loc, "too %s arguments to function '%s'", count < least ? "few" : "many", name->text);
        return error_node(p, loc);
    }
    if (bad && builtin == BUILTIN_CONSTANT_P)
        return int_node(p, 0, p->int_type, loc);
    if (bad)
        return error_node(p, loc);
    note_call(p, builtin, loc);
    if (builtin == BUILTIN_CONSTANT_P)
        return constant_p(p, node);
    if (special && count == 2 && builtin >= BUILTIN_ISGREATER && builtin <= BUILTIN_ISUNORDERED)
        common_operands(p, node);
    if (info->flags & B_CONSTANT)
        return fold_builtin(p, builtin, node);
    return node;
}

/* ---- builtins that are syntax ---- */

static Node *parse_va_arg(Parser *p, Loc loc) {
    Node *list = va_list_address(p, parse_assign(p), "va_arg");
    Type *type;
    Node *node;
    expect(p, ',');
    type = parse_type_name(p);
    if (is_error(list) || type->kind == TY_ERROR)
        return error_node(p, loc);
    if (type->kind == TY_ARRAY || type->kind == TY_FUNCTION || (!type->complete && !check_complete(p, type, loc))) {
        if (type->complete)
            parse_error(p, loc, "second argument to 'va_arg' is an array or function type");
        return error_node(p, loc);
    }
    if ((is_integer(type) && type_promote(&p->types, type)->size > type->size) || type->kind == TY_FLOAT)
        diag_warn(p->diag, WARN_ALWAYS, loc, "'%s' is promoted to '%s' when passed through '...'", type_text(p, type),
                  type->kind == TY_FLOAT ? "double" : "int");
    node = new_node(p, N_VA_ARG, loc, type->unqualified);
    node->a = list;
    return node;
}

/* The rest of a member designator: .name and [index]. */
static Node *offset_path(Parser *p, Type *type, Name *name, Loc loc) {
    uint64_t offset = 0;
    Node *sum = NULL;
    for (;;) {
        if (name != NULL) {
            uint64_t here = 0;
            const Member *m;
            if (type->kind == TY_ERROR)
                return error_node(p, loc);
            m = is_aggregate(type) && type->complete ? type_member(type, name, &here) : NULL;
            if (m == NULL) {
                diag_error(p->diag, loc, "'%s' has no member named '%s'", type_text(p, type), name->text);
                return error_node(p, loc);
            }
            if (m->is_bitfield) {
                diag_error(p->diag, loc, "attempt to take address of bit-field structure member '%s'", name->text);
                return error_node(p, loc);
            }
            offset += here;
            type = m->type;
            name = NULL;
        } else if (at(p, '.')) {
            advance(p);
            loc = p->tok.loc;
            if (!at(p, TK_IDENT)) {
                syntax_error(p, "identifier");
                return error_node(p, loc);
            }
            name = p->tok.u.name;
            advance(p);
        } else if (at(p, '[')) {
            Node *index;
            advance(p);
            index = decay(p, parse_expr(p));
            expect(p, ']');
            if (type->kind != TY_ARRAY || !is_integer(index->type)) {
                if (!is_error(index) && type->kind != TY_ERROR)
                    parse_error(p, index->loc, "subscripted value is neither array nor pointer");
                return error_node(p, loc);
            }
            type = type->base;
            if (index->kind == N_INT) {
                offset += (uint64_t)index->value * type->size;
            } else {
                Node *size = int_node(p, (int64_t)type->size, p->types.size_type, loc);
                Node *part = make_binary(p, N_MUL, loc, index, size);
                sum = sum == NULL ? part : make_binary(p, N_ADD, loc, sum, part);
            }
        } else {
            break;
        }
    }
    Node *fixed = int_node(p, (int64_t)offset, p->types.size_type, loc);
    return sum == NULL ? fixed : cast_to(p, make_binary(p, N_ADD, loc, sum, fixed), p->types.size_type);
}

static Node *parse_offsetof(Parser *p, Loc loc) {
    Type *type = parse_type_name(p);
    Name *name;
    Loc name_loc;
    if (!expect(p, ','))
        return error_node(p, loc);
    if (!at(p, TK_IDENT)) {
        syntax_error(p, "identifier");
        return error_node(p, loc);
    }
    name = p->tok.u.name;
    name_loc = p->tok.loc;
    advance(p);
    if (type->kind != TY_ERROR && !type->complete && is_aggregate(type))
        check_complete(p, type, loc);
    return offset_path(p, type, name, name_loc);
}

static Node *parse_choose(Parser *p, Loc loc) {
    int64_t value = 0;
    Node *a;
    Node *b;
    bool known = parse_int_constant(p, "first argument to '__builtin_choose_expr'", &value, NULL);
    expect(p, ',');
    p->unevaluated += value == 0;
    a = parse_assign(p);
    p->unevaluated -= value == 0;
    expect(p, ',');
    p->unevaluated += value != 0;
    b = parse_assign(p);
    p->unevaluated -= value != 0;
    if (!known)
        return error_node(p, loc);
    return value != 0 ? a : b;
}

static Node *parse_types_compatible(Parser *p, Loc loc) {
    Type *a = parse_type_name(p);
    Type *b;
    expect(p, ',');
    b = parse_type_name(p);
    return int_node(p, type_compatible(type_qualified(&p->types, a, 0)->unqualified, b->unqualified), p->int_type, loc);
}

Node *parse_builtin_keyword(Parser *p) {
    unsigned kind = p->tok.kind;
    Loc loc = p->tok.loc;
    Node *node;
    advance(p);
    if (!expect(p, '('))
        return error_node(p, loc);
    if (kind == KW_BUILTIN_VA_ARG)
        node = parse_va_arg(p, loc);
    else if (kind == KW_BUILTIN_OFFSETOF)
        node = parse_offsetof(p, loc);
    else if (kind == KW_BUILTIN_TYPES_COMPATIBLE)
        node = parse_types_compatible(p, loc);
    else
        node = parse_choose(p, loc);
    if (!expect(p, ')')) {
        recover_paren(p);
        return error_node(p, loc);
    }
    return node;
}
