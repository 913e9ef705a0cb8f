/* Source texts, places in them, and the showing of errors and warnings, in the form that gcc and
   clang share (diag.h). */
#include "diag.h"
#include "warnings.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Longest message; more is cut. */
#define MESSAGE_MAX 2048
/* Columns of a source line that are shown, and those of them that lie before the caret if the line
   is longer. */
#define SHOWN_WIDTH 160
#define SHOWN_BEFORE 100
#define TAB_WIDTH 8

typedef struct WarningInfo {
    const char *name;
    uint8_t on;
    const char *groups;
} WarningInfo;

#define WARNING_ROW(constant, name, on, groups) {name, on, groups},
static const WarningInfo warning_table[WARN_COUNT] = {WARNINGS(WARNING_ROW)};

typedef enum Level { LEVEL_ERROR, LEVEL_WARNING, LEVEL_NOTE, LEVEL_FATAL } Level;

static const char *const level_names[] = {"error", "warning", "note", "fatal error"};
/* The keys of GCC_COLORS, and what they are without it. */
static const char *const level_keys[] = {"error", "warning", "note", "error"};
static const char *const level_colors[] = {"01;31", "01;35", "01;36", "01;31"};

void diag_init(Diag *d) {
    for (int i = 0; i < WARN_COUNT; i++)
        d->state[i] = warning_table[i].on;
    d->error_limit = 20;
}

void diag_free(Diag *d) {
    for (size_t i = 0; i < d->count; i++)
        free(d->files[i].lines);
    free(d->files);
    free(d->marks);
    arena_free(&d->arena);
    memset(d, 0, sizeof *d);
}

/* ---- options ---- */

/* -Wx, -Wno-x, -Werror=x and -Wno-error=x; the last does not switch a warning on. */
typedef enum Action { TURN_ON, TURN_OFF, MAKE_ERROR, MAKE_WARNING } Action;

static void set_one(Diag *d, int which, Action action) {
    if (action == TURN_OFF)
        d->state[which] = 0;
    else if (action != MAKE_WARNING)
        d->state[which] = 1;
    if (action == MAKE_ERROR)
        d->verdict[which] = VERDICT_ERROR;
    else if (action == MAKE_WARNING)
        d->verdict[which] = VERDICT_WARNING;
}

/* -pedantic-errors leaves warnings alone that are on without it. */
static void set_group(Diag *d, int group, Action action) {
    for (int i = 0; i < WARN_COUNT; i++) {
        if (strchr(warning_table[i].groups, group) != NULL &&
            (group != 'p' || action != MAKE_ERROR || warning_table[i].on == 0))
            set_one(d, i, action);
    }
}

void diag_option(Diag *d, const char *name) {
    Action action = TURN_ON;
    if (strncmp(name, "no-", 3) == 0) {
        action = TURN_OFF;
        name += 3;
    }
    if (strcmp(name, "error") == 0) {
        d->warnings_are_errors = action == TURN_ON;
        return;
    }
    if (strncmp(name, "error=", 6) == 0) {
        action = action == TURN_ON ? MAKE_ERROR : MAKE_WARNING;
        name += 6;
    }
    if (strcmp(name, "all") == 0)
        set_group(d, 'a', action);
    else if (strcmp(name, "extra") == 0)
        set_group(d, 'e', action);
    else if (strcmp(name, "system-headers") == 0)
        d->warn_in_system = action != TURN_OFF;
    else if (strcmp(name, "implicit") == 0) {
        set_one(d, WARN_IMPLICIT_FUNCTION, action);
        set_one(d, WARN_IMPLICIT_INT, action);
    } else if (strcmp(name, "unused") == 0) {
        for (int i = WARN_UNUSED_VARIABLE; i <= WARN_UNUSED_LABEL; i++)
            set_one(d, i, action);
    }
    for (int i = 0; i < WARN_COUNT; i++) {
        if (warning_table[i].name[0] != '\0' && strcmp(warning_table[i].name, name) == 0)
            set_one(d, i, action);
    }
    if (strcmp(name, "pedantic") == 0)
        set_group(d, 'p', action);
}

/* ---- places ---- */

