/* Memory, byte buffers and tables (base.h). */
#include "base.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Arena chunks have this size unless a single piece needs more. */
#define CHUNK 65536
#define FIRST_SLOTS 64
/* Bytes of an arena cleared at once; so many stand behind every chunk. */
#define PIECE 16

struct ArenaChunk {
    ArenaChunk *next;
    size_t size; /* of the bytes behind this header */
};

/* ---- memory ---- */

void *resize(void *old, size_t size) {
    void *p = realloc(old, size);
    if (p == NULL)
        fail("out of memory");
    return p;
}

void *allocate(size_t size) {
    void *p = resize(NULL, size + (size == 0));
    memset(p, 0, size);
    return p;
}

void *grow(void *items, size_t count, size_t *room, size_t item_size) {
    if (count < *room)
        return items;
    *room = count < 8 ? 16 : 2 * count;
    return resize(items, *room * item_size);
}

static void new_chunk(Arena *arena, size_t size) {
    ArenaChunk *chunk = arena->spare;
    if (chunk != NULL && chunk->size >= size) {
        arena->spare = chunk->next;
    } else {
        size = size > CHUNK ? size : CHUNK;
        chunk = resize(NULL, sizeof *chunk + size + PIECE);
        chunk->size = size;
    }
    chunk->next = arena->chunks;
    arena->chunks = chunk;
    arena->at = (unsigned char *)(chunk + 1);
    arena->left = chunk->size;
}

/* Most of what is asked for is small: clearing it here costs less than a call. */
void *arena_get(Arena *arena, size_t size) {
    unsigned char *p;
    unsigned char *q;
    size = (size + 7) & ~(size_t)7;
    if (size > arena->left)
        new_chunk(arena, size);
    p = arena->at;
    arena->at += size;
    arena->left -= size;
    for (q = p; q < arena->at; q += PIECE) {
        ((uint64_t *)q)[0] = 0;
        ((uint64_t *)q)[1] = 0;
    }
    return p;
}

char *arena_copy(Arena *arena, const void *text, size_t len) {
    char *copy = arena_get(arena, len + 1);
    if (len != 0)
        memcpy(copy, text, len);
    return copy;
}

static void free_chunks(ArenaChunk *chunk) {
    while (chunk != NULL) {
        ArenaChunk *next = chunk->next;
        free(chunk);
        chunk = next;
    }
}

void arena_reset(Arena *arena) {
    ArenaChunk *chunk = arena->chunks;
    while (chunk != NULL) {
        ArenaChunk *next = chunk->next;
        if (chunk->size == CHUNK) {
            chunk->next = arena->spare;
            arena->spare = chunk;
        } else {
            free(chunk);
        }
        chunk = next;
    }
    arena->chunks = NULL;
    arena->at = NULL;
    arena->left = 0;
}

void arena_free(Arena *arena) {
    free_chunks(arena->chunks);
    free_chunks(arena->spare);
    memset(arena, 0, sizeof *arena);
}

/* ---- bytes ---- */

void buf_reserve(Buf *b, size_t len) {
    if (len <= b->room)
        return;
    b->room = len < 64 ? 64 : len;
    b->data = resize(b->data, b->room);
}

static void buf_room(Buf *b, size_t more) {
    if (more > b->room - b->len)
        buf_reserve(b, b->len + more > 2 * b->room ? b->len + more : 2 * b->room);
}

void buf_byte(Buf *b, unsigned c) {
    if (b->len == b->room)
        buf_room(b, 1);
    b->data[b->len] = (unsigned char)c;
    b->len++;
}

void buf_add(Buf *b, const void *data, size_t len) {
    if (len == 0)
        return;
    buf_room(b, len);
    memcpy(b->data + b->len, data, len);
    b->len += len;
}

void buf_zeros(Buf *b, size_t count) {
    if (count == 0)
        return;
    buf_room(b, count);
    memset(b->data + b->len, 0, count);
    b->len += count;
}

void buf_text(Buf *b, const char *text) {
    buf_add(b, text, strlen(text));
}

void buf_u16(Buf *b, uint32_t value) {
    buf_room(b, 2);
    put_u16(b->data + b->len, value);
    b->len += 2;
}

void buf_u32(Buf *b, uint32_t value) {
    buf_room(b, 4);
    put_u32(b->data + b->len, value);
    b->len += 4;
}

void buf_u64(Buf *b, uint64_t value) {
    buf_room(b, 8);
    put_u64(b->data + b->len, value);
    b->len += 8;
}

void buf_printf(Buf *b, const char *format, ...) {
    va_list ap;
    int need;
    buf_room(b, 80);
    va_start(ap, format);
    need = vsnprintf((char *)b->data + b->len, b->room - b->len, format, ap);
    va_end(ap);
    if (need < 0)
        fault("buf_printf", "bad format");
    if ((size_t)need >= b->room - b->len) {
        buf_room(b, (size_t)need + 1);
        va_start(ap, format);
        vsnprintf((char *)b->data + b->len, b->room - b->len, format, ap);
        va_end(ap);
    }
    b->len += (size_t)need;
}

