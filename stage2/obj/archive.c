/* Reading and writing archives (archive.h). */
#include "archive.h"

#include "elf.h"
#include "elf_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* name 16, date 12, uid 6, gid 6, mode 8, size 10, "`\n" */
#define HEADER_SIZE 60
#define MAGIC "!<arch>\n"
#define THIN_MAGIC "!<thin>\n"
#define MAGIC_SIZE 8
/* A name with its "/" must fit 16 bytes, or it goes to "//". */
#define SHORT_NAME 15

bool archive_is_archive(const unsigned char *data, size_t len) {
    return len >= MAGIC_SIZE &&
           (memcmp(data, MAGIC, MAGIC_SIZE) == 0 || memcmp(data, THIN_MAGIC, MAGIC_SIZE) == 0);
}

/* ---- reading ---- */

/* What is needed while the members are read. */
typedef struct Reader {
    Archive *a;
    const unsigned char *data;
    size_t len;
    const unsigned char *long_names;
    size_t long_len;
    const unsigned char *index;
    size_t index_len;
    size_t index_word; /* 4 or 8 */
} Reader;

/* A number of a header: digits of `base`, then spaces. */
static bool number(const unsigned char *p, size_t len, unsigned base, uint64_t *value) {
    size_t i = 0;
    *value = 0;
    while (i < len && p[i] >= '0' && p[i] < '0' + base)
        *value = *value * base + (p[i++] - '0');
    while (i < len && p[i] == ' ')
        i++;
    return i == len;
}

/* The name of a member that lies in "//" at `offset`. */
static const char *long_name(Reader *r, uint64_t offset) {
    size_t end = (size_t)offset;
    if (offset >= r->long_len)
        return NULL;
    while (end < r->long_len && r->long_names[end] != '\n' && r->long_names[end] != 0)
        end++;
    if (end > offset && r->long_names[end - 1] == '/')
        end--;
    return arena_copy(&r->a->arena, r->long_names + offset, end - (size_t)offset);
}

/* Sets the name of `m`, whose header is `h`; BSD's long names shorten the contents. */
static bool member_name(Reader *r, const unsigned char *h, ArMember *m) {
    uint64_t value;
    size_t len = 16;
    if (h[0] == '/' && h[1] >= '0' && h[1] <= '9') {
        if (!number(h + 1, 15, 10, &value))
            return false;
        m->name = long_name(r, value);
        return m->name != NULL;
    }
    if (memcmp(h, "#1/", 3) == 0) {
        if (!number(h + 3, 13, 10, &value) || value > m->len)
            return false;
        m->name = arena_copy(&r->a->arena, m->data, (size_t)value);
        m->data += value;
        m->len -= (size_t)value;
        return true;
    }
    while (len > 0 && h[len - 1] == ' ')
        len--;
    if (len > 1 && h[len - 1] == '/')
        len--;
    m->name = arena_copy(&r->a->arena, h, len);
    return true;
}

/* Takes the member at `at`; returns the place of the next one, or 0. */
static size_t read_member(Reader *r, size_t at, const char **why) {
    const unsigned char *h = r->data + at;
    Archive *a = r->a;
    ArMember m = {0};
    uint64_t size, value;
    if (r->len - at < HEADER_SIZE || h[58] != '`' || h[59] != '\n' || !number(h + 48, 10, 10, &size)) {
        *why = "malformed archive";
        return 0;
    }
    if (size > r->len - at - HEADER_SIZE) {
        *why = "truncated archive";
        return 0;
    }
    m.data = h + HEADER_SIZE;
    m.len = (size_t)size;
    m.offset = at;
    if (memcmp(h, "// ", 3) == 0) {
        r->long_names = m.data;
        r->long_len = m.len;
    } else if (memcmp(h, "/ ", 2) == 0 || memcmp(h, "/SYM64/ ", 8) == 0) {
        if (r->index == NULL) { /* import libraries have two; the first one is ours */
            r->index = m.data;
            r->index_len = m.len;
            r->index_word = h[1] == ' ' ? 4 : 8;
        }
    } else {
        if (!member_name(r, h, &m)) {
            *why = "malformed archive: bad member name";
            return 0;
        }
        if (number(h + 16, 12, 10, &value))
            m.date = value;
        if (number(h + 28, 6, 10, &value))
            m.uid = (uint32_t)value;
        if (number(h + 34, 6, 10, &value))
            m.gid = (uint32_t)value;
        m.mode = number(h + 40, 8, 8, &value) ? (uint32_t)value : 0644;
        if (strncmp(m.name, "__.SYMDEF", 9) != 0) {
            a->members = grow(a->members, a->member_count, &a->member_room, sizeof a->members[0]);
            a->members[a->member_count++] = m;
        }
    }
    at += HEADER_SIZE + (size_t)size;
    return at + (at & 1) > r->len ? r->len : at + (at & 1);
}

