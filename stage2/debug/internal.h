/* What the writers of the debug sections share. */
#ifndef DEBUG_INTERNAL_H
#define DEBUG_INTERNAL_H

#include "debug.h"

typedef struct DebugFile {
    uint32_t name; /* offset in .debug_line_str */
    uint32_t folder;
} DebugFile;

typedef struct Debug {
    Obj *obj;
    const Target *target;
    Diag *diag;
    const DebugPaths *paths;
    const char *unit_name; /* after the maps, as the folder */
    const char *folder;
    Arena arena;
    StrMap strings; /* offsets in .debug_line_str, plus 1 */
    uint32_t *folders; /* offsets of their names; 0 is the compilation's */
    size_t folder_count;
    size_t folder_room;
    StrMap folder_numbers; /* plus 1 */
    DebugFile *files; /* 0 and 1 are the unit's main file */
    size_t file_count;
    size_t file_room;
    StrMap file_numbers; /* plus 1 */
    const char *last_name; /* of the Diag: the file asked for last */
    uint32_t last_file;
    uint32_t info, abbrev, line, line_str, aranges, rnglists; /* sections */
} Debug;

/* The place in `section` where the next byte goes. */
Buf *debug_buf(Debug *g, uint32_t section);
void debug_uleb(Buf *b, uint64_t value);
void debug_sleb(Buf *b, int64_t value);
/* Four bytes: an offset in another debug section; eight: an address in a section of code. */
void debug_offset(Debug *g, uint32_t section, uint32_t to, uint64_t offset);
void debug_address(Debug *g, uint32_t section, uint32_t to, uint64_t offset);
/* The offset of a text in .debug_line_str. */
uint32_t debug_string(Debug *g, const char *text);

/* lines.c: the number in the line table of the file of a place, and its line. */
uint32_t debug_file(Debug *g, Loc loc, uint32_t *line, uint32_t *column);
void debug_files_begin(Debug *g);
/* .debug_line, after which no file may be added. */
void debug_lines(Debug *g, const LineRow *rows, size_t count);

#endif
