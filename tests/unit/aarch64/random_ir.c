/* random_ir SEED COUNT OUT.ir OUT.c: random functions in IR text whose values are computed here as well,
   and a C program that calls them and compares. run.sh sends them through the back end at both levels. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { I32, I64, F32, F64 };
static const char *const type_names[4] = {"i32", "i64", "f32", "f64"};

typedef struct Node {
    int type;
    uint64_t bits; /* I32: zero-extended */
    int block;
} Node;

#define MAX_NODES 700
#define MEMORY 512

static uint64_t state;
static Node nodes[MAX_NODES];
static int count;
static unsigned char memory[MEMORY];
static FILE *ir, *c;
static int path_live; /* statements here are executed */
static int visible[MAX_NODES]; /* nodes that can be used */
static int visible_count;

static uint64_t rnd(void) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static unsigned below(unsigned n) {
    return (unsigned)(rnd() >> 20) % n;
}

static float as_float(uint64_t bits) {
    uint32_t b = (uint32_t)bits;
    float f;
    memcpy(&f, &b, 4);
    return f;
}

static double as_double(uint64_t bits) {
    double d;
    memcpy(&d, &bits, 8);
    return d;
}

static uint64_t of_float(float f) {
    uint32_t b;
    memcpy(&b, &f, 4);
    if (f != f)
        b = 0x7fc00000;
    return b;
}

static uint64_t of_double(double d) {
    uint64_t b;
    memcpy(&b, &d, 8);
    if (d != d)
        b = 0x7ff8000000000000;
    return b;
}

static int add_node(int type, uint64_t bits) {
    nodes[count].type = type;
    nodes[count].bits = type == I32 || type == F32 ? bits & 0xffffffff : bits;
    visible[visible_count++] = count;
    return count++;
}

static const int64_t interesting[] = {0, 1, -1, 2, 3, 4, 5, 7, 8, 9, 10, 16, 31, 32, 63, 64, 100, 127, 128, 255, 256,
    4095, 4096, 4097, 65535, 65536, 0x7fffffff, -0x80000000L, 0xff00, 0xff00ff, 0xfff000, 0x1000000, 0x123456789abcdefL,
    INT64_MAX, INT64_MIN, 0xffffffff, 0x100000000, 0xaaaaaaaaaaaaaaaaUL, -4095, -4096, -2, -8, -256, 0x12345678};

static int constant(int type) {
    int n;
    if (type >= F32) {
        static const double values[] = {0.0, 1.0, -1.0, 0.5, 3.14159, 1e10, -2.5, 31.0, 0.125, 1e-5};
        double d = values[below(10)];
        uint64_t bits = type == F64 ? of_double(d) : of_float((float)d);
        n = add_node(type, bits);
        fprintf(ir, "    %%%d = fconst %s 0x%lx\n", n, type_names[type], bits);
        return n;
    }
    {
        int64_t v = interesting[below(sizeof interesting / sizeof interesting[0])];
        if (below(4) == 0)
            v = (int64_t)(rnd() >> below(64));
        if (type == I32)
            v = (int32_t)v;
        n = add_node(type, (uint64_t)v);
        fprintf(ir, "    %%%d = const %s %ld\n", n, type_names[type], (long)v);
        return n;
    }
}

/* An operand, preferably a recent one. */
static int pick(int type) {
    int tries;
    if (below(5) == 0)
        return constant(type);
    for (tries = 0; tries < 40; tries++) {
        int window = below(2) ? 2 : below(3) ? 6 : visible_count;
        int n;
        if (window > visible_count)
            window = visible_count;
        n = visible[visible_count - 1 - (int)below((unsigned)window)];
        if (nodes[n].type == type)
            return n;
    }
    return constant(type);
}

static int64_t sval(int n) {
    return nodes[n].type == I32 ? (int32_t)nodes[n].bits : (int64_t)nodes[n].bits;
}

static int out(int type, uint64_t bits, const char *op, const char *sub, int a, int b, int d) {
    int n = add_node(type, bits);
    fprintf(ir, "    %%%d = %s%s %s %%%d", n, op, sub, type_names[type], a);
    if (b >= 0)
        fprintf(ir, ", %%%d", b);
    if (d >= 0)
        fprintf(ir, ", %%%d", d);
    fprintf(ir, "\n");
    return n;
}

