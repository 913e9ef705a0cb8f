/* The options of ld, in one table with their help, and the ld command (link.h). The driver uses the
   same table for -Wl, options. Unknown options are refused; those that cannot matter for a static link
   are accepted and say so in their help. */
#include "link.h"

#include "../base/version.h"
#include "../obj/elf.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What follows an option's name. */
enum ArgKind {
    ARG_NONE,
    ARG_NEEDED, /* NAME VALUE or NAME=VALUE; one-letter names also joined: -lNAME */
    ARG_EQUALS  /* NAME or NAME=VALUE */
};

typedef struct LdOption {
    const char *name; /* without dashes */
    enum ArgKind kind;
    const char *argument; /* in the help */
    bool (*take)(LdLine *line, const char *value);
    const char *help; /* NULL: another name of the option before it */
} LdOption;

static bool complain(const char *what, const char *value) {
    fprintf(stderr, "samara: error: %s%s\n", what, value == NULL ? "" : value);
    return false;
}

/* ---- inputs ---- */

void ld_add_input(LdLine *line, const char *path) {
    LinkInput *input;
    line->link.inputs = grow(line->link.inputs, line->link.input_count, &line->input_room,
                             sizeof line->link.inputs[0]);
    input = &line->link.inputs[line->link.input_count++];
    memset(input, 0, sizeof *input);
    input->path = path;
    input->whole_archive = line->whole_archive;
    input->group = line->group;
}

static bool readable(const char *path) {
    FILE *f = fopen(path, "r");
    if (f == NULL)
        return false;
    fclose(f);
    return true;
}

/* Libraries are inputs whose path is -lNAME until find_libraries. */
void ld_add_library(LdLine *line, const char *name) {
    Buf path = {0};
    buf_printf(&path, "-l%s", name);
    ld_add_input(line, arena_copy(&line->arena, path.data, path.len));
    buf_free(&path);
}

void ld_add_memory(LdLine *line, const char *path, const unsigned char *data, size_t len) {
    ld_add_input(line, path);
    line->link.inputs[line->link.input_count - 1].data = data;
    line->link.inputs[line->link.input_count - 1].len = len;
}

/* The path of -lNAME, or NULL. */
static const char *find_library(LdLine *line, const char *name) {
    const char *found = NULL;
    for (size_t i = 0; i < line->folder_count && found == NULL; i++) {
        Buf path = {0};
        if (name[0] == ':')
            buf_printf(&path, "%s/%s", line->folders[i], name + 1);
        else
            buf_printf(&path, "%s/lib%s.a", line->folders[i], name);
        if (readable(buf_cstr(&path)))
            found = arena_copy(&line->arena, path.data, path.len);
        buf_free(&path);
    }
    return found;
}

static bool find_libraries(LdLine *line) {
    bool good = true;
    for (size_t i = 0; i < line->link.input_count; i++) {
        LinkInput *input = &line->link.inputs[i];
        const char *path = input->path;
        if (input->data != NULL || strncmp(path, "-l", 2) != 0)
            continue;
        input->path = find_library(line, path + 2);
        if (input->path == NULL)
            good = complain("cannot find ", path);
    }
    return good;
}

static bool take_folder(LdLine *line, const char *value) {
    Buf path = {0};
    if (value[0] == '=' || strncmp(value, "$SYSROOT", 8) == 0) {
        buf_text(&path, line->sysroot == NULL ? "" : line->sysroot);
        value += value[0] == '=' ? 1 : 8;
    }
    buf_text(&path, value);
    buf_cstr(&path);
    line->folders = grow(line->folders, line->folder_count, &line->folder_room, sizeof line->folders[0]);
    line->folders[line->folder_count++] = arena_copy(&line->arena, path.data, path.len);
    buf_free(&path);
    return true;
}

static bool take_group(LdLine *line, const char *value) {
    (void)value;
    if (line->group != 0)
        return complain("--start-group inside a group", NULL);
    line->group = ++line->group_count;
    return true;
}

static bool take_group_end(LdLine *line, const char *value) {
    (void)value;
    if (line->group == 0)
        return complain("--end-group without --start-group", NULL);
    line->group = 0;
    return true;
}

static bool take_whole(LdLine *line, const char *value) {
    (void)value;
    line->whole_archive = true;
    return true;
}

static bool take_no_whole(LdLine *line, const char *value) {
    (void)value;
    line->whole_archive = false;
    return true;
}

