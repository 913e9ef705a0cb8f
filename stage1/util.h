/* Memory that grows, byte buffers, names as small numbers, and a hash table: what Rust's
   standard library and intern.rs give the seed. Memory is checked here and nowhere else. */
#ifndef UTIL_H
#define UTIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- memory ---- */

void *allocate(size_t size);
/* `items` with room for at least one more than `count`; used as
   v->items = grow(v->items, v->count, &v->room, sizeof v->items[0]). */
void *grow(void *items, size_t count, size_t *room, size_t item_size);

/* Memory that is freed all at once, or never. */
typedef struct Arena {
    unsigned char *at;
    size_t left;
} Arena;

void *arena_get(Arena *arena, size_t size);
/* A copy of `text` with a NUL behind it. */
char *arena_copy(Arena *arena, const void *text, size_t len);

/* ---- bytes ---- */

typedef struct Buf {
    unsigned char *data;
    size_t len;
    size_t room;
} Buf;

void buf_byte(Buf *b, int c);
void buf_add(Buf *b, const void *data, size_t len);
void buf_zeros(Buf *b, size_t count);
void buf_text(Buf *b, const char *text);
void buf_dec(Buf *b, uint64_t value);
void buf_int(Buf *b, int64_t value);
void buf_hex(Buf *b, uint64_t value);
/* Room for `len` bytes in all. */
void buf_reserve(Buf *b, size_t len);
/* A NUL behind the contents, which does not count. */
const char *buf_cstr(Buf *b);
void buf_free(Buf *b);

/* ---- names ---- */

typedef uint32_t Id;

/* Zero it to begin with. */
typedef struct Interner {
    Arena arena;
    const char **names;
    uint32_t *lens;
    size_t count;
    size_t names_room;
    size_t lens_room;
    uint32_t *slots; /* by hash: the number of the name plus 1 */
    size_t slot_count;
} Interner;

/* The number of the name: numbers count up from 0 in the order of first appearance. */
Id intern(Interner *in, const void *name, size_t len);
Id intern_text(Interner *in, const char *name);
/* Its text, with a NUL behind it; stays where it is. */
const char *intern_name(const Interner *in, Id id);
size_t intern_len(const Interner *in, Id id);

/* ---- a table from numbers to numbers ---- */

typedef struct MapEntry {
    uint64_t key;
    uint64_t value;
    bool used;
} MapEntry;

/* Zero it to begin with. */
typedef struct Map {
    MapEntry *entries;
    size_t count;
    size_t room;
} Map;

/* The value at `key`, or NULL. */
uint64_t *map_find(const Map *m, uint64_t key);
void map_set(Map *m, uint64_t key, uint64_t value);
void map_free(Map *m);

/* ---- a list of numbers ---- */

/* Zero it to begin with. */
typedef struct Numbers {
    uint32_t *items;
    size_t count;
    size_t room;
} Numbers;

void numbers_add(Numbers *list, uint32_t number);
void numbers_free(Numbers *list);

/* ---- sorting ---- */

typedef struct Keyed {
    uint64_t key;
    uint32_t value;
} Keyed;

/* Sorts by key; those with the same key keep their order. */
void sort_keyed(Keyed *items, size_t count);

#endif
