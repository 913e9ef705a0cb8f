/* The static linker: relocatable objects and archives become an ET_EXEC file, or with -r one
   relocatable object. What the driver and
   `samara ld` (ld_main.c) call; the parts of the linker itself share linker.h. */
#ifndef LINK_H
#define LINK_H

#include "../base/base.h"

typedef struct LinkInput {
    const char *path;          /* shown in messages; read if data is NULL */
    const unsigned char *data; /* an object or an archive in memory, or NULL */
    size_t len;
    bool whole_archive; /* every member is linked */
    int group;          /* adjacent inputs of one --start-group have the same number, not 0 */
} LinkInput;

enum LinkStrip {
    LINK_STRIP_NONE,
    LINK_STRIP_DEBUG,
    LINK_STRIP_ALL
};

enum LinkBuildId {
    LINK_BUILD_ID_NONE,
    LINK_BUILD_ID_SHA1, /* of the output's contents */
    LINK_BUILD_ID_HEX   /* build_id_hex */
};

/* Zero it, set machine and inputs; the rest has good defaults. */
typedef struct LinkOptions {
    uint16_t machine;  /* EM_X86_64, EM_AARCH64; 0: that of the first object */
    const char *entry; /* a symbol or a number; NULL: _start */
    enum LinkStrip strip;
    enum LinkBuildId build_id;
    const char *build_id_hex; /* hexadecimal digits */
    bool relocatable; /* -r: an object, not an executable */
    bool gc_sections;
    bool print_gc_sections;
    bool eh_frame_hdr;
    bool relro;            /* PT_GNU_RELRO: costs up to a page in the file */
    bool exec_stack;
    bool relax_off;        /* --no-relax: keep indirections through the GOT */
    bool muldefs;          /* -z muldefs: the first definition wins */
    bool allow_undefined;  /* undefined symbols are 0 and only warned of */
    bool trace;            /* -t: list the files that are linked */
    bool have_text_start;  /* -Ttext */
    uint64_t text_start;
    uint64_t image_base;   /* 0: 0x400000 */
    uint64_t stack_size;   /* -z stack-size: p_memsz of PT_GNU_STACK */
    uint64_t max_page;     /* 0: 4 KiB on x86-64, 64 KiB on AArch64 */
    const char **undefined; /* -u */
    size_t undefined_count;
    const char **defined; /* --defsym: NAME=NUMBER or NAME=SYMBOL */
    size_t defined_count;
    LinkInput *inputs;
    size_t input_count;
    Buf *map; /* the link map is appended, unless NULL */
} LinkOptions;

/* Links. Appends the executable to `out` and returns true, or returns false. `messages` receives
   complete lines, "samara: error: …" and "samara: warning: …"; there may be warnings in both cases. */
bool link_program(const LinkOptions *options, Buf *out, Buf *messages);

/* ---- options by the names of GNU ld (ld_main.c) ---- */

/* All that the command line of ld says. */
typedef struct LdLine {
    LinkOptions link;
    const char *output; /* NULL: a.out */
    const char *map_path; /* "-": standard output */
    const char **folders; /* -L, in order */
    size_t folder_count, folder_room;
    const char *sysroot;
    size_t input_room, undefined_room, defined_room;
    bool whole_archive;
    int group;       /* of the inputs that follow, or 0 */
    int group_count; /* so far */
    bool show_version; /* -v: and link what there is */
    bool only_version; /* --version */
    bool show_help;
    Arena arena;
} LdLine;

/* Takes the option at argv[*index], an option of ld, and moves *index behind it and its argument.
   False after an error on standard error. The driver uses it for -Wl, and -Xlinker. */
bool ld_option(LdLine *line, int argc, char **argv, int *index);
/* Adds an object or archive: a file, bytes in memory, or for -l NAME the library that ld_run will find
   in the folders, whichever are given before or after it. */
void ld_add_input(LdLine *line, const char *path);
void ld_add_memory(LdLine *line, const char *path, const unsigned char *data, size_t len);
void ld_add_library(LdLine *line, const char *name);
/* Prints the help or the version if the line asks for them; true if that was all. */
bool ld_information(const LdLine *line);
/* Links and writes the output and the map; the exit status. */
int ld_run(LdLine *line);
/* The ld command. */
int ld_main(int argc, char **argv);

#endif