/* ---- values ---- */

static bool number(const char *text, int base, uint64_t *value) {
    char *end;
    *value = strtoull(text, &end, base);
    return (end != text && *end == 0) || complain("invalid number: ", text);
}

static bool take_output(LdLine *line, const char *value) {
    line->output = value;
    return true;
}

static bool take_entry(LdLine *line, const char *value) {
    line->link.entry = value;
    return true;
}

static bool take_library(LdLine *line, const char *value) {
    ld_add_library(line, value);
    return true;
}

static bool take_undefined(LdLine *line, const char *value) {
    line->link.undefined = grow(line->link.undefined, line->link.undefined_count, &line->undefined_room,
                                sizeof line->link.undefined[0]);
    line->link.undefined[line->link.undefined_count++] = value;
    return true;
}

static bool take_defsym(LdLine *line, const char *value) {
    if (strchr(value, '=') == NULL || value[0] == '=' || strchr(value, '=')[1] == 0)
        return complain("--defsym needs NAME=VALUE: ", value);
    line->link.defined = grow(line->link.defined, line->link.defined_count, &line->defined_room,
                              sizeof line->link.defined[0]);
    line->link.defined[line->link.defined_count++] = value;
    return true;
}

static bool take_text(LdLine *line, const char *value) {
    line->link.have_text_start = true;
    return number(value, 16, &line->link.text_start);
}

static bool take_image_base(LdLine *line, const char *value) {
    if (!number(value, 16, &line->link.image_base))
        return false;
    if (line->link.image_base == 0 || (line->link.image_base & 0xffff) != 0)
        return complain("the image must begin at a multiple of 0x10000, not 0: ", value);
    return true;
}

static bool take_map(LdLine *line, const char *value) {
    line->map_path = value;
    return true;
}

static bool take_print_map(LdLine *line, const char *value) {
    (void)value;
    line->map_path = "-";
    return true;
}

static bool take_sysroot(LdLine *line, const char *value) {
    line->sysroot = value;
    return true;
}

static bool take_machine(LdLine *line, const char *value) {
    if (strcmp(value, "elf_x86_64") == 0)
        line->link.machine = EM_X86_64;
    else if (strcmp(value, "aarch64linux") == 0 || strcmp(value, "aarch64elf") == 0)
        line->link.machine = EM_AARCH64;
    else
        return complain("unrecognised emulation mode: ", value);
    return true;
}

static bool take_build_id(LdLine *line, const char *value) {
    line->link.build_id = LINK_BUILD_ID_SHA1;
    if (value == NULL || strcmp(value, "sha1") == 0)
        return true;
    if (strcmp(value, "none") == 0) {
        line->link.build_id = LINK_BUILD_ID_NONE;
        return true;
    }
    if (strncmp(value, "0x", 2) == 0) {
        size_t len = strspn(value + 2, "0123456789abcdefABCDEF");
        if (len == 0 || len % 2 != 0 || value[2 + len] != 0 || len > 128)
            return complain("invalid --build-id: ", value);
        line->link.build_id = LINK_BUILD_ID_HEX;
        line->link.build_id_hex = value + 2;
        return true;
    }
    return complain("--build-id knows none, sha1 and 0xHEX, not ", value);
}

/* -z KEYWORD */
static bool take_keyword(LdLine *line, const char *value) {
    static const char *const ignored[] = {"now", "lazy", "defs", "text", "notext", "noexecstack", "origin",
                                          "separate-code", "noseparate-code", "combreloc", "nocombreloc",
                                          "nocopyreloc", "nodlopen", "nodelete", "initfirst", "interpose",
                                          "common", "nocommon", "start-stop-gc", "nostart-stop-gc",
                                          "keep-text-section-prefix", "pack-relative-relocs"};
    LinkOptions *o = &line->link;
    if (strcmp(value, "relro") == 0)
        o->relro = true;
    else if (strcmp(value, "norelro") == 0)
        o->relro = false;
    else if (strcmp(value, "execstack") == 0)
        o->exec_stack = true;
    else if (strcmp(value, "muldefs") == 0)
        o->muldefs = true;
    else if (strcmp(value, "undefs") == 0)
        o->allow_undefined = true;
    else if (strncmp(value, "stack-size=", 11) == 0)
        return number(value + 11, 0, &o->stack_size);
    else if (strncmp(value, "common-page-size=", 17) == 0)
        return true;
    else if (strncmp(value, "max-page-size=", 14) == 0) {
        if (!number(value + 14, 0, &o->max_page))
            return false;
        if (o->max_page < 0x1000 || o->max_page > 0x1000000 || (o->max_page & (o->max_page - 1)) != 0)
            return complain("invalid page size: ", value + 14);
    } else {
        for (size_t i = 0; i < sizeof ignored / sizeof ignored[0]; i++) {
            if (strcmp(value, ignored[i]) == 0)
                return true;
        }
        return complain("unknown option: -z ", value);
    }
    return true;
}

