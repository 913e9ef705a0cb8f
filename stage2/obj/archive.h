/* Archives in the format of GNU ar, which is also that of System V and llvm-ar: members, a symbol
   index named "/" (or "/SYM64/"), long names in "//". BSD's "#1/LEN" names are understood. */
#ifndef ARCHIVE_H
#define ARCHIVE_H

#include "../base/base.h"

typedef struct ArMember {
    const char *name;
    const unsigned char *data;
    size_t len;
    uint64_t offset; /* of its header in the archive it was read from */
    uint64_t date;
    uint32_t uid;
    uint32_t gid;
    uint32_t mode;
} ArMember;

typedef struct ArSymbol {
    const char *name;
    size_t member; /* index in members */
} ArSymbol;

/* Zero it, or archive_open. Names live in the arena, contents in the bytes it was opened with. */
typedef struct Archive {
    Arena arena;
    ArMember *members;
    size_t member_count;
    size_t member_room;
    ArSymbol *symbols;
    size_t symbol_count;
    size_t symbol_room;
    bool has_index;
} Archive;

bool archive_is_archive(const unsigned char *data, size_t len);
/* False: *why says what is wrong; the archive is closed then. The bytes must outlive it. */
bool archive_open(Archive *a, const unsigned char *data, size_t len, const char **why);
void archive_close(Archive *a);
/* Fills symbols from the members that are objects: what they define, weak and common symbols
   included. Members that are no (sound) objects define nothing. */
void archive_build_index(Archive *a);
/* Appends the archive: dates and owners 0, mode 644. `index`: with a symbol index, provided that
   any member is an object. False if a size does not fit the format. */
bool archive_write(Archive *a, bool index, Buf *out);

/* The `ar` command (ar.c); `ranlib X` is `ar s X`. */
int ar_main(int argc, char **argv);

#endif
