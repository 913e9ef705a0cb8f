/* The door to the machines: finding a target, and its back end as one function (target.h). */
#include "target.h"

#include <string.h>

#define MAX_FRAME 0x7fe00000

static bool is_word(const char *name, size_t len, const char *word) {
    return strlen(word) == len && memcmp(name, word, len) == 0;
}

const Target *target_find(const char *name) {
    size_t len = strcspn(name, "-");
    if (strncmp(name, "x86-64", 6) == 0 || is_word(name, len, "x86_64") || is_word(name, len, "amd64"))
        return &target_x86_64;
    if (is_word(name, len, "aarch64") || is_word(name, len, "arm64"))
        return &target_aarch64;
    return NULL;
}

/* What the code refers to; with bytes the relocations say it. */
static void note_symbols(const MFunc *m) {
    for (uint32_t i = 0; i < m->ins_count; i++)
        if ((m->ins[i].flags & MF_DEAD) == 0)
            m->obj->symbols[m->ins[i].sym].in_text = true;
}

/* Labels that are data but that nothing reaches: as with gcc, they stand where the function begins. */
static void place_unreached(const IrFunc *f, const CodeOut *out) {
    for (Block b = 1; b < f->block_count; b++) {
        ObjSymbol *label = &out->obj->symbols[f->blocks[b].symbol];
        const ObjSymbol *function = &out->obj->symbols[f->symbol];
        if (f->blocks[b].symbol == 0 || f->blocks[b].order != 0)
            continue;
        label->section = function->section;
        label->value = function->value;
        if (out->text != NULL)
            buf_printf(out->text, "\t.set\t%s, %s\n", label->name, function->name);
    }
}

/* Displacements in a frame have 32 bits. The builder has seen the variables of each function alone. */
static bool frame_fits(const MFunc *m, const CodeOut *out) {
    uint64_t size = m->out_bytes;
    for (uint32_t i = 1; i < m->slot_count; i++)
        size += m->slots[i].size + m->slots[i].align;
    if (size > MAX_FRAME)
        diag_error(out->diag, m->ir->loc, "the stack frame of '%s' is too large", m->ir->name);
    return size <= MAX_FRAME;
}

void target_function(const Target *t, MFunc *m, IrFunc *f, CodeOut *out) {
    RegModel model = t->regs;
    if (switch_lower(f))
        ir_count_uses(f);
    ir_split_critical(f);
    ir_order(f);
    if (f->level > 0) {
        ir_dominators(f);
        ir_loops(f);
    }
    arena_reset(&m->own);
    mir_begin(m, &m->own, f);
    t->select(m, f);
    model.allocatable &= ~m->reserved;
    regalloc(m, &model, f->level == 0);
    if (!frame_fits(m, out))
        return;
    if (out->text != NULL)
        note_symbols(m);
    t->emit(m, out);
    place_unreached(f, out);
}
