/* Which sections live (--gc-sections): those reached by relocations from the roots. Without the
   option every section does that did not lose to another COMDAT group. */
#include "linker.h"

#include <stdlib.h>
#include <string.h>

typedef struct Marker {
    Link *link;
    Section **work;
    size_t count;
    size_t room;
    StrMap by_name; /* C identifiers → the first section of the name, chained */
    Map next_same;  /* section → the next one of its name */
} Marker;

static void mark(Marker *m, Section *s) {
    if (s == NULL || s->live || s->discarded)
        return;
    s->live = true;
    m->work = grow(m->work, m->count, &m->room, sizeof m->work[0]);
    m->work[m->count++] = s;
}

bool is_c_identifier(const char *name) {
    for (const char *p = name; *p != 0; p++) {
        bool letter = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || *p == '_';
        if (!letter && (p == name || *p < '0' || *p > '9'))
            return false;
    }
    return name[0] != 0;
}

/* A reference to __start_X or __stop_X keeps every section X. */
static void mark_start_stop(Marker *m, const Symbol *s) {
    const char *name = NULL;
    Section *section;
    if (s->name_len > 8 && memcmp(s->name, "__start_", 8) == 0)
        name = s->name + 8;
    else if (s->name_len > 7 && memcmp(s->name, "__stop_", 7) == 0)
        name = s->name + 7;
    if (name == NULL)
        return;
    section = strmap_find(&m->by_name, name, strlen(name));
    while (section != NULL) {
        uint64_t *next = map_find(&m->next_same, (uint64_t)(uintptr_t)section);
        mark(m, section);
        section = next == NULL ? NULL : (Section *)(uintptr_t)*next;
    }
}

static void mark_symbol(Marker *m, const Symbol *s) {
    if (s == NULL)
        return;
    if (s->kind == SYM_DEFINED)
        mark(m, s->section);
    else if (!s->local)
        mark_start_stop(m, s);
}

static void mark_range(Marker *m, const Section *s, uint32_t first, uint32_t end) {
    Rela r;
    for (uint32_t i = first; i < end; i++) {
        read_rela(s, i, &r);
        if (r.symbol < s->object->elf.symbol_count)
            mark_symbol(m, s->object->symbols[r.symbol]);
    }
}

static void follow(Marker *m) {
    while (m->count > 0) {
        Section *s = m->work[--m->count];
        if (!s->is_eh_frame)
            mark_range(m, s, 0, s->rela_count);
        for (Section *d = s->dependents; d != NULL; d = d->next_dependent)
            mark(m, d);
        for (Section *g = s->next_in_group; g != NULL && g != s; g = g->next_in_group)
            mark(m, g);
    }
}

/* What the linker keeps whoever refers to it: GNU ld's KEEP. */
static bool is_root(const Section *s) {
    static const char *const names[] = {".init", ".fini", ".ctors", ".dtors", ".init_array", ".fini_array",
                                        ".preinit_array", ".jcr", ".tm_clone_table", ".eh_frame"};
    if ((s->flags & SHF_GNU_RETAIN) != 0 || s->type == SHT_INIT_ARRAY || s->type == SHT_FINI_ARRAY ||
        s->type == SHT_PREINIT_ARRAY || (s->type == SHT_NOTE && s->next_in_group == NULL))
        return true;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        size_t len = strlen(names[i]);
        if (strncmp(s->name, names[i], len) == 0 && (s->name[len] == 0 || s->name[len] == '.'))
            return true;
    }
    return false;
}

static void mark_roots(Marker *m) {
    Link *link = m->link;
    const LinkOptions *o = link->options;
    if (link->entry != NULL)
        mark_symbol(m, link->entry);
    for (size_t i = 0; i < o->undefined_count; i++)
        mark_symbol(m, find_symbol(link, o->undefined[i]));
    for (size_t i = 0; i < link->object_count; i++) {
        Object *object = link->objects[i];
        for (uint32_t k = 1; k < object->elf.section_count; k++) {
            Section *s = object->sections[k];
            if (s != NULL && (s->flags & SHF_ALLOC) != 0 && is_root(s))
                mark(m, s);
        }
    }
}

