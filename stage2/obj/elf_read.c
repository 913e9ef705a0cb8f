/* Reading relocatable ELF files (elf_read.h). Every offset and index is checked here. */
#include "elf_read.h"

#include "elf.h"

#include <stdlib.h>
#include <string.h>

bool elf_is_elf(const unsigned char *data, size_t len) {
    return len >= 4 && memcmp(data, "\177ELF", 4) == 0;
}

static bool inside(const ElfFile *f, uint64_t offset, uint64_t size) {
    return offset <= f->len && size <= f->len - offset;
}

/* A string table must end in NUL, or it is of no use. */
static bool is_string_table(const ElfSection *s) {
    return s->type == SHT_STRTAB && s->size > 0 && s->data[s->size - 1] == 0;
}

static const char *read_section(ElfFile *f, ElfSection *s, const unsigned char *h) {
    uint64_t offset = get_u64(h + 24);
    s->type = get_u32(h + 4);
    s->flags = get_u64(h + 8);
    s->size = get_u64(h + 32);
    s->link = get_u32(h + 40);
    s->info = get_u32(h + 44);
    s->align = get_u64(h + 48);
    s->entsize = get_u64(h + 56);
    if (s->align == 0)
        s->align = 1;
    if ((s->align & (s->align - 1)) != 0)
        return "the alignment of a section is not a power of two";
    if (s->type == SHT_NULL) {
        s->size = 0;
    } else if (s->type != SHT_NOBITS) {
        if (!inside(f, offset, s->size))
            return "a section lies outside the file";
        s->data = f->data + offset;
    }
    return NULL;
}

static const char *read_sections(ElfFile *f, uint64_t table, uint64_t count, uint32_t names) {
    const char *why;
    f->sections = allocate((size_t)count * sizeof f->sections[0]);
    f->section_count = (uint32_t)count;
    for (uint32_t i = 1; i < f->section_count; i++) {
        why = read_section(f, &f->sections[i], f->data + table + (uint64_t)i * ELF_SHDR_SIZE);
        if (why != NULL)
            return why;
    }
    if (names >= count || !is_string_table(&f->sections[names]))
        return "the table of section names is damaged";
    f->sections[0].name = "";
    for (uint32_t i = 1; i < f->section_count; i++) {
        uint32_t name = get_u32(f->data + table + (uint64_t)i * ELF_SHDR_SIZE);
        if (name >= f->sections[names].size)
            return "a section's name lies outside the table of names";
        f->sections[i].name = (const char *)f->sections[names].data + name;
    }
    return NULL;
}

static const char *find_symbols(ElfFile *f) {
    for (uint32_t i = 1; i < f->section_count; i++) {
        const ElfSection *s = &f->sections[i];
        if (s->type == SHT_SYMTAB) {
            if (f->symtab != 0)
                return "more than one symbol table";
            if (s->entsize != ELF_SYM_SIZE || s->size % ELF_SYM_SIZE != 0 ||
                s->size / ELF_SYM_SIZE > UINT32_MAX)
                return "the symbol table is damaged";
            f->symtab = i;
            f->symbols = s->data;
            f->symbol_count = (uint32_t)(s->size / ELF_SYM_SIZE);
            f->first_global = s->info;
            if (s->info > f->symbol_count)
                return "the symbol table is damaged";
            if (s->link >= f->section_count || !is_string_table(&f->sections[s->link]))
                return "the table of symbol names is damaged";
            f->strings = (const char *)f->sections[s->link].data;
            f->strings_len = f->sections[s->link].size;
        }
    }
    for (uint32_t i = 1; i < f->section_count; i++) {
        const ElfSection *s = &f->sections[i];
        if (s->type == SHT_SYMTAB_SHNDX && s->link == f->symtab && f->symtab != 0) {
            if (s->size / 4 < f->symbol_count)
                return "the table of extended section indices is too short";
            f->shndx = s->data;
        }
    }
    return NULL;
}

static const char *check_header(ElfFile *f) {
    const unsigned char *e = f->data;
    if (!elf_is_elf(e, f->len))
        return "file format not recognized";
    if (f->len < ELF_EHDR_SIZE)
        return "file truncated";
    if (e[4] != ELFCLASS64 || e[5] != ELFDATA2LSB)
        return "not a 64-bit little-endian ELF file";
    f->type = (uint16_t)get_u16(e + 16);
    f->machine = (uint16_t)get_u16(e + 18);
    if (get_u16(e + 58) != ELF_SHDR_SIZE && get_u64(e + 40) != 0)
        return "the size of section headers is wrong";
    return NULL;
}

bool elf_open(ElfFile *f, const unsigned char *data, size_t len, const char **why) {
    uint64_t table;
    uint64_t count;
    uint32_t names;
    memset(f, 0, sizeof *f);
    f->data = data;
    f->len = len;
    *why = check_header(f);
    if (*why != NULL)
        return false;
    table = get_u64(data + 40);
    count = get_u16(data + 60);
    names = get_u16(data + 62);
    if (table == 0)
        return true; /* no sections at all */
    if (!inside(f, table, ELF_SHDR_SIZE)) {
        *why = "the section headers lie outside the file";
        return false;
    }
    if (count == 0)
        count = get_u64(data + table + 32);
    if (names == SHN_XINDEX)
        names = get_u32(data + table + 40);
    if (count > len / ELF_SHDR_SIZE || !inside(f, table, count * ELF_SHDR_SIZE)) {
        *why = "the section headers lie outside the file";
        return false;
    }
    if (count == 0)
        return true;
    *why = read_sections(f, table, count, names);
    if (*why == NULL)
        *why = find_symbols(f);
    if (*why != NULL) {
        elf_close(f);
        return false;
    }
    return true;
}

void elf_close(ElfFile *f) {
    free(f->sections);
    f->sections = NULL;
    f->section_count = 0;
}

bool elf_symbol(const ElfFile *f, uint32_t index, ElfSymbol *s, const char **why) {
    const unsigned char *p = f->symbols + (uint64_t)index * ELF_SYM_SIZE;
    uint32_t name = get_u32(p);
    uint32_t section = get_u16(p + 6);
    if (name >= f->strings_len) {
        *why = "a symbol's name lies outside the table of names";
        return false;
    }
    s->name = f->strings + name;
    s->bind = (uint8_t)(p[4] >> 4);
    s->type = p[4] & 15;
    s->vis = p[5] & 3;
    s->value = get_u64(p + 8);
    s->size = get_u64(p + 16);
    s->section = section;
    if (section == SHN_XINDEX) {
        s->section = f->shndx == NULL ? UINT32_MAX : get_u32(f->shndx + (uint64_t)index * 4);
    } else if (section == SHN_ABS) {
        s->section = ELF_SYM_ABS;
        return true;
    } else if (section == SHN_COMMON || section == SHN_X86_64_LCOMMON) {
        s->section = ELF_SYM_COMMON;
        return true;
    }
    if (s->section >= f->section_count) {
        *why = "a symbol lies in a section that is not there";
        return false;
    }
    return true;
}