static const char *const int_ops[] = {"add", "sub", "mul", "and", "or", "xor", "shl", "shr", "sar",
                                      "sdiv", "udiv", "srem", "urem", "umulh", "smulh"};

static void int_op(void) {
    int type = (int)below(2);
    unsigned op = below(15);
    unsigned width = type == I32 ? 32 : 64;
    int a, b;
    uint64_t x, y, r = 0;
    if (below(3) == 0)
        op = below(9);
    if (op >= 13)
        type = I64;
    a = pick(type);
    b = op >= 6 && op <= 8 ? pick(I32) : pick(type);
    x = nodes[a].bits;
    y = nodes[b].bits;
    width = type == I32 ? 32 : 64;
    switch (op) {
    case 0: r = x + y; break;
    case 1: r = x - y; break;
    case 2: r = x * y; break;
    case 3: r = x & y; break;
    case 4: r = x | y; break;
    case 5: r = x ^ y; break;
    case 6: r = x << (y & (width - 1)); break;
    case 7: r = x >> (y & (width - 1)); break;
    case 8: r = (uint64_t)(sval(a) >> (y & (width - 1))); break;
    case 9: case 11:
        if (sval(b) == 0 || (sval(b) == -1 && (sval(a) == INT64_MIN || sval(a) == INT32_MIN)))
            return;
        r = (uint64_t)(op == 9 ? sval(a) / sval(b) : sval(a) % sval(b));
        break;
    case 10: case 12:
        if (y == 0)
            return;
        r = op == 10 ? x / y : x % y;
        break;
    case 13: r = (uint64_t)(((unsigned __int128)x * y) >> 64); break;
    default: r = (uint64_t)(((__int128)(int64_t)x * (int64_t)y) >> 64); break;
    }
    out(type, r, int_ops[op], "", a, b, -1);
}

static const char *const conds[14] = {"eq", "ne", "slt", "sge", "sle", "sgt", "ult", "uge", "ule", "ugt",
                                      "nlt", "nge", "nle", "ngt"};

static int comparison(void) {
    char sub[8];
    unsigned cond;
    int a, b, r = 0;
    if (below(4) != 0) {
        int type = (int)below(2);
        cond = below(10);
        a = pick(type);
        b = pick(type);
        switch (cond) {
        case 0: r = sval(a) == sval(b); break;
        case 1: r = sval(a) != sval(b); break;
        case 2: r = sval(a) < sval(b); break;
        case 3: r = sval(a) >= sval(b); break;
        case 4: r = sval(a) <= sval(b); break;
        case 5: r = sval(a) > sval(b); break;
        case 6: r = nodes[a].bits < nodes[b].bits; break;
        case 7: r = nodes[a].bits >= nodes[b].bits; break;
        case 8: r = nodes[a].bits <= nodes[b].bits; break;
        default: r = nodes[a].bits > nodes[b].bits; break;
        }
        sprintf(sub, ".%s", conds[cond]);
        return out(I32, (uint64_t)r, "icmp", sub, a, b, -1);
    } else {
        int type = F32 + (int)below(2);
        double x, y;
        static const uint8_t list[10] = {0, 1, 2, 3, 4, 5, 10, 11, 12, 13};
        cond = list[below(10)];
        a = pick(type);
        b = pick(type);
        x = type == F32 ? as_float(nodes[a].bits) : as_double(nodes[a].bits);
        y = type == F32 ? as_float(nodes[b].bits) : as_double(nodes[b].bits);
        switch (cond) {
        case 0: r = x == y; break;
        case 1: r = x != y; break;
        case 2: r = x < y; break;
        case 3: r = x >= y; break;
        case 4: r = x <= y; break;
        case 5: r = x > y; break;
        case 10: r = !(x < y); break;
        case 11: r = !(x >= y); break;
        case 12: r = !(x <= y); break;
        default: r = !(x > y); break;
        }
        sprintf(sub, ".%s", conds[cond]);
        return out(I32, (uint64_t)r, "fcmp", sub, a, b, -1);
    }
}

