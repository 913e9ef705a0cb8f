/* #include: finding files, reading each once, entering and leaving them (C11 6.10.2). */
#include "pp_state.h"

#include <errno.h>
#include <string.h>

#define MAX_DEPTH 200
#define MAX_INCLUSIONS (1UL << 21)

/* ---- files ---- */

const char *include_map(Pp *pp, const char *path) {
    for (size_t i = pp->options.prefix_map_count; i > 0; i--) {
        const PpPrefixMap *map = &pp->options.prefix_maps[i - 1];
        size_t len = strlen(map->from);
        Buf b = {0};
        char *result;
        if (strncmp(path, map->from, len) != 0)
            continue;
        buf_text(&b, map->to);
        buf_text(&b, path + len);
        result = arena_copy(&pp->arena, b.data, b.len);
        buf_free(&b);
        return result;
    }
    return path;
}

File *include_open(Pp *pp, const char *path, size_t folder) {
    size_t len = strlen(path);
    File *file = strmap_find(&pp->files_by_path, path, len);
    Buf b = {0};
    if (file != NULL)
        return file->text == NULL ? NULL : file;
    file = arena_get(&pp->arena, sizeof *file);
    file->path = arena_copy(&pp->arena, path, len);
    strmap_set(&pp->files_by_path, file->path, len, file);
    if (!read_file(path, &b)) {
        if (errno == EOVERFLOW)
            diag_fatal(pp->diag, pp->include_loc, "%s is not a regular file and gives more than 256 MiB", path);
        buf_free(&b);
        return NULL;
    }
    if (b.len > 0xffffff00U)
        diag_fatal(pp->diag, 0, "%s: the file is too long", path);
    if (b.len >= 3 && memcmp(b.data, "\357\273\277", 3) == 0) {
        b.len -= 3;
        memmove(b.data, b.data + 3, b.len);
    }
    file->len = (uint32_t)b.len;
    buf_zeros(&b, 8); /* let the lexer look ahead */
    file->text = b.data;
    file->folder = folder;
    file->shown = strcmp(path, "-") == 0 ? "<stdin>" : file->path;
    file->system = folder != 0 && pp->options.folders[folder - 1].system;
    pp->files = grow(pp->files, pp->file_count, &pp->file_room, sizeof pp->files[0]);
    pp->files[pp->file_count] = file;
    pp->file_count++;
    return file;
}

/* Length of the folder part of a path, with the slash. */
static size_t folder_len(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash == NULL ? 0 : (size_t)(slash - path) + 1;
}

static const Input *current_file(const Pp *pp) {
    for (size_t i = pp->input_count; i > 0; i--) {
        if (pp->inputs[i - 1].file != NULL)
            return &pp->inputs[i - 1];
    }
    return NULL;
}

static File *find_in_folders(Pp *pp, const char *name, bool angled, size_t from) {
    Buf b = {0};
    File *file = NULL;
    for (size_t i = from; i < pp->options.folder_count && file == NULL; i++) {
        const PpFolder *f = &pp->options.folders[i];
        if (f->quote_only && angled)
            continue;
        b.len = 0;
        buf_text(&b, f->path);
        if (b.len > 0 && b.data[b.len - 1] != '/')
            buf_byte(&b, '/');
        buf_text(&b, name);
        file = include_open(pp, buf_cstr(&b), i + 1);
    }
    buf_free(&b);
    return file;
}

File *include_find(Pp *pp, const char *name, bool angled, bool next) {
    const Input *in = current_file(pp);
    Buf key = {0};
    size_t from = 0;
    File *file = NULL;
    if (name[0] == '/')
        return include_open(pp, name, 0);
    if (next && in != NULL && in->file->folder != 0) {
        from = in->file->folder;
    } else if (!angled && !next) {
        if (in != NULL)
            buf_add(&key, in->file->path, folder_len(in->file->path));
        buf_text(&key, name);
        file = include_open(pp, buf_cstr(&key), 0);
        if (file != NULL && in != NULL && in->file->folder != 0 && file->folder == 0) {
            file->folder = in->file->folder;
            file->system = in->system;
        }
        if (file != NULL) {
            buf_free(&key);
            return file;
        }
    }
    key.len = 0;
    buf_printf(&key, "%c%u:%s", angled ? '<' : '"', (unsigned)from, name);
    file = strmap_find(&pp->lookups, (const char *)key.data, key.len);
    if (file == NULL) {
        file = find_in_folders(pp, name, angled, from);
        if (file != NULL)
            strmap_set(&pp->lookups, arena_copy(&pp->arena, key.data, key.len), key.len, file);
    }
    buf_free(&key);
    return file;
}

/* ---- entering and leaving ---- */

static Input *push_input(Pp *pp, const unsigned char *text, size_t len) {
    Input *in;
    if (pp->input_count != 0)
        pp->inputs[pp->input_count - 1].at = pp->at;
    pp->inputs = grow(pp->inputs, pp->input_count, &pp->input_room, sizeof pp->inputs[0]);
    in = &pp->inputs[pp->input_count];
    memset(in, 0, sizeof *in);
    pp->input_count++;
    in->text = text;
    in->end = text + len;
    in->conds = pp->cond_count;
    pp->text = text;
    pp->at = text;
    pp->end = in->end;
    pp->fresh = TF_LINE;
    return in;
}

void include_enter(Pp *pp, File *file, Loc from) {
    const Input *outer = pp->input_count == 0 ? NULL : &pp->inputs[pp->input_count - 1];
    bool system = file->system || (outer != NULL && outer->system && file->folder == 0);
    Input *in = push_input(pp, file->text, file->len);
    if (pp->diag->count > MAX_INCLUSIONS)
        diag_fatal(pp->diag, from, "too many inclusions of files");
    in->file = file;
    in->system = system;
    in->base = diag_enter(pp->diag, include_map(pp, file->shown), file->text, file->len, from, system);
    pp->base = in->base;
    in->first = lex_skip_blank(pp, file->text, false);
    file->entered = true;
    if (pp->printer != NULL)
        print_enter(pp);
}

