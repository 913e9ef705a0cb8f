/* Source texts, places in them, and the one way in which errors and warnings are shown
   (`file:line:col: error: …` with the line and a caret). */
#ifndef DIAG_H
#define DIAG_H

#include "../base/base.h"

/* A place: an offset into the concatenation of all texts that were entered. 0 is "nowhere". Each
   inclusion of a file is a text of its own, so a Loc also knows how it was included. */
typedef uint32_t Loc;

/* A #line directive or line marker: from `loc` on, lines count from `line`, in the file `name`. */
typedef struct Mark {
    Loc loc;
    uint32_t line;
    const char *name;
} Mark;

typedef struct Source {
    const char *name; /* as it was found, for messages and __FILE__ */
    Loc base;
    Loc included_from; /* place of the #include, or 0 */
    const unsigned char *text; /* `len` bytes and then a NUL */
    uint32_t len;
    bool system; /* from a system folder: no warnings */
    uint32_t *lines; /* offsets at which lines begin; made when first needed */
    size_t line_count;
} Source;

/* What is warned about. The table in diag.c gives each its -W name, whether it is on by default,
   and the groups (-Wall, -Wextra) that turn it on. */
typedef enum Warning {
    WARN_ALWAYS, /* without a name: only -w silences it */
    WARN_REQUIRED, /* what C demands a diagnostic for and has no name */
    WARN_IMPLICIT_FUNCTION,
    WARN_IMPLICIT_INT,
    WARN_INT_CONVERSION,
    WARN_INCOMPATIBLE_POINTER,
    WARN_DISCARDED_QUALIFIERS,
    WARN_POINTER_SIGN,
    WARN_OVERFLOW,
    WARN_DIV_BY_ZERO,
    WARN_SHIFT_COUNT,
    WARN_RETURN_TYPE,
    WARN_UNUSED_VARIABLE,
    WARN_UNUSED_PARAMETER,
    WARN_UNUSED_FUNCTION,
    WARN_UNUSED_VALUE,
    WARN_UNUSED_LABEL,
    WARN_PARENTHESES,
    WARN_SIGN_COMPARE,
    WARN_UNINITIALIZED,
    WARN_SWITCH,
    WARN_FORMAT,
    WARN_MACRO_REDEFINED,
    WARN_CPP, /* #warning */
    WARN_UNKNOWN_PRAGMAS,
    WARN_ATTRIBUTES,
    WARN_EXCESS_INITIALIZERS,
    WARN_ADDRESS,
    WARN_MULTICHAR,
    WARN_LITERAL_RANGE,
    WARN_TRIGRAPHS,
    WARN_PEDANTIC,
    WARN_COUNT
} Warning;

typedef enum ColorMode { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER } ColorMode;

enum { VERDICT_OPEN, VERDICT_WARNING, VERDICT_ERROR };

/* All texts of one translation unit and the diagnostics about it. Zero it, then diag_init. */
typedef struct Diag {
    Source *files; /* by base */
    size_t count;
    size_t room;
    Mark *marks; /* by loc */
    size_t mark_count;
    size_t mark_room;
    size_t last; /* index of the file that was asked for last */
    Arena arena;
    uint8_t state[WARN_COUNT];   /* 0 off, 1 on */
    uint8_t verdict[WARN_COUNT]; /* VERDICT_…: what -Werror= and -Wno-error= say */
    bool no_warnings;          /* -w */
    bool warnings_are_errors;  /* -Werror */
    bool warn_in_system;       /* -Wsystem-headers */
    ColorMode color;
    uint32_t error_limit; /* -fmax-errors=, 0: none */
    uint32_t errors;
    uint32_t warnings;
    Loc last_include_shown;
} Diag;

/* Sets the defaults: which warnings are on, 20 errors. */
void diag_init(Diag *d);
void diag_free(Diag *d);
/* An option behind -W ("all", "no-unused-variable", "error=format", "error" …). Unknown names are
   accepted, as gcc accepts unknown -Wno-…. */
void diag_option(Diag *d, const char *name);

/* Enters a text of `len` bytes followed by a NUL, which must stay where it is; the place of its first
   byte. All texts of a unit together stay below 4 GiB (else a fatal error). */
Loc diag_enter(Diag *d, const char *name, const unsigned char *text, size_t len, Loc included_from,
               bool system);
/* Records a #line; a `name` of NULL keeps the file's. Marks come in order of their places within a
   file. */
void diag_mark(Diag *d, Loc loc, uint32_t line, const char *name);
/* The text that contains `loc`; NULL if loc is 0. */
const Source *diag_source(Diag *d, Loc loc);
/* The file name and line of `loc` as #line has them; column from 1, in bytes. */
const char *diag_position(Diag *d, Loc loc, uint32_t *line, uint32_t *column);

/* Reports. `format` as printf's (%s %d %u %ld %lu %c %.*s %x). An error counts and returns, so that
   several are shown in one run; after error_limit of them the run ends. */
void diag_error(Diag *d, Loc loc, const char *format, ...);
/* The same with a range: `end` is the place behind the last byte to underline, on the same line. */
void diag_error_range(Diag *d, Loc loc, Loc end, const char *format, ...);
/* A warning; false if it is off or silenced, so that notes follow only a shown one. */
bool diag_warn(Diag *d, Warning which, Loc loc, const char *format, ...);
/* More about the error or warning before. */
void diag_note(Diag *d, Loc loc, const char *format, ...);
/* An error after which nothing can go on: shown as "fatal error", exit status 1. */
void diag_fatal(Diag *d, Loc loc, const char *format, ...);
/* An internal fault at a place of the input: exit status 70. */
void diag_fault(Diag *d, Loc loc, const char *what);

#endif
