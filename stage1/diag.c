/* Source files, places in them, and the one way in which errors are shown. */
#include "diag.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The texts of one run together stay below this many bytes. */
#define MAX_TOTAL ((size_t)1 << 30)
/* At most this many bytes of a source line are shown, from this far left of the caret. */
#define SHOWN 160
#define SHOWN_LEFT 100
/* Files are read in pieces of this size. */
#define PIECE 65536

/* ---- errors ---- */

/* Reports an error in the text `out` and ends. */
static void report(const Buf *out) {
    fflush(stdout);
    fwrite(out->data, 1, out->len, stderr);
    exit(1);
}

const char *compose(Buf *out, const char *msg, const char *a, const char *b) {
    const char *insert = a;
    while (*msg != 0) {
        if (msg[0] == '{' && msg[1] == '}') {
            buf_text(out, insert);
            insert = b;
            msg += 2;
        } else {
            buf_byte(out, *msg);
            msg++;
        }
    }
    return buf_cstr(out);
}

void err2(Sources *src, Loc loc, const char *msg, const char *a, const char *b) {
    Buf text = {0};
    Buf out = {0};
    sources_render(src, loc, compose(&text, msg, a, b), &out);
    report(&out);
}

void err1(Sources *src, Loc loc, const char *msg, const char *a) {
    err2(src, loc, msg, a, "");
}

void err(Sources *src, Loc loc, const char *msg) {
    err2(src, loc, msg, "", "");
}

void refuse(Sources *src, bool bad, Loc loc, const char *msg) {
    if (bad)
        err(src, loc, msg);
}

void fail2(const char *msg, const char *a, const char *b) {
    err2(NULL, 0, msg, a, b);
}

void fail1(const char *msg, const char *a) {
    err2(NULL, 0, msg, a, "");
}

void fail(const char *msg) {
    /* Also when memory has run out: without a buffer. */
    fflush(stdout);
    fputs("error: ", stderr);
    fputs(msg, stderr);
    fputs("\n", stderr);
    exit(1);
}

const char *show(Shown *shown, const void *text, size_t len) {
    const unsigned char *s = text;
    size_t n = len < SHOWN_NAME ? len : SHOWN_NAME;
    for (size_t i = 0; i < n; i++)
        shown->text[i] = (char)(s[i] >= 0x20 && s[i] < 0x7f ? s[i] : '?');
    strcpy(shown->text + n, len > SHOWN_NAME ? "..." : "");
    return shown->text;
}

const char *show_number(Shown *shown, int64_t value) {
    Buf b = {0};
    buf_int(&b, value);
    show(shown, b.data, b.len);
    buf_free(&b);
    return shown->text;
}

/* ---- sources ---- */

bool read_file(const char *path, Buf *out) {
    FILE *f = fopen(path, "rb");
    size_t n = PIECE;
    bool good;
    if (f == NULL)
        return false;
    /* A device may never end. */
    while (n == PIECE && out->len < MAX_TOTAL) {
        if (out->room - out->len < PIECE)
            buf_reserve(out, 2 * out->room + PIECE);
        n = fread(out->data + out->len, 1, PIECE, f);
        out->len += n;
    }
    good = !ferror(f) && out->len < MAX_TOTAL;
    fclose(f);
    return good;
}

static size_t line_index(const Source *file, Loc loc) {
    size_t low = 0;
    size_t high = file->line_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (file->lines[middle] <= loc - file->base)
            low = middle + 1;
        else
            high = middle;
    }
    return low - 1;
}

static Source *find_source(const Sources *src, Loc loc) {
    size_t low = 0;
    size_t high = src->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (src->files[middle].base <= loc)
            low = middle + 1;
        else
            high = middle;
    }
    return &src->files[low - 1];
}

