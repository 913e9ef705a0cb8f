/* Symbol resolution: takes the inputs in order, objects at once, archives by what is undefined, as
   GNU ld does. In: the options' inputs; out: link->objects and the table of global symbols. */
#include "../obj/archive.h"
#include "linker.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A script that names itself must end. */
#define MAX_SCRIPTS 1000

/* An archive while its group is being resolved. */
typedef struct LinkArchive {
    const char *path;
    Archive archive;
    Symbol **symbols; /* of its index */
    bool *taken;      /* by member */
    size_t left;      /* symbols that still may be of use, at the front of `order` */
    uint32_t *order;
} LinkArchive;

/* ---- the table ---- */

static void rehash(Link *link) {
    size_t room = link->table_room == 0 ? 4096 : 2 * link->table_room;
    free(link->table);
    link->table = allocate(room * sizeof link->table[0]);
    link->table_room = room;
    for (size_t i = 0; i < link->global_count; i++) {
        Symbol *s = link->globals[i];
        size_t at = hash_bytes(s->name, s->name_len) & (room - 1);
        while (link->table[at] != NULL)
            at = (at + 1) & (room - 1);
        link->table[at] = s;
    }
}

static Symbol **symbol_slot(const Link *link, const char *name, size_t len) {
    size_t at = hash_bytes(name, len) & (link->table_room - 1);
    for (;;) {
        Symbol *s = link->table[at];
        if (s == NULL || (s->name_len == len && memcmp(s->name, name, len) == 0))
            return &link->table[at];
        at = (at + 1) & (link->table_room - 1);
    }
}

Symbol *global_symbol(Link *link, const char *name, size_t len) {
    Symbol **slot;
    if (2 * link->global_count >= link->table_room)
        rehash(link);
    slot = symbol_slot(link, name, len);
    if (*slot == NULL) {
        Symbol *s = arena_get(&link->arena, sizeof *s);
        s->name = name;
        s->name_len = (uint32_t)len;
        *slot = s;
        link->globals = grow(link->globals, link->global_count, &link->global_room,
                             sizeof link->globals[0]);
        link->globals[link->global_count++] = s;
    }
    return *slot;
}

Symbol *find_symbol(Link *link, const char *name) {
    Symbol *s = link->table_room == 0 ? NULL : *symbol_slot(link, name, strlen(name));
    return s == NULL || s->kind == SYM_NONE ? NULL : s;
}

/* ---- definitions ---- */

static bool is_defined(const Symbol *s) {
    return s->kind == SYM_DEFINED || s->kind == SYM_ABS || s->kind == SYM_OUT;
}

static void set_definition(Symbol *s, Object *object, const ElfSymbol *from, Section *section) {
    s->kind = from->section == ELF_SYM_ABS ? SYM_ABS :
              from->section == ELF_SYM_COMMON ? SYM_COMMON : SYM_DEFINED;
    s->object = object;
    s->section = section;
    s->bind = from->bind == STB_WEAK ? STB_WEAK : STB_GLOBAL;
    s->type = from->type;
    s->value = from->value;
    s->size = from->size;
}

static void add_reference(Symbol *s, Object *object, const ElfSymbol *from) {
    s->referenced = true;
    if (s->kind == SYM_NONE) {
        s->kind = SYM_UNDEF;
        s->bind = from->bind;
        s->object = object;
        s->type = from->type;
    } else if (s->kind == SYM_UNDEF && from->bind != STB_WEAK) {
        s->bind = STB_GLOBAL;
    }
}

static void add_common(Link *link, Symbol *s, Object *object, const ElfSymbol *from) {
    ElfSymbol common = *from;
    if (is_defined(s) && s->bind != STB_WEAK)
        return;
    if (common.value == 0 || (common.value & (common.value - 1)) != 0 || common.value > 1 << 28 ||
        common.size > (uint64_t)1 << 46) {
        link_error(link, "%s: bad size or alignment of common symbol '%s'", object->path, s->name);
        return;
    }
    if (s->kind == SYM_COMMON) {
        if (from->size < s->size)
            common.size = s->size;
        else
            s->object = object;
        if (from->value < s->value)
            common.value = s->value;
        object = s->object;
    }
    set_definition(s, object, &common, NULL);
}

