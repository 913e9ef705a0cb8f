/* The command line into Options (options.h), by the table in table.h. In the order of gcc: later options win, files
   and libraries keep their places. */
#include "options.h"

#include "../obj/elf.h"
#include "deps.h"
#include "table.h"

#include <stdlib.h>
#include <string.h>

#define SECTION_ROW(title) {title, ALONE, OPT_NONE, 0, "", ""},
#define OPTION_ROW(name, form, id, value, arg, help) {name, form, id, value, arg, help},

const OptionRow option_rows[] = {OPTIONS(SECTION_ROW, OPTION_ROW){NULL, ALONE, OPT_NONE, 0, "", ""}};

typedef struct RefusedRow {
    const char *name;
    bool is_prefix;
    const char *reason;
} RefusedRow;

#define REFUSED_ROW(name, is_prefix, reason) {name, is_prefix, reason},

static const RefusedRow refused_rows[] = {REFUSED(REFUSED_ROW){NULL, false, NULL}};

typedef struct StandardRow {
    const char *name;
    LangStd std;
    bool gnu;
} StandardRow;

static const StandardRow standards[] = {
    {"c89", STD_C89, false},   {"c90", STD_C89, false},  {"iso9899:1990", STD_C89, false},
    {"gnu89", STD_C89, true},  {"gnu90", STD_C89, true}, {"iso9899:199409", STD_C89, false},
    {"c99", STD_C99, false},   {"c9x", STD_C99, false},  {"iso9899:1999", STD_C99, false},
    {"gnu99", STD_C99, true},  {"gnu9x", STD_C99, true}, {"iso9899:2011", STD_C11, false},
    {"c11", STD_C11, false},   {"c1x", STD_C11, false},  {"gnu11", STD_C11, true},
    {"gnu1x", STD_C11, true},  {"c17", STD_C17, false},  {"c18", STD_C17, false},
    {"gnu17", STD_C17, true},  {"gnu18", STD_C17, true}, {"iso9899:2017", STD_C17, false},
    {"iso9899:2018", STD_C17, false}, {"c23", STD_C23, false}, {"c2x", STD_C23, false},
    {"gnu23", STD_C23, true},  {"gnu2x", STD_C23, true}, {"iso9899:2024", STD_C23, false}};

typedef struct LanguageRow {
    const char *name;
    Language language;
} LanguageRow;

static const LanguageRow languages[] = {{"none", LANG_BY_NAME},
                                        {"c", LANG_C},
                                        {"cpp-output", LANG_CPP_OUTPUT},
                                        {"assembler-with-cpp", LANG_ASM_CPP},
                                        {"assembler", LANG_ASM},
                                        {"c-header", LANG_HEADER}};

/* The place in the arguments, for options that take the next one. */
typedef struct Cursor {
    Texts args;
    size_t at; /* of the argument behind the current one */
} Cursor;

static void parse_arguments(Options *o, Cursor *c);

void texts_add(Texts *t, const char *text) {
    t->items = grow(t->items, t->count, &t->room, sizeof t->items[0]);
    t->items[t->count] = text;
    t->count++;
}

static bool starts_with(const char *text, const char *start) {
    return strncmp(text, start, strlen(start)) == 0;
}

static const char *copy_text(Options *o, const char *text) {
    return arena_copy(&o->arena, text, strlen(text));
}

/* ---- @file ---- */

static bool is_blank(unsigned c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}

/* The arguments in a text: apart by blanks, with '…', "…" and \ as gcc reads them. */
static void split_arguments(Options *o, const Buf *text, Texts *out) {
    size_t i = 0;
    for (;;) {
        Buf word = {0};
        unsigned quote = 0;
        while (i < text->len && is_blank(text->data[i]))
            i++;
        if (i == text->len)
            return;
        while (i < text->len && (quote != 0 || !is_blank(text->data[i]))) {
            unsigned c = text->data[i];
            i++;
            if (c == '\\' && i < text->len) {
                buf_byte(&word, text->data[i]);
                i++;
            } else if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else {
                buf_byte(&word, c);
            }
        }
        texts_add(out, copy_text(o, buf_cstr(&word)));
        buf_free(&word);
    }
}

