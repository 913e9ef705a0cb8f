/* Builtin functions (front/builtins.h). Those that are library functions too become calls where nothing better is
   known; the names of such calls are in the table. */
#include "internal.h"

#include "../front/builtins.h"

#include <string.h>

static Node *argument(Node *n, unsigned i) {
    Node *arg = n->args;
    while (i > 0 && arg != NULL) {
        arg = arg->next;
        i--;
    }
    return arg;
}

static Val argument_value(Builder *b, Node *n, unsigned i) {
    return build_value(b, argument(n, i));
}

/* ---- bits ---- */

/* __builtin_clz and the like; the result of the 64-bit operation is narrowed to int. */
static Val bit_op(Builder *b, Node *n, IrOp op) {
    Node *arg = argument(n, 0);
    IrType type = value_type(b, arg->type);
    Val v = ir_op1(b->f, op, type, build_value(b, arg), 0);
    return type == IR_I64 ? ir_op1(b->f, OP_TRUNC, IR_I32, v, 0) : v;
}

/* One plus the index of the lowest bit, 0 for 0: ctz would be undefined, so a bit that changes nothing is set. */
static Val find_first_set(Builder *b, Node *n) {
    Node *arg = argument(n, 0);
    IrType type = value_type(b, arg->type);
    Val v = build_value(b, arg);
    Val zero = ir_const(b->f, type, 0);
    Val top = ir_const(b->f, type, type == IR_I32 ? INT32_MIN : INT64_MIN);
    Val index = ir_op1(b->f, OP_CTZ, type, ir_op2(b->f, OP_OR, type, v, top), 0);
    Val nonzero = ir_cmp(b->f, OP_ICMP, COND_NE, v, zero);
    if (type == IR_I64)
        index = ir_op1(b->f, OP_TRUNC, IR_I32, index, 0);
    index = ir_op2(b->f, OP_ADD, IR_I32, index, int_const(b, 1));
    return ir_op2(b->f, OP_AND, IR_I32, index, ir_op1(b->f, OP_NEG, IR_I32, nonzero, 0));
}

/* Redundant sign bits: clz(v ^ v >> 63 with the lowest bit made sure) - 1. */
static Val redundant_sign_bits(Builder *b, Node *n) {
    Node *arg = argument(n, 0);
    IrType type = value_type(b, arg->type);
    Val v = build_value(b, arg);
    Val sign = ir_op2(b->f, OP_SAR, type, v, int_const(b, type == IR_I32 ? 31 : 63));
    v = ir_op2(b->f, OP_XOR, type, v, sign);
    v = ir_op2(b->f, OP_SHL, type, v, int_const(b, 1));
    v = ir_op2(b->f, OP_OR, type, v, ir_const(b->f, type, 1));
    v = ir_op1(b->f, OP_CLZ, type, v, 0);
    return type == IR_I64 ? ir_op1(b->f, OP_TRUNC, IR_I32, v, 0) : v;
}

static Val byte_swap(Builder *b, Node *n, unsigned bits) {
    Val v = argument_value(b, n, 0);
    return ir_op1(b->f, OP_BSWAP, bits == 64 ? IR_I64 : IR_I32, v, bits);
}

static Val absolute(Builder *b, Node *n) {
    IrType type = value_type(b, n->type);
    Val v = argument_value(b, n, 0);
    Val sign = ir_op2(b->f, OP_SAR, type, v, int_const(b, type == IR_I32 ? 31 : 63));
    return ir_op2(b->f, OP_SUB, type, ir_op2(b->f, OP_XOR, type, v, sign), sign);
}

/* ---- floats ---- */

static Val float_magnitude(Builder *b, Type *type, Val v) {
    if (type->kind == TY_LDOUBLE) {
        Val to = temporary(b, type);
        ir_emit(b->f, OP_LDABS, IR_VOID, to, v, 0);
        return to;
    }
    return ir_op1(b->f, OP_FABS, value_type(b, type), v, 0);
}

static FloatKind float_kind(const Builder *b, const Type *type) {
    return type->kind == TY_FLOAT    ? FLOAT_SINGLE
           : type->kind == TY_DOUBLE ? FLOAT_DOUBLE
                                     : b->target->facts.long_double;
}

