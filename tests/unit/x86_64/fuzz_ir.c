/* fuzz_ir SEED COUNT OUT.ir OUT.c SIZE: random functions as IR, and the same in C with a main that runs both on some
   arguments and compares results and memory. run.sh compiles the C with the host's compiler and links it with the code
   that the back end makes of the IR. */
#include "../../../stage2/base/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { I32, I64, F32, F64, TYPES };
static const char *const type_names[TYPES] = {"i32", "i64", "f32", "f64"};
static const char *const c_types[TYPES] = {"uint32_t", "uint64_t", "float", "double"};

#define POOL 400000
#define MEMORY 64

typedef struct Gen {
    Buf ir;
    Buf c;
    uint64_t state;
    unsigned next; /* value */
    unsigned block;
    unsigned blocks;
    unsigned pool[TYPES][POOL];
    unsigned count[TYPES];
    unsigned depth;
    unsigned budget;
    unsigned size;
} Gen;

static unsigned rnd(Gen *g, unsigned n) {
    g->state = g->state * 6364136223846793005U + 1442695040888963407U;
    return (unsigned)(g->state >> 33) % n;
}

static unsigned pick(Gen *g, unsigned type) {
    unsigned n = g->count[type];
    /* recent ones more often */
    if (n > 8 && rnd(g, 3) != 0)
        return g->pool[type][n - 1 - rnd(g, 8)];
    return g->pool[type][rnd(g, n)];
}

static unsigned def(Gen *g, unsigned type) {
    g->next++;
    if (g->count[type] < POOL)
        g->pool[type][g->count[type]++] = g->next;
    return g->next;
}

/* A value that later picks must not see yet. */
static unsigned hidden(Gen *g) {
    g->next++;
    return g->next;
}

static void show(Gen *g, unsigned type, unsigned v) {
    if (g->count[type] < POOL)
        g->pool[type][g->count[type]++] = v;
}

static unsigned constant(Gen *g, unsigned type, int64_t value) {
    unsigned v = hidden(g);
    if (type == I32)
        value = (int32_t)value;
    buf_printf(&g->ir, "    %%%u = const %s %ld\n", v, type_names[type], (long)value);
    buf_printf(&g->c, "    %s v%u = (%s)0x%lxU;\n", c_types[type], v, c_types[type],
               (unsigned long)(type == I32 ? (uint32_t)value : (uint64_t)value));
    return v;
}

static int64_t interesting(Gen *g) {
    static const int64_t list[] = {0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 15, 16, 31, 63, 64, 100, 127, 128, 255, 256, 1000,
                                   4096, 32767, 65535, 65536, 0x7fffffff, 0x80000000, 0xffffffff, 0x100000000};
    int64_t v = list[rnd(g, sizeof list / sizeof list[0])];
    if (rnd(g, 4) == 0)
        v = -v;
    if (rnd(g, 12) == 0)
        v = (int64_t)((uint64_t)rnd(g, 0x7fffffff) << 32 | rnd(g, 0x7fffffff) << 1);
    return v;
}

static unsigned operand(Gen *g, unsigned type) {
    if (type <= I64 && rnd(g, 4) == 0)
        return constant(g, type, interesting(g));
    return pick(g, type);
}

static const char *sname(unsigned type) {
    return type == I32 ? "int32_t" : "int64_t";
}

/* ---- integers ---- */

static void binary(Gen *g) {
    static const char *const names[] = {"add", "sub", "mul", "and", "or", "xor", "add", "sub"};
    static const char *const ops[] = {"+", "-", "*", "&", "|", "^", "+", "-"};
    unsigned type = rnd(g, 2);
    unsigned k = rnd(g, 8);
    unsigned a = operand(g, type);
    unsigned b = operand(g, type);
    unsigned v = def(g, type);
    buf_printf(&g->ir, "    %%%u = %s %s %%%u, %%%u\n", v, names[k], type_names[type], a, b);
    buf_printf(&g->c, "    %s v%u = v%u %s v%u;\n", c_types[type], v, a, ops[k], b);
}

static void shift(Gen *g) {
    static const char *const names[] = {"shl", "shr", "sar"};
    unsigned type = rnd(g, 2);
    unsigned k = rnd(g, 3);
    unsigned a = pick(g, type);
    unsigned b = rnd(g, 2) ? constant(g, I32, rnd(g, type == I32 ? 32 : 64)) : pick(g, I32);
    unsigned v = def(g, type);
    buf_printf(&g->ir, "    %%%u = %s %s %%%u, %%%u\n", v, names[k], type_names[type], a, b);
    buf_printf(&g->c, "    %s v%u = (%s)((%s)v%u %s (v%u & %u));\n", c_types[type], v,
               c_types[type], k == 2 ? sname(type) : c_types[type], a, k == 0 ? "<<" : ">>", b, type == I32 ? 31 : 63);
}

static void divide(Gen *g) {
    static const char *const names[] = {"sdiv", "udiv", "srem", "urem"};
    unsigned type = rnd(g, 2);
    unsigned k = rnd(g, 4);
    unsigned a = pick(g, type);
    unsigned b;
    unsigned v;
    bool is_signed = (k & 1) == 0;
    if (rnd(g, 2)) {
        int64_t d = interesting(g);
        if (type == I32)
            d = (int32_t)d;
        b = constant(g, type, d == 0 || (d == -1 && is_signed) ? 12345 : d);
    } else {
        unsigned t = pick(g, type);
        unsigned mask = constant(g, type, 0x7fff);
        unsigned one = constant(g, type, 1);
        unsigned m = def(g, type);
        b = def(g, type);
        buf_printf(&g->ir, "    %%%u = and %s %%%u, %%%u\n    %%%u = or %s %%%u, %%%u\n", m, type_names[type], t, mask, b,
                   type_names[type], m, one);
        buf_printf(&g->c, "    %s v%u = v%u & 0x7fff, v%u = v%u | 1;\n", c_types[type], m, t, b, m);
    }
    v = def(g, type);
    buf_printf(&g->ir, "    %%%u = %s %s %%%u, %%%u\n", v, names[k], type_names[type], a, b);
    if (is_signed)
        buf_printf(&g->c, "    %s v%u = (%s)((%s)v%u %s (%s)v%u);\n", c_types[type], v, c_types[type], sname(type), a,
                   k == 0 ? "/" : "%", sname(type), b);
    else
        buf_printf(&g->c, "    %s v%u = v%u %s v%u;\n", c_types[type], v, a, k == 1 ? "/" : "%", b);
}