static void add_argument(Options *o, Texts *out, const char *arg, int depth) {
    Buf text = {0};
    Texts words = {0};
    if (arg[0] != '@' || arg[1] == '\0' || strcmp(arg, "@-") == 0 || !read_file(arg + 1, &text)) {
        texts_add(out, arg);
        return;
    }
    if (depth == 64)
        fail("too many levels of @file: %s", arg);
    split_arguments(o, &text, &words);
    buf_free(&text);
    for (size_t i = 0; i < words.count; i++)
        add_argument(o, out, words.items[i], depth + 1);
    free(words.items);
}

/* ---- values ---- */

static unsigned long number(const char *option, const char *text) {
    char *end;
    unsigned long value = strtoul(text, &end, 10);
    if (*text < '0' || *text > '9' || *end != '\0' || value > 0x7fffffff)
        fail("'%s' needs a number, not '%s'", option, text);
    return value;
}

static void set_standard(Options *o, const char *name) {
    for (size_t i = 0; i < sizeof standards / sizeof standards[0]; i++) {
        if (strcmp(standards[i].name, name) == 0) {
            o->std = standards[i].std;
            o->gnu = standards[i].gnu;
            return;
        }
    }
    fail("unknown language standard in '-std=%s'", name);
}

static void set_language(Options *o, const char *name) {
    for (size_t i = 0; i < sizeof languages / sizeof languages[0]; i++) {
        if (strcmp(languages[i].name, name) == 0) {
            o->language = languages[i].language;
            return;
        }
    }
    fail("language '%s' is not supported", name);
}

static void set_level(Options *o, const char *level) {
    o->for_size = strcmp(level, "s") == 0 || strcmp(level, "z") == 0;
    if (level[0] == '\0' || strcmp(level, "g") == 0)
        o->level = 1;
    else if (o->for_size)
        o->level = 2;
    else if (strcmp(level, "fast") == 0)
        o->level = 3;
    else
        o->level = (int)number("-O", level);
    if (o->level > 3)
        o->level = 3;
}

static void set_visibility(Options *o, const char *name) {
    if (strcmp(name, "default") == 0)
        o->visibility = STV_DEFAULT;
    else if (strcmp(name, "hidden") == 0)
        o->visibility = STV_HIDDEN;
    else if (strcmp(name, "protected") == 0)
        o->visibility = STV_PROTECTED;
    else if (strcmp(name, "internal") == 0)
        o->visibility = STV_INTERNAL;
    else
        fail("unknown visibility '%s'", name);
}

static void set_color(Options *o, const char *when) {
    if (strcmp(when, "always") == 0)
        o->color = COLOR_ALWAYS;
    else if (strcmp(when, "never") == 0)
        o->color = COLOR_NEVER;
    else if (strcmp(when, "auto") == 0)
        o->color = COLOR_AUTO;
    else
        fail("unknown argument in '-fdiagnostics-color=%s'", when);
}

static void set_prefix_map(Options *o, const char *option, const char *text, int which) {
    const char *equals = strchr(text, '=');
    PpPrefixMap map;
    if (equals == NULL)
        fail("'%s%s' needs OLD=NEW", option, text);
    map.from = arena_copy(&o->arena, text, (size_t)(equals - text));
    map.to = equals + 1;
    if (which & MAP_MACRO) {
        o->macro_maps = grow(o->macro_maps, o->macro_map_count, &o->macro_map_room, sizeof map);
        o->macro_maps[o->macro_map_count++] = map;
    }
    if (which & MAP_DEBUG) {
        o->debug_maps = grow(o->debug_maps, o->debug_map_count, &o->debug_map_room, sizeof map);
        o->debug_maps[o->debug_map_count++] = map;
    }
}

static void set_pack(Options *o, const char *text) {
    unsigned long value = number("-fpack-struct=", text);
    if (value == 0 || value > 16 || (value & (value - 1)) != 0)
        fail("'-fpack-struct=%s' needs a small power of two", text);
    o->pack = (uint32_t)value;
}

