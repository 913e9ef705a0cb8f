/* Rules for make (deps.h), in the form of gcc: lines of at most 72 columns or so, continued by a backslash. */
#include "deps.h"

#include <string.h>

#define COLUMNS 72

/* Characters that make would not take for themselves, as gcc quotes them. */
void make_quoted(Buf *out, const char *text) {
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == ' ' || *p == '\t') {
            /* The backslashes before a blank count double, and it has one of its own. */
            for (const char *q = p; q > text && q[-1] == '\\'; q--)
                buf_byte(out, '\\');
            buf_byte(out, '\\');
        } else if (*p == '$') {
            buf_byte(out, '$');
        } else if (*p == '#') {
            buf_byte(out, '\\');
        }
        buf_byte(out, (unsigned char)*p);
    }
}

static void add_file(Buf *out, const char *path, size_t *column) {
    Buf name = {0};
    make_quoted(&name, path);
    if (*column != 0 && *column + name.len > COLUMNS) {
        buf_text(out, " \\\n");
        *column = 0;
    }
    buf_byte(out, ' ');
    buf_add(out, name.data, name.len);
    *column += 1 + name.len;
    buf_free(&name);
}

void deps_rule(const Options *o, const char *object, const CompileFiles *files, Buf *out) {
    bool all = (o->deps & DEPS_ALL) != 0;
    size_t start = out->len;
    size_t column;
    if (o->deps_target.len != 0)
        buf_add(out, o->deps_target.data, o->deps_target.len);
    else
        make_quoted(out, object);
    buf_byte(out, ':');
    column = out->len - start;
    for (size_t i = 0; i < files->count; i++) {
        if (i == 0 || all || !files->system[i])
            add_file(out, files->paths[i], &column);
    }
    buf_byte(out, '\n');
    for (size_t i = 1; i < files->count && o->flags[FLAG_DEPS_PHONY]; i++) {
        if (!all && files->system[i])
            continue;
        make_quoted(out, files->paths[i]);
        buf_text(out, ":\n");
    }
}