static void high(Gen *g) {
    bool is_signed = rnd(g, 2);
    unsigned a = pick(g, I64);
    unsigned b = pick(g, I64);
    unsigned v = def(g, I64);
    buf_printf(&g->ir, "    %%%u = %s i64 %%%u, %%%u\n", v, is_signed ? "smulh" : "umulh", a, b);
    if (is_signed)
        buf_printf(&g->c, "    uint64_t v%u = (uint64_t)((__int128)(int64_t)v%u * (int64_t)v%u >> 64);\n", v, a, b);
    else
        buf_printf(&g->c, "    uint64_t v%u = (uint64_t)((unsigned __int128)v%u * v%u >> 64);\n", v, a, b);
}

static void unary(Gen *g) {
    unsigned type = rnd(g, 2);
    unsigned k = rnd(g, 6);
    unsigned a = pick(g, type);
    unsigned v;
    const char *ll = type == I32 ? "" : "ll";
    if (k == 2 || k == 3) { /* not of zero */
        unsigned one = constant(g, type, 64);
        unsigned t = def(g, type);
        buf_printf(&g->ir, "    %%%u = or %s %%%u, %%%u\n", t, type_names[type], a, one);
        buf_printf(&g->c, "    %s v%u = v%u | 64;\n", c_types[type], t, a);
        a = t;
        v = def(g, type);
        buf_printf(&g->ir, "    %%%u = %s %s %%%u\n", v, k == 2 ? "clz" : "ctz", type_names[type], a);
        buf_printf(&g->c, "    %s v%u = (%s)__builtin_c%sz%s(v%u);\n", c_types[type], v, c_types[type], k == 2 ? "l" : "t", ll,
                   a);
    } else if (k == 4) {
        v = def(g, type);
        buf_printf(&g->ir, "    %%%u = popcount %s %%%u\n", v, type_names[type], a);
        buf_printf(&g->c, "    %s v%u = (%s)__builtin_popcount%s(v%u);\n", c_types[type], v, c_types[type], ll, a);
    } else if (k == 5) {
        unsigned bits = type == I64 ? 64 : rnd(g, 2) ? 16 : 32;
        v = def(g, type);
        buf_printf(&g->ir, "    %%%u = bswap.%u %s %%%u\n", v, bits, type_names[type], a);
        buf_printf(&g->c, "    %s v%u = __builtin_bswap%u((uint%u_t)v%u);\n", c_types[type], v, bits, bits, a);
    } else {
        v = def(g, type);
        buf_printf(&g->ir, "    %%%u = %s %s %%%u\n", v, k == 0 ? "neg" : "not", type_names[type], a);
        buf_printf(&g->c, "    %s v%u = %sv%u;\n", c_types[type], v, k == 0 ? "-" : "~", a);
    }
}

static void extend(Gen *g) {
    unsigned type = rnd(g, 2);
    unsigned from = rnd(g, 3) == 0 ? type : (unsigned)I32;
    unsigned bits = 8U << rnd(g, type == I32 ? 2 : 3);
    bool is_signed = rnd(g, 2);
    unsigned a = pick(g, from);
    unsigned v = def(g, type);
    buf_printf(&g->ir, "    %%%u = %s.%u %s %%%u\n", v, is_signed ? "sext" : "zext", bits, type_names[type], a);
    buf_printf(&g->c, "    %s v%u = (%s)(%sint%u_t)v%u;\n", c_types[type], v, c_types[type], is_signed ? "" : "u", bits, a);
    a = pick(g, I64);
    v = def(g, I32);
    buf_printf(&g->ir, "    %%%u = trunc i32 %%%u\n", v, a);
    buf_printf(&g->c, "    uint32_t v%u = (uint32_t)v%u;\n", v, a);
}

static unsigned compare(Gen *g) {
    static const char *const conds[] = {"eq", "ne", "slt", "sge", "sle", "sgt", "ult", "uge", "ule", "ugt"};
    static const char *const ops[] = {"==", "!=", "<", ">=", "<=", ">", "<", ">=", "<=", ">"};
    unsigned type = rnd(g, 2);
    unsigned k = rnd(g, 10);
    unsigned a = pick(g, type);
    unsigned b;
    unsigned v;
    if (rnd(g, 4) == 0) { /* bits of a mask */
        unsigned mask = operand(g, type);
        unsigned t = def(g, type);
        buf_printf(&g->ir, "    %%%u = and %s %%%u, %%%u\n", t, type_names[type], a, mask);
        buf_printf(&g->c, "    %s v%u = v%u & v%u;\n", c_types[type], t, a, mask);
        a = t;
        b = constant(g, type, 0);
        k &= 1;
    } else {
        b = operand(g, type);
    }
    v = def(g, I32);
    buf_printf(&g->ir, "    %%%u = icmp.%s i32 %%%u, %%%u\n", v, conds[k], a, b);
    if (k < 6)
        buf_printf(&g->c, "    uint32_t v%u = (%s)v%u %s (%s)v%u;\n", v, sname(type), a, ops[k], sname(type), b);
    else
        buf_printf(&g->c, "    uint32_t v%u = v%u %s v%u;\n", v, a, ops[k], b);
    return v;
}