/* -g, -g2, -gdwarf-4 … */
static void set_debug(Options *o, const char *option, const char *text) {
    const char *digits = text[0] == '-' ? text + 1 : text;
    if (digits[0] != '\0' && number(option, digits) == 0)
        o->debug = false;
    else
        o->debug = true;
}

static void add_command(Options *o, unsigned kind, const char *text) {
    Buf b = {0};
    buf_byte(&b, kind);
    buf_text(&b, text);
    texts_add(&o->commands, copy_text(o, buf_cstr(&b)));
    buf_free(&b);
}

static void add_deps_target(Options *o, const char *name, bool quoted) {
    if (o->deps_target.len != 0)
        buf_byte(&o->deps_target, ' ');
    if (quoted)
        make_quoted(&o->deps_target, name);
    else
        buf_text(&o->deps_target, name);
}

static void add_item(Options *o, ItemKind kind, const char *text) {
    Item *item;
    o->items = grow(o->items, o->item_count, &o->item_room, sizeof o->items[0]);
    item = &o->items[o->item_count];
    o->item_count++;
    item->kind = kind;
    item->text = text;
    item->language = o->language;
    if (kind == ITEM_FILE)
        o->file_count++;
}

/* Text with commas into pieces. */
static void split_commas(Options *o, const char *text, Texts *out) {
    for (;;) {
        size_t len = strcspn(text, ",");
        texts_add(out, arena_copy(&o->arena, text, len));
        if (text[len] == '\0')
            return;
        text += len + 1;
    }
}

/* -Wp,: -MD and -MMD take the file; the rest is as on the command line. */
static void preprocessor_options(Options *o, const char *text) {
    Cursor c = {{0}, 0};
    Texts pieces = {0};
    split_commas(o, text, &pieces);
    for (size_t i = 0; i < pieces.count; i++) {
        bool rule = strcmp(pieces.items[i], "-MD") == 0 || strcmp(pieces.items[i], "-MMD") == 0;
        texts_add(&c.args, pieces.items[i]);
        if (rule && i + 1 < pieces.count)
            texts_add(&c.args, "-MF");
        o->deps_plain |= rule;
    }
    parse_arguments(o, &c);
    free(pieces.items);
    free(c.args.items);
}

static void assembler_options(Options *o, const char *text) {
    Texts pieces = {0};
    split_commas(o, text, &pieces);
    for (size_t i = 0; i < pieces.count; i++) {
        if (strcmp(pieces.items[i], "--noexecstack") != 0)
            fail("unknown option for the assembler: '%s'", pieces.items[i]);
    }
    free(pieces.items);
}

static void linker_options(Options *o, const char *text) {
    Texts pieces = {0};
    split_commas(o, text, &pieces);
    for (size_t i = 0; i < pieces.count; i++)
        add_item(o, ITEM_LINKER, pieces.items[i]);
    free(pieces.items);
}

static void linker_option(Options *o, const OptionRow *row, const char *arg) {
    if (row->value == 2 || row->value == 3) {
        Buf b = {0};
        buf_printf(&b, "%s%s%s", row->name, row->value == 2 ? "=" : "", arg);
        add_item(o, ITEM_LINKER, copy_text(o, buf_cstr(&b)));
        buf_free(&b);
        return;
    }
    if (strcmp(row->name, "-r") == 0)
        o->flags[FLAG_NO_STDLIB] = true;
    add_item(o, ITEM_LINKER, row->name);
    if (row->value == 1)
        add_item(o, ITEM_LINKER, arg);
}

static void whole_option(Options *o, const OptionRow *row, const char *arg, const char **where) {
    Buf b = {0};
    buf_printf(&b, "%s%s", row->name, arg);
    *where = copy_text(o, buf_cstr(&b));
    buf_free(&b);
}

static void set_warning(Options *o, const OptionRow *row, const char *arg) {
    if (row->value == 1)
        arg = "pedantic";
    else if (row->value == 2)
        arg = "error=pedantic";
    if (arg[0] == '\0')
        arg = "extra"; /* -W is -Wextra */
    texts_add(&o->warnings, arg);
}

/* ---- one option ---- */