/* ---- switches ---- */

static bool take_gc(LdLine *line, const char *value) {
    (void)value;
    line->link.gc_sections = true;
    return true;
}

static bool take_no_gc(LdLine *line, const char *value) {
    (void)value;
    line->link.gc_sections = false;
    return true;
}

static bool take_print_gc(LdLine *line, const char *value) {
    (void)value;
    line->link.print_gc_sections = true;
    return true;
}

static bool take_strip_all(LdLine *line, const char *value) {
    (void)value;
    line->link.strip = LINK_STRIP_ALL;
    return true;
}

static bool take_strip_debug(LdLine *line, const char *value) {
    (void)value;
    if (line->link.strip == LINK_STRIP_NONE)
        line->link.strip = LINK_STRIP_DEBUG;
    return true;
}

static bool take_eh_frame_hdr(LdLine *line, const char *value) {
    (void)value;
    line->link.eh_frame_hdr = true;
    return true;
}

static bool take_no_eh_frame_hdr(LdLine *line, const char *value) {
    (void)value;
    line->link.eh_frame_hdr = false;
    return true;
}

static bool take_muldefs(LdLine *line, const char *value) {
    (void)value;
    line->link.muldefs = true;
    return true;
}

static bool take_no_relax(LdLine *line, const char *value) {
    (void)value;
    line->link.relax_off = true;
    return true;
}

static bool take_trace(LdLine *line, const char *value) {
    (void)value;
    line->link.trace = true;
    return true;
}

static bool take_unresolved(LdLine *line, const char *value) {
    if (strcmp(value, "report-all") == 0)
        line->link.allow_undefined = false;
    else if (strcmp(value, "ignore-all") == 0 || strcmp(value, "ignore-in-object-files") == 0)
        line->link.allow_undefined = true;
    else if (strcmp(value, "ignore-in-shared-libs") != 0)
        return complain("unknown --unresolved-symbols: ", value);
    return true;
}

static bool take_warn_unresolved(LdLine *line, const char *value) {
    (void)value;
    line->link.allow_undefined = true;
    return true;
}

static bool take_version(LdLine *line, const char *value) {
    (void)value;
    line->show_version = true;
    return true;
}

static bool take_only_version(LdLine *line, const char *value) {
    (void)value;
    line->only_version = true;
    return true;
}

static bool take_help(LdLine *line, const char *value) {
    (void)value;
    line->show_help = true;
    return true;
}

static bool take_nothing(LdLine *line, const char *value) {
    (void)line;
    (void)value;
    return true;
}

static bool refuse_script(LdLine *line, const char *value) {
    (void)line;
    return complain("linker scripts are not supported: ", value);
}

static bool refuse_shared(LdLine *line, const char *value) {
    (void)line;
    (void)value;
    return complain("only static executables can be linked (no -shared, no -pie)", NULL);
}

static bool take_relocatable(LdLine *line, const char *value) {
    (void)value;
    line->link.relocatable = true;
    return true;
}

/* ---- the table ---- */

