/* The steps of one run of the driver, shared by its files: driver.c decides, units.c compiles, program.c links. */
#ifndef STEPS_H
#define STEPS_H

#include "toolchain.h"

typedef struct Driver {
    Options o;
    Toolchain tools;
    const char *program; /* argv[0] */
    int64_t source_date; /* or -1 */
    Texts predefined;
    PpFolder *folders;
    size_t folder_count, folder_room;
    bool failed;
    Arena arena;
} Driver;

/* An input of the link: a file on disk, or an object in memory. */
typedef struct LinkPiece {
    const char *text; /* an argument of ld, or the name of an object in memory */
    Buf object;       /* an object in memory if its data is not NULL */
} LinkPiece;

/* ---- units.c ---- */

/* Settles what all units share: folders, macros, the date. */
void units_prepare(Driver *d);
Language file_language(const Driver *d, const Item *item);
/* Compiles one file; when a program is to be linked, into `object`. */
void compile_unit(Driver *d, const Item *item, Buf *object);
/* Shows one step as a command. */
void show_word(Buf *out, const char *word);

/* ---- program.c ---- */

/* Links; objects[i] belongs to item i of the options and is empty for others. */
void link_items(Driver *d, const Buf *objects);

#endif
