/* Compiling one file after the other (steps.h): from Options to CompileOptions, names of outputs, rules for make. */
#include "steps.h"

#include "deps.h"
#include "predefined.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- names ---- */

typedef struct SuffixRow {
    const char *suffix;
    Language language;
} SuffixRow;

static const SuffixRow suffixes[] = {{".c", LANG_C},   {".i", LANG_CPP_OUTPUT}, {".h", LANG_HEADER},
                                     {".s", LANG_ASM}, {".S", LANG_ASM_CPP},    {".sx", LANG_ASM_CPP}};

static bool ends_with(const char *text, const char *end) {
    size_t len = strlen(text);
    return len > strlen(end) && strcmp(text + len - strlen(end), end) == 0;
}

Language file_language(const Driver *d, const Item *item) {
    if (item->language != LANG_BY_NAME)
        return item->language;
    if (strcmp(item->text, "-") == 0)
        return d->o.stage_given && d->o.stage <= COMPILE_DEPENDENCIES ? LANG_C : LANG_BY_NAME;
    for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++) {
        if (ends_with(item->text, suffixes[i].suffix))
            return suffixes[i].language;
    }
    return LANG_LINK;
}

/* The name of the file in `path` with another suffix: what gcc calls its outputs. */
static const char *with_suffix(Driver *d, const char *path, const char *suffix) {
    const char *slash = strrchr(path, '/');
    const char *base = slash == NULL ? path : slash + 1;
    const char *dot = strrchr(base, '.');
    size_t len = dot == NULL || dot == base ? strlen(base) : (size_t)(dot - base);
    Buf b = {0};
    const char *name;
    buf_add(&b, base, len);
    buf_text(&b, suffix);
    name = arena_copy(&d->arena, b.data, b.len);
    buf_free(&b);
    return name;
}

static const char *output_name(Driver *d, const Item *item) {
    if (d->o.output != NULL)
        return d->o.output;
    switch (d->o.stage) {
    case COMPILE_ASSEMBLY:
        return with_suffix(d, item->text, ".s");
    case COMPILE_OBJECT:
        return with_suffix(d, item->text, ".o");
    default:
        return "-";
    }
}

/* ---- what all units share ---- */

static void add_folder(Driver *d, const char *path, bool system, bool quote_only) {
    PpFolder *f;
    d->folders = grow(d->folders, d->folder_count, &d->folder_room, sizeof d->folders[0]);
    f = &d->folders[d->folder_count];
    d->folder_count++;
    f->path = path;
    f->system = system;
    f->quote_only = quote_only;
}

static void add_folders(Driver *d, const Texts *paths, bool system, bool quote_only) {
    for (size_t i = 0; i < paths->count; i++)
        add_folder(d, paths->items[i], system, quote_only);
}

static void set_folders(Driver *d) {
    Options *o = &d->o;
    add_folders(d, &o->dirs[DIR_QUOTE], false, true);
    add_folders(d, &o->dirs[DIR_NORMAL], false, false);
    add_folders(d, &o->dirs[DIR_SYSTEM], true, false);
    if (!o->flags[FLAG_NO_STD_INCLUDES]) {
        if (d->tools.include == NULL)
            fail("samara's own headers are not found beside '%s': set SAMARA_HOME, or use -nostdinc", d->program);
        add_folder(d, d->tools.include, true, false);
        if (d->tools.libc_include != NULL)
            add_folder(d, d->tools.libc_include, true, false);
    }
    add_folders(d, &o->dirs[DIR_AFTER], true, false);
}

/* SOURCE_DATE_EPOCH: seconds since 1970, up to the end of the year 9999. */
static void set_date(Driver *d) {
    const char *text = getenv("SOURCE_DATE_EPOCH");
    char *end;
    d->source_date = -1;
    if (text == NULL)
        return;
    d->source_date = strtoll(text, &end, 10);
    if (*text < '0' || *text > '9' || *end != '\0' || end - text > 12 || d->source_date > 253402300799)
        fail("SOURCE_DATE_EPOCH must be a number of seconds from 0 to 253402300799, not '%s'", text);
}

void units_prepare(Driver *d) {
    set_folders(d);
    set_date(d);
    predefined_macros(&d->o, d->tools.target, &d->predefined);
}

static void set_parse(const Driver *d, ParseOptions *p) {
    const Options *o = &d->o;
    p->std = o->std;
    p->gnu = o->gnu;
    p->signed_char = o->signed_char < 0 ? d->tools.target->facts.char_is_signed : o->signed_char != 0;
    p->short_enums = o->switches[SWITCH_SHORT_ENUMS] == 1;
    p->no_builtin = o->no_builtin || o->freestanding;
    p->no_common = o->switches[SWITCH_COMMON] != 1;
    p->visibility = o->visibility;
    p->optimize = o->level > 0;
    p->pack = o->pack;
}

