/* The ELF file around the sections: headers, segments, symbols. Any readelf shows what is
   written here; the numbers are those of the System V gABI, chapters 4 and 5. */
#include "parts.h"

#include <string.h>

#define SHDR_SIZE 64
#define SYM_SIZE 24
/* Where the ELF header says where the section headers begin. */
#define SHOFF_AT 40

#define ET_EXEC 2
#define PT_LOAD 1
#define PT_GNU_STACK 0x6474e551
#define PF_X 1
#define PF_W 2
#define PF_R 4
#define SHT_PROGBITS 1
#define SHT_SYMTAB 2
#define SHT_STRTAB 3
#define SHT_NOBITS 8
#define SHF_WRITE 1
#define SHF_ALLOC 2
#define SHF_EXECINSTR 4
#define STT_OBJECT 1
#define STT_FUNC 2
#define STB_GLOBAL 1

/* The sections in the order of the file, with their flags and their places in this order. */
static const int order[SECTION_COUNT] = {RODATA, TEXT, DATA, BSS};
static const unsigned flags[SECTION_COUNT] = {SHF_ALLOC, SHF_ALLOC | SHF_EXECINSTR, SHF_ALLOC | SHF_WRITE,
                                              SHF_ALLOC | SHF_WRITE};
static const unsigned index_of[SECTION_COUNT] = {2, 1, 3, 4};
/* The names of the sections in this order and of the tables, each at its offset here. */
static const char names[] = "\0.rodata\0.text\0.data\0.bss\0.symtab\0.strtab\0.shstrtab";
static const unsigned name_at[SECTION_COUNT] = {1, 9, 15, 21};
#define SYMTAB_AT 26
#define STRTAB_AT 34
#define SHSTRTAB_AT 42

/* The headers of the sections and of three tables, and the first one, which is all zeros. */
#define HEADERS 8
#define STRTAB_INDEX 6

/* `value` in `size` bytes. */
static void put(Buf *file, unsigned size, uint64_t value) {
    unsigned i;
    for (i = 0; i < size; i++)
        buf_byte(file, (int)(value >> (8 * i) & 255));
}

static void pad(Buf *file, uint64_t align) {
    buf_zeros(file, -file->len & (align - 1));
}

/* The ELF header. `tables` will fill in where the section headers begin. */
static void ehdr(Buf *file, const Arch *arch, uint64_t entry) {
    /* Class 64, little-endian, version 1, System V ABI. */
    buf_add(file, "\x7f" "ELF\2\1\1\0\0\0\0\0\0\0\0", 16);
    put(file, 2, ET_EXEC);
    put(file, 2, arch->machine);
    put(file, 4, 1);
    put(file, 8, entry);
    put(file, 8, EHDR_SIZE);
    put(file, 8, 0);
    put(file, 4, 0);
    put(file, 2, EHDR_SIZE);
    put(file, 2, PHDR_SIZE);
    put(file, 2, SEGMENTS);
    put(file, 2, SHDR_SIZE);
    put(file, 2, HEADERS);
    put(file, 2, HEADERS - 1);
}

/* A program header; `memory` is the size in memory. */
static void phdr(Buf *file, unsigned kind, unsigned flag, const Place *place, uint64_t memory, uint64_t align) {
    put(file, 4, kind);
    put(file, 4, flag);
    put(file, 8, place->offset);
    put(file, 8, place->address);
    put(file, 8, place->address);
    put(file, 8, place->size);
    put(file, 8, memory);
    put(file, 8, align);
}

static void phdrs(Buf *file, const Place *places, const Arch *arch) {
    const Place *data = &places[DATA];
    uint64_t size = places[RODATA].offset + places[RODATA].size;
    Place place;
    place.address = places[RODATA].address - places[RODATA].offset;
    place.offset = 0;
    place.size = size;
    phdr(file, PT_LOAD, PF_R, &place, size, arch->page);
    phdr(file, PT_LOAD, PF_R | PF_X, &places[TEXT], places[TEXT].size, arch->page);
    size = places[BSS].address + places[BSS].size - data->address;
    phdr(file, PT_LOAD, PF_R | PF_W, data, size, arch->page);
    memset(&place, 0, sizeof place);
    phdr(file, PT_GNU_STACK, PF_R | PF_W, &place, 0, MIN_ALIGN);
}