static const LdOption options[] = {
    {"o", ARG_NEEDED, "FILE", take_output, "write the executable to FILE (default: a.out)"},
    {"output", ARG_NEEDED, "FILE", take_output, NULL},
    {"e", ARG_NEEDED, "ENTRY", take_entry, "begin at this symbol or address (default: _start)"},
    {"entry", ARG_NEEDED, "ENTRY", take_entry, NULL},
    {"L", ARG_NEEDED, "DIR", take_folder, "search DIR for libraries; '=' stands for the sysroot"},
    {"library-path", ARG_NEEDED, "DIR", take_folder, NULL},
    {"l", ARG_NEEDED, "NAME", take_library, "link libNAME.a, or with :FILE the file itself"},
    {"library", ARG_NEEDED, "NAME", take_library, NULL},
    {"start-group", ARG_NONE, NULL, take_group, "resolve the archives up to --end-group together"},
    {"(", ARG_NONE, NULL, take_group, NULL},
    {"end-group", ARG_NONE, NULL, take_group_end, "end the group"},
    {")", ARG_NONE, NULL, take_group_end, NULL},
    {"whole-archive", ARG_NONE, NULL, take_whole, "link every member of the archives that follow"},
    {"no-whole-archive", ARG_NONE, NULL, take_no_whole, "link members that are needed (default)"},
    {"sysroot", ARG_NEEDED, "DIR", take_sysroot, "what '=' at the beginning of -L stands for"},
    {"m", ARG_NEEDED, "NAME", take_machine, "elf_x86_64 or aarch64linux (default: of the first object)"},
    {"u", ARG_NEEDED, "SYMBOL", take_undefined, "link as if SYMBOL were referred to"},
    {"undefined", ARG_NEEDED, "SYMBOL", take_undefined, NULL},
    {"defsym", ARG_NEEDED, "NAME=VALUE", take_defsym, "define a symbol: a number or another symbol"},
    {"r", ARG_NONE, NULL, take_relocatable, "write one relocatable object"},
    {"relocatable", ARG_NONE, NULL, take_relocatable, NULL},
    {"gc-sections", ARG_NONE, NULL, take_gc, "leave out sections that nothing refers to"},
    {"no-gc-sections", ARG_NONE, NULL, take_no_gc, "keep them (default)"},
    {"print-gc-sections", ARG_NONE, NULL, take_print_gc, "list what --gc-sections leaves out"},
    {"s", ARG_NONE, NULL, take_strip_all, "leave out the symbol table and debug information"},
    {"strip-all", ARG_NONE, NULL, take_strip_all, NULL},
    {"S", ARG_NONE, NULL, take_strip_debug, "leave out debug information"},
    {"strip-debug", ARG_NONE, NULL, take_strip_debug, NULL},
    {"eh-frame-hdr", ARG_NONE, NULL, take_eh_frame_hdr, "make the table of unwind entries"},
    {"no-eh-frame-hdr", ARG_NONE, NULL, take_no_eh_frame_hdr, "do not make it (default)"},
    {"build-id", ARG_EQUALS, "STYLE", take_build_id, "note an ID: sha1 of the contents, 0xHEX, none"},
    {"Map", ARG_NEEDED, "FILE", take_map, "write a link map ('-': to standard output)"},
    {"M", ARG_NONE, NULL, take_print_map, "print a link map"},
    {"print-map", ARG_NONE, NULL, take_print_map, NULL},
    {"t", ARG_NONE, NULL, take_trace, "list the files that are linked"},
    {"trace", ARG_NONE, NULL, take_trace, NULL},
    {"Ttext", ARG_NEEDED, "ADDRESS", take_text, "place the code at this hexadecimal ADDRESS"},
    {"Ttext-segment", ARG_NEEDED, "ADDRESS", take_image_base,
     "place the image at ADDRESS (default: 0x400000)"},
    {"image-base", ARG_NEEDED, "ADDRESS", take_image_base, NULL},
    {"z", ARG_NEEDED, "KEYWORD", take_keyword,
     "relro, norelro, execstack, muldefs, undefs, stack-size=N, max-page-size=N, …"},
    {"allow-multiple-definition", ARG_NONE, NULL, take_muldefs, "the first definition wins"},
    {"unresolved-symbols", ARG_NEEDED, "HOW", take_unresolved, "report-all (default) or ignore-all"},
    {"warn-unresolved-symbols", ARG_NONE, NULL, take_warn_unresolved, "undefined symbols are warned of"},
    {"no-relax", ARG_NONE, NULL, take_no_relax, "keep indirections through the GOT"},
    {"v", ARG_NONE, NULL, take_version, "print the version, then link if there are inputs"},
    {"V", ARG_NONE, NULL, take_version, NULL},
    {"version", ARG_NONE, NULL, take_only_version, "print the version and do nothing else"},
    {"help", ARG_NONE, NULL, take_help, "print this"},
    /* Without effect. */
    {"static", ARG_NONE, NULL, take_nothing, "accepted: linking is static"},
    {"Bstatic", ARG_NONE, NULL, take_nothing, NULL},
    {"dn", ARG_NONE, NULL, take_nothing, NULL},
    {"non_shared", ARG_NONE, NULL, take_nothing, NULL},
    {"Bdynamic", ARG_NONE, NULL, take_nothing, NULL},
    {"no-pie", ARG_NONE, NULL, take_nothing, NULL},
    {"no-dynamic-linker", ARG_NONE, NULL, take_nothing, NULL},
    {"no-undefined", ARG_NONE, NULL, take_nothing, "accepted: the default"},
    {"fatal-warnings", ARG_NONE, NULL, take_nothing, "accepted, without effect on a static link:"},
    {"no-fatal-warnings", ARG_NONE, NULL, take_nothing, NULL},
    {"relax", ARG_NONE, NULL, take_nothing, NULL},
    {"sort-section", ARG_NEEDED, "HOW", take_nothing, NULL},
    {"sort-common", ARG_EQUALS, "HOW", take_nothing, NULL},
    {"hash-style", ARG_NEEDED, "STYLE", take_nothing, NULL},
    {"as-needed", ARG_NONE, NULL, take_nothing, NULL},
    {"no-as-needed", ARG_NONE, NULL, take_nothing, NULL},
    {"push-state", ARG_NONE, NULL, take_nothing, NULL},
    {"pop-state", ARG_NONE, NULL, take_nothing, NULL},
    {"export-dynamic", ARG_NONE, NULL, take_nothing, NULL},
    {"E", ARG_NONE, NULL, take_nothing, NULL},
    {"no-export-dynamic", ARG_NONE, NULL, take_nothing, NULL},
    {"exclude-libs", ARG_NEEDED, "LIBS", take_nothing, NULL},
    {"dynamic-linker", ARG_NEEDED, "FILE", take_nothing, NULL},
    {"I", ARG_NEEDED, "FILE", take_nothing, NULL},
    {"rpath", ARG_NEEDED, "DIR", take_nothing, NULL},
    {"rpath-link", ARG_NEEDED, "DIR", take_nothing, NULL},
    {"enable-new-dtags", ARG_NONE, NULL, take_nothing, NULL},
    {"disable-new-dtags", ARG_NONE, NULL, take_nothing, NULL},
    {"allow-shlib-undefined", ARG_NONE, NULL, take_nothing, NULL},
    {"no-allow-shlib-undefined", ARG_NONE, NULL, take_nothing, NULL},
    {"warn-common", ARG_NONE, NULL, take_nothing, NULL},
    {"no-warn-rwx-segments", ARG_NONE, NULL, take_nothing, NULL},
    {"no-warn-execstack", ARG_NONE, NULL, take_nothing, NULL},
    {"warn-execstack", ARG_NONE, NULL, take_nothing, NULL},
    {"no-warn-mismatch", ARG_NONE, NULL, take_nothing, NULL},
    {"no-ld-generated-unwind-info", ARG_NONE, NULL, take_nothing, NULL},
    {"color-diagnostics", ARG_EQUALS, "WHEN", take_nothing, NULL},
    {"O", ARG_NEEDED, "LEVEL", take_nothing, NULL},
    {"X", ARG_NONE, NULL, take_nothing, NULL},
    {"discard-locals", ARG_NONE, NULL, take_nothing, NULL},
    {"g", ARG_NONE, NULL, take_nothing, NULL},
    {"d", ARG_NONE, NULL, take_nothing, NULL},
    {"EL", ARG_NONE, NULL, take_nothing, NULL},
    {"fix-cortex-a53-843419", ARG_NONE, NULL, take_nothing, NULL},
    {"fix-cortex-a53-835769", ARG_NONE, NULL, take_nothing, NULL},
    {"plugin", ARG_NEEDED, "FILE", take_nothing, NULL},
    {"plugin-opt", ARG_NEEDED, "OPTION", take_nothing, NULL},
    /* Refused, by name. */
    {"T", ARG_NEEDED, "FILE", refuse_script, "refused: there are no linker scripts"},
    {"script", ARG_NEEDED, "FILE", refuse_script, NULL},
    {"shared", ARG_NONE, NULL, refuse_shared, "refused: linking is static"},
    {"Bshareable", ARG_NONE, NULL, refuse_shared, NULL},
    {"pie", ARG_NONE, NULL, refuse_shared, NULL},
    {"pic-executable", ARG_NONE, NULL, refuse_shared, NULL},
};

