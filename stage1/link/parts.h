/* What the files of the linker share. */
#ifndef LINK_PARTS_H
#define LINK_PARTS_H

#include "link.h"

/* ======== parse.c ======== */

typedef struct Section {
    /* The contents; empty for bss. */
    Buf bytes;
    uint64_t size;
    uint64_t align;
} Section;

typedef struct Label {
    Id name;
    bool defined;
    int section;
    uint64_t offset;
} Label;

/* `width` bits of the value, from bit `low`, go to bit `at` of the base. */
typedef struct Part {
    unsigned low;
    unsigned width;
    unsigned at;
} Part;

typedef struct Field {
    unsigned size;
    bool relative;
    int check;
    Part *parts;
    size_t part_count;
} Field;

typedef struct Ref {
    Loc loc;
    int section;
    uint64_t offset;
    size_t field;
    size_t label;
    uint64_t addend;
    uint64_t base;
} Ref;

typedef struct Symbol {
    Id name;
    bool is_func;
    int section;
    uint64_t offset;
    uint64_t size;
} Symbol;

/* What a name was last used for: GLOBAL or a region, and the label it meant there. */
typedef struct Meaning {
    uint32_t place;
    size_t label;
} Meaning;

typedef struct Program {
    Interner names;
    Section sections[SECTION_COUNT];
    Field *fields;
    size_t field_count;
    size_t field_room;
    Label *labels;
    size_t label_count;
    size_t label_room;
    Ref *refs;
    size_t ref_count;
    size_t ref_room;
    Symbol *symbols;
    size_t symbol_count;
    size_t symbol_room;
    /* By name. */
    Meaning *meanings;
    size_t meaning_count;
    size_t meaning_room;
} Program;

/* Reads the text that begins at `start`. */
void ln_parse(Sources *src, Loc start, Program *program);
/* The global label `name`; NULL if it is not defined. */
const Label *ln_find(Program *program, const char *name);
const char *ln_show(const Program *program, Id name, Shown *shown);

/* ======== layout.c ======== */

#define MIN_ALIGN 16

void ln_place(Program *program, const Arch *arch, Place *places);
void ln_fill(Sources *src, Program *program, const Place *places);

/* ======== elf.c ======== */

#define EHDR_SIZE 64
#define PHDR_SIZE 56
/* The segments: the headers with rodata, text, data with bss, the stack. */
#define SEGMENTS 4
/* What the ELF header and the program headers take. */
#define HEADERS_SIZE (EHDR_SIZE + PHDR_SIZE * SEGMENTS)

void ln_write(Program *program, const Arch *arch, Image *image);

#endif
