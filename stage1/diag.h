/* Source files, places in them, and the one way in which errors are shown: diag.rs.
   An error is reported at once and ends the program with status 1. */
#ifndef DIAG_H
#define DIAG_H

#include "util.h"

/* A place: an offset into the concatenation of all source texts. 0 is "nowhere". */
typedef uint32_t Loc;

/* A #line directive: from `loc` on, lines count from `line` in the file `name`. */
typedef struct Mark {
    Loc loc;
    uint32_t line;
    const char *name;
} Mark;

typedef struct Source {
    const char *name;
    uint32_t base;
    unsigned char *text;
    size_t len;
    /* Offsets at which lines begin. */
    uint32_t *lines;
    size_t line_count;
    size_t line_room;
    Mark *marks;
    size_t mark_count;
    size_t mark_room;
} Source;

/* All source texts of one run. Zero it to begin with. */
typedef struct Sources {
    Source *files;
    size_t count;
    size_t room;
    Arena arena;
} Sources;

/* Appends `msg` with `a` and `b` in the places of the first two "{}"; the whole of `out`. */
const char *compose(Buf *out, const char *msg, const char *a, const char *b);

/* The error `msg` at `loc`. Each "{}" in it stands for the next of the texts behind it. */
void err(Sources *src, Loc loc, const char *msg);
void err1(Sources *src, Loc loc, const char *msg, const char *a);
void err2(Sources *src, Loc loc, const char *msg, const char *a, const char *b);
/* The error `msg` at `loc` if `bad`. */
void refuse(Sources *src, bool bad, Loc loc, const char *msg);
/* An error without a place: options, files that cannot be read. */
void fail(const char *msg);
void fail1(const char *msg, const char *a);
void fail2(const char *msg, const char *a, const char *b);

/* At most this many bytes of a name are shown, and "...". */
#define SHOWN_NAME 80

/* A text from the input as messages show it: printable, of bounded length. */
typedef struct Shown {
    char text[SHOWN_NAME + 4];
} Shown;

const char *show(Shown *shown, const void *text, size_t len);
/* A number as messages show it. */
const char *show_number(Shown *shown, int64_t value);

/* Adds a text, which must stay where it is, and returns the place of its first byte. */
Loc sources_add(Sources *src, const char *name, unsigned char *text, size_t len);
/* Reads a file and adds it. */
Loc sources_load(Sources *src, const char *path);
/* The text of the file that contains `loc`, and its length. */
const unsigned char *sources_text(const Sources *src, Loc loc, size_t *len);
/* The place of the first byte of the file that contains `loc`. */
Loc sources_start(const Sources *src, Loc loc);
/* Records a #line directive that takes effect at `loc`; a `name` of NULL keeps the file's. */
void sources_mark(Sources *src, Loc loc, uint32_t line, const char *name);
/* File name and line of `loc` as #line directives have them. */
const char *sources_position(const Sources *src, Loc loc, uint32_t *line);
/* The text of a diagnostic: `file:line:col: error: …`, the line and a caret. */
void sources_render(const Sources *src, Loc loc, const char *msg, Buf *out);
/* The contents of a file; false if it cannot be read or has 1 GiB or more. */
bool read_file(const char *path, Buf *out);
/* An internal fault, the program itself being wrong: ends it with status 70. */
void fault(const char *what);

#endif
