/* Libraries that are texts: glibc installs libm.a as "GROUP ( /usr/lib/…/libm-2.36.a … )". Of the
   language of linker scripts, GROUP, INPUT, AS_NEEDED and OUTPUT_FORMAT are understood; other commands
   are errors. */
#include "linker.h"

#include <stdio.h>
#include <string.h>

typedef struct Script {
    Link *link;
    const char *path;
    const char *at;
    const char *end;
    LinkInput *inputs;
    size_t count;
    size_t room;
} Script;

bool is_script(const unsigned char *data, size_t len) {
    size_t text = len < 64 ? len : 64;
    for (size_t i = 0; i < text; i++) {
        if (data[i] >= 0x7f || (data[i] < ' ' && data[i] != '\n' && data[i] != '\t' && data[i] != '\r'))
            return false;
    }
    return len != 0 && !(len >= 2 && data[0] == '!');
}

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',' || c == ';';
}

static void skip_space(Script *s) {
    while (s->at < s->end) {
        if (is_space(*s->at)) {
            s->at++;
        } else if (s->end - s->at >= 2 && s->at[0] == '/' && s->at[1] == '*') {
            s->at += 2;
            while (s->at < s->end && !(s->at[-1] == '/' && s->at[-2] == '*'))
                s->at++;
        } else {
            break;
        }
    }
}

/* The next word or parenthesis; its length, 0 at the end. */
static size_t next_word(Script *s, const char **word) {
    skip_space(s);
    *word = s->at;
    if (s->at < s->end && (*s->at == '(' || *s->at == ')')) {
        s->at++;
        return 1;
    }
    while (s->at < s->end && !is_space(*s->at) && *s->at != '(' && *s->at != ')')
        s->at++;
    return (size_t)(s->at - *word);
}

static bool word_is(const char *word, size_t len, const char *text) {
    return len == strlen(text) && memcmp(word, text, len) == 0;
}

static bool readable(const char *path) {
    FILE *f = fopen(path, "r");
    if (f == NULL)
        return false;
    fclose(f);
    return true;
}

/* A file that is not where the script says, as in a sysroot, may lie next to the script. */
static void add_file(Script *s, const char *word, size_t len, int group) {
    char *path;
    const char *slash = strrchr(s->path, '/');
    const char *base;
    if (len > 1 && word[0] == '"' && word[len - 1] == '"') {
        word++;
        len -= 2;
    }
    path = arena_copy(&s->link->arena, word, len);
    base = strrchr(path, '/') == NULL ? path : strrchr(path, '/') + 1;
    if (slash != NULL && (path[0] != '/' || !readable(path))) {
        Buf near = {0};
        buf_add(&near, s->path, (size_t)(slash + 1 - s->path));
        if (strncmp(path, "-l", 2) == 0)
            buf_printf(&near, "lib%s.a", path + 2);
        else
            buf_text(&near, path[0] == '/' ? base : path);
        path = arena_copy(&s->link->arena, near.data, near.len);
        buf_free(&near);
    }
    s->inputs = grow(s->inputs, s->count, &s->room, sizeof s->inputs[0]);
    memset(&s->inputs[s->count], 0, sizeof s->inputs[0]);
    s->inputs[s->count].path = path;
    s->inputs[s->count].group = group;
    s->count++;
}

/* ( FILE… ), with AS_NEEDED ( FILE… ) inside; false if it is not so. */
static bool read_list(Script *s, int group, bool add) {
    const char *word;
    int depth = 1;
    size_t len = next_word(s, &word);
    if (!word_is(word, len, "("))
        return false;
    while (depth > 0) {
        len = next_word(s, &word);
        if (len == 0)
            return false;
        if (word_is(word, len, "("))
            depth++;
        else if (word_is(word, len, ")"))
            depth--;
        else if (add && !word_is(word, len, "AS_NEEDED"))
            add_file(s, word, len, group);
    }
    return true;
}

LinkInput *read_script(Link *link, const char *path, const unsigned char *data, size_t data_len,
                       size_t *count) {
    Script s = {0};
    const char *word;
    size_t len;
    int group = 0;
    s.link = link;
    s.path = path;
    s.at = (const char *)data;
    s.end = s.at + data_len;
    *count = 0;
    while ((len = next_word(&s, &word)) != 0) {
        bool good = false;
        if (word_is(word, len, "GROUP"))
            good = read_list(&s, ++group, true);
        else if (word_is(word, len, "INPUT"))
            good = read_list(&s, 0, true);
        else if (word_is(word, len, "OUTPUT_FORMAT") || word_is(word, len, "OUTPUT_ARCH"))
            good = read_list(&s, 0, false);
        if (!good) {
            link_error(link, "%s: file format not recognized; as a linker script it is not supported", path);
            break;
        }
    }
    *count = s.count;
    return s.inputs;
}