static void unary(void) {
    int type = (int)below(2);
    int from = (int)below(2);
    int a = pick(type);
    uint64_t x = nodes[a].bits;
    unsigned width = type == I32 ? 32 : 64;
    unsigned bits = 8U << below(3);
    char sub[8];
    switch (below(9)) {
    case 0: out(type, 0 - x, "neg", "", a, -1, -1); break;
    case 1: out(type, ~x, "not", "", a, -1, -1); break;
    case 2:
        if (x != 0)
            out(type, (uint64_t)(__builtin_clzl(x) - (type == I32 ? 32 : 0)), "clz", "", a, -1, -1);
        break;
    case 3:
        if (x != 0)
            out(type, (uint64_t)__builtin_ctzl(x), "ctz", "", a, -1, -1);
        break;
    case 4: out(type, (uint64_t)__builtin_popcountl(x), "popcount", "", a, -1, -1); break;
    case 5:
        bits = type == I64 ? 64 : below(2) ? 32 : 16;
        sprintf(sub, ".%u", bits);
        out(type, bits == 64 ? __builtin_bswap64(x) : bits == 32 ? __builtin_bswap32((uint32_t)x)
                                                                : __builtin_bswap16((uint16_t)x), "bswap", sub, a, -1, -1);
        break;
    case 6:
        a = pick(from);
        x = nodes[a].bits;
        if (bits == 32 && type == I32)
            bits = 16;
        sprintf(sub, ".%u", bits);
        out(type, (uint64_t)((int64_t)(x << (64 - bits)) >> (64 - bits)), "sext", sub, a, -1, -1);
        break;
    case 7:
        a = pick(from);
        x = nodes[a].bits;
        if (bits == 32 && type == I32)
            bits = 16;
        sprintf(sub, ".%u", bits);
        out(type, x << (64 - bits) >> (64 - bits), "zext", sub, a, -1, -1);
        break;
    default:
        a = pick(I64);
        out(I32, nodes[a].bits, "trunc", "", a, -1, -1);
        break;
    }
    (void)width;
}

static void float_op(void) {
    int type = F32 + (int)below(2);
    int a = pick(type);
    int b = pick(type);
    static const char *const names[] = {"fadd", "fsub", "fmul", "fdiv"};
    unsigned op = below(13);
    double x = type == F32 ? as_float(nodes[a].bits) : as_double(nodes[a].bits);
    double y = type == F32 ? as_float(nodes[b].bits) : as_double(nodes[b].bits);
    if (op < 4) {
        double r = op == 0 ? x + y : op == 1 ? x - y : op == 2 ? x * y : x / y;
        if (r != r)
            return; /* the sign of a NaN is nobody's business */
        out(type, type == F32 ? of_float((float)r) : of_double(r), names[op], "", a, b, -1);
        return;
    }
    switch (op) {
    case 4: out(type, type == F32 ? of_float(-(float)x) : of_double(-x), "fneg", "", a, -1, -1); break;
    case 5: out(type, type == F32 ? of_float(x < 0 ? -(float)x : (float)x) & 0x7fffffff
                                  : of_double(x < 0 ? -x : x) & INT64_MAX, "fabs", "", a, -1, -1); break;
    case 6:
        a = pick(I64);
        out(type, type == F32 ? of_float((float)sval(a)) : of_double((double)sval(a)), "sitof", "", a, -1, -1);
        break;
    case 7:
        a = pick(I32);
        out(type, type == F32 ? of_float((float)(uint32_t)nodes[a].bits) : of_double((double)nodes[a].bits), "uitof", "",
            a, -1, -1);
        break;
    case 8:
        if (x > -2e9 && x < 2e9)
            out((int)below(2), (uint64_t)(int64_t)x, "ftosi", "", a, -1, -1);
        break;
    case 9:
        if (x >= 0 && x < 4e9)
            out((int)below(2), (uint64_t)x, "ftoui", "", a, -1, -1);
        break;
    case 10:
        if (type == F32)
            out(F64, of_double(x), "fext", "", a, -1, -1);
        else
            out(F32, of_float((float)x), "ftrunc", "", a, -1, -1);
        break;
    case 11:
        out(type == F32 ? I32 : I64, nodes[a].bits, "bitcast", "", a, -1, -1);
        break;
    default: {
        int cond = comparison();
        a = pick(type);
        b = pick(type);
        out(type, nodes[cond].bits ? nodes[a].bits : nodes[b].bits, "select", "", cond, a, b);
        break;
    }
    }
}

