/* -g: the functions of a unit and the source line of each instruction, as DWARF 5 (debug.c, lines.c), or as the
   directives .file and .loc in assembly (text.c). Variables, types and unwinding are left out. */
#ifndef DEBUG_H
#define DEBUG_H

#include "../front/pp.h"
#include "../target/target.h"

/* How the names of files and folders look in the output. */
typedef struct DebugPaths {
    const PpPrefixMap *maps; /* -fdebug-prefix-map, -ffile-prefix-map: the last that fits counts */
    size_t map_count;
    const char *folder; /* what relative names are relative to (DW_AT_comp_dir), before the maps; NULL: $PWD if it is
                           absolute, else "." */
} DebugPaths;

/* Adds the debug sections to an object whose code is complete; `rows` are those of CodeOut, `unit_name` is the
   unit's main file ("-": standard input). */
void debug_write(Obj *obj, const Target *t, Diag *d, const LineRow *rows, size_t count, const char *unit_name,
                 const DebugPaths *paths);

/* A name of a file or folder after the maps; in `arena` if it was changed. */
const char *debug_path(const DebugPaths *paths, Arena *arena, const char *path);

/* For assembly: what CodeOut.write_loc calls, with one of these as CodeOut.loc_state. Zero it but for `paths`. */
typedef struct DebugText {
    DebugPaths paths;
    StrMap files; /* numbers of the .file directives */
    const char *last_name;
    uint32_t last_file;
    Arena arena;
} DebugText;

void debug_text_loc(CodeOut *out, Loc loc);
void debug_text_free(DebugText *text);

#endif