static void apply(Options *o, const OptionRow *row, const char *arg, bool on) {
    switch (row->id) {
    case OPT_NONE:
    case OPT_HARMLESS:
        break;
    case OPT_STAGE:
        /* The stage that ends first wins, as in gcc. */
        if (!o->stage_given || row->value < (int)o->stage)
            o->stage = (CompileStage)row->value;
        o->stage_given = true;
        break;
    case OPT_OUTPUT:
        o->output = arg;
        break;
    case OPT_LANGUAGE:
        set_language(o, arg);
        break;
    case OPT_VERBOSE:
        o->verbose = true;
        break;
    case OPT_DRY_RUN:
        o->dry_run = true;
        break;
    case OPT_TARGET:
        o->triple = arg;
        break;
    case OPT_SYSROOT:
        o->sysroot = arg;
        break;
    case OPT_PREFIX:
        texts_add(&o->prefixes, arg);
        break;
    case OPT_INCLUDE_DIR:
        texts_add(&o->dirs[row->value], arg);
        break;
    case OPT_FLAG:
        o->flags[row->value] = true;
        break;
    case OPT_DEFINE:
        add_command(o, (unsigned)row->value, arg);
        break;
    case OPT_DEPENDENCIES:
        o->deps |= (unsigned)row->value;
        break;
    case OPT_DEPS_FILE:
        o->deps_file = arg;
        break;
    case OPT_DEPS_TARGET:
        add_deps_target(o, arg, row->value != 0);
        break;
    case OPT_WP:
        preprocessor_options(o, arg);
        break;
    case OPT_XPP: {
        Cursor c = {{0}, 0};
        texts_add(&c.args, arg);
        parse_arguments(o, &c);
        free(c.args.items);
        break;
    }
    case OPT_PREFIX_MAP:
        set_prefix_map(o, row->name, arg, row->value);
        break;
    case OPT_STANDARD:
        set_standard(o, arg);
        break;
    case OPT_ANSI:
        set_standard(o, "c89");
        break;
    case OPT_FREESTANDING:
        o->freestanding = on;
        break;
    case OPT_HOSTED:
        o->freestanding = !on;
        break;
    case OPT_BUILTIN:
        o->no_builtin = row->value != 0 || !on;
        break;
    case OPT_CHAR:
        o->signed_char = on == (row->value != 0);
        break;
    case OPT_SWITCH:
        o->switches[row->value] = on;
        break;
    case OPT_PACK:
        if (row->value != 0)
            o->pack = 1;
        else
            set_pack(o, arg);
        break;
    case OPT_GNUC:
        o->gnuc = strcmp(arg, "0") == 0 ? NULL : arg;
        break;
    case OPT_VISIBILITY:
        set_visibility(o, arg);
        break;
    case OPT_LEVEL:
        set_level(o, arg);
        break;
    case OPT_DEBUG:
        set_debug(o, row->name, arg);
        break;
    case OPT_PIE:
        o->pie = on && row->value != 3 ? row->value : 0;
        break;
    case OPT_MACHINE:
        o->machine = row->value;
        o->machine_option = row->name;
        break;
    case OPT_MARCH:
        whole_option(o, row, arg, &o->march);
        break;
    case OPT_CMODEL:
        if (strcmp(arg, "small") != 0)
            fail("'-mcmodel=%s' is not supported; only small is", arg);
        break;
    case OPT_WA:
        assembler_options(o, arg);
        break;
    case OPT_DUMP:
        texts_add(&o->dumps, arg);
        break;
    case OPT_WARNING:
        set_warning(o, row, arg);
        break;
    case OPT_MAX_ERRORS:
        o->error_limit = (int)number(row->name, arg);
        break;
    case OPT_COLOR:
        set_color(o, row->value != 0 ? arg : on ? "always" : "never");
        break;
    case OPT_LIBRARY:
        add_item(o, ITEM_LIBRARY, arg);
        break;
    case OPT_LIBRARY_DIR:
        texts_add(&o->library_dirs, arg);
        break;
    case OPT_LINKER:
        linker_option(o, row, arg);
        break;
    case OPT_WL:
        linker_options(o, arg);
        break;
    case OPT_XLINKER:
        add_item(o, ITEM_LINKER, arg);
        break;
    case OPT_HELP:
        if (arg[0] != '\0' && strcmp(arg, "=man") != 0)
            fail("unknown argument in '--help%s'; there is --help=man", arg);
        o->help = true;
        o->man = arg[0] != '\0';
        break;
    case OPT_INFO:
        if (o->info == INFO_NONE) {
            o->info = (Info)row->value;
            o->info_name = arg;
        }
        break;
    }
}