static Val infinity(Builder *b, Type *type) {
    Float number;
    float_infinity(float_kind(b, type), false, &number);
    return float_const(b, type, &number);
}

/* The smallest normal number. */
static Val smallest_normal(Builder *b, Type *type) {
    Float number = {0, 0};
    if (type->kind == TY_FLOAT)
        number.lo = (uint64_t)1 << 23;
    else if (type->kind == TY_DOUBLE)
        number.lo = (uint64_t)1 << 52;
    else if (b->target->facts.long_double == FLOAT_X87)
        number.lo = (uint64_t)1 << 63;
    if (type->kind == TY_LDOUBLE)
        number.hi = b->target->facts.long_double == FLOAT_X87 ? 1 : (uint64_t)1 << 48;
    return float_const(b, type, &number);
}

/* Whether |v| op limit, without trapping distinctions. */
static Val magnitude_is(Builder *b, Type *type, Val v, unsigned kind, Val limit) {
    return compare(b, kind, type, float_magnitude(b, type, v), limit);
}

/* Operands that make instructions are made one after the other: C leaves the order of arguments open (6.5.2.2p10), and
   the bytes must not depend on what compiled samara. */
static Val shifted_down(Builder *b, IrType type, Val v, int count) {
    return ir_op2(b->f, OP_SHR, type, v, int_const(b, count));
}

/* The sign bit as 0 or 1 (C allows any non-zero value). */
static Val sign_bit(Builder *b, Type *type, Val v) {
    if (type->kind == TY_FLOAT)
        return shifted_down(b, IR_I32, ir_op1(b->f, OP_BITCAST, IR_I32, v, 0), 31);
    if (type->kind == TY_LDOUBLE) {
        bool x87 = b->target->facts.long_double == FLOAT_X87;
        v = ir_load(b->f, MEM_U16, v, x87 ? 8 : 14, 0);
        return shifted_down(b, IR_I32, v, 15);
    }
    v = shifted_down(b, IR_I64, ir_op1(b->f, OP_BITCAST, IR_I64, v, 0), 63);
    return ir_op1(b->f, OP_TRUNC, IR_I32, v, 0);
}

static Val both(Builder *b, IrOp op, Val left, Val right) {
    return ir_op2(b->f, op, IR_I32, left, right);
}

static Val is_nan(Builder *b, Type *type, Val v) {
    return compare(b, N_NE, type, v, v);
}

static Val classify_one(Builder *b, Node *n) {
    Type *type = argument(n, 0)->type;
    Val v = argument_value(b, n, 0);
    switch (n->builtin) {
    case BUILTIN_ISNAN:
        return is_nan(b, type, v);
    case BUILTIN_ISINF:
        return magnitude_is(b, type, v, N_EQ, infinity(b, type));
    case BUILTIN_ISFINITE:
        return magnitude_is(b, type, v, N_LT, infinity(b, type));
    case BUILTIN_ISNORMAL: {
        Val finite = magnitude_is(b, type, v, N_LT, infinity(b, type));
        return both(b, OP_AND, finite, magnitude_is(b, type, v, N_GE, smallest_normal(b, type)));
    }
    case BUILTIN_ISINF_SIGN: {
        Val one = int_const(b, 1);
        Val sign = both(b, OP_SUB, one, both(b, OP_SHL, sign_bit(b, type, v), one));
        return both(b, OP_MUL, magnitude_is(b, type, v, N_EQ, infinity(b, type)), sign);
    }
    default:
        return sign_bit(b, type, v);
    }
}

/* fpclassify(nan, infinite, normal, subnormal, zero, v): values are chosen from the last to the first. */
static Val classify(Builder *b, Node *n) {
    Type *type = argument(n, 5)->type;
    static const Float zero = {0, 0};
    Val chosen[5];
    Val v;
    Val r;
    for (unsigned i = 0; i < 5; i++)
        chosen[i] = argument_value(b, n, i);
    v = argument_value(b, n, 5);
    r = ir_emit(b->f, OP_SELECT, IR_I32, magnitude_is(b, type, v, N_GE, smallest_normal(b, type)), chosen[2], 0);
    b->f->ins[r].c = chosen[3];
    for (unsigned i = 0; i < 3; i++) {
        Val test = i == 0   ? magnitude_is(b, type, v, N_EQ, infinity(b, type))
                   : i == 1 ? compare(b, N_EQ, type, v, float_const(b, type, &zero))
                            : is_nan(b, type, v);
        Val next = ir_emit(b->f, OP_SELECT, IR_I32, test, chosen[i == 0 ? 1 : i == 1 ? 4 : 0], 0);
        b->f->ins[next].c = r;
        r = next;
    }
    return r;
}