#define OPTION_COUNT (sizeof options / sizeof options[0])

/* Does `text` (without its dashes) name the option? Sets *value if it holds one. */
static bool matches(const LdOption *o, const char *text, bool two_dashes, const char **value) {
    size_t len = strlen(o->name);
    *value = NULL;
    if (strncmp(text, o->name, len) != 0 || (len == 1 && two_dashes))
        return false;
    if (text[len] == 0)
        return true;
    if (o->kind == ARG_NONE)
        return false;
    if (len == 1 && o->kind == ARG_NEEDED) {
        *value = text + 1;
        return true;
    }
    *value = text + len + 1;
    return text[len] == '=';
}

bool ld_option(LdLine *line, int argc, char **argv, int *index) {
    const char *text = argv[*index] + 1;
    bool two_dashes = text[0] == '-';
    const LdOption *found = NULL;
    const char *value = NULL;
    text += two_dashes;
    /* The longest name wins: -Ttext before -T, -static before -s. */
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const char *v;
        if (matches(&options[i], text, two_dashes, &v) &&
            (found == NULL || strlen(options[i].name) > strlen(found->name))) {
            found = &options[i];
            value = v;
        }
    }
    if (found == NULL) {
        fprintf(stderr, "samara: error: unrecognized linker option '%s'\n", argv[*index]);
        return false;
    }
    if (value == NULL && found->kind == ARG_NEEDED) {
        if (*index + 1 >= argc) {
            fprintf(stderr, "samara: error: linker option '%s' needs a value\n", argv[*index]);
            return false;
        }
        value = argv[++*index];
    }
    ++*index;
    return found->take(line, value);
}