/* Whether `arg` is the option of this row; *rest is its joined argument, *on whether it is not the -fno- form. */
static bool matches(const OptionRow *row, const char *arg, const char **rest, bool *on) {
    size_t len = strlen(row->name);
    *on = true;
    *rest = "";
    if (row->form == TOGGLE && strncmp(arg, "-fno-", 5) == 0 && strcmp(arg + 5, row->name + 2) == 0) {
        *on = false;
        return true;
    }
    if (strncmp(arg, row->name, len) != 0)
        return false;
    *rest = arg + len;
    switch (row->form) {
    case ALONE:
    case SEPARATE:
    case TOGGLE:
        return arg[len] == '\0';
    case JOINED:
        return arg[len] != '\0';
    case EQUALS:
        return arg[len] == '\0' || arg[len] == '=';
    case OPTIONAL:
        /* -g and -O: a level; not the start of another option's name. */
        return arg[len] == '\0' || row->id != OPT_DEBUG || arg[len] == '-' || (arg[len] >= '0' && arg[len] <= '9');
    default:
        return true;
    }
}

static const OptionRow *find_option(const char *arg, const char **rest, bool *on) {
    const OptionRow *best = NULL;
    for (const OptionRow *row = option_rows; row->name != NULL; row++) {
        const char *row_rest;
        bool row_on;
        if (row->name[0] != '-' || row->name[1] != arg[1])
            continue;
        if (!matches(row, arg, &row_rest, &row_on))
            continue;
        if (best == NULL || strlen(row->name) > strlen(best->name)) {
            best = row;
            *rest = row_rest;
            *on = row_on;
        }
    }
    return best;
}

static void refuse(const char *arg) {
    for (const RefusedRow *row = refused_rows; row->name != NULL; row++) {
        if (row->is_prefix ? starts_with(arg, row->name) : strcmp(arg, row->name) == 0)
            fail("'%s': %s", arg, row->reason);
    }
    fail("unrecognized command-line option '%s'", arg);
}

static void parse_option(Options *o, Cursor *c, const char *arg) {
    const char *rest = "";
    bool on = true;
    const OptionRow *row = find_option(arg, &rest, &on);
    /* --X is also a way to write -print-X. */
    if (row == NULL && starts_with(arg, "--print"))
        row = find_option(arg + 1, &rest, &on);
    if (row == NULL)
        refuse(arg);
    if (row->form == EQUALS && rest[0] == '=') {
        rest++;
    } else if (row->form == SEPARATE || (rest[0] == '\0' && (row->form == EITHER || row->form == EQUALS))) {
        if (c->at == c->args.count)
            fail("missing argument to '%s'", arg);
        rest = c->args.items[c->at];
        c->at++;
    }
    apply(o, row, rest, on);
}

static void parse_arguments(Options *o, Cursor *c) {
    while (c->at < c->args.count) {
        const char *arg = c->args.items[c->at];
        c->at++;
        if (arg[0] == '-' && arg[1] != '\0')
            parse_option(o, c, arg);
        else if (arg[0] != '\0')
            add_item(o, ITEM_FILE, arg);
    }
}

void options_parse(Options *o, int argc, char **argv) {
    Cursor c = {{0}, 0};
    o->std = STD_C17;
    o->gnu = true;
    o->signed_char = -1;
    o->machine = -1;
    o->error_limit = -1;
    o->sysroot = "";
    for (int i = 0; i < SWITCH_COUNT; i++)
        o->switches[i] = -1;
    for (int i = 1; i < argc; i++)
        add_argument(o, &c.args, argv[i], 0);
    parse_arguments(o, &c);
    free(c.args.items);
}
