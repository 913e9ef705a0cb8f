/* Symbols that the linker itself defines: common symbols' storage, the boundaries of sections that
   programs refer to (__init_array_start, _end, …), --defsym; and, after layout, all addresses. */
#include "linker.h"

#include <stdlib.h>
#include <string.h>

/* ---- common symbols ---- */

/* Each gets a section of its own, so that --gc-sections can drop it. */
void allocate_commons(Link *link) {
    size_t count = 0;
    Object *self = link->self;
    for (size_t i = 0; i < link->global_count; i++)
        count += link->globals[i]->kind == SYM_COMMON;
    if (count == 0)
        return;
    /* They come before the rest: as the sections of an object. */
    self->sections = arena_get(&link->arena, (count + 1) * sizeof self->sections[0]);
    self->elf.section_count = 1;
    for (size_t i = 0; i < link->global_count; i++) {
        Symbol *s = link->globals[i];
        uint64_t flags = SHF_ALLOC | SHF_WRITE;
        Section *section;
        if (s->kind != SYM_COMMON)
            continue;
        if (s->type == STT_TLS)
            flags |= SHF_TLS;
        section = own_section(link, "COMMON", SHT_NOBITS, flags, s->value, s->size);
        section->live = false;
        section->object = s->object;
        self->sections[self->elf.section_count++] = section;
        s->kind = SYM_DEFINED;
        s->section = section;
        s->value = 0;
        if (s->type == STT_NOTYPE || s->type == STT_COMMON)
            s->type = STT_OBJECT;
    }
    link->objects = grow(link->objects, link->object_count, &link->object_room, sizeof link->objects[0]);
    link->objects[link->object_count++] = self;
}

/* ---- boundaries ---- */

typedef struct Boundary {
    const char *name;
    const char *section; /* NULL: see define_boundaries */
    bool at_end;
} Boundary;

static const Boundary boundaries[] = {
    {"__preinit_array_start", ".preinit_array", false},
    {"__preinit_array_end", ".preinit_array", true},
    {"__init_array_start", ".init_array", false},
    {"__init_array_end", ".init_array", true},
    {"__fini_array_start", ".fini_array", false},
    {"__fini_array_end", ".fini_array", true},
    {"__rela_iplt_start", ".rela.iplt", false},
    {"__rela_iplt_end", ".rela.iplt", true},
    {"__GNU_EH_FRAME_HDR", ".eh_frame_hdr", false},
    {"_GLOBAL_OFFSET_TABLE_", ".got", false},
    {"_TLS_MODULE_BASE_", NULL, false},
    {"__ehdr_start", NULL, false},
    {"__executable_start", NULL, false},
    {"__bss_start", NULL, false},
    {"__bss_start__", NULL, false},
    {"_edata", NULL, false},
    {"edata", NULL, false},
    {"_end", NULL, false},
    {"end", NULL, false},
    {"__end__", NULL, false},
    {"_etext", NULL, false},
    {"etext", NULL, false},
    {"__etext", NULL, false},
};

static Symbol *wanted_symbol(Link *link, const char *name) {
    Symbol *s = find_symbol(link, name);
    return s != NULL && s->kind == SYM_UNDEF ? s : NULL;
}

/* Their sections are not known yet; resolved in compute_addresses. */
void define_boundaries(Link *link) {
    for (size_t i = 0; i < sizeof boundaries / sizeof boundaries[0]; i++) {
        Symbol *s = wanted_symbol(link, boundaries[i].name);
        if (s == NULL)
            continue;
        s->kind = SYM_OUT;
        s->bind = STB_GLOBAL;
        s->at_end = boundaries[i].at_end;
        s->type = STT_NOTYPE;
        if (strcmp(s->name, "_TLS_MODULE_BASE_") == 0)
            s->type = STT_TLS;
        if (strcmp(s->name, "_GLOBAL_OFFSET_TABLE_") == 0)
            link->got_used = true;
    }
}

void define_start_stop(Link *link) {
    for (size_t i = 0; i < link->global_count; i++) {
        Symbol *s = link->globals[i];
        bool start = s->name_len > 8 && memcmp(s->name, "__start_", 8) == 0;
        bool stop = s->name_len > 7 && memcmp(s->name, "__stop_", 7) == 0;
        const char *name = s->name + (start ? 8 : 7);
        OutSection *out;
        if (s->kind != SYM_UNDEF || (!start && !stop) || !is_c_identifier(name))
            continue;
        out = strmap_find(&link->out_names, name, strlen(name));
        if (out == NULL)
            continue;
        s->kind = SYM_OUT;
        s->bind = STB_GLOBAL;
        s->out = out;
        s->at_end = stop;
    }
}

/* --defsym NAME=VALUE */
void define_options(Link *link) {
    const LinkOptions *o = link->options;
    for (size_t i = 0; i < o->defined_count; i++) {
        const char *text = o->defined[i];
        const char *equals = strchr(text, '=');
        Symbol *s = global_symbol(link, text, (size_t)(equals - text));
        if (equals[1] >= '0' && equals[1] <= '9') {
            s->kind = SYM_ABS;
            s->bind = STB_GLOBAL;
            s->value = strtoull(equals + 1, NULL, 0);
        } else {
            Symbol *from = find_symbol(link, equals + 1);
            if (from == NULL || from->kind == SYM_UNDEF) {
                link_error(link, "--defsym: undefined symbol '%s'", equals + 1);
                continue;
            }
            s->kind = from->kind;
            s->bind = STB_GLOBAL;
            s->type = from->type;
            s->section = from->section;
            s->object = from->object;
            s->value = from->value;
            s->size = from->size;
        }
        s->name = arena_copy(&link->arena, text, (size_t)(equals - text));
    }
}

