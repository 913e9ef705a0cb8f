/* Mergeable sections (gABI, SHF_MERGE and SHF_STRINGS): equal strings or constants of sections with
   the same properties become one. Such a section is taken apart into pieces, whose home is a section
   of the linker's. In linear time: one hash table for each home. */
#include "linker.h"

#include <stdlib.h>
#include <string.h>

typedef struct MergeSlot {
    uint32_t hash;
    uint32_t len;    /* 0: free */
    uint64_t offset; /* in the home */
} MergeSlot;

struct MergeTable {
    MergeTable *next; /* of the same output section */
    uint64_t entsize;
    uint64_t flags;
    uint64_t align;
    Section *home;
    Buf bytes;
    MergeSlot *slots;
    size_t room;
    size_t count;
};

static bool can_merge(const Section *s) {
    if ((s->flags & SHF_MERGE) == 0 || (s->flags & (SHF_WRITE | SHF_TLS)) != 0 || s->rela_count != 0 ||
        s->type != SHT_PROGBITS || s->entsize == 0 || s->in_size == 0 || s->in_size % s->entsize != 0 ||
        s->in_size > UINT32_MAX || s->entsize > 256)
        return false;
    if ((s->flags & SHF_STRINGS) != 0) {
        if (s->entsize != 1 && s->entsize != 2 && s->entsize != 4)
            return false;
        for (uint64_t i = s->in_size - s->entsize; i < s->in_size; i++) {
            if (s->data[i] != 0)
                return false;
        }
    }
    return true;
}

static MergeTable *find_table(Link *link, OutSection *out, const Section *s) {
    uint64_t flags = s->flags & (SHF_MERGE | SHF_STRINGS | SHF_ALLOC);
    MergeTable *t = out->merges;
    while (t != NULL && (t->entsize != s->entsize || t->flags != flags || t->align != s->align))
        t = t->next;
    if (t != NULL)
        return t;
    t = arena_get(&link->arena, sizeof *t);
    t->next = out->merges;
    out->merges = t;
    t->entsize = s->entsize;
    t->flags = flags;
    t->align = s->align;
    t->home = own_section(link, s->name, SHT_PROGBITS, flags, s->align, 0);
    t->home->entsize = s->entsize;
    return t;
}

static void enlarge(MergeTable *t) {
    MergeSlot *old = t->slots;
    size_t old_room = t->room;
    t->room = old_room == 0 ? 256 : 2 * old_room;
    t->slots = allocate(t->room * sizeof t->slots[0]);
    for (size_t i = 0; i < old_room; i++) {
        size_t at = old[i].hash & (t->room - 1);
        if (old[i].len == 0)
            continue;
        while (t->slots[at].len != 0)
            at = (at + 1) & (t->room - 1);
        t->slots[at] = old[i];
    }
    free(old);
}

/* The offset of `len` bytes in the home. */
static uint64_t intern(MergeTable *t, const unsigned char *data, uint32_t len) {
    uint32_t hash = hash_bytes(data, len);
    size_t at;
    MergeSlot *slot;
    if (2 * t->count >= t->room)
        enlarge(t);
    at = hash & (t->room - 1);
    for (;;) {
        slot = &t->slots[at];
        if (slot->len == 0)
            break;
        if (slot->hash == hash && slot->len == len && memcmp(t->bytes.data + slot->offset, data, len) == 0)
            return slot->offset;
        at = (at + 1) & (t->room - 1);
    }
    /* Every piece keeps the alignment its section asked for. */
    buf_align(&t->bytes, (size_t)t->align);
    slot->hash = hash;
    slot->len = len;
    slot->offset = t->bytes.len;
    t->count++;
    buf_add(&t->bytes, data, len);
    return slot->offset;
}

/* Where the string at `at` ends, behind its terminator. */
static uint64_t string_end(const Section *s, uint64_t at) {
    static const unsigned char zeros[4];
    const unsigned char *end;
    if (s->entsize == 1) {
        end = memchr(s->data + at, 0, (size_t)(s->in_size - at));
        return (uint64_t)(end - s->data) + 1;
    }
    while (memcmp(s->data + at, zeros, (size_t)s->entsize) != 0)
        at += s->entsize;
    return at + s->entsize;
}

static uint32_t count_pieces(const Section *s) {
    uint32_t count = 0;
    if ((s->flags & SHF_STRINGS) == 0)
        return (uint32_t)(s->in_size / s->entsize);
    for (uint64_t at = 0; at < s->in_size; at = string_end(s, at))
        count++;
    return count;
}

bool add_merge_section(Link *link, OutSection *out, Section *s) {
    MergeTable *t;
    uint64_t at = 0;
    if (!can_merge(s))
        return false;
    t = find_table(link, out, s);
    if (t->home->out == NULL)
        place_section(link, t->home);
    s->home = t->home;
    s->out = out;
    s->piece_count = count_pieces(s);
    s->pieces = arena_get(&link->arena, s->piece_count * sizeof s->pieces[0]);
    for (uint32_t i = 0; i < s->piece_count; i++) {
        uint64_t end = (s->flags & SHF_STRINGS) != 0 ? string_end(s, at) : at + s->entsize;
        s->pieces[i].in = at;
        s->pieces[i].out = intern(t, s->data + at, (uint32_t)(end - at));
        at = end;
    }
    t->home->data = t->bytes.data;
    t->home->size = t->bytes.len;
    t->home->in_size = t->bytes.len;
    return true;
}

void free_merges(Link *link) {
    for (size_t i = 0; i < link->out_count; i++) {
        for (MergeTable *t = link->outs[i]->merges; t != NULL; t = t->next) {
            buf_free(&t->bytes);
            free(t->slots);
        }
    }
}