static unsigned compare_floats(Gen *g) {
    static const char *const conds[] = {"eq", "ne", "slt", "sge", "sle", "sgt", "nlt", "nge", "nle", "ngt"};
    static const char *const ops[] = {"", "!(", "", "", "", "", "!(", "!(", "!(", "!("};
    static const char *const rel[] = {"==", "==", "<", ">=", "<=", ">", "<", ">=", "<=", ">"};
    unsigned type = F32 + rnd(g, 2);
    unsigned k = rnd(g, 10);
    unsigned a = pick(g, type);
    unsigned b = pick(g, type);
    unsigned v = def(g, I32);
    buf_printf(&g->ir, "    %%%u = fcmp.%s i32 %%%u, %%%u\n", v, conds[k], a, b);
    buf_printf(&g->c, "    uint32_t v%u = %sv%u %s v%u%s;\n", v, ops[k], a, rel[k], b, ops[k][0] ? ")" : "");
    return v;
}

static unsigned condition(Gen *g) {
    unsigned k = rnd(g, 5);
    if (k == 0)
        return pick(g, I32);
    return k == 1 ? compare_floats(g) : compare(g);
}

static void choose(Gen *g) {
    unsigned type = rnd(g, TYPES);
    unsigned cond = condition(g);
    unsigned a = pick(g, type);
    unsigned b = pick(g, type);
    unsigned v = def(g, type);
    buf_printf(&g->ir, "    %%%u = select %s %%%u, %%%u, %%%u\n", v, type_names[type], cond, a, b);
    buf_printf(&g->c, "    %s v%u = v%u != 0 ? v%u : v%u;\n", c_types[type], v, cond, a, b);
}

/* ---- floats ---- */

static void float_binary(Gen *g) {
    static const char *const names[] = {"fadd", "fsub", "fmul", "fdiv"};
    unsigned type = F32 + rnd(g, 2);
    unsigned k = rnd(g, 4);
    unsigned a = pick(g, type);
    unsigned b = pick(g, type);
    unsigned v;
    if (rnd(g, 3) == 0) {
        b = def(g, type);
        buf_printf(&g->ir, "    %%%u = fconst %s 0x%lx\n", b, type_names[type], type == F32 ? 0x3fc00000UL : 0x4004000000000000UL);
        buf_printf(&g->c, "    %s v%u = %s;\n", c_types[type], b, type == F32 ? "1.5f" : "2.5");
    }
    v = def(g, type);
    buf_printf(&g->ir, "    %%%u = %s %s %%%u, %%%u\n", v, names[k], type_names[type], a, b);
    buf_printf(&g->c, "    %s v%u = v%u %c v%u;\n", c_types[type], v, a, "+-*/"[k], b);
}

static void float_unary(Gen *g) {
    unsigned type = F32 + rnd(g, 2);
    unsigned a = pick(g, type);
    unsigned v = def(g, type);
    unsigned k = rnd(g, 4);
    const char *f = type == F32 ? "f" : "";
    if (k == 0) {
        buf_printf(&g->ir, "    %%%u = fneg %s %%%u\n", v, type_names[type], a);
        buf_printf(&g->c, "    %s v%u = -v%u;\n", c_types[type], v, a);
    } else if (k == 1) {
        unsigned w = def(g, type);
        buf_printf(&g->ir, "    %%%u = fabs %s %%%u\n    %%%u = fsqrt %s %%%u\n", v, type_names[type], a, w, type_names[type], v);
        buf_printf(&g->c, "    %s v%u = __builtin_fabs%s(v%u), v%u = __builtin_sqrt%s(v%u);\n", c_types[type], v, f, a, w, f, v);
    } else {
        unsigned other = type == F32 ? F64 : F32;
        g->count[type]--; /* v gets another type */
        show(g, other, v);
        buf_printf(&g->ir, "    %%%u = %s %s %%%u\n", v, other == F64 ? "fext" : "ftrunc", type_names[other], a);
        buf_printf(&g->c, "    %s v%u = (%s)v%u;\n", c_types[other], v, c_types[other], a);
    }
}

static void convert(Gen *g) {
    unsigned type = F32 + rnd(g, 2);
    unsigned from = rnd(g, 2);
    bool is_signed = rnd(g, 2);
    unsigned a = pick(g, from);
    unsigned small = def(g, from);
    unsigned v = def(g, type);
    unsigned w = def(g, from);
    unsigned shift = constant(g, I32, 2);
    unsigned any = pick(g, from);
    unsigned all = def(g, type);
    /* of a quarter of the range, so that the way back is defined; and of the whole of it */
    buf_printf(&g->ir, "    %%%u = %s %s %%%u, %%%u\n", small, is_signed ? "sar" : "shr", type_names[from], a, shift);
    buf_printf(&g->ir, "    %%%u = %citof %s %%%u\n", v, is_signed ? 's' : 'u', type_names[type], small);
    buf_printf(&g->ir, "    %%%u = fto%ci %s %%%u\n", w, is_signed ? 's' : 'u', type_names[from], v);
    buf_printf(&g->ir, "    %%%u = %citof %s %%%u\n", all, is_signed ? 's' : 'u', type_names[type], any);
    buf_printf(&g->c, "    %s v%u = (%s)((%s)v%u >> 2);\n", c_types[from], small, c_types[from],
               is_signed ? sname(from) : c_types[from], a);
    buf_printf(&g->c, "    %s v%u = (%s)v%u;\n", c_types[type], v, is_signed ? sname(from) : c_types[from], small);
    buf_printf(&g->c, "    %s v%u = (%s)(%s)v%u;\n", c_types[from], w, c_types[from], is_signed ? sname(from) : c_types[from], v);
    buf_printf(&g->c, "    %s v%u = (%s)v%u;\n", c_types[type], all, is_signed ? sname(from) : c_types[from], any);
    if (!is_signed && from == I64) { /* beyond 2^63 */
        unsigned x = def(g, type);
        unsigned y = def(g, type);
        unsigned three = hidden(g);
        unsigned z = def(g, I64);
        buf_printf(&g->ir, "    %%%u = fconst %s 0x%lx\n", three, type_names[type], type == F32 ? 0x40400000UL : 0x4008000000000000UL);
        buf_printf(&g->ir, "    %%%u = fmul %s %%%u, %%%u\n", y, type_names[type], v, three);
        buf_printf(&g->ir, "    %%%u = ftoui i64 %%%u\n", z, y);
        buf_printf(&g->ir, "    %%%u = uitof %s %%%u\n", x, type_names[type], z);
        buf_printf(&g->c, "    %s v%u = v%u * 3; uint64_t v%u = (uint64_t)v%u; %s v%u = (%s)v%u;\n", c_types[type], y, v, z, y,
                   c_types[type], x, c_types[type], z);
    }
}

