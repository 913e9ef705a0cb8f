/* The linker: labelled hex to a static ELF executable (docs/HEX.md): link/mod.rs.

   parse.c reads the sections, labels and references; layout.c gives addresses and fills in
   the references; elf.c writes headers and symbols around the sections. */
#ifndef LINK_H
#define LINK_H

#include "../diag.h"

enum { TEXT, RODATA, DATA, BSS, SECTION_COUNT };

extern const char *const section_names[SECTION_COUNT];

/* What the linker knows of a machine. */
typedef struct Arch {
    const char *name;
    unsigned machine;
    uint64_t page;
} Arch;

/* The last one is the reference interpreter. */
#define ARCH_COUNT 4
#define ARCH_INTERP (ARCH_COUNT - 1)
extern const Arch archs[ARCH_COUNT];

/* Where a section lies in memory and in the file; of bss, the size is in memory alone. */
typedef struct Place {
    uint64_t address;
    uint64_t offset;
    uint64_t size;
} Place;

/* A linked program: the bytes of the ELF file, and where things are. */
typedef struct Image {
    Buf file;
    uint64_t entry;
    Place places[SECTION_COUNT];
} Image;

/* Links the hex text that begins at `hex`. */
void link_hex(Sources *src, Loc hex, const Arch *arch, Image *image);

#endif
