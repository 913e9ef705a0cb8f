/* Switches: a balanced tree of comparisons whose leaves are jump tables, where the cases lie dense,
   or a few comparisons. */
#include "codegen.h"

#include <stdlib.h>

/* So many cases are compared one after the other. */
#define FEW 3
/* A jump table has so many cases at least, and so many entries for each case at most. */
#define TABLE_CASES 6
#define TABLE_SPREAD 3

typedef struct Case {
    int64_t value;
    uint32_t label;
} Case;

static void gen_choose(Gen *g, const Case *cases, size_t n, bool is_unsigned, uint32_t other);
static void gen_table(Gen *g, const Case *cases, size_t n, uint64_t span, uint32_t other);

/* The value of switch `id`, and branches to its cases, to its default or to `end`. */
void gen_dispatch(Gen *g, NodeId id, uint32_t end) {
    const Node *n = ast_get(g->ast, id);
    uint32_t other = n->val == 1 ? gen_label(g) : end;
    bool is_unsigned = types_get(g->types, ast_get(g->ast, n->a)->ty)->is_unsigned;
    Case *cases = NULL;
    size_t count = 0;
    size_t room = 0;
    numbers_add(&g->defaults, other);
    for (NodeId id_of_case = n->c; id_of_case != 0; id_of_case = ast_get(g->ast, id_of_case)->c) {
        Node *node = ast_at(g->ast, id_of_case);
        node->sym = gen_label(g);
        cases = grow(cases, count, &room, sizeof cases[0]);
        cases[count].value = node->val;
        cases[count].label = node->sym;
        count++;
    }
    gen_value(g, n->a, true);
    vstack_pop_accumulator(g->stack);
    gen_choose(g, cases, count, is_unsigned, other);
    free(cases);
}

/* Branches to the case whose value is in the accumulator. */
static void gen_choose(Gen *g, const Case *cases, size_t n, bool is_unsigned, uint32_t other) {
    Emit *emit = &g->stack->emit;
    size_t middle = n / 2;
    if (n <= FEW) {
        for (size_t i = 0; i < n; i++) {
            emit_li(emit, REG_T1, cases[i].value);
            emit_branch_compare(emit, "beq", REG_A0, REG_T1, cases[i].label);
        }
        emit_branch(emit, other);
        return;
    }
    uint64_t span = (uint64_t)cases[n - 1].value - (uint64_t)cases[0].value;
    if (n >= TABLE_CASES && span / TABLE_SPREAD < n) {
        gen_table(g, cases, n, span, other);
        return;
    }
    uint32_t low = gen_label(g);
    emit_li(emit, REG_T1, cases[middle].value);
    emit_branch_compare(emit, is_unsigned ? "bltu" : "blt", REG_A0, REG_T1, low);
    gen_choose(g, cases + middle, n - middle, is_unsigned, other);
    emit_define(emit, low);
    gen_choose(g, cases, middle, is_unsigned, other);
}

/* Jumps through a table of addresses, one for each value from the first case to the last. */
static void gen_table(Gen *g, const Case *cases, size_t n, uint64_t span, uint32_t other) {
    Emit *emit = &g->stack->emit;
    Buf text = {0};
    uint64_t next = (uint64_t)cases[0].value;
    g->unique++;
    buf_text(&text, "$switch.");
    buf_dec(&text, g->unique);
    const char *label = buf_cstr(&text);
    emit_immediate(emit, "addi", REG_A0, REG_A0, (int64_t)-next);
    emit_li(emit, REG_T1, (int64_t)span);
    emit_branch_compare(emit, "bltu", REG_T1, REG_A0, other);
    emit_immediate(emit, "shli", REG_A0, REG_A0, 3);
    emit_la(emit, REG_T1, label, 0);
    emit_binary(emit, "add", REG_A0, REG_A0, REG_T1);
    emit_immediate(emit, "ld8", REG_A0, REG_A0, 0);
    emit_jump(emit, "jr", REG_A0);
    emit_object(emit, "rodata", 8, label);
    for (size_t i = 0; i < n; i++) {
        while (next != (uint64_t)cases[i].value) {
            emit_address_of(emit, other);
            next++;
        }
        emit_address_of(emit, cases[i].label);
        next++;
    }
    emit_end_object(emit);
    buf_free(&text);
}