/* What a new symbol does to what is known of its name: GNU ld's table (bfd/linker.c,
   link_action), whose rules the gABI leaves open. */
void define_symbol(Link *link, Object *object, Symbol *s, const ElfSymbol *from, Section *section) {
    if (from->vis != STV_DEFAULT && (s->vis == STV_DEFAULT || from->vis < s->vis))
        s->vis = from->vis;
    if (from->section == SHN_UNDEF) {
        add_reference(s, object, from);
        return;
    }
    if (from->section == ELF_SYM_COMMON) {
        add_common(link, s, object, from);
        return;
    }
    if (is_defined(s) || s->kind == SYM_COMMON) {
        if (from->bind == STB_WEAK)
            return;
        if (is_defined(s) && s->bind != STB_WEAK) {
            if (!link->options->muldefs && !(s->kind == SYM_ABS && from->section == ELF_SYM_ABS &&
                                              s->value == from->value))
                link_error(link, "%s: multiple definition of '%s'; %s: first defined here", object->path,
                           s->name, s->object == NULL ? "the linker" : s->object->path);
            return;
        }
    }
    set_definition(s, object, from, section);
}

/* ---- archives ---- */

static const char *member_path(Link *link, const char *archive, const char *member) {
    Buf name = {0};
    char *copy;
    buf_printf(&name, "%s(%s)", archive, member);
    copy = arena_copy(&link->arena, name.data, name.len);
    buf_free(&name);
    return copy;
}

static void take_member(Link *link, LinkArchive *a, size_t index) {
    const ArMember *m = &a->archive.members[index];
    a->taken[index] = true;
    if (link->options->trace)
        link_note(link, "linking %s(%s)", a->path, m->name);
    add_object(link, member_path(link, a->path, m->name), m->data, m->len);
}

/* Does the member have a real definition of the symbol, and not a common one as well? */
static bool really_defines(const ArMember *m, const char *name) {
    const char *why;
    ElfFile f;
    ElfSymbol e;
    bool found = false;
    if (!elf_open(&f, m->data, m->len, &why))
        return false;
    for (uint32_t i = f.first_global; i < f.symbol_count && !found; i++)
        found = elf_symbol(&f, i, &e, &why) && e.section != SHN_UNDEF && e.section != ELF_SYM_COMMON &&
                e.bind != STB_WEAK && strcmp(e.name, name) == 0;
    elf_close(&f);
    return found;
}

/* Takes the members that are asked for, until no more are; true if there were any. Each round goes
   through the index in its order, as GNU ld does, and forgets what can no longer be asked for. */
static bool take_needed(Link *link, LinkArchive *a) {
    bool any = false;
    bool again = true;
    while (again) {
        size_t kept = 0;
        again = false;
        for (size_t i = 0; i < a->left; i++) {
            uint32_t k = a->order[i];
            size_t member = a->archive.symbols[k].member;
            Symbol *s = a->symbols[k];
            if (a->taken[member] || is_defined(s))
                continue;
            if ((s->kind == SYM_UNDEF && s->bind != STB_WEAK) ||
                (s->kind == SYM_COMMON && really_defines(&a->archive.members[member], s->name))) {
                take_member(link, a, member);
                again = true;
                any = true;
                continue;
            }
            a->order[kept++] = k;
        }
        a->left = kept;
    }
    return any;
}

