/* One translation unit through all phases: a C file in, an object in memory out. */
#ifndef COMPILE_H
#define COMPILE_H

#include "../build/build.h"

typedef enum CompileStage {
    COMPILE_PREPROCESS,  /* -E: text */
    COMPILE_DEPENDENCIES, /* -M: only the list of files counts */
    COMPILE_SYNTAX,      /* -fsyntax-only */
    COMPILE_ASSEMBLY,    /* -S: text */
    COMPILE_OBJECT       /* -c: an ELF relocatable file */
} CompileStage;

typedef struct CompileOptions {
    CompileStage stage;
    const Target *target;
    PpOptions pp;
    ParseOptions parse;
    BuildOptions build;
    bool for_size;       /* -Os, -Oz */
    bool no_lines;       /* -P */
    bool macros;         /* -dM */
    bool debug;          /* -g */
    bool ident_off;      /* -fno-ident: no .comment */
    const char *const *warnings; /* in order, what stands behind -W */
    size_t warning_count;
    bool no_warnings;
    ColorMode color;
    int error_limit;     /* -1: the default */
    const char *const *dumps; /* -fdump-ir=PASS */
    size_t dump_count;
    bool check;          /* verify the IR after every pass */
    const PpPrefixMap *debug_prefix_maps;
    size_t debug_prefix_map_count;
} CompileOptions;

/* The files that were read, for dependency rules. */
typedef struct CompileFiles {
    const char **paths;
    bool *system;
    size_t count;
    size_t room;
    Arena arena;
} CompileFiles;

/* Compiles `path` ("-": standard input) into `out`; `files` may be NULL. False if there were errors. */
bool compile(const CompileOptions *options, const char *path, Buf *out, CompileFiles *files);

#endif
