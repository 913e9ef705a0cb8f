/* Runs the preprocessor alone, for the tests: driver [-P] [-dM] [-count] [-trigraphs] [-std=c11] [-I FOLDER]
   [-isystem FOLDER] [-D…] [-U…] [-W…] FILE. Predefined macros of the target come from a file, @FILE, of lines
   "#define NAME VALUE". */
#include "../../../stage2/front/pp.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_LIST 1000

static void read_predefined(const char *path, const char **list, size_t *count) {
    Buf b = {0};
    char *line;
    if (!read_file(path, &b))
        fail("%s: cannot be read", path);
    buf_cstr(&b);
    line = (char *)b.data;
    while (*line != '\0') {
        char *end = strchr(line, '\n');
        char *space;
        *end = '\0';
        line += strlen("#define ");
        space = strchr(line, ' ');
        if (strchr(line, '(') != NULL && strchr(line, '(') < space)
            space = strchr(line, ')') + 1;
        *space = '=';
        if (strncmp(line, "__STDC_", 7) != 0 && strncmp(line, "__STDC__", 8) != 0 && *count < MAX_LIST) {
            list[*count] = line;
            (*count)++;
        }
        line = end + 1;
    }
}

int main(int argc, char **argv) {
    static const char *predefined[MAX_LIST];
    static const char *commands[MAX_LIST];
    static PpFolder folders[MAX_LIST];
    PpOptions options = {0};
    Diag diag = {0};
    Names names = {0};
    Buf out = {0};
    const char *path = NULL;
    bool no_lines = false;
    bool macros = false;
    bool count = false;
    int status;
    Pp *pp;
    options.gnu = true;
    options.std = STD_C17;
    options.source_date = 0;
    diag_init(&diag);
    for (int i = 1; i < argc; i++) {
        const char *a = argv[i];
        if (strcmp(a, "-P") == 0)
            no_lines = true;
        else if (strcmp(a, "-dM") == 0)
            macros = true;
        else if (strcmp(a, "-count") == 0)
            count = true;
        else if (strcmp(a, "-C") == 0)
            options.keep_comments = true;
        else if (strcmp(a, "-trigraphs") == 0)
            options.trigraphs = true;
        else if (strcmp(a, "-asm") == 0)
            options.assembler = true;
        else if (strcmp(a, "-std=c11") == 0) {
            options.std = STD_C11;
            options.gnu = false;
            options.trigraphs = true;
        } else if (strcmp(a, "-std=c2x") == 0) {
            options.std = STD_C23;
            options.gnu = false;
        } else if (a[0] == '@')
            read_predefined(a + 1, predefined, &options.predefined_count);
        else if (a[0] == '-' && a[1] == 'I') {
            folders[options.folder_count].path = a + 2;
            options.folder_count++;
        } else if (strncmp(a, "-isystem", 8) == 0) {
            folders[options.folder_count].path = a + 8;
            folders[options.folder_count].system = true;
            options.folder_count++;
        } else if (strncmp(a, "-include", 8) == 0) {
            char *c = malloc(strlen(a));
            strcpy(c + 1, a + 8);
            c[0] = 'i';
            commands[options.command_count] = c;
            options.command_count++;
        } else if (a[0] == '-' && (a[1] == 'D' || a[1] == 'U')) {
            commands[options.command_count] = a + 1;
            options.command_count++;
        } else if (strcmp(a, "-w") == 0)
            diag.no_warnings = true;
        else if (strncmp(a, "-fmax-errors=", 13) == 0)
            diag.error_limit = (uint32_t)atoi(a + 13);
        else if (strcmp(a, "-color") == 0)
            diag.color = COLOR_ALWAYS;
        else if (a[0] == '-' && a[1] == 'W')
            diag_option(&diag, a + 2);
        else
            path = a;
    }
    options.predefined = predefined;
    options.commands = commands;
    options.folders = folders;
    names_init(&names);
    pp = pp_open(&diag, &names, &options, path);
    if (count) {
        Token t;
        unsigned long n = 0;
        do {
            pp_next(pp, &t);
            n++;
        } while (t.kind != TK_EOF);
        printf("%lu\n", n);
    } else {
        if (macros)
            pp_print_macros(pp, &out);
        else
            pp_print(pp, &out, no_lines);
        fwrite(out.data, 1, out.len, stdout);
    }
    pp_close(pp);
    status = diag.errors != 0;
    names_free(&names);
    buf_free(&out);
    diag_free(&diag);
    return status;
}
