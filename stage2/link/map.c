/* The link map (-Map=): which sections of which files lie where, and the global symbols in them. */
#include "linker.h"

#include <string.h>

static void put_section(const Section *s, Buf *map) {
    buf_printf(map, " %-24s 0x%016lx %10s0x%lx %s\n", s->name,
               (unsigned long)(s->out->address + s->out_offset), "", (unsigned long)s->size, s->object->path);
    for (uint32_t i = s->object->elf.first_global; i < s->object->elf.symbol_count; i++) {
        const Symbol *g = s->object->symbols[i];
        if (g != NULL && g->kind == SYM_DEFINED && g->section == s)
            buf_printf(map, " %-24s 0x%016lx %16s%s\n", "", (unsigned long)g->address, "", g->name);
    }
}

void write_map(Link *link, Buf *map) {
    buf_text(map, "Files linked\n\n");
    for (size_t i = 0; i < link->object_count; i++) {
        if (link->objects[i] != link->self)
            buf_printf(map, "LOAD %s\n", link->objects[i]->path);
    }
    buf_text(map, "\nDiscarded input sections\n\n");
    for (size_t i = 0; i < link->object_count; i++) {
        Object *object = link->objects[i];
        for (uint32_t k = 1; k < object->elf.section_count; k++) {
            const Section *s = object->sections[k];
            if (s != NULL && !s->live && s->size != 0)
                buf_printf(map, " %-24s 0x%lx %s\n", s->name, (unsigned long)s->size, s->object->path);
        }
    }
    buf_text(map, "\nMemory map\n");
    for (size_t i = 0; i < link->out_count; i++) {
        const OutSection *out = link->outs[i];
        buf_printf(map, "\n%-25s 0x%016lx %10s0x%lx\n", out->name, (unsigned long)out->address, "",
                   (unsigned long)out->size);
        for (size_t k = 0; k < out->member_count; k++)
            put_section(out->members[k], map);
    }
}
