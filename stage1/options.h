/* Commands and their options: options.rs. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "cc/cc.h"
#include "link/link.h"

typedef struct Options {
    const char *command;
    /* What -I and -D say. */
    CcOptions cc;
    const char *macros;
    Arch arch;
    /* The output; of `run`, the name that its texts go by. */
    const char *out;
    const char *map;
    bool count;
    /* The operands; of `run`, the sources of the program. */
    const char **files;
    size_t file_count;
    size_t file_room;
    /* The arguments of the program that is run. */
    char **args;
    size_t arg_count;
} Options;

/* Reads the arguments behind the program's name. Help or version, to be printed, go to
   `text` instead. */
void options_parse(int argc, char **argv, Options *opts, Buf *text);

#endif