Loc diag_enter(Diag *d, const char *name, const unsigned char *text, size_t len, Loc included_from,
               bool system) {
    Source *last = d->count == 0 ? NULL : &d->files[d->count - 1];
    uint64_t base = last == NULL ? 1 : (uint64_t)last->base + last->len + 2;
    Source *s;
    if (base + len >= 0xfffffff0U)
        diag_fatal(d, included_from, "the texts of this unit are too long together");
    d->files = grow(d->files, d->count, &d->room, sizeof d->files[0]);
    s = &d->files[d->count];
    memset(s, 0, sizeof *s);
    s->name = name;
    s->base = (Loc)base;
    s->included_from = included_from;
    s->text = text;
    s->len = (uint32_t)len;
    s->system = system;
    d->count++;
    return s->base;
}

/* The first mark behind `loc`. */
static size_t mark_after(const Diag *d, Loc loc) {
    size_t low = 0;
    size_t high = d->mark_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (d->marks[middle].loc <= loc)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void diag_mark(Diag *d, Loc loc, uint32_t line, const char *name) {
    size_t at = mark_after(d, loc);
    const Source *s = diag_source(d, loc);
    Mark *m;
    if (name == NULL && at > 0 && s != NULL && d->marks[at - 1].loc >= s->base)
        name = d->marks[at - 1].name;
    if (at > 0 && d->marks[at - 1].loc == loc) {
        at--;
    } else {
        d->marks = grow(d->marks, d->mark_count, &d->mark_room, sizeof d->marks[0]);
        memmove(d->marks + at + 1, d->marks + at, (d->mark_count - at) * sizeof d->marks[0]);
        d->mark_count++;
    }
    m = &d->marks[at];
    m->loc = loc;
    m->line = line;
    m->name = name;
}

static Source *find_source(Diag *d, Loc loc) {
    size_t low = 0;
    size_t high = d->count;
    if (loc == 0 || d->count == 0)
        return NULL;
    if (d->last < d->count && loc >= d->files[d->last].base &&
        loc <= d->files[d->last].base + d->files[d->last].len)
        return &d->files[d->last];
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (d->files[middle].base <= loc)
            low = middle;
        else
            high = middle;
    }
    d->last = low;
    return &d->files[low];
}

const Source *diag_source(Diag *d, Loc loc) {
    return find_source(d, loc);
}

static void make_lines(Source *s) {
    size_t room = 0;
    const unsigned char *at = s->text;
    const unsigned char *end = s->text + s->len;
    for (;;) {
        s->lines = grow(s->lines, s->line_count, &room, sizeof s->lines[0]);
        s->lines[s->line_count] = (uint32_t)(at - s->text);
        s->line_count++;
        while (at != end && *at != '\n')
            at++;
        if (at == end)
            break;
        at++;
    }
}