static uint64_t big_endian(const unsigned char *p, size_t len) {
    uint64_t value = 0;
    for (size_t i = 0; i < len; i++)
        value = value << 8 | p[i];
    return value;
}

/* The member whose header lies at `offset`, or member_count. */
static size_t member_at(const Archive *a, uint64_t offset) {
    size_t low = 0;
    size_t high = a->member_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (a->members[middle].offset < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low < a->member_count && a->members[low].offset == offset ? low : a->member_count;
}

static void add_symbol(Archive *a, const char *name, size_t member) {
    a->symbols = grow(a->symbols, a->symbol_count, &a->symbol_room, sizeof a->symbols[0]);
    a->symbols[a->symbol_count].name = name;
    a->symbols[a->symbol_count].member = member;
    a->symbol_count++;
}

/* The index: a count, the offsets of members, the names; numbers are big-endian. */
static bool read_index(Reader *r) {
    Archive *a = r->a;
    size_t word = r->index_word;
    uint64_t count;
    const unsigned char *name, *end = r->index + r->index_len;
    if (r->index_len < word)
        return false;
    count = big_endian(r->index, word);
    if (count > (r->index_len - word) / word)
        return false;
    name = r->index + word + count * word;
    for (size_t i = 0; i < count; i++) {
        size_t member = member_at(a, big_endian(r->index + word + i * word, word));
        const unsigned char *stop = name < end ? memchr(name, 0, (size_t)(end - name)) : NULL;
        if (stop == NULL || member == a->member_count)
            return false;
        add_symbol(a, (const char *)name, member);
        name = stop + 1;
    }
    a->has_index = true;
    return true;
}

bool archive_open(Archive *a, const unsigned char *data, size_t len, const char **why) {
    Reader r = {0};
    size_t at = MAGIC_SIZE;
    memset(a, 0, sizeof *a);
    if (!archive_is_archive(data, len)) {
        *why = "file format not recognized";
        return false;
    }
    if (memcmp(data, THIN_MAGIC, MAGIC_SIZE) == 0) {
        *why = "thin archives are not supported";
        return false;
    }
    r.a = a;
    r.data = data;
    r.len = len;
    while (at < len) {
        at = read_member(&r, at, why);
        if (at == 0) {
            archive_close(a);
            return false;
        }
    }
    if (r.index != NULL && !read_index(&r)) {
        *why = "the archive's symbol index is damaged; run ranlib to make a new one";
        archive_close(a);
        return false;
    }
    return true;
}

void archive_close(Archive *a) {
    arena_free(&a->arena);
    free(a->members);
    free(a->symbols);
    memset(a, 0, sizeof *a);
}

void archive_build_index(Archive *a) {
    a->symbol_count = 0;
    a->has_index = false;
    for (size_t i = 0; i < a->member_count; i++) {
        const ArMember *m = &a->members[i];
        const char *why;
        ElfFile f;
        ElfSymbol s;
        if (!elf_is_elf(m->data, m->len) || !elf_open(&f, m->data, m->len, &why))
            continue;
        a->has_index = true;
        for (uint32_t k = f.first_global; k < f.symbol_count; k++) {
            if (elf_symbol(&f, k, &s, &why) && s.section != SHN_UNDEF && s.bind != STB_LOCAL)
                add_symbol(a, s.name, i);
        }
        elf_close(&f);
    }
}

/* ---- writing ---- */

static void put_header(Buf *out, const char *name, uint64_t size, bool plain) {
    size_t start = out->len;
    buf_text(out, name);
    while (out->len < start + 16)
        buf_byte(out, ' ');
    if (plain) /* "//" has only a size */
        buf_printf(out, "%-32s", "");
    else
        buf_printf(out, "%-12d%-6d%-6d%-8s", 0, 0, 0, "644");
    buf_printf(out, "%-10lu`\n", (unsigned long)size);
}

static void put_big_endian(Buf *out, uint64_t value) {
    for (int shift = 24; shift >= 0; shift -= 8)
        buf_byte(out, (unsigned)(value >> shift) & 0xff);
}

static size_t padded(size_t len) {
    return len + (len & 1);
}

/* The index's contents, given where each member's header will lie. */
static void put_index(Archive *a, const uint64_t *offsets, size_t size, Buf *out) {
    size_t start = out->len;
    put_big_endian(out, a->symbol_count);
    for (size_t i = 0; i < a->symbol_count; i++)
        put_big_endian(out, offsets[a->symbols[i].member]);
    for (size_t i = 0; i < a->symbol_count; i++)
        buf_add(out, a->symbols[i].name, strlen(a->symbols[i].name) + 1);
    buf_zeros(out, size - (out->len - start));
}

static size_t index_size(const Archive *a) {
    size_t size = 4 + 4 * a->symbol_count;
    for (size_t i = 0; i < a->symbol_count; i++)
        size += strlen(a->symbols[i].name) + 1;
    return padded(size);
}

static void put_member(const ArMember *m, uint64_t name_at, Buf *out) {
    char name[24];
    if (strlen(m->name) > SHORT_NAME)
        snprintf(name, sizeof name, "/%lu", (unsigned long)name_at);
    else
        snprintf(name, sizeof name, "%s/", m->name);
    put_header(out, name, m->len, false);
    buf_add(out, m->data, m->len);
    if (m->len & 1)
        buf_byte(out, '\n');
}

bool archive_write(Archive *a, bool index, Buf *out) {
    Buf names = {0}; /* "//" */
    uint64_t *name_at = allocate(a->member_count * sizeof *name_at);
    uint64_t *offsets = allocate(a->member_count * sizeof *offsets);
    uint64_t at = MAGIC_SIZE;
    bool fits = true;
    if (index)
        archive_build_index(a);
    index = index && a->has_index;
    for (size_t i = 0; i < a->member_count; i++) {
        if (strlen(a->members[i].name) > SHORT_NAME) {
            name_at[i] = names.len;
            buf_printf(&names, "%s/\n", a->members[i].name);
        }
    }
    if (names.len & 1)
        buf_byte(&names, '\n');
    at += index ? HEADER_SIZE + index_size(a) : 0;
    at += names.len != 0 ? HEADER_SIZE + names.len : 0;
    for (size_t i = 0; i < a->member_count; i++) {
        offsets[i] = at;
        at += HEADER_SIZE + padded(a->members[i].len);
        if (a->members[i].len > 9999999999U)
            fits = false;
    }
    if (at > UINT32_MAX)
        fits = false;
    if (fits) {
        buf_reserve(out, out->len + (size_t)at);
        buf_add(out, MAGIC, MAGIC_SIZE);
        if (index) {
            put_header(out, "/", index_size(a), false);
            /* GNU ar gives the index mode 0. */
            memcpy(out->data + out->len - 20, "0  ", 3);
            put_index(a, offsets, index_size(a), out);
        }
        if (names.len != 0) {
            put_header(out, "//", names.len, true);
            buf_add(out, names.data, names.len);
        }
        for (size_t i = 0; i < a->member_count; i++)
            put_member(&a->members[i], name_at[i], out);
    }
    buf_free(&names);
    free(name_at);
    free(offsets);
    return fits;
}
