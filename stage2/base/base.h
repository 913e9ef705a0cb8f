/* Memory, byte buffers and tables: what every other part of samara builds on.
   Memory is checked here and nowhere else: running out of it is a fatal error. */
#ifndef BASE_H
#define BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- memory ---- */

/* `size` bytes, all zero, freed with free(). */
void *allocate(size_t size);
/* realloc, checked. */
void *resize(void *old, size_t size);
/* `items` with room for at least one more than `count`; used as
   v->items = grow(v->items, v->count, &v->room, sizeof v->items[0]).
   New room is not cleared. */
void *grow(void *items, size_t count, size_t *room, size_t item_size);

typedef struct ArenaChunk ArenaChunk;

/* Memory that is given back all at once. Zero it to begin with. */
typedef struct Arena {
    unsigned char *at;
    size_t left;
    ArenaChunk *chunks; /* in use, the current one first */
    ArenaChunk *spare;  /* kept by arena_reset for later use */
} Arena;

/* `size` bytes, all zero, aligned to 8. */
void *arena_get(Arena *arena, size_t size);
/* A copy of `len` bytes with a NUL behind it. */
char *arena_copy(Arena *arena, const void *text, size_t len);
/* Gives back everything; the arena can be used again and keeps its chunks. */
void arena_reset(Arena *arena);
/* Gives back everything to the system. */
void arena_free(Arena *arena);

/* Asks the system for a large stack; of `wanted` levels of recursion, for all of which it has room if it is had, as
   many as there is room for. */
uint32_t stack_levels(uint32_t wanted);
/* Whether a file descriptor is a terminal's; false where that cannot be asked. */
bool is_terminal(int descriptor);

/* ---- bytes ---- */

/* A growing run of bytes. Zero it to begin with. */
typedef struct Buf {
    unsigned char *data;
    size_t len;
    size_t room;
} Buf;

void buf_byte(Buf *b, unsigned c);
void buf_add(Buf *b, const void *data, size_t len);
void buf_zeros(Buf *b, size_t count);
void buf_text(Buf *b, const char *text);
/* Little-endian, 2, 4 and 8 bytes. */
void buf_u16(Buf *b, uint32_t value);
void buf_u32(Buf *b, uint32_t value);
void buf_u64(Buf *b, uint64_t value);
/* As printf, with the conversions of stage1/lib (no floating ones). */
void buf_printf(Buf *b, const char *format, ...);
/* Room for `len` bytes in all. */
void buf_reserve(Buf *b, size_t len);
/* Zeros up to the next multiple of `align`, a power of two. */
void buf_align(Buf *b, size_t align);
/* The contents with a NUL behind them, which does not count. */
const char *buf_cstr(Buf *b);
void buf_free(Buf *b);

/* Little-endian reads and writes in place. */
uint32_t get_u16(const void *p);
uint32_t get_u32(const void *p);
uint64_t get_u64(const void *p);
void put_u16(void *p, uint32_t value);
void put_u32(void *p, uint32_t value);
void put_u64(void *p, uint64_t value);

/* ---- tables ---- */

/* FNV-1a, folded. */
uint32_t hash_bytes(const void *text, size_t len);

typedef struct MapEntry {
    uint64_t key;
    uint64_t value;
    bool used;
} MapEntry;

/* Numbers to numbers. Zero it to begin with. */
typedef struct Map {
    MapEntry *entries;
    size_t count;
    size_t room;
} Map;

/* The place of the value at `key`, or NULL; good until the next map_set. */
uint64_t *map_find(const Map *m, uint64_t key);
void map_set(Map *m, uint64_t key, uint64_t value);
void map_free(Map *m);

typedef struct StrMapEntry {
    const char *key; /* NULL if free; not copied: must outlive the table */
    size_t len;
    void *value;
} StrMapEntry;

/* Texts to pointers. Zero it to begin with. */
typedef struct StrMap {
    StrMapEntry *entries;
    size_t count;
    size_t room;
} StrMap;

/* The value at `key`, or NULL. */
void *strmap_find(const StrMap *m, const char *key, size_t len);
void strmap_set(StrMap *m, const char *key, size_t len, void *value);
void strmap_free(StrMap *m);

/* ---- files ---- */

/* Appends the contents of a file ("-": standard input) to `out`; false if it cannot be read. errno is EOVERFLOW if it
   is not a regular file and gives more than 256 MiB. */
bool read_file(const char *path, Buf *out);
/* Writes a file under a temporary name in the same folder and renames it; a path that begins with
   /dev/ is written in place. `executable`: mode 0777, else 0666, less the umask. False on failure. */
bool write_file(const char *path, const void *data, size_t len, bool executable);

/* ---- the end ---- */

/* "samara: error: MESSAGE" on standard error, exit status 1. For what has no place in a source:
   options, files, memory. */
void fail(const char *format, ...);
/* "samara: internal fault: WHERE: WHAT", exit status 70: samara itself is wrong. */
void fault(const char *where, const char *what);

#endif
