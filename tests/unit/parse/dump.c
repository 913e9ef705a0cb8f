/* Parses C files and prints their trees, or nothing but diagnostics:
   dump [-q] [-a aarch64] [-std=c89…] [-I DIR]… [-W…] [-D…] FILE… */
#include "../../../stage2/front/ast_dump.h"
#include "../../../stage2/front/parse.h"

#include <stdio.h>
#include <string.h>

static const char *const predefined_x86[] = {
    "__x86_64__=1", "__LP64__=1", "_LP64=1", "__linux__=1", "__linux=1", "__unix__=1", "__GNUC__=4", "__GNUC_MINOR__=2",
    "__CHAR_BIT__=8", "__SIZE_TYPE__=unsigned long", "__PTRDIFF_TYPE__=long", "__WCHAR_TYPE__=int",
    "__WINT_TYPE__=unsigned int", "__INTMAX_TYPE__=long", "__UINTMAX_TYPE__=unsigned long", "__STDC_HOSTED__=1",
    "__INT_MAX__=2147483647", "__LONG_MAX__=9223372036854775807L", "__SCHAR_MAX__=127", "__SHRT_MAX__=32767",
    "__LONG_LONG_MAX__=9223372036854775807LL", "__SIZEOF_LONG__=8", "__SIZEOF_POINTER__=8", "__SIZEOF_INT__=4",
    "__ORDER_LITTLE_ENDIAN__=1234", "__BYTE_ORDER__=1234", "__ORDER_BIG_ENDIAN__=4321", "__ELF__=1",
    "__SIZEOF_LONG_LONG__=8", "__SIZEOF_SHORT__=2", "__SIZEOF_WCHAR_T__=4", "__SIZEOF_FLOAT__=4",
    "__SIZEOF_DOUBLE__=8", "__SIZEOF_LONG_DOUBLE__=16", "__SIZEOF_SIZE_T__=8",
    "__STDC_IEC_559__=1", "__INT8_TYPE__=signed char", "__INT16_TYPE__=short", "__INT32_TYPE__=int",
    "__INT64_TYPE__=long", "__UINT8_TYPE__=unsigned char", "__UINT16_TYPE__=unsigned short",
    "__UINT32_TYPE__=unsigned int", "__UINT64_TYPE__=unsigned long", "__INTPTR_TYPE__=long",
    "__UINTPTR_TYPE__=unsigned long", "__CHAR16_TYPE__=unsigned short", "__CHAR32_TYPE__=unsigned int"};

typedef struct Run {
    PpFolder folders[32];
    const char *commands[512];
    PpOptions pp;
    ParseOptions parse;
    TargetFacts facts;
    const char *warnings[16];
    size_t warning_count;
    bool quiet;
    bool count;
} Run;

static bool drain(Run *r, Parser *p, Buf *out, unsigned errors) {
    Symbol *s;
    while ((s = parser_object(p)) != NULL)
        if (!r->quiet && errors == 0)
            ast_dump_object(s, out);
    return true;
}

static unsigned parse_file(Run *r, const char *path) {
    static Diag zero;
    static Names no_names;
    Diag diag = zero;
    Names names = no_names;
    Parser *p;
    Function *f;
    Buf out = {0};
    Pp *pp;
    unsigned errors;
    diag_init(&diag);
    diag.color = COLOR_NEVER;
    for (size_t i = 0; i < r->warning_count; i++)
        diag_option(&diag, r->warnings[i]);
    names_init(&names);
    pp = pp_open(&diag, &names, &r->pp, path);
    p = parser_new(&diag, &names, pp, &r->facts, &r->parse);
    while ((f = parser_next(p)) != NULL) {
        if (!r->quiet && diag.errors == 0)
            ast_dump_function(f, &out);
        drain(r, p, &out, diag.errors);
        while ((f = parser_wanted(p)) != NULL) {
            if (!r->quiet && diag.errors == 0)
                ast_dump_function(f, &out);
            drain(r, p, &out, diag.errors);
        }
    }
    drain(r, p, &out, diag.errors);
    while ((f = parser_wanted(p)) != NULL) {
        if (!r->quiet && diag.errors == 0)
            ast_dump_function(f, &out);
        drain(r, p, &out, diag.errors);
    }
    if (out.len != 0)
        fwrite(out.data, 1, out.len, stdout);
    buf_free(&out);
    errors = diag.errors;
    parser_free(p);
    pp_close(pp);
    names_free(&names);
    diag_free(&diag);
    return errors;
}

static void option(Run *r, const char *arg) {
    static const struct {
        const char *name;
        LangStd std;
        bool gnu;
    } stds[] = {{"c89", STD_C89, false}, {"gnu89", STD_C89, true}, {"c99", STD_C99, false}, {"gnu99", STD_C99, true},
                {"c11", STD_C11, false}, {"gnu11", STD_C11, true}, {"gnu17", STD_C17, true}, {"gnu23", STD_C23, true}};
    if (strcmp(arg, "-q") == 0)
        r->quiet = true;
    else if (arg[1] == 'I')
        r->folders[r->pp.folder_count++].path = arg + 2;
    else if (arg[1] == 'S') {
        r->folders[r->pp.folder_count].system = true;
        r->folders[r->pp.folder_count++].path = arg + 2;
    } else if (arg[1] == 'D' || arg[1] == 'U')
        r->commands[r->pp.command_count++] = arg + 1;
    else if (arg[1] == 'W')
        r->warnings[r->warning_count++] = arg + 2;
    else if (strcmp(arg, "-O") == 0)
        r->parse.optimize = true;
    else if (strcmp(arg, "-aarch64") == 0) {
        r->facts.machine = 183;
        r->facts.long_double = FLOAT_QUAD;
        r->facts.char_is_signed = false;
        r->facts.wchar_is_unsigned = true;
        r->facts.va_list_is_array = false;
        r->parse.signed_char = false;
    } else if (strncmp(arg, "-std=", 5) == 0)
        for (size_t i = 0; i < sizeof stds / sizeof stds[0]; i++)
            if (strcmp(stds[i].name, arg + 5) == 0) {
                r->pp.std = r->parse.std = stds[i].std;
                r->pp.gnu = r->parse.gnu = stds[i].gnu;
            }
}

int main(int argc, char **argv) {
    static Run run;
    unsigned errors = 0;
    run.facts.name = "x86_64";
    run.facts.machine = 62;
    run.facts.char_is_signed = true;
    run.facts.long_double = FLOAT_X87;
    run.facts.va_list_is_array = true;
    run.parse.signed_char = true;
    run.parse.std = STD_C17;
    run.parse.gnu = true;
    run.pp.std = STD_C17;
    run.pp.gnu = true;
    run.pp.folders = run.folders;
    run.pp.commands = run.commands;
    run.pp.predefined = predefined_x86;
    run.pp.predefined_count = sizeof predefined_x86 / sizeof predefined_x86[0];
    run.pp.source_date = -1;
    for (int i = 1; i < argc; i++)
        if (argv[i][0] == '-')
            option(&run, argv[i]);
    for (int i = 1; i < argc; i++)
        if (argv[i][0] != '-')
            errors += parse_file(&run, argv[i]);
    return errors != 0;
}
