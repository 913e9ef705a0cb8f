/* What the parts of the linker share. The phases, in order, each with its file:
     resolve.c   files → objects, symbols, archives, COMDAT
     script.c    texts that name libraries
     input.c     one object: sections, relocations, symbols
     symbols.c   definitions of the linker's own: commons, boundaries
     gc.c        which sections live
     merge.c     mergeable strings and constants
     eh_frame.c  unwind tables
     sections.c  input sections → output sections, in order
     reloc.c     which symbols need a GOT entry or an IPLT stub; x86_64.c, aarch64.c
     layout.c    addresses and file offsets
     write.c     the image, its relocations applied; symtab.c, map.c, sha1.c
   With -r, relocatable.c does all that follows resolution.
   All memory lives until the end of the link, in one arena. */
#ifndef LINKER_H
#define LINKER_H

#include "../obj/elf.h"
#include "../obj/elf_read.h"
#include "link.h"

typedef struct Object Object;
typedef struct Section Section;
typedef struct OutSection OutSection;
typedef struct Symbol Symbol;
typedef struct Link Link;
typedef struct Target Target;
typedef struct MergeTable MergeTable;

enum SymbolKind {
    SYM_NONE,    /* only named: by an archive's index */
    SYM_UNDEF,
    SYM_DEFINED, /* in `section` at `value` */
    SYM_COMMON,  /* `value` is the alignment */
    SYM_ABS,
    SYM_OUT      /* the linker's: in `out` at `value`, or at its end; without `out` an address */
};

struct Symbol {
    const char *name;
    uint32_t name_len;
    uint8_t kind;
    uint8_t bind; /* of the definition; of an undefined symbol: weak if all references are */
    uint8_t type;
    uint8_t vis;
    bool local;
    bool at_end;     /* SYM_OUT: value counts from the end of `out` */
    bool referenced; /* by an object's relocation or symbol table */
    uint8_t reports; /* of it as undefined */
    bool mapped;     /* a section symbol whose section is in pieces: see symbol_target */
    Object *object;  /* that defines it or referred to it first */
    Section *section;
    OutSection *out;
    uint64_t value;
    uint64_t size;
    uint64_t address; /* after layout; of an ifunc, its stub */
    uint32_t got;     /* index + 1 of its GOT entry, 0 if none */
    uint32_t got_tp;  /* the same for its offset from the thread pointer */
    uint32_t stub;    /* index + 1 of its IPLT stub */
};

/* A part of an input section that goes its own way. */
typedef struct Piece {
    uint64_t in;
    uint64_t out; /* offset in the section's `home`; PIECE_DEAD if left out */
} Piece;
#define PIECE_DEAD UINT64_MAX

struct Section {
    Object *object;
    const char *name;
    uint32_t index;
    uint32_t type;
    uint64_t flags;
    uint64_t align;
    uint64_t entsize;
    uint64_t size; /* as it will be in the output */
    const unsigned char *data;
    const unsigned char *relas;
    uint32_t rela_count;
    bool live;
    bool discarded;   /* lost to another COMDAT group */
    bool is_eh_frame; /* in pieces: one for each CIE, FDE and terminator */
    Section *next_in_group; /* a ring, or NULL */
    uint32_t signature;     /* of a COMDAT group: a symbol of the object, or 0 */
    Section *dependents;    /* SHF_LINK_ORDER sections that name this one */
    Section *next_dependent;
    OutSection *out;
    uint64_t out_offset;
    uint64_t order;  /* in its output section */
    Piece *pieces;
    uint32_t piece_count;
    Section *home;   /* of the pieces; NULL: the section itself */
    uint64_t in_size; /* of `data` */
};

struct Object {
    const char *path; /* "libc.a(printf.o)" for members */
    ElfFile elf;
    Section **sections; /* by index; NULL if nothing for the output */
    Symbol **symbols;   /* by index */
    Symbol *locals;     /* symbols below elf.first_global */
    bool *discarded;    /* sections that lost to another group, by index */
    const char *source; /* of STT_FILE, or NULL */
};

struct OutSection {
    const char *name;
    uint32_t type;
    uint64_t flags;
    uint64_t align;
    uint64_t entsize;
    uint64_t size;
    uint64_t address;
    uint64_t offset;
    uint32_t index; /* of its header; 0 if it is empty and left out */
    bool needed;    /* by a symbol, even if it is empty */
    uint32_t rank;
    bool relro;
    Section **members;
    size_t member_count;
    size_t member_room;
    MergeTable *merges;
};

/* One processor: the only door to x86_64.c and aarch64.c. */
struct Target {
    uint16_t machine;
    uint64_t max_page;
    uint32_t irelative;   /* R_…_IRELATIVE */
    uint32_t stub_size;   /* of an IPLT entry */
    uint32_t none_type;   /* R_…_NONE */
    /* Notes what the relocations of a live section need. */
    void (*scan)(Link *link, Section *s);
    /* Applies them; `to` is where the output section lies in the image. */
    void (*apply)(Link *link, Section *s, unsigned char *to);
    void (*write_stub)(unsigned char *to, uint64_t at, uint64_t slot);
    /* Fills code gaps with instructions that do nothing. */
    void (*fill)(unsigned char *to, size_t len);
    const char *(*reloc_name)(uint32_t type);
};

extern const Target x86_64_target;
extern const Target aarch64_target;

struct Link {
    const LinkOptions *options;
    const Target *target;
    Buf *messages;
    size_t error_count;
    Arena arena;

    Object **objects;
    size_t object_count, object_room;
    Object *self; /* holds what the linker makes */