/* isgreater and the like: comparisons that raise no exception, which samara's do not anyway. */
static Val ordered_compare(Builder *b, Node *n) {
    Type *type = argument(n, 0)->type;
    Val left = argument_value(b, n, 0);
    Val right = argument_value(b, n, 1);
    Val first;
    switch (n->builtin) {
    case BUILTIN_ISGREATER:
        return compare(b, N_GT, type, left, right);
    case BUILTIN_ISGREATEREQUAL:
        return compare(b, N_GE, type, left, right);
    case BUILTIN_ISLESS:
        return compare(b, N_LT, type, left, right);
    case BUILTIN_ISLESSEQUAL:
        return compare(b, N_LE, type, left, right);
    case BUILTIN_ISLESSGREATER:
        first = compare(b, N_LT, type, left, right);
        return both(b, OP_OR, first, compare(b, N_GT, type, left, right));
    default:
        first = is_nan(b, type, left);
        return both(b, OP_OR, first, is_nan(b, type, right));
    }
}

static Val copy_sign(Builder *b, Node *n) {
    bool single = n->type->kind == TY_FLOAT;
    IrType type = single ? IR_I32 : IR_I64;
    Val left = ir_op1(b->f, OP_BITCAST, type, argument_value(b, n, 0), 0);
    Val right = ir_op1(b->f, OP_BITCAST, type, argument_value(b, n, 1), 0);
    int64_t sign = single ? INT32_MIN : INT64_MIN;
    left = ir_op2(b->f, OP_AND, type, left, ir_const(b->f, type, ~sign));
    right = ir_op2(b->f, OP_AND, type, right, ir_const(b->f, type, sign));
    return ir_op1(b->f, OP_BITCAST, single ? IR_F32 : IR_F64, ir_op2(b->f, OP_OR, type, left, right), 0);
}

/* ---- arithmetic with a check ---- */

/* A number of up to 64 bits as 128: its low and high half. */
typedef struct Wide {
    Val low;
    Val high;
} Wide;

static void widen(Builder *b, Node *arg, Wide *out) {
    Type *to = is_unsigned(b->types, arg->type) ? &b->types->basic[TY_ULONG] : &b->types->basic[TY_LONG];
    out->low = convert_value(b, build_value(b, arg), arg->type, to);
    out->high = is_unsigned(b->types, arg->type) ? long_const(b, 0)
                                                 : ir_op2(b->f, OP_SAR, IR_I64, out->low, int_const(b, 63));
}

static Val wide_flag(Builder *b, IrCond cond, Val left, Val right) {
    return ir_op1(b->f, OP_ZEXT, IR_I64, ir_cmp(b->f, OP_ICMP, cond, left, right), 32);
}

static Val op64(Builder *b, IrOp op, Val left, Val right) {
    return ir_op2(b->f, op, IR_I64, left, right);
}

static void wide_op(Builder *b, unsigned kind, const Wide *x, const Wide *y, Wide *out) {
    if (kind == N_ADD) {
        out->low = op64(b, OP_ADD, x->low, y->low);
        out->high = op64(b, OP_ADD, x->high, y->high);
        out->high = op64(b, OP_ADD, out->high, wide_flag(b, COND_ULT, out->low, x->low));
    } else if (kind == N_SUB) {
        out->low = op64(b, OP_SUB, x->low, y->low);
        out->high = op64(b, OP_SUB, x->high, y->high);
        out->high = op64(b, OP_SUB, out->high, wide_flag(b, COND_ULT, x->low, y->low));
    } else {
        /* The halves above are 0 or -1, so that the cross products are masks. */
        Val cross = op64(b, OP_AND, x->high, y->low);
        cross = op64(b, OP_ADD, cross, op64(b, OP_AND, y->high, x->low));
        out->low = op64(b, OP_MUL, x->low, y->low);
        out->high = op64(b, OP_SUB, op64(b, OP_UMULH, x->low, y->low), cross);
    }
}

