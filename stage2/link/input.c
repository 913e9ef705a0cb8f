/* One object of the input: its ELF view becomes Sections and Symbols (linker.h). Decides which of
   its sections concern the output, and which lost to a COMDAT group taken before. */
#include "linker.h"

#include <string.h>

static bool starts_with(const char *text, const char *prefix) {
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

static bool is_debug(const char *name) {
    return starts_with(name, ".debug") || starts_with(name, ".zdebug") || starts_with(name, ".line") ||
           starts_with(name, ".stab") || starts_with(name, ".gnu.debuglto_");
}

/* Sections that are for the linker and not for the output. */
static bool is_wanted(Link *link, const Object *object, const ElfSection *e) {
    switch (e->type) {
    case SHT_NULL: case SHT_SYMTAB: case SHT_STRTAB: case SHT_RELA: case SHT_REL: case SHT_GROUP:
    case SHT_SYMTAB_SHNDX: case SHT_LLVM_ADDRSIG: case SHT_GNU_ATTRIBUTES: case SHT_HASH:
    case SHT_DYNAMIC: case SHT_DYNSYM:
        return false;
    }
    if (e->type == SHT_AARCH64_ATTRIBUTES && link->target->machine == EM_AARCH64)
        return false;
    if ((e->flags & SHF_EXCLUDE) != 0 || strcmp(e->name, ".note.GNU-stack") == 0 ||
        strcmp(e->name, ".note.gnu.property") == 0 || starts_with(e->name, ".gnu.warning.") ||
        starts_with(e->name, ".gnu.lto_"))
        return false;
    if ((e->flags & SHF_ALLOC) == 0 && is_debug(e->name)) {
        if (link->options->strip != LINK_STRIP_NONE)
            return false;
        if ((e->flags & SHF_COMPRESSED) != 0) {
            link_warning(link, "%s: compressed section '%s' is not supported and left out", object->path,
                         e->name);
            return false;
        }
    }
    return true;
}

static void add_section(Link *link, Object *object, uint32_t index) {
    const ElfSection *e = &object->elf.sections[index];
    Section *s;
    if (!is_wanted(link, object, e))
        return;
    if ((e->flags & SHF_COMPRESSED) != 0) {
        link_error(link, "%s: compressed section '%s' is not supported", object->path, e->name);
        return;
    }
    if (e->align > (uint64_t)1 << 28 || e->size > (uint64_t)1 << 46) {
        link_error(link, "%s: section '%s' is too large or its alignment too strict", object->path,
                   e->name);
        return;
    }
    s = arena_get(&link->arena, sizeof *s);
    s->object = object;
    s->name = e->name;
    s->index = index;
    s->type = e->type;
    s->flags = e->flags;
    s->align = e->align;
    s->entsize = e->entsize;
    s->size = e->size;
    s->in_size = e->size;
    s->data = e->data;
    s->discarded = object->discarded[index];
    object->sections[index] = s;
}

/* ---- groups ---- */

static bool taken(Link *link, const char *key, Object *object) {
    size_t len = strlen(key);
    if (strmap_find(&link->groups, key, len) != NULL)
        return true;
    strmap_set(&link->groups, key, len, object);
    return false;
}

static void add_group(Link *link, Object *object, uint32_t index) {
    const ElfFile *elf = &object->elf;
    const ElfSection *e = &elf->sections[index];
    ElfSymbol sign;
    const char *why, *name;
    if (e->size < 4 || e->size % 4 != 0 || e->link != elf->symtab || e->info >= elf->symbol_count) {
        link_error(link, "%s: the section group [%u] is damaged", object->path, index);
        return;
    }
    if (!elf_symbol(elf, e->info, &sign, &why)) {
        link_error(link, "%s: %s", object->path, why);
        return;
    }
    name = sign.name;
    if (sign.type == STT_SECTION && sign.section < elf->section_count)
        name = elf->sections[sign.section].name;
    if ((get_u32(e->data) & GRP_COMDAT) == 0 || !taken(link, name, object))
        return;
    for (uint64_t i = 4; i < e->size; i += 4) {
        uint32_t member = get_u32(e->data + i);
        if (member < elf->section_count)
            object->discarded[member] = true;
    }
    return;
}

/* Members of a group live and die together: they form a ring. */
static void tie_group(Object *object, const ElfSection *e) {
    Section *first = NULL;
    if (e->size < 4)
        return;
    for (uint64_t i = 4; i + 4 <= e->size; i += 4) {
        uint32_t member = get_u32(e->data + i);
        Section *s = member < object->elf.section_count ? object->sections[member] : NULL;
        if (s == NULL || s->discarded || s->next_in_group != NULL)
            continue;
        s->signature = (get_u32(e->data) & GRP_COMDAT) != 0 ? e->info : 0;
        if (first == NULL) {
            first = s;
            s->next_in_group = s;
        } else {
            s->next_in_group = first->next_in_group;
            first->next_in_group = s;
        }
    }
}

/* ".gnu.linkonce.t.f": the older form of COMDAT; the whole name is the key. */
static void find_discarded(Link *link, Object *object) {
    const ElfFile *elf = &object->elf;
    for (uint32_t i = 1; i < elf->section_count; i++) {
        const ElfSection *e = &elf->sections[i];
        if (e->type == SHT_GROUP)
            add_group(link, object, i);
        else if (starts_with(e->name, ".gnu.linkonce.") && taken(link, e->name, object))
            object->discarded[i] = true;
    }
}

/* ---- relocations ---- */

static void add_relocations(Link *link, Object *object, const ElfSection *e) {
    const ElfFile *elf = &object->elf;
    Section *s = e->info < elf->section_count ? object->sections[e->info] : NULL;
    if (e->info >= elf->section_count || e->info == 0) {
        link_error(link, "%s: section '%s' relocates a section that is not there", object->path, e->name);
        return;
    }
    if (s == NULL || s->discarded)
        return;
    if (e->type == SHT_REL) {
        link_error(link, "%s: relocations without addends (SHT_REL) are not supported", object->path);
        return;
    }
    if (e->size % ELF_RELA_SIZE != 0 || e->link != elf->symtab || e->size / ELF_RELA_SIZE > UINT32_MAX ||
        s->relas != NULL) {
        link_error(link, "%s: the relocations '%s' are damaged", object->path, e->name);
        return;
    }
    if (s->type == SHT_NOBITS && e->size != 0) {
        link_error(link, "%s: relocations in '%s', which has no contents", object->path, s->name);
        return;
    }
    s->relas = e->data;
    s->rela_count = (uint32_t)(e->size / ELF_RELA_SIZE);
}

static void tie_dependents(Link *link, Object *object) {
    const ElfFile *elf = &object->elf;
    for (uint32_t i = 1; i < elf->section_count; i++) {
        Section *s = object->sections[i];
        uint32_t to = elf->sections[i].link;
        if (s == NULL || (s->flags & SHF_LINK_ORDER) == 0 || to == 0)
            continue;
        if (to >= elf->section_count) {
            link_error(link, "%s: section '%s' depends on one that is not there", object->path, s->name);
        } else if (object->sections[to] != NULL) {
            s->next_dependent = object->sections[to]->dependents;
            object->sections[to]->dependents = s;
            if (object->sections[to]->discarded)
                s->discarded = true;
        }
    }
}

/* ---- symbols ---- */

static void add_local(Object *object, uint32_t index, const ElfSymbol *e) {
    Symbol *s = &object->locals[index];
    s->name = e->name;
    s->name_len = (uint32_t)strlen(e->name);
    s->local = true;
    s->bind = STB_LOCAL;
    s->type = e->type;
    s->vis = e->vis;
    s->value = e->value;
    s->size = e->size;
    s->object = object;
    s->kind = SYM_UNDEF;
    if (e->section == ELF_SYM_ABS) {
        s->kind = SYM_ABS;
        if (e->type == STT_FILE && object->source == NULL)
            object->source = e->name;
    } else if (e->section != SHN_UNDEF && e->section < object->elf.section_count) {
        s->kind = SYM_DEFINED;
        s->section = object->sections[e->section]; /* NULL for a section that is not wanted */
        if (s->section == NULL)
            s->kind = SYM_ABS;
    }
    object->symbols[index] = s;
}

static void add_global(Link *link, Object *object, uint32_t index, const ElfSymbol *e) {
    Symbol *s = global_symbol(link, e->name, strlen(e->name));
    Section *section = NULL;
    ElfSymbol undefined;
    object->symbols[index] = s;
    if (strcmp(e->name, "__gnu_lto_slim") == 0)
        link_error(link, "%s: holds no code but gcc's link-time form; compile it without -flto",
                   object->path);
    if (e->section < object->elf.section_count && e->section != SHN_UNDEF) {
        section = object->sections[e->section];
        if (object->discarded[e->section] || section == NULL) {
            /* The definition of the group that was taken stands for this one. */
            undefined = *e;
            undefined.section = SHN_UNDEF;
            define_symbol(link, object, s, &undefined, NULL);
            return;
        }
    }
    define_symbol(link, object, s, e, section);
}

static void add_symbols(Link *link, Object *object) {
    const ElfFile *elf = &object->elf;
    const char *why;
    ElfSymbol e;
    object->symbols = arena_get(&link->arena, ((size_t)elf->symbol_count + 1) * sizeof object->symbols[0]);
    object->locals = arena_get(&link->arena, ((size_t)elf->first_global + 1) * sizeof object->locals[0]);
    for (uint32_t i = 0; i < elf->symbol_count; i++) {
        if (!elf_symbol(elf, i, &e, &why)) {
            link_error(link, "%s: symbol %u: %s", object->path, i, why);
            return;
        }
        if ((e.bind == STB_LOCAL) != (i < elf->first_global)) {
            link_error(link, "%s: symbol %u is at the wrong end of the symbol table", object->path, i);
            return;
        }
        if (i < elf->first_global)
            add_local(object, i, &e);
        else
            add_global(link, object, i, &e);
    }
}

/* ---- the object ---- */

static bool check_object(Link *link, const char *path, const ElfFile *elf) {
    if (elf->type != ET_REL) {
        link_error(link, "%s: not a relocatable object (%s)", path,
                   elf->type == ET_DYN ? "a shared object; linking is static" : "an executable");
        return false;
    }
    if (link->target == NULL && elf->machine == EM_X86_64)
        link->target = &x86_64_target;
    else if (link->target == NULL && elf->machine == EM_AARCH64)
        link->target = &aarch64_target;
    if (link->target == NULL || link->target->machine != elf->machine) {
        link_error(link, "%s: is for another processor (machine %u)", path, elf->machine);
        return false;
    }
    return true;
}

void add_object(Link *link, const char *path, const unsigned char *data, size_t len) {
    Object *object = arena_get(&link->arena, sizeof *object);
    const char *why;
    const ElfFile *elf = &object->elf;
    object->path = path;
    if (!elf_open(&object->elf, data, len, &why)) {
        link_error(link, "%s: %s", path, why);
        return;
    }
    link->objects = grow(link->objects, link->object_count, &link->object_room, sizeof link->objects[0]);
    link->objects[link->object_count++] = object;
    if (!check_object(link, path, elf)) {
        link->object_count--;
        elf_close(&object->elf);
        return;
    }
    object->sections = arena_get(&link->arena, ((size_t)elf->section_count + 1) * sizeof object->sections[0]);
    object->discarded = arena_get(&link->arena, (size_t)elf->section_count + 1);
    find_discarded(link, object);
    for (uint32_t i = 1; i < elf->section_count; i++)
        add_section(link, object, i);
    for (uint32_t i = 1; i < elf->section_count; i++) {
        uint32_t type = elf->sections[i].type;
        if (type == SHT_RELA || type == SHT_REL)
            add_relocations(link, object, &elf->sections[i]);
        else if (type == SHT_GROUP)
            tie_group(object, &elf->sections[i]);
    }
    tie_dependents(link, object);
    add_symbols(link, object);
}