static const char *const no_macros[] = {"Uunix", "Ulinux"};

static void set_pp(const Driver *d, Language language, PpOptions *p) {
    const Options *o = &d->o;
    p->folders = d->folders;
    p->folder_count = d->folder_count;
    p->predefined = d->predefined.items;
    p->predefined_count = d->predefined.count;
    p->commands = o->commands.items;
    p->command_count = o->commands.count;
    if (language == LANG_CPP_OUTPUT) {
        /* Macros have been expanded; what is left over is no macro any more. */
        p->predefined_count = 0;
        p->commands = no_macros;
        p->command_count = 2;
    }
    p->prefix_maps = o->macro_maps;
    p->prefix_map_count = o->macro_map_count;
    p->std = o->std;
    p->gnu = o->gnu;
    p->trigraphs = o->flags[FLAG_TRIGRAPHS] || !o->gnu;
    p->freestanding = o->freestanding;
    p->assembler = language == LANG_ASM_CPP;
    p->keep_comments = o->flags[FLAG_COMMENTS];
    p->source_date = d->source_date;
}

/* -fdiagnostics-color=auto, as gcc has it: on a terminal that can, unless NO_COLOR (no-color.org) is set. */
static ColorMode color_mode(ColorMode asked) {
    const char *term = getenv("TERM");
    const char *refused = getenv("NO_COLOR");
    if (asked != COLOR_AUTO)
        return asked;
    if (refused != NULL && refused[0] != '\0')
        return COLOR_NEVER;
    return term != NULL && strcmp(term, "dumb") != 0 && is_terminal(2) ? COLOR_ALWAYS : COLOR_NEVER;
}

static void set_compile(const Driver *d, Language language, CompileOptions *c) {
    const Options *o = &d->o;
    c->stage = o->deps & DEPS_ONLY ? COMPILE_DEPENDENCIES : o->stage_given ? o->stage : COMPILE_OBJECT;
    c->target = d->tools.target;
    set_pp(d, language, &c->pp);
    set_parse(d, &c->parse);
    c->build.level = o->level;
    c->for_size = o->for_size;
    c->build.function_sections = o->switches[SWITCH_FUNCTION_SECTIONS] == 1;
    c->build.data_sections = o->switches[SWITCH_DATA_SECTIONS] == 1;
    c->build.keep_frame = o->switches[SWITCH_OMIT_FRAME] == 0;
    c->build.common = o->switches[SWITCH_COMMON] == 1;
    c->build.no_builtin = c->parse.no_builtin;
    c->no_lines = o->flags[FLAG_NO_LINES];
    c->macros = o->flags[FLAG_MACROS];
    c->debug = o->debug;
    c->ident_off = o->switches[SWITCH_IDENT] == 0;
    c->warnings = o->warnings.items;
    c->warning_count = o->warnings.count;
    c->no_warnings = o->flags[FLAG_NO_WARNINGS];
    c->color = color_mode(o->color);
    c->error_limit = o->error_limit;
    c->dumps = o->dumps.items;
    c->dump_count = o->dumps.count;
    c->check = o->flags[FLAG_CHECK];
    c->debug_prefix_maps = o->debug_maps;
    c->debug_prefix_map_count = o->debug_map_count;
}

/* ---- showing a step ---- */

void show_word(Buf *out, const char *word) {
    bool plain = *word != '\0';
    for (const char *p = word; *p != '\0'; p++) {
        bool letter = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || (*p >= '0' && *p <= '9');
        plain = plain && (letter || strchr("-_=+/.,:%@", *p) != NULL);
    }
    buf_byte(out, ' ');
    if (!plain)
        buf_byte(out, '"');
    for (; *word != '\0'; word++) {
        if (strchr("\"\\$`", *word) != NULL)
            buf_byte(out, '\\');
        buf_byte(out, (unsigned char)*word);
    }
    if (!plain)
        buf_byte(out, '"');
}

static void show_pair(Buf *out, const char *option, const char *value) {
    show_word(out, option);
    show_word(out, value);
}

static void show_folders(const Driver *d, Buf *out) {
    for (size_t i = 0; i < d->folder_count; i++) {
        const PpFolder *f = &d->folders[i];
        show_pair(out, f->quote_only ? "-iquote" : f->system ? "-isystem" : "-I", f->path);
    }
}