static void index_names(Marker *m) {
    Link *link = m->link;
    for (size_t i = 0; i < link->object_count; i++) {
        Object *object = link->objects[i];
        for (uint32_t k = 1; k < object->elf.section_count; k++) {
            Section *s = object->sections[k];
            void *before;
            if (s == NULL || !is_c_identifier(s->name))
                continue;
            before = strmap_find(&m->by_name, s->name, strlen(s->name));
            if (before != NULL)
                map_set(&m->next_same, (uint64_t)(uintptr_t)s, (uint64_t)(uintptr_t)before);
            strmap_set(&m->by_name, s->name, strlen(s->name), s);
        }
    }
}

/* An unwind entry lives with its function, and then needs its language-specific data and its
   personality routine; it does not itself keep the function. */
static bool mark_eh_frames(Marker *m) {
    Link *link = m->link;
    for (size_t i = 0; i < link->object_count; i++) {
        Object *object = link->objects[i];
        for (uint32_t k = 1; k < object->elf.section_count; k++) {
            Section *s = object->sections[k];
            uint32_t at = 0;
            if (s == NULL || !s->is_eh_frame || s->discarded)
                continue;
            s->live = true;
            /* Relocations are in order; those of one record follow each other. */
            for (uint32_t p = 0; p < s->piece_count; p++) {
                uint64_t end = p + 1 < s->piece_count ? s->pieces[p + 1].in : s->in_size;
                uint32_t first = at;
                const Symbol *function;
                Rela r;
                bool cie = get_u32(s->data + s->pieces[p].in + 4) == 0;
                while (at < s->rela_count && (read_rela(s, at, &r), r.offset < end))
                    at++;
                if (at == first)
                    continue;
                read_rela(s, first, &r);
                function = r.symbol < object->elf.symbol_count ? object->symbols[r.symbol] : NULL;
                if (cie || (function != NULL && function->section != NULL && function->section->live))
                    mark_range(m, s, cie ? first : first + 1, at);
            }
        }
    }
    return m->count > 0;
}

static void keep_all(Link *link) {
    for (size_t i = 0; i < link->object_count; i++) {
        Object *object = link->objects[i];
        for (uint32_t k = 1; k < object->elf.section_count; k++) {
            if (object->sections[k] != NULL)
                object->sections[k]->live = !object->sections[k]->discarded;
        }
    }
}

static bool group_has_code_or_data(const Section *s) {
    const Section *g = s;
    do {
        if ((g->flags & SHF_ALLOC) != 0)
            return true;
        g = g->next_in_group;
    } while (g != NULL && g != s);
    return false;
}

/* Sections without SHF_ALLOC are not reached from the program: debug information stays, but not
   that of a group that died. */
static void keep_unallocated(Link *link) {
    for (size_t i = 0; i < link->object_count; i++) {
        Object *object = link->objects[i];
        for (uint32_t k = 1; k < object->elf.section_count; k++) {
            Section *s = object->sections[k];
            if (s == NULL || s->discarded)
                continue;
            if ((s->flags & (SHF_ALLOC | SHF_LINK_ORDER)) == 0 && !group_has_code_or_data(s))
                s->live = true;
            else if (!s->live && (s->flags & SHF_ALLOC) != 0 && link->options->print_gc_sections)
                link_note(link, "removing unused section '%s' in file '%s'", s->name, object->path);
        }
    }
}

void mark_live(Link *link) {
    Marker m = {0};
    if (!link->options->gc_sections) {
        keep_all(link);
        return;
    }
    m.link = link;
    index_names(&m);
    mark_roots(&m);
    do
        follow(&m);
    while (mark_eh_frames(&m));
    keep_unallocated(link);
    free(m.work);
    strmap_free(&m.by_name);
    map_free(&m.next_same);
}