static bool open_link_archive(Link *link, LinkArchive *a, const LinkInput *input, const unsigned char *data,
                              size_t len) {
    const char *why;
    a->path = input->path;
    if (!archive_open(&a->archive, data, len, &why)) {
        link_error(link, "%s: %s", input->path, why);
        return false;
    }
    if (!a->archive.has_index)
        archive_build_index(&a->archive);
    a->taken = arena_get(&link->arena, a->archive.member_count);
    if (input->whole_archive) {
        for (size_t i = 0; i < a->archive.member_count; i++) {
            const ArMember *m = &a->archive.members[i];
            if (elf_is_elf(m->data, m->len))
                take_member(link, a, i);
        }
        return true;
    }
    a->symbols = arena_get(&link->arena, a->archive.symbol_count * sizeof a->symbols[0]);
    a->order = arena_get(&link->arena, a->archive.symbol_count * sizeof a->order[0]);
    a->left = a->archive.symbol_count;
    for (size_t i = 0; i < a->archive.symbol_count; i++) {
        const char *name = a->archive.symbols[i].name;
        a->symbols[i] = global_symbol(link, name, strlen(name));
        a->order[i] = (uint32_t)i;
    }
    return true;
}

/* ---- inputs ---- */

static bool read_input(Link *link, const LinkInput *input, const unsigned char **data, size_t *len) {
    Buf bytes = {0};
    if (input->data != NULL) {
        *data = input->data;
        *len = input->len;
        return true;
    }
    if (!read_file(input->path, &bytes)) {
        link_error(link, "cannot read %s: %s", input->path, strerror(errno));
        return false;
    }
    *data = bytes.data;
    *len = bytes.len;
    return true;
}

static void resolve_list(Link *link, const LinkInput *inputs, size_t input_count);

/* One input; an archive that may be asked again for more goes to `archives`. */
static void resolve_input(Link *link, const LinkInput *input, LinkArchive **archives, size_t *count) {
    const unsigned char *data;
    size_t len;
    if (!read_input(link, input, &data, &len))
        return;
    if (archive_is_archive(data, len)) {
        LinkArchive *a = arena_get(&link->arena, sizeof *a);
        if (!open_link_archive(link, a, input, data, len) || input->whole_archive)
            return;
        archives[(*count)++] = a;
        take_needed(link, a);
    } else if (is_script(data, len)) {
        size_t script_count;
        LinkInput *list = read_script(link, input->path, data, len, &script_count);
        if (++link->script_count > MAX_SCRIPTS)
            link_error(link, "%s: too many linker scripts", input->path);
        else
            resolve_list(link, list, script_count);
        free(list);
    } else {
        if (link->options->trace)
            link_note(link, "linking %s", input->path);
        add_object(link, input->path, data, len);
    }
}

static void resolve_group(Link *link, const LinkInput *inputs, size_t input_count) {
    LinkArchive **archives = arena_get(&link->arena, input_count * sizeof archives[0]);
    size_t count = 0;
    bool again = input_count > 1;
    for (size_t i = 0; i < input_count && link->script_count <= MAX_SCRIPTS; i++)
        resolve_input(link, &inputs[i], archives, &count);
    while (again) {
        again = false;
        for (size_t i = 0; i < count; i++) {
            if (take_needed(link, archives[i]))
                again = true;
        }
    }
}

static void resolve_list(Link *link, const LinkInput *inputs, size_t input_count) {
    size_t i = 0;
    while (i < input_count) {
        size_t end = i + 1;
        while (inputs[i].group != 0 && end < input_count && inputs[end].group == inputs[i].group)
            end++;
        resolve_group(link, inputs + i, end - i);
        i = end;
    }
}

bool resolve_inputs(Link *link) {
    const LinkOptions *o = link->options;
    ElfSymbol wanted = {0};
    wanted.bind = STB_GLOBAL;
    for (size_t k = 0; k < o->undefined_count; k++)
        define_symbol(link, NULL, global_symbol(link, o->undefined[k], strlen(o->undefined[k])), &wanted,
                      NULL);
    if (o->entry != NULL && (o->entry[0] < '0' || o->entry[0] > '9'))
        define_symbol(link, NULL, global_symbol(link, o->entry, strlen(o->entry)), &wanted, NULL);
    resolve_list(link, o->inputs, o->input_count);
    if (link->target == NULL && link->error_count == 0)
        link_error(link, "no input files");
    return link->error_count == 0;
}