/* __builtin_add_overflow(a, b, &r) and its kin: the exact result is stored cut to r's type; 1 if that changed it. */
static Val checked(Builder *b, Node *n, unsigned kind) {
    Node *to = argument(n, 2);
    Type *type = to->type->base;
    bool no_sign = is_unsigned(b->types, type);
    Type *full = &b->types->basic[no_sign ? TY_ULONG : TY_LONG];
    Wide x;
    Wide y;
    Wide exact;
    Val address;
    Val cut;
    Val back;
    Val sign;
    widen(b, argument(n, 0), &x);
    widen(b, argument(n, 1), &y);
    address = build_value(b, to);
    wide_op(b, kind, &x, &y, &exact);
    cut = convert_value(b, exact.low, full, type);
    ir_store(b->f, memory_type(b, type), address, 0, cut, 0);
    back = convert_value(b, cut, type, full);
    sign = no_sign ? long_const(b, 0) : ir_op2(b->f, OP_SAR, IR_I64, back, int_const(b, 63));
    cut = ir_cmp(b->f, OP_ICMP, COND_NE, back, exact.low);
    return both(b, OP_OR, cut, ir_cmp(b->f, OP_ICMP, COND_NE, exact.high, sign));
}

/* ---- variable arguments, the frame, the system ---- */

static Val va_list_address(Builder *b, Node *n, unsigned i) {
    Node *arg = argument(n, i);
    if (arg->type->kind == TY_ARRAY || is_aggregate(arg->type)) {
        Place place;
        build_place(b, arg, &place);
        return place_address(b, &place);
    }
    return build_value(b, arg);
}

static Val va_copy(Builder *b, Node *n) {
    Val to = va_list_address(b, n, 0);
    Val from = va_list_address(b, n, 1);
    copy_bytes(b, to, 0, from, 0, b->types->va_list_type->size, 8);
    return 0;
}

static Val level_of(Builder *b, Node *n, IrOp op) {
    Node *level = argument(n, 0);
    if (level->kind != N_INT)
        diag_error(b->diag, n->loc, "the level of a frame must be constant");
    b->f->keep_frame = true;
    return ir_emit(b->f, op, IR_I64, 0, 0, level->kind == N_INT ? level->value : 0);
}

static Val system_call(Builder *b, Node *n) {
    uint32_t operands[7];
    uint32_t count = 0;
    for (Node *arg = n->args; arg != NULL && count < 7; arg = arg->next) {
        Val v = build_value(b, arg);
        operands[count] = convert_value(b, v, arg->type, &b->types->basic[TY_LONG]);
        count++;
    }
    return ir_list(b->f, OP_SYSCALL, IR_I64, 0, 0, operands, count);
}

static Val end_block(Builder *b, IrOp op) {
    ir_end(b->f, op);
    enter_unreachable(b);
    return 0;
}

/* Evaluates all arguments for their effects. */
static Val discard(Builder *b, Node *n) {
    for (Node *arg = n->args; arg != NULL; arg = arg->next)
        build_value(b, arg);
    return 0;
}

static Val not_a_number(Builder *b, Node *n) {
    Const c = {0};
    if (!fold_const(b->parser, n, &c) || c.kind != CONST_FLOAT)
        diag_error(b->diag, n->loc, "the payload of a NaN must be a constant string");
    return float_const(b, n->type, &c.number);
}

/* ---- memory ---- */

/* Copies and clears of few bytes are done in place. */
#define MAX_INLINE_COPY 256

static bool small_constant(const Node *n, uint64_t *size) {
    while (n->kind == N_CAST && n->a->kind == N_INT)
        n = n->a;
    if (n->kind != N_INT || n->value < 0 || n->value > MAX_INLINE_COPY)
        return false;
    *size = (uint64_t)n->value;
    return true;
}

