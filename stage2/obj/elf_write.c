/* The object model as a relocatable ELF file (gABI, "Object Files"). In: an Obj; out: bytes.
   The section headers lie in this order: none, the groups (the gABI wants them before their
   members), the sections as they were made, .note.GNU-stack, the .rela sections, .symtab,
   .symtab_shndx if there are too many sections, .strtab, .shstrtab. */
#include "obj.h"

#include "elf.h"

#include <stdlib.h>
#include <string.h>

/* No section of the file needs more than this: consumers copy. */
#define MAX_FILE_ALIGN 16

typedef struct Shdr {
    uint32_t name; /* offset in .shstrtab */
    uint32_t type;
    uint64_t flags;
    uint64_t offset;
    uint64_t size;
    uint32_t link;
    uint32_t info;
    uint64_t align;
    uint64_t entsize;
} Shdr;

typedef struct Group {
    uint32_t symbol;  /* its signature */
    Buf members;      /* the words of the SHT_GROUP section */
    uint32_t section; /* its header */
} Group;

typedef struct ElfWriter {
    Obj *obj;
    Buf *out;
    size_t start; /* of the file in `out` */
    Shdr *headers;
    size_t header_count;
    size_t header_room;
    Group *groups;
    size_t group_count;
    size_t group_room;
    Map group_of; /* signature symbol → index in groups + 1 */
    uint32_t first_section; /* header of section 1 */
    uint32_t symtab;        /* header of .symtab */
    uint32_t *symbol_index; /* of the Obj → of the file, 0 if left out */
    Buf names;              /* .shstrtab */
    StrMap name_map;        /* text → offset in names */
} ElfWriter;

static Shdr *new_header(ElfWriter *w, uint32_t type) {
    Shdr *h;
    w->headers = grow(w->headers, w->header_count, &w->header_room, sizeof w->headers[0]);
    h = &w->headers[w->header_count++];
    memset(h, 0, sizeof *h);
    h->type = type;
    h->align = 1;
    return h;
}

/* The offset of `prefix``text` in .shstrtab. */
static uint32_t section_name(ElfWriter *w, const char *prefix, const char *text) {
    size_t prefix_len = strlen(prefix);
    size_t len = prefix_len + strlen(text);
    char *key = arena_get(&w->obj->arena, len + 1);
    void *found;
    size_t offset;
    memcpy(key, prefix, prefix_len);
    memcpy(key + prefix_len, text, len - prefix_len);
    found = strmap_find(&w->name_map, key, len);
    if (found != NULL)
        return (uint32_t)(uintptr_t)found;
    offset = w->names.len;
    buf_add(&w->names, key, len + 1);
    strmap_set(&w->name_map, key, len, (void *)(uintptr_t)offset);
    return (uint32_t)offset;
}

/* ---- groups ---- */

static void collect_groups(ElfWriter *w) {
    Obj *obj = w->obj;
    for (size_t i = 1; i < obj->section_count; i++) {
        uint32_t symbol = obj->sections[i].group;
        if (symbol == 0 || map_find(&w->group_of, symbol) != NULL)
            continue;
        w->groups = grow(w->groups, w->group_count, &w->group_room, sizeof w->groups[0]);
        memset(&w->groups[w->group_count], 0, sizeof w->groups[0]);
        w->groups[w->group_count].symbol = symbol;
        w->group_count++;
        map_set(&w->group_of, symbol, w->group_count);
        obj->symbols[symbol].used = true;
    }
    for (size_t i = 0; i < w->group_count; i++) {
        Group *g = &w->groups[i];
        Shdr *h = new_header(w, SHT_GROUP);
        g->section = (uint32_t)(w->header_count - 1);
        h->name = section_name(w, "", ".group");
        h->align = 4;
        h->entsize = 4;
        buf_u32(&g->members, GRP_COMDAT);
    }
}

static void add_to_group(ElfWriter *w, uint32_t symbol, size_t header) {
    uint64_t *found = map_find(&w->group_of, symbol);
    buf_u32(&w->groups[*found - 1].members, (uint32_t)header);
}