void buf_align(Buf *b, size_t align) {
    buf_zeros(b, (0 - b->len) & (align - 1));
}

const char *buf_cstr(Buf *b) {
    buf_byte(b, 0);
    b->len--;
    return (const char *)b->data;
}

void buf_free(Buf *b) {
    free(b->data);
    memset(b, 0, sizeof *b);
}

uint32_t get_u16(const void *p) {
    const unsigned char *s = p;
    return s[0] | (uint32_t)s[1] << 8;
}

uint32_t get_u32(const void *p) {
    uint32_t value;
    memcpy(&value, p, 4); /* every target, and so every host of the chain, is little-endian */
    return value;
}

uint64_t get_u64(const void *p) {
    uint64_t value;
    memcpy(&value, p, 8);
    return value;
}

void put_u16(void *p, uint32_t value) {
    unsigned char *s = p;
    s[0] = (unsigned char)value;
    s[1] = (unsigned char)(value >> 8);
}

void put_u32(void *p, uint32_t value) {
    memcpy(p, &value, 4);
}

void put_u64(void *p, uint64_t value) {
    memcpy(p, &value, 8);
}

/* ---- tables ---- */

uint32_t hash_bytes(const void *text, size_t len) {
    const unsigned char *s = text;
    uint32_t h = 2166136261U;
    for (size_t i = 0; i < len; i++)
        h = (h ^ s[i]) * 16777619U;
    return h ^ h >> 15;
}

static MapEntry *find_entry(const Map *m, uint64_t key) {
    uint64_t h = key * 0x9e3779b97f4a7c15U;
    size_t i = (size_t)(h >> 32) & (m->room - 1);
    while (m->entries[i].used && m->entries[i].key != key)
        i = (i + 1) & (m->room - 1);
    return &m->entries[i];
}

uint64_t *map_find(const Map *m, uint64_t key) {
    MapEntry *entry;
    if (m->count == 0)
        return NULL;
    entry = find_entry(m, key);
    return entry->used ? &entry->value : NULL;
}

void map_set(Map *m, uint64_t key, uint64_t value) {
    MapEntry *entry;
    if (2 * m->count >= m->room) {
        Map bigger = {0};
        bigger.room = m->room == 0 ? FIRST_SLOTS : 2 * m->room;
        bigger.entries = allocate(bigger.room * sizeof bigger.entries[0]);
        for (size_t i = 0; i < m->room; i++) {
            if (m->entries[i].used)
                *find_entry(&bigger, m->entries[i].key) = m->entries[i];
        }
        bigger.count = m->count;
        free(m->entries);
        *m = bigger;
    }
    entry = find_entry(m, key);
    if (!entry->used)
        m->count++;
    entry->used = true;
    entry->key = key;
    entry->value = value;
}

void map_free(Map *m) {
    free(m->entries);
    memset(m, 0, sizeof *m);
}

static StrMapEntry *find_text(const StrMap *m, const char *key, size_t len) {
    size_t i = hash_bytes(key, len) & (m->room - 1);
    while (m->entries[i].key != NULL &&
           (m->entries[i].len != len || memcmp(m->entries[i].key, key, len) != 0))
        i = (i + 1) & (m->room - 1);
    return &m->entries[i];
}

void *strmap_find(const StrMap *m, const char *key, size_t len) {
    return m->count == 0 ? NULL : find_text(m, key, len)->value;
}

void strmap_set(StrMap *m, const char *key, size_t len, void *value) {
    StrMapEntry *entry;
    if (2 * m->count >= m->room) {
        StrMap bigger = {0};
        bigger.room = m->room == 0 ? FIRST_SLOTS : 2 * m->room;
        bigger.entries = allocate(bigger.room * sizeof bigger.entries[0]);
        for (size_t i = 0; i < m->room; i++) {
            if (m->entries[i].key != NULL)
                *find_text(&bigger, m->entries[i].key, m->entries[i].len) = m->entries[i];
        }
        bigger.count = m->count;
        free(m->entries);
        *m = bigger;
    }
    entry = find_text(m, key, len);
    if (entry->key == NULL)
        m->count++;
    entry->key = key;
    entry->len = len;
    entry->value = value;
}

void strmap_free(StrMap *m) {
    free(m->entries);
    memset(m, 0, sizeof *m);
}

/* ---- the end ---- */

void fail(const char *format, ...) {
    va_list ap;
    fflush(stdout);
    fputs("samara: error: ", stderr);
    va_start(ap, format);
    vfprintf(stderr, format, ap);
    va_end(ap);
    fputs("\n", stderr);
    exit(1);
}

void fault(const char *where, const char *what) {
    fflush(stdout);
    fprintf(stderr, "samara: internal fault: %s: %s\n", where, what);
    exit(70);
}