/* ---- addresses ---- */

/* The end of the last section that `loaded` (and `code`) asks for. */
static OutSection *last_section(Link *link, uint64_t flags, uint64_t without, bool bits) {
    OutSection *found = NULL;
    for (size_t i = 0; i < link->out_count; i++) {
        OutSection *out = link->outs[i];
        if ((out->flags & (flags | SHF_ALLOC)) == (flags | SHF_ALLOC) && (out->flags & without) == 0 &&
            !(bits && out->type == SHT_NOBITS) && !(out->type == SHT_NOBITS && (out->flags & SHF_TLS) != 0))
            found = out;
    }
    return found;
}

/* The section to which a boundary without a section of its own is bound. */
static void bind_boundary(Link *link, Symbol *s) {
    const char *name = s->name + (s->name[0] == '_') + (s->name[0] == '_' && s->name[1] == '_');
    OutSection *bss = strmap_find(&link->out_names, ".bss", 4);
    if (bss != NULL && bss->index == 0)
        bss = NULL;
    s->at_end = true;
    if (strcmp(name, "TLS_MODULE_BASE_") == 0) {
        /* Offsets from the module's base have become offsets from the thread pointer (x86_64.c). */
        s->value = link->tls_start;
        if (link->target->machine == EM_X86_64 && link->tls_align != 0)
            s->value += align_up(link->tls_size, link->tls_align);
    } else if (strcmp(name, "end") == 0 || strcmp(name, "end__") == 0) {
        s->out = last_section(link, 0, 0, false);
    } else if (strcmp(name, "etext") == 0) {
        s->out = last_section(link, SHF_EXECINSTR, 0, false);
    } else if (strcmp(name, "edata") == 0 || (bss == NULL && strncmp(name, "bss_start", 9) == 0)) {
        s->out = last_section(link, SHF_WRITE, 0, true);
        if (s->out == NULL)
            s->out = last_section(link, 0, 0, true);
    } else if (strncmp(name, "bss_start", 9) == 0) {
        s->out = bss;
        s->at_end = false;
    }
}

static void bind_boundaries(Link *link) {
    for (size_t i = 0; i < sizeof boundaries / sizeof boundaries[0]; i++) {
        const Boundary *b = &boundaries[i];
        Symbol *s = find_symbol(link, b->name);
        if (s == NULL || s->kind != SYM_OUT)
            continue;
        if (b->section != NULL)
            s->out = strmap_find(&link->out_names, b->section, strlen(b->section));
        else
            bind_boundary(link, s);
        if (s->out != NULL && s->out->index != 0)
            continue;
        /* Nothing there: an empty range at the beginning of the image. The kind stays: what was planned
           for references must hold. */
        s->out = NULL;
        if (s->type != STT_TLS)
            s->value = link->image_base;
    }
}

static void compute_address(Symbol *s) {
    switch (s->kind) {
    case SYM_DEFINED:
        if (s->section->out == NULL)
            break; /* discarded */
        if (s->section->pieces != NULL && s->section->home == NULL && !s->section->is_eh_frame) {
            /* Reversed words: what names the section names its beginning. */
            s->address = s->section->out->address + s->section->out_offset + s->value;
            break;
        }
        if (s->section->pieces != NULL && s->type == STT_SECTION)
            s->mapped = true;
        s->address = s->section->out->address + out_offset(s->section, s->value);
        break;
    case SYM_ABS:
        s->address = s->value;
        break;
    case SYM_OUT:
        s->address = s->value;
        if (s->out != NULL)
            s->address += s->out->address + (s->at_end ? s->out->size : 0);
        break;
    default:
        break;
    }
}

void compute_addresses(Link *link) {
    uint64_t stubs = link->stub_section == NULL ? 0 : link->stub_section->out->address +
                                                          link->stub_section->out_offset;
    bind_boundaries(link);
    for (size_t i = 0; i < link->object_count; i++) {
        Object *object = link->objects[i];
        for (uint32_t k = 0; object->locals != NULL && k < object->elf.first_global; k++)
            compute_address(&object->locals[k]);
    }
    for (size_t i = 0; i < link->global_count; i++)
        compute_address(link->globals[i]);
    /* An ifunc is called, and its address taken, through its stub; write_synthetic takes the
       resolver's address from `section` and `value`. */
    for (size_t i = 0; i < link->stub_count; i++)
        link->stubs[i]->address = stubs + i * link->target->stub_size;
    if (link->entry != NULL)
        link->entry_address = link->entry->address;
    for (size_t i = 0; link->entry_address == 0 && link->entry_missing && i < link->out_count; i++) {
        if ((link->outs[i]->flags & SHF_EXECINSTR) != 0)
            link->entry_address = link->outs[i]->address;
    }
}