static void write_groups(ElfWriter *w) {
    for (size_t i = 0; i < w->group_count; i++) {
        Group *g = &w->groups[i];
        Shdr *h = &w->headers[g->section];
        buf_align(w->out, 4);
        h->offset = w->out->len - w->start;
        h->size = g->members.len;
        h->info = w->symbol_index[g->symbol];
        h->link = w->symtab;
        buf_add(w->out, g->members.data, g->members.len);
        buf_free(&g->members);
    }
}

/* ---- sections and relocations ---- */

static void align_file(ElfWriter *w, uint64_t align) {
    buf_align(w->out, align > MAX_FILE_ALIGN ? MAX_FILE_ALIGN : (size_t)align);
}

/* Computes the distances in a section's data; the other relocations stay. */
static void put_distances(const Obj *obj, ObjSection *s) {
    size_t kept = 0;
    for (size_t i = 0; i < s->reloc_count; i++) {
        const ObjReloc *r = &s->relocs[i];
        if (r->type == OBJ_DISTANCE) {
            const ObjDistance *d = &obj->distances[r->addend];
            uint64_t value = obj->symbols[r->symbol].value - obj->symbols[d->from].value + (uint64_t)d->addend;
            if (d->size == 8)
                put_u64(s->data.data + r->offset, value);
            else
                put_u32(s->data.data + r->offset, (uint32_t)value);
        } else {
            s->relocs[kept++] = *r;
        }
    }
    s->reloc_count = kept;
}

static void write_sections(ElfWriter *w) {
    Obj *obj = w->obj;
    bool have_note = false;
    w->first_section = (uint32_t)w->header_count;
    for (size_t i = 1; i < obj->section_count; i++) {
        ObjSection *s = &obj->sections[i];
        Shdr *h = new_header(w, s->type);
        if (obj->distance_count != 0)
            put_distances(obj, s);
        h->name = section_name(w, "", s->name);
        h->flags = s->flags;
        h->align = s->align;
        h->entsize = s->entsize;
        h->link = s->link != 0 ? w->first_section + s->link - 1 : 0;
        align_file(w, s->align);
        h->offset = w->out->len - w->start;
        h->size = s->type == SHT_NOBITS ? s->size : s->data.len;
        if (s->type != SHT_NOBITS)
            buf_add(w->out, s->data.data, s->data.len);
        if (s->group != 0)
            add_to_group(w, s->group, w->header_count - 1);
        if (strcmp(s->name, ".note.GNU-stack") == 0)
            have_note = true;
    }
    if (!have_note) {
        Shdr *h = new_header(w, SHT_PROGBITS);
        h->name = section_name(w, "", ".note.GNU-stack");
        h->offset = w->out->len - w->start;
    }
}

/* Sorts by offset, equal ones in their order: a merge sort from below, and only where needed. */
static void sort_relocs(ObjReloc *relocs, size_t count) {
    ObjReloc *from = relocs;
    ObjReloc *other;
    ObjReloc *to;
    size_t i = 1;
    while (i < count && relocs[i - 1].offset <= relocs[i].offset)
        i++;
    if (i >= count)
        return;
    other = allocate(count * sizeof *other);
    to = other;
    for (size_t width = 1; width < count; width *= 2) {
        ObjReloc *swap;
        for (size_t low = 0; low < count; low += 2 * width) {
            size_t middle = low + width < count ? low + width : count;
            size_t high = low + 2 * width < count ? low + 2 * width : count;
            size_t a = low;
            size_t b = middle;
            for (size_t k = low; k < high; k++) {
                if (a < middle && (b >= high || from[a].offset <= from[b].offset))
                    to[k] = from[a++];
                else
                    to[k] = from[b++];
            }
        }
        swap = from;
        from = to;
        to = swap;
    }
    if (from != relocs)
        memcpy(relocs, from, count * sizeof *relocs);
    free(other);
}