static const char *const mems[8] = {"s8", "u8", "s16", "u16", "32", "64", "f32", "f64"};
static const unsigned mem_sizes[8] = {1, 1, 2, 2, 4, 8, 4, 8};
static int base; /* node of the memory's address */

/* base + index, inside the memory with room for an offset up to 128. */
static int address(uint64_t *where) {
    unsigned form = below(4);
    int a, k, scale, n;
    uint64_t index;
    *where = 0;
    if (form == 0)
        return base;
    a = pick(form == 1 ? I64 : I32);
    k = add_node(nodes[a].type, 15);
    fprintf(ir, "    %%%d = const %s 15\n", k, type_names[nodes[a].type]);
    a = out(nodes[a].type, nodes[a].bits & 15, "and", "", a, k, -1);
    index = nodes[a].bits;
    if (form >= 2)
        a = out(I64, index, form == 2 ? "sext" : "zext", ".32", a, -1, -1);
    scale = (int)below(4);
    if (scale != 0) {
        k = add_node(I32, (uint64_t)scale);
        fprintf(ir, "    %%%d = const i32 %d\n", k, scale);
        a = out(I64, index << scale, "shl", "", a, k, -1);
        index <<= scale;
    }
    n = add_node(I64, 0);
    nodes[n].type = -1;
    visible_count--;
    fprintf(ir, below(2) ? "    %%%d = add i64 %%%d, %%%d\n" : "    %%%d = add i64 %%%d, %%%d\n", n, base, a);
    *where = index;
    return n;
}

static void load(void) {
    unsigned mem = below(8);
    uint64_t where, bits = 0;
    int a = address(&where);
    unsigned offset = below(128);
    int n;
    memcpy(&bits, &memory[where + offset], mem_sizes[mem]);
    if (mem == 0)
        bits = (uint64_t)(int8_t)bits;
    if (mem == 2)
        bits = (uint64_t)(int16_t)bits;
    if ((mem == 6 && as_float(bits) != as_float(bits)) || (mem == 7 && as_double(bits) != as_double(bits)))
        return;
    n = add_node(mem < 5 ? I32 : mem == 5 ? I64 : mem == 6 ? F32 : F64, bits);
    fprintf(ir, "    %%%d = load.%s %s %%%d + %u\n", n, mems[mem], type_names[nodes[n].type], a, offset);
}

static void store(void) {
    unsigned mem = below(8);
    uint64_t where;
    int a = address(&where);
    unsigned offset = below(128);
    int v = pick(mem < 5 ? I32 : mem == 5 ? I64 : mem == 6 ? F32 : F64);
    if (path_live)
        memcpy(&memory[where + offset], &nodes[v].bits, mem_sizes[mem]);
    fprintf(ir, "    store.%s %%%d + %u, %%%d\n", mems[mem], a, offset, v);
}

static void block_op(void) {
    unsigned size = 1 + below(150);
    unsigned to = below(100);
    unsigned from = 256 + below(100);
    int k = add_node(-1, 0);
    int a, b;
    visible_count--;
    fprintf(ir, "    %%%d = const i64 %u\n", k, to);
    a = add_node(-1, 0);
    visible_count--;
    fprintf(ir, "    %%%d = add i64 %%%d, %%%d\n", a, base, k);
    if (below(3) == 0) {
        fprintf(ir, "    memzero.0 %%%d, %u\n", a, size);
        if (path_live)
            memset(&memory[to], 0, size);
        return;
    }
    k = add_node(-1, 0);
    visible_count--;
    fprintf(ir, "    %%%d = const i64 %u\n", k, from);
    b = add_node(-1, 0);
    visible_count--;
    fprintf(ir, "    %%%d = add i64 %%%d, %%%d\n", b, base, k);
    fprintf(ir, "    memcpy.0 %%%d, %%%d, %u\n", a, b, size);
    if (path_live)
        memcpy(&memory[to], &memory[from], size);
}