static void print_help(void) {
    printf("Usage: ld [OPTION]... FILE...\nLinks objects and archives to a static executable.\n\n");
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const LdOption *o = &options[i];
        Buf left = {0};
        buf_printf(&left, "  %s%s", strlen(o->name) > 1 ? "--" : "-", o->name);
        if (o->argument != NULL)
            buf_printf(&left, o->kind == ARG_EQUALS ? "[=%s]" : strlen(o->name) > 1 ? "=%s" : " %s",
                       o->argument);
        printf("%-34s%s%s\n", buf_cstr(&left), o->help == NULL ? "" : " ", o->help == NULL ? "" : o->help);
        buf_free(&left);
    }
}

/* ---- the command ---- */

bool ld_information(const LdLine *line) {
    if (line->show_help) {
        print_help();
        return true;
    }
    /* Build systems look for "GNU" here. */
    if (line->show_version || line->only_version)
        printf("samara ld " SAMARA_VERSION " (compatible with GNU ld)\n");
    return line->only_version || (line->show_version && line->link.input_count == 0);
}

int ld_run(LdLine *line) {
    Buf out = {0};
    Buf messages = {0};
    Buf map = {0};
    const char *path = line->output == NULL ? "a.out" : line->output;
    int status = 0;
    if (!find_libraries(line))
        return 1;
    if (line->map_path != NULL)
        line->link.map = &map;
    if (!link_program(&line->link, &out, &messages))
        status = 1;
    if (messages.len != 0)
        fwrite(messages.data, 1, messages.len, stderr);
    if (status == 0 && !write_file(path, out.data, out.len, !line->link.relocatable)) {
        fprintf(stderr, "samara: error: cannot write %s: %s\n", path, strerror(errno));
        status = 1;
    }
    if (status == 0 && line->map_path != NULL) {
        if (strcmp(line->map_path, "-") == 0) {
            fwrite(map.data, 1, map.len, stdout);
        } else if (!write_file(line->map_path, map.data, map.len, false)) {
            fprintf(stderr, "samara: error: cannot write %s: %s\n", line->map_path, strerror(errno));
            status = 1;
        }
    }
    buf_free(&out);
    buf_free(&messages);
    buf_free(&map);
    return status;
}

int ld_main(int argc, char **argv) {
    LdLine line = {0};
    int i = 1;
    while (i < argc) {
        if (argv[i][0] == '-' && argv[i][1] != 0) {
            if (!ld_option(&line, argc, argv, &i))
                return 1;
        } else {
            ld_add_input(&line, argv[i++]);
        }
    }
    if (ld_information(&line))
        return 0;
    if (line.group != 0) {
        complain("--start-group without --end-group", NULL);
        return 1;
    }
    return ld_run(&line);
}