static void plan_relocs(ElfWriter *w) {
    Obj *obj = w->obj;
    for (size_t i = 1; i < obj->section_count; i++) {
        ObjSection *s = &obj->sections[i];
        Shdr *h;
        if (s->reloc_count == 0)
            continue;
        h = new_header(w, SHT_RELA);
        h->name = section_name(w, ".rela", s->name);
        h->flags = SHF_INFO_LINK | (s->group != 0 ? SHF_GROUP : 0);
        h->info = w->first_section + (uint32_t)i - 1;
        h->align = 8;
        h->entsize = ELF_RELA_SIZE;
        if (s->group != 0)
            add_to_group(w, s->group, w->header_count - 1);
    }
}

static void write_relocs(ElfWriter *w, size_t first_header) {
    Obj *obj = w->obj;
    size_t header = first_header;
    for (size_t i = 1; i < obj->section_count; i++) {
        ObjSection *s = &obj->sections[i];
        Shdr *h;
        unsigned char *at;
        if (s->reloc_count == 0)
            continue;
        sort_relocs(s->relocs, s->reloc_count);
        h = &w->headers[header++];
        h->link = w->symtab;
        buf_align(w->out, 8);
        h->offset = w->out->len - w->start;
        h->size = s->reloc_count * ELF_RELA_SIZE;
        buf_zeros(w->out, (size_t)h->size);
        at = w->out->data + w->out->len - h->size;
        for (size_t k = 0; k < s->reloc_count; k++) {
            const ObjReloc *r = &s->relocs[k];
            put_u64(at, r->offset);
            put_u64(at + 8, (uint64_t)w->symbol_index[r->symbol] << 32 | r->type);
            put_u64(at + 16, (uint64_t)r->addend);
            at += ELF_RELA_SIZE;
        }
    }
}

/* ---- symbols ---- */

typedef struct SymbolTable {
    Buf symbols;
    Buf shndx; /* of .symtab_shndx */
    Buf strings;
    uint32_t count;
    uint32_t first_global;
    bool extended; /* .symtab_shndx is needed */
} SymbolTable;

static void put_symbol(ElfWriter *w, SymbolTable *t, const ObjSymbol *s) {
    uint32_t section = s->section;
    uint32_t extended = 0;
    uint32_t name = 0;
    if (s->name[0] != 0) {
        name = (uint32_t)t->strings.len;
        buf_add(&t->strings, s->name, strlen(s->name) + 1);
    }
    if (section == OBJ_ABS) {
        section = SHN_ABS;
    } else if (section == OBJ_COMMON) {
        section = SHN_COMMON;
    } else if (section != OBJ_UNDEF) {
        section += w->first_section - 1;
        if (section >= SHN_LORESERVE) {
            extended = section;
            section = SHN_XINDEX;
            t->extended = true;
        }
    }
    buf_u32(&t->symbols, name);
    buf_byte(&t->symbols, (unsigned)(s->bind << 4 | s->type));
    buf_byte(&t->symbols, s->vis);
    buf_u16(&t->symbols, section);
    buf_u64(&t->symbols, s->value);
    buf_u64(&t->symbols, s->size);
    buf_u32(&t->shndx, extended);
    t->count++;
}

/* Local symbols lie before the others, the file's name before them all (gABI, "Symbol Table"). */
static void build_symbols(ElfWriter *w, SymbolTable *t) {
    Obj *obj = w->obj;
    buf_byte(&t->strings, 0);
    w->symbol_index = allocate(obj->symbol_count * sizeof w->symbol_index[0]);
    for (int round = 0; round < 4; round++) {
        if (round == 3)
            t->first_global = t->count;
        for (size_t i = 0; i < obj->symbol_count; i++) {
            ObjSymbol *s = &obj->symbols[i];
            int place = i == 0 ? 0 : s->bind != STB_LOCAL ? 3 : s->type == STT_FILE ? 1 : 2;
            if (place != round || (i != 0 && s->section == OBJ_UNDEF && !s->used))
                continue;
            w->symbol_index[i] = t->count;
            put_symbol(w, t, s);
        }
    }
}

/* A table of the end of the file: its header is complete, its bytes go here. */
static void write_table(ElfWriter *w, Shdr *h, const char *name, const Buf *bytes, uint64_t align) {
    h->name = section_name(w, "", name);
    h->align = align;
    buf_align(w->out, (size_t)align);
    h->offset = w->out->len - w->start;
    h->size = bytes->len;
    buf_add(w->out, bytes->data, bytes->len);
}

