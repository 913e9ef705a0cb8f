/* A checked view of a relocatable ELF file in memory. After elf_open has said yes, all that the
   functions below return lies inside the file: hostile bytes end in an error, never in a crash. */
#ifndef ELF_READ_H
#define ELF_READ_H

#include "../base/base.h"

typedef struct ElfSection {
    const char *name;
    uint32_t type;
    uint32_t link;
    uint32_t info;
    uint64_t flags;
    uint64_t align; /* a power of two, at least 1 */
    uint64_t entsize;
    uint64_t size;
    const unsigned char *data; /* NULL if SHT_NOBITS or SHT_NULL */
} ElfSection;

typedef struct ElfSymbol {
    const char *name;
    uint8_t bind;
    uint8_t type;
    uint8_t vis;
    uint32_t section; /* index below section_count, or SHN_ABS, SHN_COMMON as ELF_SYM_… */
    uint64_t value;
    uint64_t size;
} ElfSymbol;

#define ELF_SYM_ABS 0xfffffff1U
#define ELF_SYM_COMMON 0xfffffff2U

typedef struct ElfFile {
    const unsigned char *data;
    size_t len;
    uint16_t type;
    uint16_t machine;
    ElfSection *sections; /* freed by elf_close */
    uint32_t section_count;
    uint32_t symtab; /* section, or 0 */
    uint32_t symbol_count;
    uint32_t first_global;
    const unsigned char *symbols;
    const unsigned char *shndx; /* of .symtab_shndx, or NULL */
    const char *strings;
    uint64_t strings_len;
} ElfFile;

bool elf_is_elf(const unsigned char *data, size_t len);
/* False: *why says what is wrong with the file. */
bool elf_open(ElfFile *f, const unsigned char *data, size_t len, const char **why);
void elf_close(ElfFile *f);
/* Symbol `index`, below symbol_count; false: *why says what is wrong with it. */
bool elf_symbol(const ElfFile *f, uint32_t index, ElfSymbol *s, const char **why);

#endif