/* The value, or 1.0 if it is no number: encodings of NaNs may differ. */
static unsigned number(Gen *g, unsigned type) {
    unsigned a = pick(g, type);
    unsigned t = hidden(g);
    unsigned one = hidden(g);
    unsigned v = def(g, type);
    buf_printf(&g->ir, "    %%%u = fconst %s 0x%lx\n", one, type_names[type], type == F32 ? 0x3f800000UL : 0x3ff0000000000000UL);
    buf_printf(&g->ir, "    %%%u = fcmp.eq i32 %%%u, %%%u\n", t, a, a);
    buf_printf(&g->ir, "    %%%u = select %s %%%u, %%%u, %%%u\n", v, type_names[type], t, a, one);
    buf_printf(&g->c, "    %s v%u = v%u == v%u ? v%u : 1;\n", c_types[type], v, a, a, a);
    return v;
}

static void bitcast(Gen *g) {
    unsigned type = F32 + rnd(g, 2);
    unsigned n = number(g, type);
    unsigned v = def(g, type - F32);
    unsigned from = pick(g, type - F32);
    unsigned w = def(g, type);
    buf_printf(&g->ir, "    %%%u = bitcast %s %%%u\n    %%%u = bitcast %s %%%u\n", v, type_names[type - F32], n, w,
               type_names[type], from);
    buf_printf(&g->c, "    %s v%u; memcpy(&v%u, &v%u, %d); %s v%u; memcpy(&v%u, &v%u, %d);\n", c_types[type - F32], v, v, n,
               type == F32 ? 4 : 8, c_types[type], w, w, from, type == F32 ? 4 : 8);
}

static void long_double(Gen *g) {
    static const char *const names[] = {"ldadd", "ldsub", "ldmul", "lddiv"};
    static const char *const conds[] = {"eq", "ne", "slt", "sge", "sle", "sgt", "nlt", "nge", "nle", "ngt"};
    static const char *const ops[] = {"", "!(", "", "", "", "", "!(", "!(", "!(", "!("};
    static const char *const rel[] = {"==", "==", "<", ">=", "<=", ">", "<", ">=", "<=", ">"};
    unsigned type = rnd(g, TYPES);
    bool is_unsigned = type <= I64 && rnd(g, 2);
    unsigned a = pick(g, type);
    unsigned s[4];
    unsigned k = rnd(g, 4);
    unsigned c = rnd(g, 10);
    unsigned x = pick(g, I32);
    unsigned v = def(g, F64);
    unsigned t = def(g, I32);
    unsigned w = def(g, I64);
    unsigned id = g->next;
    for (unsigned i = 0; i < 4; i++) {
        s[i] = hidden(g);
        buf_printf(&g->ir, "    %%%u = slot i64 s%u\n", s[i], i + 2);
    }
    buf_printf(&g->ir, "    ldfrom.%d %%%u, %%%u\n    ldfrom.0 %%%u, %%%u\n", is_unsigned, s[0], a, s[1], x);
    buf_printf(&g->ir, "    %s %%%u, %%%u, %%%u\n    ld%s %%%u, %%%u\n", names[k], s[2], s[0], s[1], k & 1 ? "neg" : "abs", s[3], s[2]);
    buf_printf(&g->ir, "    %%%u = ldto.0 f64 %%%u\n    %%%u = ldcmp.%s i32 %%%u, %%%u\n", v, s[3], t, conds[c], s[2], s[1]);
    buf_printf(&g->ir, "    %%%u = ldto.%d i64 %%%u\n", w, type == I64 && is_unsigned, type <= I64 ? s[0] : s[1]);
    buf_printf(&g->c, "    long double l%u = (long double)(%s)v%u, m%u = (int32_t)v%u, n%u = l%u %c m%u, o%u = %s;\n", id,
               type > I64 ? c_types[type] : is_unsigned ? c_types[type] : sname(type), a, id, x, id, id, "+-*/"[k], id, id,
               k & 1 ? "-n_" : "ABS(n_)");
    buf_printf(&g->c, "    double v%u = (double)o%u; uint32_t v%u = %sn%u %s m%u%s; uint64_t v%u = (uint64_t)(%sint64_t)%c%u;\n", v, id, t,
               ops[c], id, rel[c], id, ops[c][0] ? ")" : "", w, type == I64 && is_unsigned ? "u" : "", type <= I64 ? 'l' : 'm', id);
    /* the name of n is only known here */
    for (unsigned char *p = g->c.data + g->c.len; p > g->c.data; p--) {
        if (p[0] == 'n' && p[1] == '_') {
            Buf rest = {0};
            buf_add(&rest, p + 2, (size_t)(g->c.data + g->c.len - (p + 2)));
            g->c.len = (size_t)(p - g->c.data);
            buf_printf(&g->c, "n%u", id);
            buf_add(&g->c, rest.data, rest.len);
            buf_free(&rest);
            break;
        }
        if (p < g->c.data + g->c.len - 600)
            break;
    }
}

