/* Commands and their options: one table that parses them and makes the help. */
#include "options.h"

#include <string.h>

typedef struct Command {
    const char *name;
    const char *operands;
    /* The keys of the options it takes. */
    const char *options;
    /* The keys of those it cannot do without. */
    const char *required;
    const char *about;
} Command;

#define COMMAND_COUNT 6
static const Command commands[COMMAND_COUNT] = {
    {"cc", "FILE.c...", "IDo", "o", "compile Seed C to P1 macro text"},
    {"expand", "IN.p1...", "aMom", "ao", "expand macro text to labelled hex"},
    {"link", "IN.hex", "ao", "ao", "make an ELF program from labelled hex"},
    {"build", "FILE.c...", "aIDMom", "ao", "all of these in memory"},
    {"run", "FILE.c|FILE.p1... [--] [ARGS...]", "IDMc", "", "run a program in the P1 reference interpreter"},
    {"sum", "FILE...", "", "", "print SHA-256 sums"},
};

typedef struct Opt {
    char key;
    const char *name;
    /* Empty if the option takes no value. */
    const char *value;
    const char *about;
} Opt;

#define OPTION_COUNT 7
static const Opt options[OPTION_COUNT] = {
    {'a', "-a", "ARCH", "x86_64, aarch64, riscv64, or interp"},
    {'I', "-I", "DIR", "look for included files in DIR"},
    {'D', "-D", "NAME[=V]", "define NAME as V, or as 1"},
    {'M', "-M", "DIR", "folder of the macro files (default: macros)"},
    {'o', "-o", "FILE", "write FILE"},
    {'m', "--map", "FILE", "write where each byte comes from"},
    {'c', "--count", "", "print how many operations ran"},
};

static bool starts_with(const char *text, const char *start) {
    return strncmp(text, start, strlen(start)) == 0;
}

static bool ends_with(const char *text, const char *end) {
    size_t len = strlen(text);
    return len >= strlen(end) && strcmp(text + len - strlen(end), end) == 0;
}

/* Whether this operand of `run` is part of the program. */
static bool is_source(const char *arg) {
    return arg[0] != '-' && (ends_with(arg, ".c") || ends_with(arg, ".p1"));
}

/* Whether `arg` is this option, perhaps with its value attached. */
static bool matches(const Opt *opt, const char *arg) {
    const char *rest = arg + strlen(opt->name);
    if (!starts_with(arg, opt->name))
        return false;
    return *rest == 0 || (*opt->value != 0 && (!starts_with(opt->name, "--") || *rest == '='));
}

static void add_define(CcOptions *cc, const char *value) {
    const char *equals = strchr(value, '=');
    Define *define;
    cc->defines = grow(cc->defines, cc->define_count, &cc->define_room, sizeof cc->defines[0]);
    define = &cc->defines[cc->define_count];
    cc->define_count++;
    define->name = value;
    define->value = "1";
    if (equals != NULL) {
        char *name = allocate((size_t)(equals - value) + 1);
        memcpy(name, value, (size_t)(equals - value));
        define->name = name;
        define->value = equals + 1;
    }
}

static void set(Options *opts, int key, const char *value) {
    CcOptions *cc = &opts->cc;
    int i = 0;
    switch (key) {
    case 'I':
        cc->include_dirs = grow(cc->include_dirs, cc->include_count, &cc->include_room, sizeof(char *));
        cc->include_dirs[cc->include_count] = value;
        cc->include_count++;
        break;
    case 'D':
        add_define(cc, value);
        break;
    case 'M':
        opts->macros = value;
        break;
    case 'o':
        opts->out = value;
        break;
    case 'm':
        opts->map = value;
        break;
    case 'c':
        opts->count = true;
        break;
    default:
        while (i < ARCH_COUNT && strcmp(archs[i].name, value) != 0)
            i++;
        if (i == ARCH_COUNT)
            fail1("unknown architecture '{}'", value);
        opts->arch = archs[i];
        break;
    }
}

static void command_help(const Command *command, Buf *text) {
    buf_text(text, "usage: stage1 ");
    buf_text(text, command->name);
    buf_text(text, " [OPTIONS] ");
    buf_text(text, command->operands);
    buf_text(text, "\n\n");
    buf_text(text, command->about);
    buf_text(text, "\n");
    if (*command->options != 0)
        buf_text(text, "\noptions:\n");
    for (int i = 0; i < OPTION_COUNT; i++) {
        const Opt *opt = &options[i];
        size_t width = text->len + 18;
        if (strchr(command->options, opt->key) == NULL)
            continue;
        buf_text(text, "  ");
        buf_text(text, opt->name);
        buf_byte(text, ' ');
        buf_text(text, opt->value);
        while (text->len < width)
            buf_byte(text, ' ');
        buf_byte(text, ' ');
        buf_text(text, opt->about);
        buf_byte(text, '\n');
    }
}