/* The unit as a command of its own, on standard error. */
static void show_unit(const Driver *d, const Item *item, const char *output) {
    static const char *const stages[] = {"-E", "-M", "-fsyntax-only", "-S", "-c"};
    const Options *o = &d->o;
    Buf b = {0};
    buf_byte(&b, ' ');
    buf_text(&b, d->program);
    show_word(&b, "cc");
    show_word(&b, stages[o->deps & DEPS_ONLY ? COMPILE_DEPENDENCIES : o->stage_given ? o->stage : COMPILE_OBJECT]);
    buf_printf(&b, " --target=%s", d->tools.triple);
    buf_printf(&b, " -O%d", o->level);
    if (o->debug)
        show_word(&b, "-g");
    show_word(&b, "-nostdinc");
    show_folders(d, &b);
    for (size_t i = 0; i < o->commands.count; i++) {
        const char *c = o->commands.items[i];
        if (c[0] == 'D' || c[0] == 'U')
            show_pair(&b, c[0] == 'D' ? "-D" : "-U", c + 1);
        else
            show_pair(&b, c[0] == 'i' ? "-include" : "-imacros", c + 1);
    }
    show_word(&b, item->text);
    show_pair(&b, "-o", output);
    buf_byte(&b, '\n');
    fwrite(b.data, 1, b.len, stderr);
    buf_free(&b);
}

/* ---- one unit ---- */

static void write_output(Driver *d, const char *path, const Buf *out) {
    if (strcmp(path, "-") == 0) {
        if (fwrite(out->data, 1, out->len, stdout) != out->len || fflush(stdout) != 0)
            fail("cannot write to standard output: %s", strerror(errno));
    } else if (!write_file(path, out->data, out->len, false)) {
        fprintf(stderr, "samara: error: cannot write %s: %s\n", path, strerror(errno));
        d->failed = true;
    }
}

/* Where -MD puts the rule: beside the output, as gcc has it. */
static const char *deps_path(Driver *d, const Item *item) {
    const Options *o = &d->o;
    Buf b = {0};
    const char *path;
    const char *output;
    const char *slash;
    const char *dot;
    if (o->deps_file != NULL)
        return o->deps_file;
    if (o->stage_given && (o->output == NULL || strcmp(o->output, "-") == 0))
        return with_suffix(d, item->text, ".d");
    output = o->output == NULL ? "a" : o->output; /* a.out: a-NAME.d */
    slash = strrchr(output, '/');
    dot = strrchr(slash == NULL ? output : slash, '.');
    buf_add(&b, output, dot == NULL ? strlen(output) : (size_t)(dot - output));
    if (o->stage_given)
        buf_text(&b, ".d");
    else
        buf_printf(&b, "-%s", with_suffix(d, item->text, ".d"));
    path = arena_copy(&d->arena, b.data, b.len);
    buf_free(&b);
    return path;
}

static void write_rule(Driver *d, const Item *item, const CompileFiles *files) {
    const Options *o = &d->o;
    bool only = (o->deps & DEPS_ONLY) != 0;
    bool named = !only && !o->deps_plain && o->stage_given && o->output != NULL && o->stage != COMPILE_PREPROCESS;
    const char *path = only ? (o->deps_file != NULL ? o->deps_file : o->output != NULL ? o->output : "-")
                            : deps_path(d, item);
    Buf rule = {0};
    deps_rule(o, named ? o->output : with_suffix(d, item->text, ".o"), files, &rule);
    write_output(d, path, &rule);
    buf_free(&rule);
}

static void check_unit(const Driver *d, const Item *item, Language language, const char *output) {
    bool preprocess = (d->o.deps & DEPS_ONLY) || (d->o.stage_given && d->o.stage == COMPILE_PREPROCESS);
    if (language == LANG_BY_NAME)
        fail("-E or -x is required when the input is standard input");
    if (language == LANG_ASM || (language == LANG_ASM_CPP && !preprocess))
        fail("%s: assembler sources are not supported yet", item->text);
    if (language == LANG_HEADER && !preprocess && d->o.stage != COMPILE_SYNTAX)
        fail("%s: precompiled headers are not supported", item->text);
    if (output != NULL && strcmp(item->text, output) == 0 && strcmp(output, "-") != 0)
        fail("input file '%s' is the same as the output file", item->text);
    if (strcmp(item->text, "-") != 0 && !path_readable(item->text))
        fail("%s: %s", item->text, strerror(errno));
}

void compile_unit(Driver *d, const Item *item, Buf *object) {
    Language language = file_language(d, item);
    CompileOptions c = {0};
    CompileFiles files = {0};
    Buf own = {0};
    Buf *out = object != NULL ? object : &own;
    const char *path = object != NULL ? NULL : output_name(d, item);
    check_unit(d, item, language, path);
    if (d->o.verbose || d->o.dry_run)
        show_unit(d, item, path != NULL ? path : with_suffix(d, item->text, ".o"));
    if (d->o.dry_run)
        return;
    set_compile(d, language, &c);
    if (!compile(&c, item->text, out, d->o.deps != 0 ? &files : NULL)) {
        d->failed = true;
    } else {
        if (object == NULL && c.stage != COMPILE_SYNTAX && c.stage != COMPILE_DEPENDENCIES)
            write_output(d, path, out);
        if (d->o.deps != 0)
            write_rule(d, item, &files);
    }
    buf_free(&own);
    free(files.paths);
    free(files.system);
    arena_free(&files.arena);
}