/* ---- memory ---- */

static const char *const mems[] = {"s8", "u8", "s16", "u16", "32", "64", "f32", "f64"};
static const char *const mem_types[] = {"int8_t", "uint8_t", "int16_t", "uint16_t", "uint32_t", "uint64_t", "float", "double"};
static const unsigned mem_sizes[] = {1, 1, 2, 2, 4, 8, 4, 8};
static const unsigned mem_values[] = {I32, I32, I32, I32, I32, I64, F32, F64};

/* An address in the array or in slot 1: the IR value, its offset, and the C text. */
static unsigned address(Gen *g, unsigned size, unsigned *offset, char *text) {
    bool slot = rnd(g, 3) == 0;
    unsigned base = slot ? hidden(g) : 1; /* value 1 is the parameter */
    *offset = rnd(g, 32) & ~(size - 1);
    if (slot)
        buf_printf(&g->ir, "    %%%u = slot i64 s1\n", base);
    if (rnd(g, 2)) {
        unsigned i = pick(g, I64);
        unsigned mask = constant(g, I64, 24 / size);
        unsigned k = size == 8 ? 3 : size == 4 ? 2 : size == 2 ? 1 : 0;
        unsigned by = constant(g, I32, k);
        unsigned m = def(g, I64);
        unsigned scaled = hidden(g);
        unsigned sum = hidden(g);
        buf_printf(&g->ir, "    %%%u = and i64 %%%u, %%%u\n    %%%u = shl i64 %%%u, %%%u\n    %%%u = add i64 %%%u, %%%u\n", m, i,
                   mask, scaled, m, by, sum, base, scaled);
        buf_printf(&g->c, "    uint64_t v%u = v%u & %u;\n", m, i, 24 / size);
        sprintf(text, "(%s + (v%u << %u) + %u)", slot ? "slot" : "mem", m, k, *offset);
        return sum;
    }
    sprintf(text, "(%s + %u)", slot ? "slot" : "mem", *offset);
    return base;
}

static void memory(Gen *g) {
    unsigned k = rnd(g, 8);
    unsigned type = mem_values[k];
    unsigned offset;
    char text[100];
    unsigned a = address(g, mem_sizes[k], &offset, text);
    unsigned v;
    switch (rnd(g, 4)) {
    case 0:
        v = type >= F32 ? number(g, type) : operand(g, type);
        buf_printf(&g->ir, "    store.%s %%%u + %u, %%%u\n", mems[k], a, offset, v);
        buf_printf(&g->c, "    { %s t = (%s)v%u; memcpy(%s, &t, %u); }\n", mem_types[k], mem_types[k], v, text, mem_sizes[k]);
        break;
    case 1: /* *p = *p op x */
        if (type <= I64) {
            static const char *const names[] = {"add", "sub", "and", "or", "xor"};
            unsigned o = rnd(g, 5);
            unsigned x = operand(g, type);
            unsigned old = hidden(g);
            v = hidden(g);
            buf_printf(&g->ir, "    %%%u = load.%s %s %%%u + %u\n", old, mems[k], type_names[type], a, offset);
            buf_printf(&g->ir, "    %%%u = %s %s %%%u, %%%u\n", v, names[o], type_names[type], old, x);
            buf_printf(&g->ir, "    store.%s %%%u + %u, %%%u\n", mems[k], a, offset, v);
            buf_printf(&g->c, "    { %s t; memcpy(&t, %s, %u); t = (%s)(t %c v%u); memcpy(%s, &t, %u); }\n", mem_types[k], text,
                       mem_sizes[k], mem_types[k], "+-&|^"[o], x, text, mem_sizes[k]);
            break;
        }
        /* fall through */
    default:
        v = def(g, type);
        buf_printf(&g->ir, "    %%%u = load.%s %s %%%u + %u\n", v, mems[k], type_names[type], a, offset);
        buf_printf(&g->c, "    %s v%u; { %s t; memcpy(&t, %s, %u); v%u = (%s)t; }\n", c_types[type], v, mem_types[k], text,
                   mem_sizes[k], v, c_types[type]);
        break;
    }
}

static void copy(Gen *g) {
    unsigned n = 1 + rnd(g, 31);
    unsigned s = hidden(g);
    bool to_slot = rnd(g, 2);
    buf_printf(&g->ir, "    %%%u = slot i64 s1\n", s);
    if (rnd(g, 4) == 0) {
        buf_printf(&g->ir, "    memzero.0 %%%u, %u\n", to_slot ? s : 1, n);
        buf_printf(&g->c, "    memset(%s, 0, %u);\n", to_slot ? "slot" : "mem", n);
        return;
    }
    buf_printf(&g->ir, "    memcpy.0 %%%u, %%%u, %u\n", to_slot ? s : 1, to_slot ? 1 : s, n);
    buf_printf(&g->c, "    memcpy(%s, %s, %u);\n", to_slot ? "slot" : "mem", to_slot ? "mem" : "slot", n);
}

/* ---- calls: places l0 … are declared in function() ---- */

