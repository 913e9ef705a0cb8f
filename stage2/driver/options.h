/* The command line of the compiler driver: what it says, before anything is done about it. options.c fills Options by
   the table in table.h; help.c shows the table. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "compile.h"

/* How an option takes its argument. */
typedef enum OptionForm {
    ALONE,    /* none */
    JOINED,   /* -std=c99 */
    PREFIX,   /* as JOINED, and the argument may be empty: -W */
    SEPARATE, /* -include FILE */
    EITHER,   /* -DX or -D X */
    EQUALS,   /* --sysroot=DIR or --sysroot DIR */
    OPTIONAL, /* -O or -O2; --help or --help=man */
    TOGGLE    /* -fX or -fno-X */
} OptionForm;

typedef enum OptionId {
    OPT_NONE,
    OPT_STAGE,
    OPT_OUTPUT,
    OPT_LANGUAGE,
    OPT_VERBOSE,
    OPT_DRY_RUN,
    OPT_TARGET,
    OPT_SYSROOT,
    OPT_PREFIX,
    OPT_HARMLESS,
    OPT_INCLUDE_DIR,
    OPT_FLAG,
    OPT_DEFINE,
    OPT_DEPENDENCIES,
    OPT_DEPS_FILE,
    OPT_DEPS_TARGET,
    OPT_WP,
    OPT_XPP,
    OPT_PREFIX_MAP,
    OPT_STANDARD,
    OPT_ANSI,
    OPT_FREESTANDING,
    OPT_HOSTED,
    OPT_BUILTIN,
    OPT_CHAR,
    OPT_SWITCH,
    OPT_PACK,
    OPT_GNUC,
    OPT_VISIBILITY,
    OPT_LEVEL,
    OPT_DEBUG,
    OPT_PIE,
    OPT_MACHINE,
    OPT_MARCH,
    OPT_CMODEL,
    OPT_WA,
    OPT_DUMP,
    OPT_WARNING,
    OPT_MAX_ERRORS,
    OPT_COLOR,
    OPT_LIBRARY,
    OPT_LIBRARY_DIR,
    OPT_LINKER,
    OPT_WL,
    OPT_XLINKER,
    OPT_HELP,
    OPT_INFO
} OptionId;

/* What an option turns on. */
typedef enum OptionFlag {
    FLAG_NO_STD_INCLUDES,
    FLAG_DEPS_PHONY,
    FLAG_NO_LINES,
    FLAG_COMMENTS,
    FLAG_MACROS,
    FLAG_TRIGRAPHS,
    FLAG_CHECK,
    FLAG_NO_WARNINGS,
    FLAG_STATIC,
    FLAG_NO_STDLIB,
    FLAG_NO_START,
    FLAG_NO_LIBS,
    FLAG_NO_LIBC,
    FLAG_THREADS,
    FLAG_COUNT
} OptionFlag;

/* What an option turns on or off: 0, 1, or -1 as long as nothing was said. */
typedef enum OptionSwitch {
    SWITCH_SHORT_ENUMS,
    SWITCH_COMMON,
    SWITCH_OMIT_FRAME,
    SWITCH_FUNCTION_SECTIONS,
    SWITCH_DATA_SECTIONS,
    SWITCH_IDENT,
    SWITCH_COUNT
} OptionSwitch;

enum { DIR_NORMAL, DIR_QUOTE, DIR_SYSTEM, DIR_AFTER, DIR_KINDS };
enum { MAP_MACRO = 1, MAP_DEBUG = 2 };
enum { MACHINE_X86_64, MACHINE_AARCH64 };
/* -M and its kin: which files, and whether instead of compiling. */
enum { DEPS_USER = 1, DEPS_ALL = 2, DEPS_ONLY = 4 };

typedef enum Info {
    INFO_NONE,
    INFO_VERSION,
    INFO_DUMP_VERSION,
    INFO_MACHINE,
    INFO_DIRS,
    INFO_FILE_NAME,
    INFO_PROG_NAME,
    INFO_LIBGCC,
    INFO_MULTI_OS,
    INFO_SYSROOT
} Info;

typedef enum Language { LANG_BY_NAME, LANG_C, LANG_CPP_OUTPUT, LANG_ASM_CPP, LANG_HEADER, LANG_ASM, LANG_LINK } Language;

/* A growing list of texts. Zero it to begin with. */
typedef struct Texts {
    const char **items;
    size_t count;
    size_t room;
} Texts;

void texts_add(Texts *t, const char *text);

typedef enum ItemKind {
    ITEM_FILE,    /* a source, an object or an archive */
    ITEM_LIBRARY, /* -l */
    ITEM_LINKER   /* an option for the linker, or a piece of one */
} ItemKind;

/* What goes into the program, in the order of the command line. */
typedef struct Item {
    ItemKind kind;
    const char *text;
    Language language; /* of a file */
} Item;

typedef struct Options {
    Arena arena;
    CompileStage stage; /* of -c, -S, -E … */
    bool stage_given;   /* or else compile and link */
    const char *output;
    Language language; /* of -x, for the files that follow */
    bool verbose;
    bool dry_run;
    const char *triple; /* of --target, or NULL */
    const char *sysroot;
    Texts prefixes; /* -B */
    Texts dirs[DIR_KINDS];
    bool flags[FLAG_COUNT];
    int switches[SWITCH_COUNT];
    Texts commands; /* as PpOptions has them */
    unsigned deps;  /* DEPS_… */
    const char *deps_file;
    bool deps_plain; /* of -Wp,-MD: the target does not follow -o */
    Buf deps_target;
    PpPrefixMap *macro_maps;
    size_t macro_map_count, macro_map_room;
    PpPrefixMap *debug_maps;
    size_t debug_map_count, debug_map_room;
    LangStd std;
    bool gnu;
    bool freestanding;
    bool no_builtin;
    int signed_char; /* 0, 1, or -1: as the target has it */
    uint32_t pack;
    const char *gnuc;
    uint8_t visibility;
    int level;
    bool for_size;
    bool debug;
    int pie;     /* -fpie 1, -fPIE 2 */
    int machine; /* what a -m option needs: MACHINE_…, or -1 */
    const char *machine_option;
    const char *march; /* the whole option */
    Texts dumps;
    Texts warnings;
    int error_limit;
    ColorMode color;
    Texts library_dirs;
    Item *items;
    size_t item_count, item_room;
    size_t file_count; /* of them that are files */
    Info info;
    const char *info_name;
    bool help;
    bool man;
} Options;

/* Reads the arguments from argv[1] on; what is wrong ends the run. */
void options_parse(Options *o, int argc, char **argv);

/* The rows of table.h. */
typedef struct OptionRow {
    const char *name;
    OptionForm form;
    OptionId id;
    int value;
    const char *arg;
    const char *help;
} OptionRow;

extern const OptionRow option_rows[]; /* a row of OPT_NONE and form ALONE begins a section; ends in a NULL name */

/* ---- help.c ---- */

void help_text(Buf *out);
void help_man(Buf *out);
void version_text(Buf *out, const char *tool);

#endif