/* How many marks lie before `loc`. */
static size_t marks_before(const Source *file, Loc loc) {
    size_t low = 0;
    size_t high = file->mark_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (file->marks[middle].loc < loc)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void add_line(Source *file, size_t offset) {
    file->lines = grow(file->lines, file->line_count, &file->line_room, sizeof file->lines[0]);
    file->lines[file->line_count] = (uint32_t)offset;
    file->line_count++;
}

Loc sources_add(Sources *src, const char *name, unsigned char *text, size_t len) {
    Source *file;
    size_t base = 1;
    if (src->count > 0) {
        file = &src->files[src->count - 1];
        base = file->base + file->len + 1;
    }
    if (base + len >= MAX_TOTAL)
        fail1("{}: the sources are larger than 1 GiB", name);
    src->files = grow(src->files, src->count, &src->room, sizeof src->files[0]);
    file = &src->files[src->count];
    src->count++;
    memset(file, 0, sizeof *file);
    file->name = arena_copy(&src->arena, name, strlen(name));
    file->base = (uint32_t)base;
    file->text = text;
    file->len = len;
    add_line(file, 0);
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '\n')
            add_line(file, i + 1);
    }
    return file->base;
}

Loc sources_load(Sources *src, const char *path) {
    Buf text = {0};
    if (!read_file(path, &text))
        fail1("cannot read '{}'", path);
    return sources_add(src, path, text.data, text.len);
}

const unsigned char *sources_text(const Sources *src, Loc loc, size_t *len) {
    const Source *file = find_source(src, loc);
    *len = file->len;
    return file->text;
}

Loc sources_start(const Sources *src, Loc loc) {
    return find_source(src, loc)->base;
}

void sources_mark(Sources *src, Loc loc, uint32_t line, const char *name) {
    Source *file = find_source(src, loc);
    Mark *mark;
    file->mark_count = marks_before(file, loc);
    if (name != NULL)
        name = arena_copy(&src->arena, name, strlen(name));
    else if (file->mark_count > 0)
        name = file->marks[file->mark_count - 1].name;
    else
        name = file->name;
    file->marks = grow(file->marks, file->mark_count, &file->mark_room, sizeof file->marks[0]);
    mark = &file->marks[file->mark_count];
    file->mark_count++;
    mark->loc = loc;
    mark->line = line;
    mark->name = name;
}

const char *sources_position(const Sources *src, Loc loc, uint32_t *line) {
    const Source *file = find_source(src, loc);
    size_t index = line_index(file, loc);
    size_t i = marks_before(file, loc + 1);
    const Mark *mark;
    if (i == 0) {
        *line = (uint32_t)index + 1;
        return file->name;
    }
    mark = &file->marks[i - 1];
    *line = mark->line + (uint32_t)(index - line_index(file, mark->loc));
    return mark->name;
}

static void spaces(Buf *out, size_t count) {
    for (size_t i = 0; i < count; i++)
        buf_byte(out, ' ');
}

void sources_render(const Sources *src, Loc loc, const char *msg, Buf *out) {
    const Source *file;
    const char *name;
    uint32_t line;
    size_t start, end, col, from, to, width, i;
    if (loc == 0) {
        buf_text(out, "error: ");
        buf_text(out, msg);
        buf_byte(out, '\n');
        return;
    }
    name = sources_position(src, loc, &line);
    file = find_source(src, loc);
    start = file->lines[line_index(file, loc)];
    col = loc - file->base - start;
    end = start;
    while (end < file->len && file->text[end] != '\n')
        end++;
    from = col < SHOWN ? 0 : col - SHOWN_LEFT;
    to = end - start < from + SHOWN ? end - start : from + SHOWN;

    buf_text(out, name);
    buf_byte(out, ':');
    buf_dec(out, line);
    buf_byte(out, ':');
    buf_dec(out, col + 1);
    buf_text(out, ": error: ");
    buf_text(out, msg);
    buf_byte(out, '\n');
    width = out->len;
    buf_dec(out, line);
    width = out->len - width;
    out->len -= width;
    spaces(out, width < 5 ? 5 - width : 0);
    buf_dec(out, line);
    buf_text(out, " | ");
    for (i = from; i < to; i++) {
        int c = file->text[start + i];
        if (c == '\t')
            buf_byte(out, ' ');
        else
            buf_byte(out, c < 0x20 || c == 0x7f ? '?' : c);
    }
    buf_text(out, "\n      | ");
    spaces(out, col - from);
    buf_text(out, "^\n");
}

void fault(const char *what) {
    fflush(stdout);
    fputs("internal fault: ", stderr);
    fputs(what, stderr);
    fputs("\n", stderr);
    exit(70);
}