static void call(Gen *g) {
    unsigned a = operand(g, I64);
    unsigned b = operand(g, I32);
    unsigned x = pick(g, F64);
    unsigned y = pick(g, F32);
    unsigned c = hidden(g);
    unsigned v;
    if (rnd(g, 2)) {
        v = def(g, I64);
        buf_printf(&g->ir, "    %%%u = call void $ext1(%%%u l0, %%%u l1, %%%u l2, %%%u l3)\n", c, a, b, x, y);
        buf_printf(&g->ir, "    %%%u = result i64 %%%u, 4\n", v, c);
        buf_printf(&g->c, "    uint64_t v%u = ext1(v%u, v%u, v%u, v%u);\n", v, a, b, x, y);
    } else {
        unsigned d = operand(g, I64);
        v = def(g, F64);
        buf_printf(&g->ir, "    %%%u = call void $ext2(%%%u l0, %%%u l1, %%%u l5, %%%u l6, %%%u l7, %%%u l8, %%%u l9, %%%u l10, %%%u l2)\n",
                   c, a, b, d, a, b, d, b, d, x);
        buf_printf(&g->ir, "    %%%u = result f64 %%%u, 11\n", v, c);
        buf_printf(&g->c, "    double v%u = ext2(v%u, v%u, v%u, v%u, v%u, v%u, v%u, v%u, v%u);\n", v, a, b, d, a, b, d, b, d, x);
    }
}

/* ---- control ---- */

static void statements(Gen *g, unsigned count);

static void save(const Gen *g, unsigned *counts) {
    memcpy(counts, g->count, sizeof g->count);
}

static void restore(Gen *g, const unsigned *counts) {
    memcpy(g->count, counts, sizeof g->count);
}

static void diamond(Gen *g) {
    unsigned cond = condition(g);
    unsigned yes = ++g->blocks;
    unsigned no = ++g->blocks;
    unsigned join = ++g->blocks;
    unsigned counts[TYPES];
    unsigned phis[TYPES];
    unsigned value[2][TYPES];
    unsigned ends[2];
    for (unsigned i = 0; i < TYPES; i++) {
        phis[i] = hidden(g);
        buf_printf(&g->c, "    %s v%u;\n", c_types[i], phis[i]);
    }
    save(g, counts);
    buf_printf(&g->ir, "    branch %%%u, @%u, @%u\n@%u:\n", cond, yes, no, yes);
    buf_printf(&g->c, "    if (v%u != 0) {\n", cond);
    for (unsigned k = 0; k < 2; k++) {
        g->block = k == 0 ? yes : no;
        statements(g, rnd(g, 6));
        for (unsigned i = 0; i < TYPES; i++) {
            value[k][i] = i <= I64 && rnd(g, 3) == 0 ? constant(g, i, interesting(g)) : pick(g, i);
            buf_printf(&g->c, "    v%u = v%u;\n", phis[i], value[k][i]);
        }
        ends[k] = g->block;
        restore(g, counts);
        buf_printf(&g->ir, "    jump @%u\n@%u:\n", join, k == 0 ? no : join);
        buf_text(&g->c, k == 0 ? "    } else {\n" : "    }\n");
    }
    for (unsigned i = 0; i < TYPES; i++) {
        buf_printf(&g->ir, "    %%%u = phi %s @%u %%%u, @%u %%%u\n", phis[i], type_names[i], ends[0], value[0][i], ends[1], value[1][i]);
        show(g, i, phis[i]);
    }
    g->block = join;
}

/* Phis of a loop, some of which exchange their values. */
static void loop(Gen *g) {
    unsigned head = ++g->blocks;
    unsigned out;
    unsigned entry = g->block;
    unsigned counter = hidden(g);
    unsigned zero = constant(g, I32, 0);
    unsigned next = hidden(g);
    unsigned end = hidden(g);
    unsigned limit = 2 + rnd(g, 4);
    unsigned phis[6];
    unsigned init[6];
    unsigned step[6];
    unsigned counts[TYPES];
    unsigned one;
    unsigned last;
    size_t hole;
    Buf body = {0};
    for (unsigned i = 0; i < 6; i++) {
        init[i] = pick(g, i % TYPES);
        phis[i] = hidden(g);
        buf_printf(&g->c, "    %s v%u = v%u;\n", c_types[i % TYPES], phis[i], init[i]);
    }
    buf_printf(&g->ir, "    jump @%u\n@%u:\n", head, head);
    buf_printf(&g->c, "    uint32_t v%u = 0;\n    for (;;) {\n", counter);
    hole = g->ir.len;
    save(g, counts);
    for (unsigned i = 0; i < 6; i++)
        show(g, i % TYPES, phis[i]);
    show(g, I32, counter);
    g->block = head;
    statements(g, 1 + rnd(g, 8));
    for (unsigned i = 0; i < 6; i++)
        step[i] = rnd(g, 3) == 0 ? phis[(i + 4) % 6 % TYPES == i % TYPES ? (i + 4) % 6 : i] : pick(g, i % TYPES);
    one = constant(g, I32, 1);
    last = constant(g, I32, limit);
    out = ++g->blocks;
    buf_printf(&g->ir, "    %%%u = add i32 %%%u, %%%u\n    %%%u = icmp.ult i32 %%%u, %%%u\n    branch %%%u, @%u, @%u\n@%u:\n", next, counter, one,
               end, next, last, end, head, out, out);
    buf_text(&g->c, "    {");
    for (unsigned i = 0; i < 6; i++)
        buf_printf(&g->c, " %s t%u = v%u;", c_types[i % TYPES], i, step[i]);
    for (unsigned i = 0; i < 6; i++)
        buf_printf(&g->c, " v%u = t%u;", phis[i], i);
    buf_printf(&g->c, " v%u++; }\n    if (v%u >= %u) break;\n    }\n", counter, counter, limit);
    /* the phis stand first */
    buf_add(&body, g->ir.data + hole, g->ir.len - hole);
    g->ir.len = hole;
    buf_printf(&g->ir, "    %%%u = phi i32 @%u %%%u, @%u %%%u\n", counter, entry, zero, g->block, next);
    for (unsigned i = 0; i < 6; i++)
        buf_printf(&g->ir, "    %%%u = phi %s @%u %%%u, @%u %%%u\n", phis[i], type_names[i % TYPES], entry, init[i], g->block, step[i]);
    buf_add(&g->ir, body.data, body.len);
    buf_free(&body);
    restore(g, counts);
    g->block = out;
}

