/* Memory, buffers, names and tables. Running out of memory ends the program. */
#include "util.h"

#include "diag.h"

#include <stdlib.h>
#include <string.h>

#define CHUNK 65536
#define FIRST_SLOTS 64

/* ---- memory ---- */

static void *resize(void *old, size_t size) {
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

void *arena_get(Arena *arena, size_t size) {
    void *p;
    size = (size + 7) & ~(size_t)7;
    if (size > CHUNK / 4)
        return allocate(size);
    if (size > arena->left) {
        arena->at = allocate(CHUNK);
        arena->left = CHUNK;
    }
    p = arena->at;
    arena->at += size;
    arena->left -= size;
    return p;
}

char *arena_copy(Arena *arena, const void *text, size_t len) {
    char *copy = arena_get(arena, len + 1);
    memcpy(copy, text, len);
    return copy;
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

void buf_byte(Buf *b, int c) {
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

static void buf_number(Buf *b, uint64_t value, unsigned base) {
    char digits[20];
    size_t n = sizeof digits;
    do {
        n--;
        digits[n] = "0123456789abcdef"[value % base];
        value /= base;
    } while (value != 0);
    buf_add(b, digits + n, sizeof digits - n);
}

void buf_dec(Buf *b, uint64_t value) {
    buf_number(b, value, 10);
}

void buf_int(Buf *b, int64_t value) {
    if (value < 0)
        buf_byte(b, '-');
    buf_number(b, value < 0 ? -(uint64_t)value : (uint64_t)value, 10);
}

void buf_hex(Buf *b, uint64_t value) {
    buf_number(b, value, 16);
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

/* ---- names ---- */

/* FNV-1a. */
static uint32_t hash_bytes(const unsigned char *s, size_t len) {
    uint32_t h = 2166136261U;
    for (size_t i = 0; i < len; i++)
        h = (h ^ s[i]) * 16777619U;
    return h ^ h >> 15;
}

/* The slot that holds `name`, or the free one where it belongs. */
static size_t find_slot(const Interner *in, const void *name, size_t len) {
    size_t i = hash_bytes(name, len) & (in->slot_count - 1);
    while (in->slots[i] != 0) {
        Id id = in->slots[i] - 1;
        if (in->lens[id] == len && memcmp(in->names[id], name, len) == 0)
            return i;
        i = (i + 1) & (in->slot_count - 1);
    }
    return i;
}

static void more_slots(Interner *in) {
    in->slot_count = in->slot_count == 0 ? FIRST_SLOTS : 2 * in->slot_count;
    free(in->slots);
    in->slots = allocate(in->slot_count * sizeof in->slots[0]);
    for (size_t i = 0; i < in->count; i++)
        in->slots[find_slot(in, in->names[i], in->lens[i])] = (uint32_t)i + 1;
}

Id intern(Interner *in, const void *name, size_t len) {
    size_t slot;
    if (2 * in->count >= in->slot_count)
        more_slots(in);
    slot = find_slot(in, name, len);
    if (in->slots[slot] != 0)
        return in->slots[slot] - 1;
    in->names = grow(in->names, in->count, &in->names_room, sizeof in->names[0]);
    in->lens = grow(in->lens, in->count, &in->lens_room, sizeof in->lens[0]);
    in->names[in->count] = arena_copy(&in->arena, name, len);
    in->lens[in->count] = (uint32_t)len;
    in->count++;
    in->slots[slot] = (uint32_t)in->count;
    return (Id)(in->count - 1);
}

Id intern_text(Interner *in, const char *name) {
    return intern(in, name, strlen(name));
}

const char *intern_name(const Interner *in, Id id) {
    return in->names[id];
}

size_t intern_len(const Interner *in, Id id) {
    return in->lens[id];
}

/* ---- a table from numbers to numbers ---- */

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
        Map old = *m;
        size_t i;
        m->room = old.room == 0 ? FIRST_SLOTS : 2 * old.room;
        m->entries = allocate(m->room * sizeof m->entries[0]);
        for (i = 0; i < old.room; i++) {
            if (old.entries[i].used)
                *find_entry(m, old.entries[i].key) = old.entries[i];
        }
        free(old.entries);
    }
    entry = find_entry(m, key);
    if (!entry->used) {
        entry->used = true;
        entry->key = key;
        m->count++;
    }
    entry->value = value;
}

void map_free(Map *m) {
    free(m->entries);
    memset(m, 0, sizeof *m);
}

/* ---- a list of numbers ---- */

void numbers_add(Numbers *list, uint32_t number) {
    list->items = grow(list->items, list->count, &list->room, sizeof list->items[0]);
    list->items[list->count] = number;
    list->count++;
}

void numbers_free(Numbers *list) {
    free(list->items);
    memset(list, 0, sizeof *list);
}

/* ---- sorting ---- */

/* Merges the sorted runs `from`[0..middle] and `from`[middle..count] to `to`. */
static void merge(const Keyed *from, size_t middle, size_t count, Keyed *to) {
    size_t a = 0;
    size_t b = middle;
    for (size_t i = 0; i < count; i++) {
        if (b == count || (a < middle && from[a].key <= from[b].key)) {
            to[i] = from[a];
            a++;
        } else {
            to[i] = from[b];
            b++;
        }
    }
}

void sort_keyed(Keyed *items, size_t count) {
    Keyed *other = allocate(count * sizeof other[0]);
    size_t run, start;
    for (run = 1; run < count; run *= 2) {
        for (start = 0; start < count; start += 2 * run) {
            size_t left = count - start;
            size_t middle = run < left ? run : left;
            merge(items + start, middle, 2 * run < left ? 2 * run : left, other + start);
        }
        memcpy(items, other, count * sizeof items[0]);
    }
    free(other);
}
