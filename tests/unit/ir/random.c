/* Random programs through every pass: what they return, call, and leave in memory must not change, and the
   verifier must be content. Usage: random FIRST-SEED COUNT [SIZE] */
#include "generate.h"
#include "interp.h"

#include "../../../stage2/ir/fold.h"
#include "../../../stage2/opt/passes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Run {
    Outcome outcome;
    Machine m;
} Run;

typedef struct Pass {
    const char *name;
    void (*run)(IrFunc *f);
} Pass;

static const Pass passes[] = {
    {"cleanup", NULL},          {"cfg", opt_cfg},       {"promote", opt_promote}, {"gvn", opt_gvn},
    {"memory", opt_memory},     {"licm", opt_licm},     {"induction", opt_induction}, {"range", opt_range},
    {"strength", opt_strength}, {"select", opt_select},
    {"tail", opt_tail},         {"sink", opt_sink},
};
#define PASS_COUNT (sizeof passes / sizeof passes[0])

static const uint64_t arguments[][2] = {{0, 0}, {1, 5}, {0xffffffffU, 0x8000000000000000U}, {12345, 987654321987U}};
#define ARGUMENT_COUNT 4

static unsigned failed;
static unsigned passed;
static unsigned ran; /* to its end, of the passed ones */
static const IrFunc *bodies[MAX_SYMBOLS];

static const IrFunc *body(void *context, uint32_t symbol) {
    (void)context;
    return symbol < MAX_SYMBOLS ? bodies[symbol] : NULL;
}

static void run(Run *r, const IrFunc *f, unsigned n, uint64_t limit, bool with_bodies) {
    memset(r, 0, sizeof *r);
    for (unsigned s = 0; s < MAX_SYMBOLS; s++) {
        for (unsigned k = 0; k < GLOBAL_BYTES; k++)
            r->m.globals[s][k] = (unsigned char)(s * 31 + k * k + n);
    }
    r->m.limit = limit;
    r->m.body = with_bodies ? body : NULL;
    r->outcome = interpret(&r->m, f, arguments[n]);
}

static bool agree(const Run *a, const Run *b) {
    if (a->outcome == TOO_LONG || b->outcome == TOO_LONG)
        return true;
    if (a->outcome != b->outcome)
        return false;
    return a->m.trace == b->m.trace && (a->outcome != RAN || (a->m.result == b->m.result &&
           memcmp(a->m.globals, b->m.globals, sizeof a->m.globals) == 0));
}

static void compare(const char *what, uint64_t seed, const IrFunc *before, const IrFunc *after, bool with_bodies) {
    static Run a;
    static Run b;
    for (unsigned n = 0; n < ARGUMENT_COUNT; n++) {
        run(&a, before, n, 200000, with_bodies);
        run(&b, after, n, 400000, with_bodies);
        if (agree(&a, &b)) {
            passed++;
            ran += a.outcome == RAN;
            continue;
        }
        failed++;
        printf("seed %lu, arguments %u: %s changes the result (%d %lx, %d %lx)\n", (unsigned long)seed, n, what,
               a.outcome, (unsigned long)a.m.result, b.outcome, (unsigned long)b.m.result);
        if (getenv("SHOW") != NULL) {
            Buf out = {0};
            ir_dump(before, &out);
            buf_text(&out, "; ---- after\n");
            ir_dump(after, &out);
            fputs(buf_cstr(&out), stdout);
            exit(1);
        }
        return;
    }
}

static void one_pass(const Pass *pass, uint64_t seed, const IrFunc *f) {
    IrFunc g;
    ir_clone(&g, f);
    ir_cleanup(&g);
    ir_dominators(&g);
    ir_loops(&g);
    if (pass->run != NULL)
        pass->run(&g);
    ir_check(&g, pass->name);
    ir_cleanup(&g);
    ir_check(&g, pass->name);
    compare(pass->name, seed, f, &g, false);
    ir_free(&g);
}

static void round_trip(uint64_t seed, const IrFunc *f) {
    Buf a = {0};
    Buf b = {0};
    IrFunc g = {0};
    const char *text;
    ir_dump(f, &a);
    text = buf_cstr(&a);
    if (!ir_read(&g, f->obj, &text))
        failed++;
    ir_dump(&g, &b);
    if (a.len != b.len || memcmp(a.data, b.data, a.len) != 0) {
        printf("seed %lu: the text does not survive being read\n", (unsigned long)seed);
        failed++;
    }
    passed++;
    ir_free(&g);
    buf_free(&a);
    buf_free(&b);
}

static const IrFunc *callee(void *context, uint32_t symbol) {
    return body(context, symbol);
}

static void inlining(uint64_t seed, const IrFunc *f, Obj *obj, const OptOptions *options) {
    IrFunc helper = {0};
    IrFunc g;
    OptOptions with = *options;
    generate(&helper, obj, 3, seed + 77777, false, 4);
    helper.always_inline = true;
    optimize(&helper, options);
    bodies[3] = &helper;
    with.callee = callee;
    ir_clone(&g, f);
    ir_cleanup(&g);
    opt_inline(&g, &with);
    ir_cleanup(&g);
    ir_check(&g, "inline");
    compare("inline alone", seed, f, &g, true);
    ir_free(&g);
    ir_clone(&g, f);
    optimize(&g, &with);
    compare("inline", seed, f, &g, true);
    bodies[3] = NULL;
    ir_free(&g);
    ir_free(&helper);
}