static void switch_on(Gen *g) {
    unsigned type = rnd(g, 2);
    unsigned count = 1 + rnd(g, 12);
    unsigned mask = constant(g, type, 31);
    unsigned from = pick(g, type);
    unsigned value = def(g, type);
    unsigned join = ++g->blocks;
    unsigned phi = hidden(g);
    unsigned blocks[14];
    unsigned picks[14];
    unsigned spread = 1 + rnd(g, 3);
    buf_printf(&g->ir, "    %%%u = and %s %%%u, %%%u\n    switch %%%u, ", value, type_names[type], from, mask, value);
    buf_printf(&g->c, "    %s v%u = v%u & 31; uint32_t v%u;\n    switch (v%u) {\n", c_types[type], value, from, phi, value);
    for (unsigned i = 0; i <= count; i++) {
        blocks[i] = ++g->blocks;
        buf_printf(&g->ir, "%s@%u", i == 0 ? "" : ", ", blocks[i]);
    }
    buf_text(&g->ir, " [");
    for (unsigned i = 1; i <= count; i++)
        buf_printf(&g->ir, "%s%u: %u", i == 1 ? "" : ", ", i * spread, i);
    buf_text(&g->ir, "]\n");
    for (unsigned i = 0; i <= count; i++) {
        buf_printf(&g->ir, "@%u:\n", blocks[i]);
        if (i == 0)
            buf_text(&g->c, "    default:\n");
        else
            buf_printf(&g->c, "    case %u:\n", i * spread);
        picks[i] = rnd(g, 2) ? constant(g, I32, interesting(g)) : pick(g, I32);
        buf_printf(&g->ir, "    jump @%u\n", join);
        buf_printf(&g->c, "    v%u = v%u; break;\n", phi, picks[i]);
    }
    buf_printf(&g->ir, "@%u:\n    %%%u = phi i32", join, phi);
    for (unsigned i = 0; i <= count; i++)
        buf_printf(&g->ir, "%s @%u %%%u", i == 0 ? "" : ",", blocks[i], picks[i]);
    buf_text(&g->ir, "\n");
    buf_text(&g->c, "    }\n");
    show(g, I32, phi);
    g->block = join;
}

static void statements(Gen *g, unsigned count) {
    g->depth++;
    while (count-- != 0 && g->budget != 0) {
        unsigned k = rnd(g, 40);
        g->budget--;
        if (k < 8)
            binary(g);
        else if (k < 11)
            shift(g);
        else if (k < 13)
            divide(g);
        else if (k == 13)
            high(g);
        else if (k < 16)
            unary(g);
        else if (k < 18)
            extend(g);
        else if (k == 18)
            compare(g);
        else if (k == 19)
            compare_floats(g);
        else if (k < 22)
            choose(g);
        else if (k < 25)
            float_binary(g);
        else if (k == 25)
            float_unary(g);
        else if (k == 26)
            convert(g);
        else if (k == 27)
            bitcast(g);
        else if (k == 28)
            long_double(g);
        else if (k < 33)
            memory(g);
        else if (k == 33)
            copy(g);
        else if (k < 36)
            call(g);
        else if (k == 36 && g->depth < 4)
            loop(g);
        else if (k == 37 && g->depth < 5)
            switch_on(g);
        else if (g->depth < 5)
            diamond(g);
    }
    g->depth--;
}

/* ---- functions ---- */

static const char places[] =
    "loc l0 int i64 64 r8\nloc l1 int i32 32 r7\nloc l2 float f64 f64 r33\nloc l3 float f32 f32 r34\n"
    "loc l4 int i64 64 r1\nloc l5 int i64 64 r3\nloc l6 int i64 64 r2\nloc l7 int i32 32 r9\nloc l8 int i64 64 r10\n"
    "loc l9 stack i32 32 r0 + 0\nloc l10 stack i64 64 r0 + 8\nloc l11 float f64 f64 r33\n"
    "param 0 l0\nparam 1 l5\nparam 2 l1\nparam 3 l2\nparam 4 l3\nparam 5 l9\nparam 6 l10\n"
    "loc l12 int i64 64 r2\nloc l13 int i64 64 r9\nloc l14 int i64 64 r10\nparam 7 l12\nparam 8 l13\nparam 9 l14\n"
    "slot s1 size 64 align 16 named\nslot s2 size 16 align 16\nslot s3 size 16 align 16\nslot s4 size 16 align 16\n"
    "slot s5 size 16 align 16\n";

static void observe(Gen *g) {
    unsigned sum = constant(g, I64, 0);
    for (unsigned i = 0; i < 12; i++) {
        unsigned v = pick(g, I64);
        unsigned t = hidden(g);
        unsigned u = hidden(g);
        unsigned w = pick(g, I32);
        unsigned x = hidden(g);
        buf_printf(&g->ir, "    %%%u = xor i64 %%%u, %%%u\n    %%%u = sext.32 i64 %%%u\n    %%%u = sub i64 %%%u, %%%u\n", t, sum, v, u, w, x, t, u);
        buf_printf(&g->c, "    uint64_t v%u = (v%u ^ v%u) - (uint64_t)(int32_t)v%u;\n", x, sum, v, w);
        sum = x;
    }
    for (unsigned i = 0; i < 4; i++) {
        unsigned n = number(g, F64);
        unsigned t = hidden(g);
        unsigned x = hidden(g);
        buf_printf(&g->ir, "    %%%u = bitcast i64 %%%u\n    %%%u = add i64 %%%u, %%%u\n", t, n, x, sum, t);
        buf_printf(&g->c, "    uint64_t v%u; memcpy(&v%u, &v%u, 8); uint64_t v%u = v%u + v%u;\n", t, t, n, x, sum, t);
        sum = x;
    }
    buf_printf(&g->ir, "    ret %%%u l4\nend\n", sum);
    buf_printf(&g->c, "    return v%u;\n}\n", sum);
}