static void call(void) {
    int a = pick(I32);
    int b = pick(I64);
    int d = pick(F64);
    int n = add_node(-1, 0);
    visible_count--;
    fprintf(ir, "    %%%d = call void $helper(%%%d l0, %%%d l1, %%%d l2)\n", n, a, b, d);
    fprintf(ir, "    %%%d = result i64 %%%d, 4\n", count, n);
    add_node(I64, (uint64_t)(sval(a) * 3 + sval(b)) ^ (nodes[d].bits >> 7));
}

static void statement(void) {
    switch (below(16)) {
    case 0: case 1: case 2: case 3: case 4: int_op(); break;
    case 5: case 6: unary(); break;
    case 7: comparison(); break;
    case 8: {
        int type = (int)below(2);
        int cond = comparison();
        int a = pick(type);
        int b = pick(type);
        out(type, nodes[cond].bits ? nodes[a].bits : nodes[b].bits, "select", "", cond, a, b);
        break;
    }
    case 9: case 10: float_op(); break;
    case 11: load(); break;
    case 12: store(); break;
    case 13: case 14: load(); break;
    default:
        if (below(3) == 0)
            block_op();
        else if (below(2) == 0)
            call();
        break;
    }
}

static int blocks;

static void some(int n) {
    while (n-- > 0 && count < 200)
        statement();
}

static int same_type(int type) {
    return pick(type);
}

/* if (…) { … } else { … } with phis. */
static int diamond(int here) {
    int cond = below(4) ? comparison() : pick(I32);
    int taken = nodes[cond].bits != 0;
    int yes = ++blocks;
    int no = ++blocks;
    int join = ++blocks;
    int keep = visible_count;
    int live = path_live;
    int types[2], a[2], b[2], k;
    (void)here;
    fprintf(ir, "    branch %%%d, @%d, @%d\n@%d:\n", cond, yes, no, yes);
    path_live = live && taken;
    some(4);
    for (k = 0; k < 2; k++) {
        types[k] = (int)below(4);
        a[k] = same_type(types[k]);
    }
    fprintf(ir, "    jump @%d\n@%d:\n", join, no);
    visible_count = keep;
    path_live = live && !taken;
    some(4);
    for (k = 0; k < 2; k++)
        b[k] = same_type(types[k]);
    fprintf(ir, "    jump @%d\n@%d:\n", join, join);
    visible_count = keep;
    path_live = live;
    for (k = 0; k < 2; k++) {
        int n = add_node(types[k], taken ? nodes[a[k]].bits : nodes[b[k]].bits);
        fprintf(ir, "    %%%d = phi %s @%d %%%d, @%d %%%d\n", n, type_names[types[k]], yes, a[k], no, b[k]);
    }
    return join;
}

static int thirty_one(void) {
    int n = add_node(I64, 31);
    fprintf(ir, "    %%%d = const i64 31\n", n);
    return n;
}