static void test(Obj *obj, uint64_t seed, unsigned size) {
    static IrFunc plain;
    static IrFunc folded;
    IrFunc all;
    OptOptions options = {.level = 2, .check = true};
    generate(&plain, obj, 5, seed, true, size);
    generate(&folded, obj, 5, seed, false, size);
    ir_order(&plain);
    ir_order(&folded);
    ir_check(&plain, "generate");
    ir_check(&folded, "ssa and fold");
    compare("ssa and fold", seed, &plain, &folded, false);
    for (size_t k = 0; k < PASS_COUNT; k++) {
        one_pass(&passes[k], seed, &plain);
        one_pass(&passes[k], seed, &folded);
    }
    ir_clone(&all, &plain);
    optimize(&all, &options);
    compare("everything, from slots", seed, &plain, &all, false);
    ir_free(&all);
    ir_clone(&all, &folded);
    optimize(&all, &options);
    compare("everything", seed, &folded, &all, false);
    round_trip(seed, &all);
    ir_free(&all);
    inlining(seed, &folded, obj, &options);
}

/* ---- divisions by constants ---- */

static uint64_t interesting(uint64_t n) {
    uint64_t h = n * 0x9e3779b97f4a7c15U;
    h ^= h >> 31;
    switch (n % 4) {
    case 0: return h >> (h & 63);
    case 1: return ((uint64_t)1 << (h & 63)) + (h >> 8) % 3 - 1;
    case 2: return 0 - (h >> (h & 63));
    default: return n / 4;
    }
}

/* x op d, and the same made of multiplications, for many x. */
static void division(Obj *obj, IrFunc *f, IrOp op, IrType type, int64_t d) {
    ArgLoc place = {.where = ARG_INT, .type = (uint8_t)type, .reg = 1};
    uint32_t operands[2];
    size_t room = f->param_room;
    static Machine a;
    Val v;
    ir_begin(f, obj, "divide", 5);
    operands[1] = ir_loc(f, &place);
    f->params = grow(f->params, 0, &room, sizeof f->params[0]);
    f->param_room = (uint32_t)room;
    f->param_count = 1;
    v = ir_emit(f, OP_PARAM, type, 0, 0, 0);
    operands[0] = ir_emit(f, op, type, v, ir_const(f, type, d), 0);
    ir_ret(f, operands, 2);
    ir_order(f);
    opt_strength(f);
    ir_check(f, "strength");
    ir_cleanup(f);
    for (uint64_t n = 0; n < 60; n++) {
        uint64_t x = interesting(n + 1000 * (uint64_t)d);
        int64_t sx = type == IR_I64 ? (int64_t)x : (int32_t)(uint32_t)x;
        int64_t want;
        x = type == IR_I64 ? x : (uint32_t)x;
        if (!fold_binary(op, type, sx, d, &want))
            continue;
        a.steps = 0;
        a.limit = 1000;
        if (interpret(&a, f, &x) != RAN || a.result != (type == IR_I64 ? (uint64_t)want : (uint32_t)want)) {
            printf("%s by %ld of %ld is wrong\n", ir_op_names[op], (long)d, (long)sx);
            failed++;
            return;
        }
    }
    passed++;
}

static void divisions(Obj *obj) {
    static const uint8_t ops[] = {OP_SDIV, OP_UDIV, OP_SREM, OP_UREM};
    IrFunc f = {0};
    for (uint64_t n = 0; n < 800; n++) {
        int64_t d = (int64_t)interesting(n);
        for (unsigned k = 0; k < 4; k++) {
            division(obj, &f, (IrOp)ops[k], IR_I64, d);
            division(obj, &f, (IrOp)ops[k], IR_I32, (int32_t)(uint32_t)d);
        }
    }
    ir_free(&f);
}

int main(int argc, char **argv) {
    static Obj obj;
    uint64_t first = argc > 1 ? strtoul(argv[1], NULL, 10) : 1;
    uint64_t count = argc > 2 ? strtoul(argv[2], NULL, 10) : 300;
    unsigned size = argc > 3 ? (unsigned)strtoul(argv[3], NULL, 10) : 30;
    obj_init(&obj, 62);
    obj_symbol(&obj, "shared"); /* 1: changed by calls */
    obj_symbol(&obj, "other");
    obj_symbol(&obj, "helper");
    obj_symbol(&obj, "far");
    obj_symbol(&obj, "self");
    divisions(&obj);
    for (uint64_t seed = first; seed < first + count; seed++)
        test(&obj, seed, size);
    printf("%u of the programs ran to their end\n", ran);
    printf("%u passed, %u failed\n", passed, failed);
    return failed != 0;
}