static void function(Gen *g, unsigned number_of) {
    unsigned s;
    g->next = 0;
    g->blocks = 1;
    g->block = 1;
    g->budget = 1 + rnd(g, g->size);
    g->depth = 0;
    memset(g->count, 0, sizeof g->count);
    buf_printf(&g->ir, "func $f%u level 1\n%s@1:\n", number_of, places);
    buf_text(&g->ir, "    %1 = param i64 0\n    %2 = param i64 1\n    %3 = param i32 2\n    %4 = param f64 3\n    %5 = param f32 4\n"
                     "    %6 = param i32 5\n    %7 = param i64 6\n    %8 = param i64 7\n    %9 = param i64 8\n    %10 = param i64 9\n");
    buf_printf(&g->c, "uint64_t c%u(unsigned char *mem, uint32_t v3, uint64_t v2, uint64_t v8, uint64_t v9, uint64_t v10, double v4, float v5,\n"
                      "    uint32_t v6, uint64_t v7) {\n    unsigned char slot[64];\n    memset(slot, 0, 64);\n", number_of);
    g->next = 10;
    show(g, I64, 2);
    show(g, I32, 3);
    show(g, F64, 4);
    show(g, F32, 5);
    show(g, I32, 6);
    show(g, I64, 7);
    show(g, I64, 8);
    show(g, I64, 9);
    show(g, I64, 10);
    s = hidden(g);
    buf_printf(&g->ir, "    %%%u = slot i64 s1\n    memzero.4 %%%u, 64\n", s, s);
    statements(g, g->size);
    observe(g);
}

static const char head[] =
    "#include <stdint.h>\n#include <stdio.h>\n#include <string.h>\n#define ABS(x) __builtin_fabsl(x)\n"
    "uint64_t ext1(uint64_t a, uint32_t b, double x, float y) {\n"
    "    return a * 3 + b + (x == x && x < 1e9 && x > -1e9 ? (uint64_t)(int64_t)x : 5) + (y > 1 ? 7 : 9);\n}\n"
    "double ext2(uint64_t a, uint32_t b, uint64_t c, uint64_t d, uint32_t e, uint64_t f, uint32_t g, uint64_t h, double x) {\n"
    "    return (double)(int64_t)(a ^ b ^ c * 3 ^ d * 5 ^ e * 7 ^ f * 11 ^ g ^ h * 13) + (x == x ? x : 1);\n}\n";

static void main_function(Gen *g, unsigned count) {
    Buf *c = &g->c;
    for (unsigned i = 0; i < count; i++)
        buf_printf(c, "extern __typeof__(c%u) f%u;\n", i, i);
    buf_text(c, "static uint64_t state = 88172645463325252U;\n"
                "static uint64_t r(void) { state ^= state << 13; state ^= state >> 7; state ^= state << 17; "
                "return state >> (state & 7) * 8; }\n"
                "int main(void) {\n    static __typeof__(c0) *const cs[] = {");
    for (unsigned i = 0; i < count; i++)
        buf_printf(c, "c%u, ", i);
    buf_text(c, "}, *const fs[] = {");
    for (unsigned i = 0; i < count; i++)
        buf_printf(c, "f%u, ", i);
    buf_printf(c, "};\n    int failed = 0;\n    for (int i = 0; i < %u; i++) for (int k = 0; k < 12; k++) {\n", count);
    buf_text(c, "        unsigned char m[2][64]; uint64_t a[8], x, y; double d = (double)(int64_t)r() / 1024; float e = (float)(int)r();\n"
                "        for (int j = 0; j < 8; j++) a[j] = k == 0 ? 0 : k == 1 ? -1 : r();\n"
                "        for (int j = 0; j < 64; j++) m[0][j] = m[1][j] = (unsigned char)r();\n"
                "        x = cs[i](m[0], a[0], a[1], a[2], a[3], a[4], d, e, a[5], a[6]);\n"
                "        y = fs[i](m[1], a[0], a[1], a[2], a[3], a[4], d, e, a[5], a[6]);\n"
                "        if (x != y || memcmp(m[0], m[1], 64) != 0) {\n"
                "            printf(\"f%d case %d: %lx, not %lx%s\\n\", i, k, y, x, memcmp(m[0], m[1], 64) ? \" (memory)\" : \"\");\n"
                "            failed++; break;\n        }\n    }\n"
                "    return failed != 0;\n}\n");
}

int main(int argc, char **argv) {
    Gen *g = allocate(sizeof *g);
    unsigned count;
    if (argc != 6)
        return 2;
    g->state = strtoul(argv[1], NULL, 10) * 2654435761U + 1;
    count = (unsigned)strtoul(argv[2], NULL, 10);
    g->size = (unsigned)strtoul(argv[5], NULL, 10);
    buf_text(&g->c, head);
    for (unsigned i = 0; i < count; i++)
        function(g, i);
    main_function(g, count);
    write_file(argv[3], g->ir.data, g->ir.len, false);
    write_file(argv[4], g->c.data, g->c.len, false);
    return 0;
}