static void function(int number) {
    static const char *const c_types[4] = {"int", "long", "float", "double"};
    uint64_t args[8];
    int types[8], n = 2 + (int)below(5), k, result, ints = 1, floats = 0, block = 1;
    count = 1;
    visible_count = 0;
    blocks = 1;
    path_live = 1;
    for (k = 0; k < MEMORY; k++)
        memory[k] = (unsigned char)(k * 37 + number);
    fprintf(ir, "func $f%d level 1\nloc l0 int i32 32 r1\nloc l1 int i64 64 r2\nloc l2 float f64 f64 r33\n"
                "loc l3 int i64 64 r1\nloc l4 int i64 64 r1\n", number);
    fprintf(c, "long f%d(unsigned char *", number);
    for (k = 0; k < n; k++) {
        types[k] = (int)below(4);
        fprintf(ir, "loc l%d %s %s %s r%d\n", k + 5, types[k] < F32 ? "int" : "float", type_names[types[k]],
                types[k] == I32 ? "32" : types[k] == I64 ? "64" : type_names[types[k]],
                types[k] < F32 ? 1 + ints++ : 33 + floats++);
        args[k] = types[k] == F32   ? of_float((float)(int)below(1000) / 8)
                  : types[k] == F64 ? of_double((double)(int)below(100000) / 16 - 500)
                                    : rnd() >> below(64);
        fprintf(c, ", %s", c_types[types[k]]);
    }
    fprintf(c, ");\n");
    fprintf(ir, "param 0 l3\n");
    for (k = 0; k < n; k++)
        fprintf(ir, "param %d l%d\n", k + 1, k + 5);
    fprintf(ir, "@1:\n");
    base = count;
    add_node(-1, 0);
    visible_count = 0;
    fprintf(ir, "    %%%d = param i64 0\n", base);
    for (k = 0; k < n; k++)
        fprintf(ir, "    %%%d = param %s %d\n", add_node(types[k], args[k]), type_names[types[k]], k + 1);
    some(12);
    for (k = 0; k < 3; k++) {
        if (count < 160)
            block = diamond(block);
        some(5);
    }
    /* everything visible goes into the result */
    result = constant(I64);
    n = visible_count;
    for (k = 0; k < n; k++) {
        int v = visible[k];
        if (nodes[v].type == -1)
            continue;
        if (nodes[v].type == F64)
            v = out(I64, nodes[v].bits, "bitcast", "", v, -1, -1);
        else if (nodes[v].type == F32)
            v = out(I32, nodes[v].bits, "bitcast", "", v, -1, -1);
        if (nodes[v].type == I32)
            v = out(I64, (uint64_t)sval(v), "sext", ".32", v, -1, -1);
        if (count > MAX_NODES - 10)
            break;
        result = out(I64, nodes[result].bits * 31, "mul", "", result, thirty_one(), -1);
        result = out(I64, nodes[result].bits + nodes[v].bits, "add", "", result, v, -1);
    }
    fprintf(ir, "    ret %%%d l3\nend\n", result);
    fprintf(c, "static int t%d(void) {\n    unsigned char m[512];\n    long r, h = 0;\n    int k;\n"
               "    for (k = 0; k < 512; k++)\n        m[k] = (unsigned char)(k * 37 + %d);\n    r = f%d(m", number, number,
            number);
    for (k = 0; types[k] >= 0 && k < 8 && k < ints + floats - 1; k++) {
        if (types[k] == F32)
            fprintf(c, ", (float)%.17g", as_float(args[k]));
        else if (types[k] == F64)
            fprintf(c, ", %.17g", as_double(args[k]));
        else
            fprintf(c, ", (%s)0x%lxUL", c_types[types[k]], args[k]);
    }
    {
        uint64_t h = 0;
        for (k = 0; k < MEMORY; k++)
            h = h * 31 + memory[k];
        fprintf(c, ");\n    for (k = 0; k < 512; k++)\n        h = h * 31 + m[k];\n"
                   "    return r == (long)0x%lxUL && h == (long)0x%lxUL;\n}\n", nodes[result].bits, h);
    }
}

int main(int argc, char **argv) {
    int n, total;
    if (argc != 5)
        return 2;
    state = 0x9e3779b97f4a7c15UL * (uint64_t)(atol(argv[1]) + 1);
    total = atoi(argv[2]);
    ir = fopen(argv[3], "w");
    c = fopen(argv[4], "w");
    if (ir == NULL || c == NULL)
        return 2;
    fprintf(c, "#include <stdio.h>\n#include <string.h>\nlong helper(int a, long b, double d) {\n    unsigned long u;\n"
               "    memcpy(&u, &d, 8);\n    return (long)((unsigned long)(a * 3L + b) ^ (u >> 7));\n}\n");
    for (n = 0; n < total; n++)
        function(n);
    fprintf(c, "int main(void) {\n    int passed = 0, failed = 0;\n");
    for (n = 0; n < total; n++)
        fprintf(c, "    if (t%d()) passed++; else { failed++; printf(\"f%d is wrong\\n\"); }\n", n, n);
    fprintf(c, "    printf(\"%%d passed, %%d failed\\n\", passed, failed);\n    return failed != 0;\n}\n");
    fclose(ir);
    fclose(c);
    return 0;
}