static bool known_memory(Builder *b, Node *n, unsigned builtin, Val *value) {
    uint64_t size;
    if (!small_constant(argument(n, 2), &size))
        return false;
    if (builtin == BUILTIN_MEMSET) {
        Node *byte = argument(n, 1);
        if (byte->kind != N_INT || (byte->value & 255) != 0)
            return false;
        *value = argument_value(b, n, 0);
        zero_bytes(b, *value, 0, size, 1);
        return true;
    }
    *value = argument_value(b, n, 0);
    copy_bytes(b, *value, 0, argument_value(b, n, 1), 0, size, 1);
    return true;
}

static Node *literal_of(Node *n) {
    while (n->kind == N_CAST && n->type->kind == TY_POINTER)
        n = n->a;
    return n->kind == N_ADDR && n->a->kind == N_STRING && n->a->string->width == 1 ? n->a : NULL;
}

static bool known_length(Builder *b, Node *n, Val *value) {
    Node *literal = literal_of(argument(n, 0));
    const void *zero;
    if (literal == NULL)
        return false;
    zero = literal->string->len == 0 ? NULL : memchr(literal->string->bytes, 0, literal->string->len);
    *value = long_const(b, zero == NULL ? (int64_t)literal->string->len
                                        : (const unsigned char *)zero - literal->string->bytes);
    return true;
}

bool build_known_call(Builder *b, Node *n, unsigned builtin, Val *value) {
    switch (builtin) {
    case BUILTIN_MEMCPY:
    case BUILTIN_MEMSET:
        return known_memory(b, n, builtin, value);
    case BUILTIN_STRLEN:
        return known_length(b, n, value);
    case BUILTIN_ABS:
    case BUILTIN_LABS:
    case BUILTIN_LLABS:
        *value = absolute(b, n);
        return true;
    case BUILTIN_FFS:
    case BUILTIN_FFSL:
    case BUILTIN_FFSLL:
        *value = find_first_set(b, n);
        return true;
    case BUILTIN_FABS:
    case BUILTIN_FABSF:
    case BUILTIN_FABSL:
        *value = float_magnitude(b, n->type, argument_value(b, n, 0));
        return true;
    case BUILTIN_COPYSIGN:
    case BUILTIN_COPYSIGNF:
        *value = copy_sign(b, n);
        return true;
    case BUILTIN_ALLOCA:
        b->f->has_alloca = true;
        *value = ir_emit(b->f, OP_ALLOCA, IR_I64, argument_value(b, n, 0), 0, 0);
        return true;
    default:
        return false;
    }
}

#define BUILTIN_LIBRARY_NAME(number, name, type, flags) [BUILTIN_##number] = name,
static const char *const library_names[BUILTIN_COUNT] = {BUILTINS(BUILTIN_LIBRARY_NAME)};

/* __builtin_strlen and the like that are calls after all. */
static Val library_call(Builder *b, Node *n) {
    Val values[16];
    Type *types[16];
    uint32_t count = 0;
    Val known;
    if (build_known_call(b, n, n->builtin, &known))
        return known;
    for (Node *arg = n->args; arg != NULL; arg = arg->next) {
        if (count == 16) {
            diag_error(b->diag, n->loc, "too many arguments to '__builtin_%s'", library_names[n->builtin]);
            return 0;
        }
        values[count] = build_value(b, arg);
        types[count] = arg->type;
        count++;
    }
    known = call_library(b, library_names[n->builtin], n->type, values, types, count);
    if (n->builtin == BUILTIN_ABORT || n->builtin == BUILTIN_EXIT)
        end_block(b, OP_UNREACHABLE);
    return known;
}