void include_enter_text(Pp *pp, const char *name, const unsigned char *text, size_t len) {
    Input *in = push_input(pp, text, len);
    in->base = diag_enter(pp->diag, name, text, len, 0, false);
    pp->base = in->base;
    in->first = pp->end;
}

void include_leave(Pp *pp) {
    const Input *in = &pp->inputs[pp->input_count - 1];
    while (pp->cond_count > in->conds) {
        const Cond *c = &pp->conds[pp->cond_count - 1];
        diag_error(pp->diag, c->loc, "unterminated #%s", c->directive);
        pp->cond_count--;
    }
    pp->input_count--;
    if (pp->input_count == 0) {
        pp->done = true;
        return;
    }
    in = &pp->inputs[pp->input_count - 1];
    pp->text = in->text;
    pp->at = in->at;
    pp->end = in->end;
    pp->base = in->base;
    pp->fresh = TF_LINE;
    if (pp->printer != NULL)
        print_leave(pp);
}

/* ---- the directive ---- */

/* A name spelled by macros: a string literal, or < … > of any tokens. */
static bool expanded_name(Pp *pp, const char *directive, Buf *name, bool *angled) {
    Token t;
    macro_next(pp, &t);
    if (t.kind == TK_STRING && t.u.text[0] == '"') {
        buf_add(name, t.u.text + 1, t.len - 2);
        *angled = false;
        return true;
    }
    if (t.kind != '<' || t.len != 1) {
        diag_error(pp->diag, t.loc, "#%s expects \"FILENAME\" or <FILENAME>", directive);
        return false;
    }
    *angled = true;
    for (;;) {
        size_t len;
        const char *text;
        macro_next(pp, &t);
        if (t.kind == TK_NEWLINE || t.kind == TK_EOF) {
            diag_error(pp->diag, t.loc, "missing terminating > character");
            return false;
        }
        if (t.kind == '>')
            return true;
        if ((t.flags & TF_SPACE) && name->len != 0)
            buf_byte(name, ' ');
        text = token_text(&t, &len);
        buf_add(name, text, len);
    }
}

bool include_name(Pp *pp, const char *directive, Buf *name, bool *angled) {
    const unsigned char *p = lex_skip_blank(pp, pp->at, true);
    const unsigned char *start = p + 1;
    unsigned stop = *p == '<' ? '>' : '"';
    name->len = 0;
    if (pp->context_count != 0 || (*p != '<' && *p != '"'))
        return expanded_name(pp, directive, name, angled);
    p++;
    while (*p != stop && *p != '\n' && !(*p == '\0' && p >= pp->end))
        p++;
    if (*p != stop) {
        pp->at = p;
        diag_error(pp->diag, LOC_AT(pp, start - 1), "missing terminating %c character", (int)stop);
        return false;
    }
    buf_add(name, start, (size_t)(p - start));
    *angled = stop == '>';
    pp->at = p + 1;
    return true;
}

/* Whether `file` is the same, under another name, as one that asked to be read once. */
static bool once_elsewhere(const Pp *pp, const File *file) {
    for (size_t i = 0; i < pp->file_count; i++) {
        const File *other = pp->files[i];
        if (other->once && other->entered && other != file && other->len == file->len &&
            memcmp(other->text, file->text, file->len) == 0)
            return true;
    }
    return false;
}

static void enter_found(Pp *pp, File *file, Loc loc, bool import) {
    if (file->guard != NULL && file->guard->macro != NULL)
        return;
    if (file->entered && file->once)
        return;
    if (import)
        file->once = true;
    if (!file->entered && once_elsewhere(pp, file))
        return;
    if (pp->input_count >= MAX_DEPTH)
        diag_fatal(pp->diag, loc, "#include nested depth %u exceeds maximum of %u", (unsigned)pp->input_count,
                   (unsigned)MAX_DEPTH);
    include_enter(pp, file, loc);
}

void include_directive(Pp *pp, const char *directive, bool next, bool import) {
    Buf name = {0};
    bool angled = false;
    const unsigned char *at = lex_skip_blank(pp, pp->at, true);
    Loc loc = LOC_AT(pp, at);
    bool good = include_name(pp, directive, &name, &angled);
    File *file;
    if (good && pp->context_count == 0)
        pp_check_end(pp, directive);
    macro_discard(pp);
    pp_end_line(pp);
    if (good && name.len == 0) {
        diag_error(pp->diag, loc, "empty filename in #%s", directive);
        good = false;
    }
    if (!good) {
        buf_free(&name);
        return;
    }
    pp->include_loc = loc;
    file = include_find(pp, buf_cstr(&name), angled, next);
    if (file == NULL)
        diag_fatal(pp->diag, loc, "%s: No such file or directory", buf_cstr(&name));
    buf_free(&name);
    enter_found(pp, file, loc, import);
}

size_t pp_files(const Pp *pp, const char *const **paths, const bool **system) {
    Pp *own = (Pp *)pp;
    size_t count = 0;
    size_t room = pp->file_count + (pp->file_count == 0);
    own->paths = arena_get(&own->arena, room * sizeof own->paths[0]);
    own->systems = arena_get(&own->arena, room * sizeof own->systems[0]);
    for (size_t i = 0; i < pp->file_count; i++) {
        if (!pp->files[i]->entered)
            continue;
        own->paths[count] = pp->files[i]->path;
        own->systems[count] = pp->files[i]->system;
        count++;
    }
    *paths = own->paths;
    *system = own->systems;
    return count;
}
