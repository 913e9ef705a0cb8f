/* One function after the other (build.h). */
#include "internal.h"

#include "../obj/elf.h"

#include <stdlib.h>
#include <string.h>

#define MAX_LOCALS 0x7f000000

Builder *builder_new(Diag *diag, Obj *obj, const Target *target, Parser *parser, const BuildOptions *options) {
    Builder *b = allocate(sizeof *b);
    b->diag = diag;
    b->obj = obj;
    b->target = target;
    b->parser = parser;
    b->types = parser_types(parser);
    b->options = *options;
    return b;
}

void builder_free(Builder *b) {
    arena_free(&b->arena);
    for (int i = 0; i < 3; i++)
        strmap_free(&b->strings[i]);
    free(b->spine);
    free(b->operands);
    free(b);
}

void give_block_symbol(Builder *b, Block block) {
    Buf name = {0};
    uint32_t symbol;
    buf_printf(&name, ".LB%u", b->label_count);
    b->label_count++;
    symbol = obj_symbol(b->obj, buf_cstr(&name));
    b->obj->symbols[symbol].bind = STB_LOCAL;
    b->obj->symbols[symbol].section = b->f->section;
    b->obj->symbols[symbol].used = true;
    b->f->blocks[block].symbol = symbol;
    buf_free(&name);
}

static uint32_t code_section(Builder *b, const Symbol *symbol, const char *name) {
    Buf full = {0};
    uint32_t section;
    if (symbol->section != NULL) {
        buf_text(&full, symbol->section);
    } else {
        buf_text(&full, ".text");
        if (b->options.function_sections)
            buf_printf(&full, ".%s", name);
    }
    section = obj_section(b->obj, buf_cstr(&full), SHT_PROGBITS, SHF_ALLOC | SHF_EXECINSTR, 0);
    buf_free(&full);
    return section;
}

/* The end of the body is reached: main returns 0 (5.1.2.2.3), elsewhere the value must not be used. */
static void build_end(Builder *b) {
    const Type *type = b->function->symbol->type->base;
    bool is_main = strcmp(b->f->name, "main") == 0 && b->function->symbol->linkage == LINK_EXTERNAL;
    if (is_main && type->kind == TY_INT) {
        Node zero = {0};
        zero.kind = N_INT;
        zero.type = &b->types->basic[TY_INT];
        zero.loc = b->function->end;
        build_return(b, &zero);
    } else {
        build_return(b, NULL);
    }
}

/* Displacements in a frame have 32 bits on every target; what the target adds is small. */
static void check_frame(Builder *b, const IrFunc *f) {
    uint64_t size = 0;
    for (uint32_t i = 1; i < f->slot_count; i++) {
        size += f->slots[i].size;
        if (size > MAX_LOCALS || f->slots[i].size > MAX_LOCALS) {
            diag_error(b->diag, f->loc, "the local variables of '%s' are too large", f->name);
            return;
        }
    }
}

void build_function(Builder *b, const Function *function, IrFunc *f) {
    Symbol *symbol = function->symbol;
    uint32_t number = build_symbol(b, symbol);
    const char *name = b->obj->symbols[number].name;
    ir_begin(f, b->obj, name, number);
    b->f = f;
    b->function = function;
    b->jumps = NULL;
    b->last_call = 0;
    /* The number of values at the heads of nested loops grows with the square of their depth. */
    f->plain = function->deep;
    f->level = f->plain ? 0 : b->options.level;
    f->loc = function->loc;
    f->end_loc = function->end;
    f->current_loc = function->loc;
    f->section = code_section(b, symbol, name);
    f->returns_twice = function->calls_setjmp;
    f->has_alloca = function->calls_alloca;
    f->is_static = symbol->linkage == LINK_INTERNAL;
    f->realign = symbol->realign;
    f->always_inline = symbol->always_inline && !symbol->realign;
    f->no_inline = symbol->no_inline || symbol->realign;
    f->keep_frame = b->options.keep_frame || b->options.level == 0;
    b->ssa = f->level > 0 && !f->returns_twice ? ssa_new(f) : NULL;
    seal(b, f->current);
    for (uint32_t i = 0; i < function->param_count; i++) {
        function->params[i]->place = 0;
        build_local(b, function->params[i]);
    }
    build_params(b);
    build_statement(b, function->body);
    b->f->current_loc = function->end;
    build_end(b);
    build_dispatch(b);
    for (Label *l = function->labels; l != NULL; l = l->next) {
        if (l->block != 0)
            seal(b, l->block);
    }
    if (b->ssa != NULL)
        ssa_free(b->ssa);
    b->ssa = NULL;
    check_frame(b, f);
    symbol->emitted = true;
}
