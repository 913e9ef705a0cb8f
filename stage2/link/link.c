/* The linker's pipeline and its messages (link.h, linker.h). */
#include "linker.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Errors beyond this number are counted and not shown. */
#define MAX_ERRORS 20
#define MAX_MESSAGE 8192

uint64_t align_up(uint64_t value, uint64_t align) {
    return (value + align - 1) & ~(align - 1);
}

/* ---- messages ---- */

static void put_message(Link *link, const char *what, const char *where, const char *format,
                        va_list ap) {
    char *text = allocate(MAX_MESSAGE);
    vsnprintf(text, MAX_MESSAGE, format, ap);
    buf_text(link->messages, what);
    if (where != NULL)
        buf_text(link->messages, where);
    buf_text(link->messages, text);
    buf_byte(link->messages, '\n');
    free(text);
}

static bool count_error(Link *link) {
    link->error_count++;
    if (link->error_count == MAX_ERRORS + 1)
        buf_text(link->messages, "samara: error: further errors are not shown\n");
    return link->error_count <= MAX_ERRORS;
}

void link_error(Link *link, const char *format, ...) {
    va_list ap;
    if (!count_error(link))
        return;
    va_start(ap, format);
    put_message(link, "samara: error: ", NULL, format, ap);
    va_end(ap);
}

void link_warning(Link *link, const char *format, ...) {
    va_list ap;
    va_start(ap, format);
    put_message(link, "samara: warning: ", NULL, format, ap);
    va_end(ap);
}

void link_note(Link *link, const char *format, ...) {
    va_list ap;
    va_start(ap, format);
    put_message(link, "samara: note: ", NULL, format, ap);
    va_end(ap);
}

/* The function that covers a place of a section, or NULL. */
static const Symbol *function_at(const Section *s, uint64_t offset) {
    const Object *object = s->object;
    const Symbol *best = NULL;
    for (uint32_t i = 0; i < object->elf.symbol_count; i++) {
        const Symbol *f = object->symbols[i];
        if (f == NULL || f->kind != SYM_DEFINED || f->section != s || f->name_len == 0 ||
            (f->type != STT_FUNC && f->type != STT_NOTYPE) || f->name[0] == '$' || f->value > offset)
            continue;
        if (f->type == STT_NOTYPE && (s->flags & SHF_EXECINSTR) == 0)
            continue;
        if (best == NULL || f->value > best->value || (f->value == best->value && best->type != STT_FUNC))
            best = f;
    }
    return best;
}

void error_at(Link *link, const Section *s, uint64_t offset, const char *format, ...) {
    const Symbol *function;
    Buf where = {0};
    va_list ap;
    if (!count_error(link))
        return;
    function = function_at(s, offset);
    if (function != NULL)
        buf_printf(&where, "%s: in function '%s': ", s->object->path, function->name);
    else
        buf_printf(&where, "%s:(%s+0x%lx): ", s->object->path, s->name, (unsigned long)offset);
    va_start(ap, format);
    put_message(link, "samara: error: ", buf_cstr(&where), format, ap);
    va_end(ap);
    buf_free(&where);
}

/* ---- the entry ---- */

static void find_entry(Link *link) {
    const char *name = link->options->entry;
    if (name != NULL && name[0] >= '0' && name[0] <= '9') {
        link->entry_address = strtoull(name, NULL, 0);
        return;
    }
    link->entry = find_symbol(link, name == NULL ? "_start" : name);
    if (link->entry == NULL || link->entry->kind == SYM_UNDEF) {
        link->entry = NULL;
        link->entry_missing = true;
        link_warning(link, "cannot find entry symbol %s; the program begins with its first code",
                     name == NULL ? "_start" : name);
    }
}

/* ---- the pipeline ---- */

static bool run(Link *link) {
    Layout layout = {0};
    if (!resolve_inputs(link))
        return false;
    if (link->options->relocatable)
        return join_objects(link);
    define_options(link);
    allocate_commons(link);
    find_entry(link);
    define_boundaries(link);
    split_eh_frames(link);
    mark_live(link);
    if (link->error_count != 0)
        return false;
    make_out_sections(link);
    define_start_stop(link);
    scan_relocations(link);
    make_synthetic(link);
    if (link->error_count != 0)
        return false;
    sort_out_sections(link);
    if (!lay_out(link, &layout))
        return false;
    compute_addresses(link);
    write_image(link, &layout);
    if (link->error_count != 0)
        return false;
    if (link->options->map != NULL)
        write_map(link, link->options->map);
    return true;
}

static void give_back(Link *link) {
    for (size_t i = 0; i < link->object_count; i++)
        elf_close(&link->objects[i]->elf);
    free_merges(link);
    for (size_t i = 0; i < link->out_count; i++)
        free(link->outs[i]->members);
    free(link->objects);
    free(link->table);
    free(link->globals);
    free(link->outs);
    free(link->got);
    free(link->got_is_tp);
    free(link->stubs);
    strmap_free(&link->groups);
    strmap_free(&link->out_names);
    arena_free(&link->arena);
}

bool link_program(const LinkOptions *options, Buf *out, Buf *messages) {
    Link link = {0};
    size_t start = out->len;
    bool good;
    link.options = options;
    link.messages = messages;
    link.out = out;
    link.out_start = start;
    link.image_base = options->image_base != 0 ? options->image_base : 0x400000;
    if (options->machine == EM_X86_64)
        link.target = &x86_64_target;
    else if (options->machine == EM_AARCH64)
        link.target = &aarch64_target;
    link.self = arena_get(&link.arena, sizeof *link.self);
    link.self->path = "the linker";
    good = run(&link);
    if (!good)
        out->len = start;
    give_back(&link);
    return good;
}