    Symbol **table; /* hashed */
    size_t table_room;
    Symbol **globals; /* in order of their making */
    size_t global_count, global_room;
    StrMap groups; /* signatures of COMDAT groups and linkonce names */

    OutSection **outs;
    size_t out_count, out_room;
    StrMap out_names;
    OutSection *tdata, *tbss, *got_out;

    Symbol **got; /* the symbol of each entry, by index */
    bool *got_is_tp;
    size_t got_count, got_room, got_tp_room;
    Symbol **stubs;
    size_t stub_count, stub_room;
    Section *got_section, *stub_section, *rela_section;
    Section *eh_hdr_section, *build_id_section;
    bool eh_terminator; /* an input ends its .eh_frame */
    size_t fde_count;
    int script_count;
    bool got_used; /* _GLOBAL_OFFSET_TABLE_ is referenced */

    Symbol *entry;
    bool entry_missing;
    uint64_t entry_address;
    uint64_t tls_start, tls_size, tls_align;
    uint64_t image_base;
    Buf *out;
    size_t out_start;
};

/* ---- messages: link.c ---- */

void link_error(Link *link, const char *format, ...);
void link_warning(Link *link, const char *format, ...);
void link_note(Link *link, const char *format, ...);
/* An error at a place of a section: "main.o: in function 'f': …". */
void error_at(Link *link, const Section *s, uint64_t offset, const char *format, ...);

/* ---- input.c, resolve.c, symbols.c ---- */

/* Takes an object into the link: its sections, groups and symbols. */
void add_object(Link *link, const char *path, const unsigned char *data, size_t len);
bool resolve_inputs(Link *link);
/* Texts that name libraries: script.c. The list is freed by the caller. */
bool is_script(const unsigned char *data, size_t len);
LinkInput *read_script(Link *link, const char *path, const unsigned char *data, size_t data_len,
                       size_t *count);
Symbol *global_symbol(Link *link, const char *name, size_t len);
/* NULL if there is none. */
Symbol *find_symbol(Link *link, const char *name);
void define_symbol(Link *link, Object *object, Symbol *symbol, const ElfSymbol *from,
                   Section *section);
/* A section whose contents the linker makes. */
Section *own_section(Link *link, const char *name, uint32_t type, uint64_t flags, uint64_t align,
                     uint64_t size);
void allocate_commons(Link *link);
void define_boundaries(Link *link);
void define_start_stop(Link *link);
void define_options(Link *link);
void compute_addresses(Link *link);

/* ---- gc.c, merge.c, eh_frame.c, sections.c ---- */

void mark_live(Link *link);
bool is_c_identifier(const char *name);
/* Takes a mergeable section apart; false if it has to stay whole. */
bool add_merge_section(Link *link, OutSection *out, Section *s);
void free_merges(Link *link);
void split_eh_frames(Link *link);
/* Gives the pieces of those that live their places; true if anything is left. */
bool place_eh_frame(Link *link, Section *s);
void write_eh_frame(const Section *s, unsigned char *to);
void plan_eh_frame_hdr(Link *link);
void fill_eh_frame_hdr(Link *link, unsigned char *image);
void make_out_sections(Link *link);
void place_section(Link *link, Section *s);
void sort_out_sections(Link *link);

/* ---- relocations: reloc.c ---- */

typedef struct Rela {
    uint64_t offset;
    uint32_t type;
    uint32_t symbol;
    int64_t addend;
} Rela;

void read_rela(const Section *s, uint32_t index, Rela *r);
/* Its symbol; NULL after an error. */
Symbol *rela_symbol(Link *link, const Section *s, const Rela *r);
void scan_relocations(Link *link);
void need_got(Link *link, Symbol *symbol);
void need_got_tp(Link *link, Symbol *symbol);
uint64_t got_address(const Link *link, const Symbol *symbol);
uint64_t got_tp_address(const Link *link, const Symbol *symbol);
void make_synthetic(Link *link);
void write_synthetic(Link *link, unsigned char *image);
/* S + A of a relocation. */
uint64_t symbol_target(const Symbol *symbol, int64_t addend);
/* Offset in the output section of an offset in an input section; PIECE_DEAD if left out. */
uint64_t out_offset(const Section *s, uint64_t offset);
void apply_relocations(Link *link, unsigned char *image);
void error_range(Link *link, const Section *s, const Rela *r, const Symbol *symbol, int64_t value);
void error_unsupported(Link *link, const Section *s, const Rela *r);
bool in_section(Link *link, const Section *s, const Rela *r, uint64_t before, uint64_t size);
/* Offset from the thread pointer. */
int64_t tp_offset(const Link *link, uint64_t address);

/* -r (relocatable.c): writes an object instead of an executable. */
bool join_objects(Link *link);

/* ---- layout.c, write.c, symtab.c, map.c ---- */

typedef struct Segment {
    uint32_t type;
    uint32_t flags;
    uint64_t offset, address, file_size, memory_size, align;
} Segment;

typedef struct Layout {
    Segment segments[16];
    int segment_count;
    uint64_t image_size; /* file bytes of what is not a table of symbols or headers */
} Layout;

bool lay_out(Link *link, Layout *layout);
void write_image(Link *link, const Layout *layout);
void write_symbol_table(Link *link, Buf *symbols, Buf *strings, uint32_t *first_global);
void write_map(Link *link, Buf *map);
void sha1(const void *data, size_t len, unsigned char digest[20]);
uint64_t align_up(uint64_t value, uint64_t align);

#endif