/* A section header. */
static void shdr(Buf *file, unsigned name, unsigned kind, unsigned flag, const Place *place, unsigned link,
                 unsigned info, uint64_t align, unsigned entry) {
    put(file, 4, name);
    put(file, 4, kind);
    put(file, 8, flag);
    put(file, 8, place->address);
    put(file, 8, place->offset);
    put(file, 8, place->size);
    put(file, 4, link);
    put(file, 4, info);
    put(file, 8, align);
    put(file, 8, entry);
}

/* The header of a table. */
static void table_shdr(Buf *file, unsigned name, unsigned kind, uint64_t from, uint64_t to, unsigned link,
                       unsigned info) {
    Place place;
    place.address = 0;
    place.offset = from;
    place.size = to - from;
    shdr(file, name, kind, 0, &place, link, info, kind == SHT_SYMTAB ? 8 : 1, kind == SHT_SYMTAB ? SYM_SIZE : 0);
}

/* The symbol table, the strings and the section headers. */
static void tables(Buf *file, const Program *program, const Place *places) {
    uint64_t symtab, strtab, shstrtab, end, shdrs;
    unsigned first_global = 1;
    Buf strings = {0};
    Place nowhere;
    int local, nth;
    pad(file, 8);
    symtab = file->len;
    buf_zeros(file, SYM_SIZE);
    buf_byte(&strings, 0);
    for (local = 1; local >= 0; local--) {
        for (size_t i = 0; i < program->symbol_count; i++) {
            const Symbol *symbol = &program->symbols[i];
            const char *name = intern_name(&program->names, symbol->name);
            if ((strchr(name, '.') != NULL) != local)
                continue;
            put(file, 4, strings.len);
            put(file, 1, (local ? 0 : STB_GLOBAL) << 4 | (symbol->is_func ? STT_FUNC : STT_OBJECT));
            put(file, 1, 0);
            put(file, 2, index_of[symbol->section]);
            put(file, 8, places[symbol->section].address + symbol->offset);
            put(file, 8, symbol->size);
            buf_text(&strings, name);
            buf_byte(&strings, 0);
            first_global += (unsigned)local;
        }
    }
    strtab = file->len;
    buf_add(file, strings.data, strings.len);
    buf_free(&strings);
    shstrtab = file->len;
    buf_add(file, names, sizeof names);
    end = file->len;
    pad(file, 8);
    shdrs = file->len;
    file->len = SHOFF_AT;
    put(file, 8, shdrs);
    file->len = shdrs;

    memset(&nowhere, 0, sizeof nowhere);
    shdr(file, 0, 0, 0, &nowhere, 0, 0, 0, 0);
    for (nth = 0; nth < SECTION_COUNT; nth++) {
        const Section *section = &program->sections[order[nth]];
        shdr(file, name_at[nth], order[nth] == BSS ? SHT_NOBITS : SHT_PROGBITS, flags[nth],
             &places[order[nth]], 0, 0, section->align > MIN_ALIGN ? section->align : MIN_ALIGN, 0);
    }
    table_shdr(file, SYMTAB_AT, SHT_SYMTAB, symtab, strtab, STRTAB_INDEX, first_global);
    table_shdr(file, STRTAB_AT, SHT_STRTAB, strtab, shstrtab, 0, 0);
    table_shdr(file, SHSTRTAB_AT, SHT_STRTAB, shstrtab, end, 0, 0);
}

/* The file with the sections at their places. */
void ln_write(Program *program, const Arch *arch, Image *image) {
    const Label *start = ln_find(program, "_start");
    const Place *places = image->places;
    Buf *file = &image->file;
    int nth;
    if (start == NULL)
        fail("the program has no label '_start'");
    image->entry = places[start->section].address + start->offset;
    ehdr(file, arch, image->entry);
    phdrs(file, places, arch);
    for (nth = 0; nth < SECTION_COUNT; nth++) {
        const Buf *bytes = &program->sections[order[nth]].bytes;
        buf_zeros(file, places[order[nth]].offset - file->len);
        buf_add(file, bytes->data, bytes->len);
    }
    tables(file, program, places);
}
