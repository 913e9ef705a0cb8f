/* The object model: sections, symbols and relocations of one relocatable ELF file. The code
   generators and the writers of data and debug information fill it; elf_write.c turns it into
   bytes. Section 0 and symbol 0 mean "none", as in ELF. */
#ifndef OBJ_H
#define OBJ_H

#include "../base/base.h"

/* A relocation of a section: at `offset`, type R_X86_64_… or R_AARCH64_… (elf.h), always with
   explicit addend; or OBJ_DISTANCE. */
typedef struct ObjReloc {
    uint64_t offset;
    uint32_t type;
    uint32_t symbol;
    int64_t addend;
} ObjReloc;

/* A relocation's type: the distance of two symbols of one section. ELF has none: obj_write computes it, when the code
   between them is there. The addend is the place in Obj.distances. */
#define OBJ_DISTANCE 0xffffffffU

typedef struct ObjDistance {
    uint32_t from; /* the other symbol */
    unsigned size; /* in bytes */
    int64_t addend;
} ObjDistance;

typedef struct ObjSection {
    const char *name; /* lives as long as the Obj */
    uint32_t type;    /* SHT_… */
    uint64_t flags;   /* SHF_… */
    uint64_t align;   /* power of two */
    uint64_t entsize;
    uint64_t size; /* of SHT_NOBITS; others: data.len */
    Buf data;
    ObjReloc *relocs; /* any order; written sorted by offset, equal ones in this order */
    size_t reloc_count;
    size_t reloc_room;
    uint32_t group; /* COMDAT: the symbol that names its group, or 0 */
    uint32_t link;  /* SHF_LINK_ORDER: the section, or 0 */
    uint32_t symbol; /* its STT_SECTION symbol once asked for, or 0 */
} ObjSection;

typedef struct ObjSymbol {
    const char *name; /* lives as long as the Obj; "" for a section's symbol */
    uint8_t bind;     /* STB_… */
    uint8_t type;     /* STT_… */
    uint8_t vis;      /* STV_… */
    uint32_t section; /* index, or OBJ_UNDEF, OBJ_ABS, OBJ_COMMON */
    uint64_t value;   /* offset; alignment of a common symbol */
    uint64_t size;
    uint32_t alias; /* the symbol that it is another name of, or 0: for -S */
    bool used; /* undefined symbols that are not used are left out */
    bool in_text; /* code written as text refers to it: there is no relocation to show it */
} ObjSymbol;

#define OBJ_UNDEF 0
#define OBJ_ABS 0xfffffff1U
#define OBJ_COMMON 0xfffffff2U

/* Zero it, then obj_init. */
typedef struct Obj {
    Arena arena;
    uint16_t machine; /* EM_X86_64 or EM_AARCH64 */
    ObjSection *sections;
    size_t section_count; /* with section 0 */
    size_t section_room;
    ObjSymbol *symbols;
    size_t symbol_count; /* with symbol 0 */
    size_t symbol_room;
    ObjDistance *distances;
    size_t distance_count;
    size_t distance_room;
    StrMap section_names;
    Map constants; /* symbols of the constants in .rodata.cst*, by hash (target/constpool.c) */
    StrMap names; /* symbols of obj_named, by name */
} Obj;

void obj_init(Obj *obj, uint16_t machine);
void obj_free(Obj *obj);

/* The section of this name, made with these properties if it is not there yet; `group` 0 or a symbol
   (sections of different groups are different). The alignment only grows. */
uint32_t obj_section(Obj *obj, const char *name, uint32_t type, uint64_t flags, uint32_t group);
/* A new symbol, undefined and global; the name is copied. Only local symbols may have equal names. */
uint32_t obj_symbol(Obj *obj, const char *name);
/* The one symbol of this name for what has linkage or is called at run time, made when first asked for. */
uint32_t obj_named(Obj *obj, const char *name);
/* The STT_SECTION symbol of a section, made when first asked for. */
uint32_t obj_section_symbol(Obj *obj, uint32_t section);
void obj_reloc(Obj *obj, uint32_t section, uint64_t offset, uint32_t type, uint32_t symbol,
               int64_t addend);

/* At `offset`, as a number of `size` bytes: the symbol `to` - `from` + addend. */
void obj_distance(Obj *obj, uint32_t section, uint64_t offset, unsigned size, uint32_t to, uint32_t from,
                  int64_t addend);

/* The ELF file (ET_REL), appended to `out`: sections in order of their making, then .symtab (local
   symbols first), .strtab, .shstrtab; .note.GNU-stack is always there. The same Obj gives the same
   bytes. */
void obj_write(Obj *obj, Buf *out);

#endif