Val build_builtin(Builder *b, Node *n) {
    switch (n->builtin) {
    case BUILTIN_VA_START:
        ir_emit(b->f, OP_VASTART, IR_VOID, va_list_address(b, n, 0), 0, 0);
        return 0;
    case BUILTIN_VA_END:
    case BUILTIN_PREFETCH:
    case BUILTIN_CLEAR_CACHE:
        return discard(b, n);
    case BUILTIN_VA_COPY:
        return va_copy(b, n);
    case BUILTIN_EXPECT: {
        Val v = argument_value(b, n, 0);
        build_value(b, argument(n, 1));
        return v;
    }
    case BUILTIN_ASSUME_ALIGNED:
    case BUILTIN_EXTRACT_RETURN_ADDR:
        return argument_value(b, n, 0);
    case BUILTIN_CONSTANT_P:
        return int_const(b, 0); /* what is constant the parser has folded */
    case BUILTIN_OBJECT_SIZE: {
        Node *kind = argument(n, 1);
        return long_const(b, kind->kind == N_INT && (kind->value & 2) != 0 ? 0 : -1);
    }
    case BUILTIN_UNREACHABLE:
        return end_block(b, OP_UNREACHABLE);
    case BUILTIN_TRAP:
        return end_block(b, OP_TRAP);
    case BUILTIN_CLZ:
    case BUILTIN_CLZL:
    case BUILTIN_CLZLL:
        return bit_op(b, n, OP_CLZ);
    case BUILTIN_CTZ:
    case BUILTIN_CTZL:
    case BUILTIN_CTZLL:
        return bit_op(b, n, OP_CTZ);
    case BUILTIN_POPCOUNT:
    case BUILTIN_POPCOUNTL:
    case BUILTIN_POPCOUNTLL:
        return bit_op(b, n, OP_POPCOUNT);
    case BUILTIN_PARITY:
    case BUILTIN_PARITYL:
    case BUILTIN_PARITYLL: {
        Val ones = bit_op(b, n, OP_POPCOUNT);
        return both(b, OP_AND, ones, int_const(b, 1));
    }
    case BUILTIN_CLRSB:
    case BUILTIN_CLRSBL:
        return redundant_sign_bits(b, n);
    case BUILTIN_BSWAP16:
        return byte_swap(b, n, 16);
    case BUILTIN_BSWAP32:
        return byte_swap(b, n, 32);
    case BUILTIN_BSWAP64:
        return byte_swap(b, n, 64);
    case BUILTIN_INF:
    case BUILTIN_INFF:
    case BUILTIN_INFL:
    case BUILTIN_HUGE_VAL:
    case BUILTIN_HUGE_VALF:
    case BUILTIN_HUGE_VALL:
        return infinity(b, n->type);
    case BUILTIN_NAN:
    case BUILTIN_NANF:
    case BUILTIN_NANL:
    case BUILTIN_NANS:
    case BUILTIN_NANSF:
        return not_a_number(b, n);
    case BUILTIN_SQRT:
    case BUILTIN_SQRTF:
        return ir_op1(b->f, OP_FSQRT, value_type(b, n->type), argument_value(b, n, 0), 0);
    case BUILTIN_SIGNBIT:
    case BUILTIN_SIGNBITF:
    case BUILTIN_SIGNBITL:
    case BUILTIN_ISNAN:
    case BUILTIN_ISINF:
    case BUILTIN_ISINF_SIGN:
    case BUILTIN_ISFINITE:
    case BUILTIN_ISNORMAL:
        return classify_one(b, n);
    case BUILTIN_FPCLASSIFY:
        return classify(b, n);
    case BUILTIN_ISGREATER:
    case BUILTIN_ISGREATEREQUAL:
    case BUILTIN_ISLESS:
    case BUILTIN_ISLESSEQUAL:
    case BUILTIN_ISLESSGREATER:
    case BUILTIN_ISUNORDERED:
        return ordered_compare(b, n);
    case BUILTIN_ADD_OVERFLOW:
    case BUILTIN_SADD_OVERFLOW:
    case BUILTIN_UADD_OVERFLOW:
    case BUILTIN_UADDL_OVERFLOW:
        return checked(b, n, N_ADD);
    case BUILTIN_SUB_OVERFLOW:
        return checked(b, n, N_SUB);
    case BUILTIN_MUL_OVERFLOW:
    case BUILTIN_UMUL_OVERFLOW:
    case BUILTIN_UMULL_OVERFLOW:
        return checked(b, n, N_MUL);
    case BUILTIN_FRAME_ADDRESS:
        return level_of(b, n, OP_FRAMEADDR);
    case BUILTIN_RETURN_ADDRESS:
        return level_of(b, n, OP_RETADDR);
    case BUILTIN_DWARF_CFA:
        return ir_emit(b->f, OP_CFA, IR_I64, 0, 0, 0);
    case BUILTIN_SYSCALL:
        return system_call(b, n);
    default:
        return library_call(b, n);
    }
}