/* Index of the line of the text with the byte at `offset`. */
static size_t physical_line(Source *s, uint32_t offset) {
    size_t low = 0;
    size_t high;
    if (s->lines == NULL)
        make_lines(s);
    high = s->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (s->lines[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

const char *diag_position(Diag *d, Loc loc, uint32_t *line, uint32_t *column) {
    Source *s = find_source(d, loc);
    const char *name;
    size_t at;
    size_t index;
    *line = 0;
    *column = 0;
    if (s == NULL)
        return "";
    index = physical_line(s, loc - s->base);
    name = s->name;
    *line = (uint32_t)index + 1;
    *column = loc - s->base - s->lines[index] + 1;
    if (d->mark_count == 0)
        return name;
    at = mark_after(d, loc);
    if (at > 0 && d->marks[at - 1].loc >= s->base) {
        const Mark *m = &d->marks[at - 1];
        *line = m->line + (uint32_t)(index - physical_line(s, m->loc - s->base));
        if (m->name != NULL)
            name = m->name;
    }
    return name;
}

/* ---- showing ---- */

static bool colored(const Diag *d) {
    const char *colors = getenv("GCC_COLORS");
    return d->color == COLOR_ALWAYS && (colors == NULL || colors[0] != '\0');
}

/* Begins a colour: what GCC_COLORS has for `key`, or `usual`. */
static void color_on(const Diag *d, Buf *out, const char *key, const char *usual) {
    const char *p = getenv("GCC_COLORS");
    size_t len = strlen(key);
    size_t count = strlen(usual);
    if (!colored(d))
        return;
    while (p != NULL) {
        if (strncmp(p, key, len) == 0 && p[len] == '=') {
            usual = p + len + 1;
            count = strcspn(usual, ":");
        }
        p = strchr(p, ':');
        if (p != NULL)
            p++;
    }
    buf_printf(out, "\33[%.*sm\33[K", (int)count, usual);
}

static void color_off(const Diag *d, Buf *out) {
    if (colored(d))
        buf_text(out, "\33[m\33[K");
}

static void show_includes(Diag *d, Buf *out, Loc from) {
    const char *lead = "In file included from ";
    while (from != 0) {
        uint32_t line;
        uint32_t column;
        const char *name = diag_position(d, from, &line, &column);
        from = diag_source(d, from)->included_from;
        buf_text(out, lead);
        color_on(d, out, "locus", "01");
        buf_printf(out, "%s:%u", name, line);
        color_off(d, out);
        buf_text(out, from != 0 ? ",\n" : ":\n");
        lead = "                 from ";
    }
}

static bool word_byte(unsigned c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$' || c >= 0x80;
}

/* Where the token at `p` seems to end: a word, a literal or a single character. */
static const unsigned char *token_end(const unsigned char *p, const unsigned char *end) {
    const unsigned char *q = p + 1;
    if (p >= end)
        return q;
    if (*p == '"' || *p == '\'') {
        while (q < end && *q != *p)
            q += *q == '\\' && q + 1 < end ? 2 : 1;
        return q < end ? q + 1 : p + 1;
    }
    if (word_byte(*p)) {
        while (q < end && word_byte(*q))
            q++;
    }
    return q;
}

/* Columns that the bytes [p, end) take, if the first stands in `column` (from 0). */
static size_t width_of(const unsigned char *p, const unsigned char *end, size_t column) {
    size_t first = column;
    for (; p < end; p++) {
        if (*p == '\t')
            column += TAB_WIDTH - column % TAB_WIDTH;
        else if ((*p & 0xc0) != 0x80)
            column++;
    }
    return column - first;
}

/* The source line, and a second one with the caret and what is underlined. */
static void show_line(Diag *d, Buf *out, Level level, Loc loc, Loc stop) {
    Source *s = find_source(d, loc);
    const unsigned char *at = s->text + (loc - s->base);
    const unsigned char *begin;
    const unsigned char *end = at;
    const unsigned char *under;
    const char *cut = "";
    size_t before;
    size_t marked;
    size_t column = 0;
    uint32_t line;
    uint32_t unused;
    if (s->len == 0 || at > s->text + s->len)
        return;
    diag_position(d, loc, &line, &unused);
    begin = s->text + s->lines[physical_line(s, loc - s->base)];
    while (end < s->text + s->len && *end != '\n' && *end != '\r')
        end++;
    if (at > end)
        at = end;
    under = stop > loc ? s->text + (stop - s->base) : token_end(at, end);
    if (under > end)
        under = end > at ? end : at + 1;
    if ((size_t)(end - begin) > SHOWN_WIDTH) {
        cut = "...";
        if ((size_t)(at - begin) > SHOWN_BEFORE) {
            begin = at - SHOWN_BEFORE;
            while (begin < at && (*begin & 0xc0) == 0x80)
                begin++;
        } else {
            cut = "";
        }
        if ((size_t)(end - begin) > SHOWN_WIDTH)
            end = begin + SHOWN_WIDTH;
        while (end > at && (*end & 0xc0) == 0x80)
            end--;
    }
    if (under > end)
        under = end > at ? end : at + 1;
    before = strlen(cut);
    before += width_of(begin, at, before);
    marked = under > end ? 1 : width_of(at, under, before);
    buf_printf(out, "%5u | %s", line, cut);
    column = strlen(cut);
    for (const unsigned char *p = begin; p < end; p++) {
        size_t wide = width_of(p, p + 1, column);
        if (*p == '\t') {
            for (size_t i = 0; i < wide; i++)
                buf_byte(out, ' ');
        } else {
            buf_byte(out, *p < ' ' || *p == 127 ? ' ' : *p);
        }
        column += wide;
    }
    buf_text(out, "\n      | ");
    for (size_t i = 0; i < before; i++)
        buf_byte(out, ' ');
    color_on(d, out, level_keys[level], level_colors[level]);
    buf_byte(out, '^');
    for (size_t i = 1; i < marked; i++)
        buf_byte(out, '~');
    color_off(d, out);
    buf_byte(out, '\n');
}

/* A message with its place; `option` is what stands in brackets behind it, or NULL. */
static void show(Diag *d, Level level, Loc loc, Loc stop, const char *message, const char *option) {
    Buf out = {0};
    const Source *s = diag_source(d, loc);
    if (s != NULL) {
        uint32_t line;
        uint32_t column;
        const char *name;
        if (s->included_from != 0 && s->included_from != d->last_include_shown)
            show_includes(d, &out, s->included_from);
        d->last_include_shown = s->included_from;
        name = diag_position(d, loc, &line, &column);
        color_on(d, &out, "locus", "01");
        buf_printf(&out, "%s:%u:%u:", name, line, column);
    } else {
        color_on(d, &out, "locus", "01");
        buf_text(&out, "samara:");
    }
    color_off(d, &out);
    buf_byte(&out, ' ');
    color_on(d, &out, level_keys[level], level_colors[level]);
    buf_printf(&out, "%s: ", level_names[level]);
    color_off(d, &out);
    buf_text(&out, message);
    if (option != NULL) {
        buf_text(&out, " [");
        color_on(d, &out, level_keys[level], level_colors[level]);
        buf_printf(&out, "-W%s", option);
        color_off(d, &out);
        buf_byte(&out, ']');
    }
    buf_byte(&out, '\n');
    if (s != NULL)
        show_line(d, &out, level, loc, stop);
    fflush(stdout);
    fwrite(out.data, 1, out.len, stderr);
    buf_free(&out);
}

static void count_error(Diag *d) {
    d->errors++;
    if (d->error_limit == 0 || d->errors < d->error_limit)
        return;
    fprintf(stderr, "compilation terminated due to -fmax-errors=%u.\n", d->error_limit);
    exit(1);
}

void diag_error(Diag *d, Loc loc, const char *format, ...) {
    char message[MESSAGE_MAX];
    va_list ap;
    va_start(ap, format);
    vsnprintf(message, sizeof message, format, ap);
    va_end(ap);
    show(d, LEVEL_ERROR, loc, 0, message, NULL);
    count_error(d);
}

void diag_error_range(Diag *d, Loc loc, Loc end, const char *format, ...) {
    char message[MESSAGE_MAX];
    va_list ap;
    va_start(ap, format);
    vsnprintf(message, sizeof message, format, ap);
    va_end(ap);
    show(d, LEVEL_ERROR, loc, end, message, NULL);
    count_error(d);
}

bool diag_warn(Diag *d, Warning which, Loc loc, const char *format, ...) {
    char message[MESSAGE_MAX];
    char option[64];
    const char *name = warning_table[which].name;
    const Source *s = diag_source(d, loc);
    bool required = strchr(warning_table[which].groups, 'd') != NULL;
    bool strict = d->verdict[which] == VERDICT_ERROR; /* even with -w */
    bool error = strict || (d->warnings_are_errors && d->verdict[which] == VERDICT_OPEN) ||
                 (required && d->verdict[WARN_PEDANTIC] == VERDICT_ERROR);
    va_list ap;
    if (d->state[which] == 0 || (d->no_warnings && !strict && !(required && error)))
        return false;
    if (s != NULL && s->system && !d->warn_in_system)
        return false;
    va_start(ap, format);
    vsnprintf(message, sizeof message, format, ap);
    va_end(ap);
    snprintf(option, sizeof option, error ? "error%s%s" : "%s%s", error && name[0] != '\0' ? "=" : "",
             name);
    show(d, error ? LEVEL_ERROR : LEVEL_WARNING, loc, 0, message, option[0] == '\0' ? NULL : option);
    if (error)
        count_error(d);
    else
        d->warnings++;
    return true;
}

void diag_note(Diag *d, Loc loc, const char *format, ...) {
    char message[MESSAGE_MAX];
    va_list ap;
    va_start(ap, format);
    vsnprintf(message, sizeof message, format, ap);
    va_end(ap);
    show(d, LEVEL_NOTE, loc, 0, message, NULL);
}

void diag_fatal(Diag *d, Loc loc, const char *format, ...) {
    char message[MESSAGE_MAX];
    va_list ap;
    va_start(ap, format);
    vsnprintf(message, sizeof message, format, ap);
    va_end(ap);
    show(d, LEVEL_FATAL, loc, 0, message, NULL);
    fputs("compilation terminated.\n", stderr);
    exit(1);
}

void diag_fault(Diag *d, Loc loc, const char *what) {
    uint32_t line;
    uint32_t column;
    const char *name = diag_position(d, loc, &line, &column);
    fflush(stdout);
    fprintf(stderr, "%s:%u:%u: internal fault: %s\n", name, line, column, what);
    exit(70);
}
