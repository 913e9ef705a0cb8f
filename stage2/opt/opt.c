/* The order of the passes (opt.h, passes.h). Between two passes the function is cleaned up, and what the next
   one requires is computed. */
#include "passes.h"

#include <stdlib.h>
#include <string.h>

#define MAX_BLOCKS 50000 /* of a function that passes look at: some take time that is the square of it */
#define KEEP_INSTRUCTIONS 60 /* of a function that is kept for being inlined */

enum {
    NEEDS_DOMINATORS = 1,
    NEEDS_LOOPS = 2
};

typedef struct Pass {
    const char *name;
    void (*run)(IrFunc *f);
    uint8_t needs;
    uint8_t level; /* from which on it runs */
} Pass;

static const Pass passes[] = {
    {"cfg", opt_cfg, 0, 1},
    {"promote", opt_promote, 0, 1},
    {"gvn", opt_gvn, NEEDS_DOMINATORS, 1},
    {"tail", opt_tail, 0, 2},
    {"cfg2", opt_cfg, 0, 1},
    {"memory", opt_memory, NEEDS_DOMINATORS, 1},
    {"gvn2", opt_gvn, NEEDS_DOMINATORS, 2},
    {"strength", opt_strength, 0, 1},
    {"select", opt_select, 0, 1},
    {"range", opt_range, 0, 1},
    {"cfg3", opt_cfg, 0, 1},
    {"licm", opt_licm, NEEDS_LOOPS, 1},
    {"induction", opt_induction, NEEDS_LOOPS, 1},
    {"gvn3", opt_gvn, NEEDS_DOMINATORS, 1},
    {"cfg4", opt_cfg, 0, 1},
    {"sink", opt_sink, 0, 1},
};

#define PASS_COUNT (sizeof passes / sizeof passes[0])

static void after(IrFunc *f, const char *name, const OptOptions *options) {
    ir_cleanup(f);
    if (options->check)
        ir_check(f, name);
    for (size_t i = 0; i < options->dump_count; i++) {
        if (strcmp(options->dumps[i], "all") == 0 || strcmp(options->dumps[i], name) == 0) {
            buf_printf(options->dump_to, "; after %s\n", name);
            ir_dump(f, options->dump_to);
            return;
        }
    }
}

static void run(IrFunc *f, const Pass *pass, const OptOptions *options) {
    if (pass->needs != 0)
        ir_dominators(f);
    if (pass->needs & NEEDS_LOOPS)
        ir_loops(f);
    pass->run(f);
    after(f, pass->name, options);
}

void optimize(IrFunc *f, const OptOptions *options) {
    int level = f->plain ? 0 : options->level;
    f->current = 0;
    f->before = 0;
    after(f, "build", options);
    if (options->callee != NULL && opt_inline(f, options))
        after(f, "inline", options);
    if (f->block_count > MAX_BLOCKS)
        level = f->level = 0;
    for (size_t i = 0; i < PASS_COUNT; i++) {
        if (level >= passes[i].level || (passes[i].run == opt_strength && f->divides))
            run(f, &passes[i], options);
    }
}

bool opt_is_pass(const char *name) {
    if (strcmp(name, "all") == 0 || strcmp(name, "build") == 0 || strcmp(name, "inline") == 0)
        return true;
    for (size_t i = 0; i < PASS_COUNT; i++) {
        if (strcmp(passes[i].name, name) == 0)
            return true;
    }
    return false;
}

static uint32_t instruction_count(const IrFunc *f) {
    uint32_t count = 0;
    for (Block b = 1; b < f->block_count; b++) {
        for (Val v = f->blocks[b].first; v != 0; v = f->ins[v].next)
            count += f->ins[v].op > OP_COPY;
    }
    return count;
}

bool opt_keep(const IrFunc *f, const OptOptions *options) {
    if (f->no_inline || !opt_can_inline(f))
        return false;
    if (f->always_inline)
        return true;
    return options->level >= 1 && instruction_count(f) <= KEEP_INSTRUCTIONS;
}