static void help(Buf *text) {
    buf_text(text, "usage: stage1 COMMAND [OPTIONS] FILES\n\ncommands:\n");
    for (int i = 0; i < COMMAND_COUNT; i++) {
        size_t width = text->len + 10;
        buf_text(text, "  ");
        buf_text(text, commands[i].name);
        while (text->len < width)
            buf_byte(text, ' ');
        buf_byte(text, ' ');
        buf_text(text, commands[i].about);
        buf_byte(text, '\n');
    }
    buf_text(text, "\n'stage1 COMMAND --help' lists a command's options; "
                   "'stage1 --version' prints the version.\n");
}

/* The command called `name`; NULL if the text in `text` answers it. */
static const Command *find_command(const char *name, Buf *text) {
    int i = 0;
    if (name == NULL) {
        fail("a command is missing; see 'stage1 --help'");
    } else if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0) {
        help(text);
        return NULL;
    } else if (strcmp(name, "--version") == 0) {
        buf_text(text, "stage1 0.1.0\n");
        return NULL;
    }
    while (i < COMMAND_COUNT && strcmp(commands[i].name, name) != 0)
        i++;
    if (i == COMMAND_COUNT)
        fail1("unknown command '{}'; see 'stage1 --help'", name);
    return &commands[i];
}

static void add_file(Options *opts, const char *file) {
    opts->files = grow(opts->files, opts->file_count, &opts->file_room, sizeof opts->files[0]);
    opts->files[opts->file_count] = file;
    opts->file_count++;
}

/* Checks what was given against what the command needs; `seen` are the keys of the options. */
static void check(const Options *opts, const Command *command, const char *seen) {
    const char *key;
    for (key = command->required; *key != 0; key++) {
        Shown shown;
        if (strchr(seen, *key) == NULL)
            fail2("'{}' needs the option '-{}'", command->name, show(&shown, key, 1));
    }
    if (opts->file_count == 0)
        fail1("'{}' needs a file", command->name);
    for (size_t i = 0; i < opts->file_count; i++) {
        if (strcmp(opts->files[i], opts->out) == 0)
            fail1("'{}' is both input and output", opts->out);
    }
    for (size_t i = 0; i < opts->file_count && opts->map != NULL; i++) {
        if (strcmp(opts->files[i], opts->map) == 0)
            fail1("'{}' is both input and output", opts->map);
    }
    if (opts->map != NULL && strcmp(opts->map, opts->out) == 0)
        fail("the map and the output have the same name");
}

/* The option `arg`, whose value may be attached or the next argument at `*next`. */
static void read_option(Options *opts, const Command *command, const char *arg, const char *next, int *i, Buf *seen) {
    const char *value = "";
    const Opt *opt = options;
    while (opt < options + OPTION_COUNT && !(strchr(command->options, opt->key) != NULL && matches(opt, arg)))
        opt++;
    if (opt == options + OPTION_COUNT)
        fail2("'{}' has no option '{}'", command->name, arg);
    buf_byte(seen, opt->key);
    if (strlen(arg) > strlen(opt->name)) {
        /* -ofile, --map=file */
        value = arg + strlen(opt->name) + starts_with(opt->name, "--");
    } else if (*opt->value != 0) {
        if (next == NULL)
            fail1("option '{}' needs a value", opt->name);
        value = next;
        *i += 1;
    }
    set(opts, opt->key, value);
}

void options_parse(int argc, char **argv, Options *opts, Buf *text) {
    const Command *command = find_command(argc > 1 ? argv[1] : NULL, text);
    bool only_operands = false;
    bool is_run;
    Buf seen = {0};
    int i = 2;
    if (command == NULL)
        return;
    opts->command = command->name;
    opts->macros = "macros";
    opts->out = "";
    is_run = strcmp(command->name, "run") == 0;
    while (i < argc) {
        const char *arg = argv[i];
        i++;
        if (is_run && opts->file_count > 0 && !is_source(arg)) {
            /* What follows the sources of a program belongs to it. */
            opts->args = argv + i - (strcmp(arg, "--") != 0);
            opts->arg_count = (size_t)(argv + argc - opts->args);
            break;
        }
        if (only_operands || arg[0] != '-' || arg[1] == 0) {
            if (is_run && !is_source(arg))
                fail1("cannot run '{}', whose name does not end in .c or .p1", arg);
            add_file(opts, arg);
        } else if (strcmp(arg, "--") == 0) {
            only_operands = true;
        } else if (strcmp(arg, "--help") == 0) {
            command_help(command, text);
            return;
        } else {
            read_option(opts, command, arg, i < argc ? argv[i] : NULL, &i, &seen);
        }
    }
    check(opts, command, buf_cstr(&seen));
    if (is_run)
        opts->out = opts->files[0];
}