static void write_symbols(ElfWriter *w, SymbolTable *t) {
    uint32_t strtab = w->symtab + (t->extended ? 2 : 1);
    Shdr *h = new_header(w, SHT_SYMTAB);
    h->link = strtab;
    h->info = t->first_global;
    h->entsize = ELF_SYM_SIZE;
    write_table(w, h, ".symtab", &t->symbols, 8);
    if (t->extended) {
        h = new_header(w, SHT_SYMTAB_SHNDX);
        h->link = w->symtab;
        h->entsize = 4;
        write_table(w, h, ".symtab_shndx", &t->shndx, 4);
    }
    write_table(w, new_header(w, SHT_STRTAB), ".strtab", &t->strings, 1);
    buf_free(&t->symbols);
    buf_free(&t->shndx);
    buf_free(&t->strings);
}

/* ---- the file ---- */

static void write_headers(ElfWriter *w) {
    size_t count = w->header_count;
    unsigned char *e;
    buf_align(w->out, 8);
    e = w->out->data + w->start;
    put_u64(e + 40, w->out->len - w->start);
    /* Counts beyond 16 bits lie in section 0 (gABI, "Section Indexes"). */
    put_u16(e + 60, count >= SHN_LORESERVE ? 0 : (uint32_t)count);
    put_u16(e + 62, count - 1 >= SHN_LORESERVE ? SHN_XINDEX : (uint32_t)count - 1);
    w->headers[0].align = 0;
    if (count >= SHN_LORESERVE)
        w->headers[0].size = count;
    if (count - 1 >= SHN_LORESERVE)
        w->headers[0].link = (uint32_t)count - 1;
    for (size_t i = 0; i < count; i++) {
        const Shdr *h = &w->headers[i];
        buf_u32(w->out, h->name);
        buf_u32(w->out, h->type);
        buf_u64(w->out, h->flags);
        buf_u64(w->out, 0);
        buf_u64(w->out, h->offset);
        buf_u64(w->out, h->size);
        buf_u32(w->out, h->link);
        buf_u32(w->out, h->info);
        buf_u64(w->out, h->align);
        buf_u64(w->out, h->entsize);
    }
}

static void write_ehdr(ElfWriter *w) {
    static const unsigned char ident[16] = {0x7f, 'E', 'L', 'F', ELFCLASS64, ELFDATA2LSB, EV_CURRENT};
    buf_add(w->out, ident, sizeof ident);
    buf_u16(w->out, ET_REL);
    buf_u16(w->out, w->obj->machine);
    buf_u32(w->out, EV_CURRENT);
    buf_zeros(w->out, 8 + 8 + 8 + 4); /* entry, program headers, section headers (later), flags */
    buf_u16(w->out, ELF_EHDR_SIZE);
    buf_zeros(w->out, 4);
    buf_u16(w->out, ELF_SHDR_SIZE);
    buf_zeros(w->out, 4); /* counts: later */
}

void obj_write(Obj *obj, Buf *out) {
    ElfWriter w = {0};
    SymbolTable table = {0};
    Shdr *h;
    size_t first_reloc;
    w.obj = obj;
    w.out = out;
    w.start = out->len;
    buf_byte(&w.names, 0);
    write_ehdr(&w);
    new_header(&w, SHT_NULL);
    collect_groups(&w);
    write_sections(&w);
    first_reloc = w.header_count;
    plan_relocs(&w);
    w.symtab = (uint32_t)w.header_count;
    build_symbols(&w, &table);
    write_relocs(&w, first_reloc);
    write_groups(&w);
    write_symbols(&w, &table);
    h = new_header(&w, SHT_STRTAB);
    section_name(&w, "", ".shstrtab");
    write_table(&w, h, ".shstrtab", &w.names, 1);
    write_headers(&w);
    free(w.headers);
    free(w.groups);
    free(w.symbol_index);
    map_free(&w.group_of);
    strmap_free(&w.name_map);
    buf_free(&w.names);
}
