/* --help and the man page, out of the option table (options.h). */
#include "options.h"

#include "../base/version.h"

#include <string.h>

/* Help texts begin in this column and are broken before the next. */
#define TEXT_COLUMN 30
#define LAST_COLUMN 100

static bool is_section(const OptionRow *row) {
    return row->id == OPT_NONE && row->form == ALONE;
}

/* How the option is written: "-I DIR", "--sysroot=DIR" … */
static void spelling(Buf *out, const OptionRow *row) {
    buf_text(out, row->name);
    if (row->arg[0] == '\0') {
        if (row->form == OPTIONAL)
            buf_text(out, row->name[1] == '-' ? "[=man]" : "");
        return;
    }
    if (row->form == SEPARATE || row->form == EITHER)
        buf_byte(out, ' ');
    else if (row->form == EQUALS)
        buf_byte(out, '=');
    if (row->form == OPTIONAL)
        buf_printf(out, "[%s]", row->arg);
    else
        buf_text(out, row->arg);
}

/* `text` from TEXT_COLUMN on, broken at blanks; the line has `used` columns by now. */
static void wrapped(Buf *out, const char *text, size_t used) {
    size_t column = used;
    if (used + 2 > TEXT_COLUMN) {
        buf_byte(out, '\n');
        column = 0;
    }
    while (*text != '\0') {
        size_t len = strcspn(text, " ");
        if (column > TEXT_COLUMN && column + 1 + len > LAST_COLUMN) {
            buf_byte(out, '\n');
            column = 0;
        }
        if (column > TEXT_COLUMN) {
            buf_byte(out, ' ');
            column++;
        }
        for (; column < TEXT_COLUMN; column++)
            buf_byte(out, ' ');
        buf_add(out, text, len);
        column += len;
        text += len;
        while (*text == ' ')
            text++;
    }
    buf_byte(out, '\n');
}

/* The lists of help.c leave out rows that only spell another one. */
static bool is_shown(const OptionRow *row) {
    return !is_section(row) && row->help[0] != '\0';
}

static const char intro[] =
    "samara compiles C and links programs, as cc, gcc and clang do. Called by the name ld, ar or ranlib, or with such "
    "a name as its first argument, it is that tool; a name such as aarch64-linux-musl-cc also says the target.";

void help_text(Buf *out) {
    buf_text(out, "usage: samara [OPTIONS] FILES\n       samara ld|ar|ranlib [ARGUMENTS]\n");
    for (const OptionRow *row = option_rows; row->name != NULL; row++) {
        size_t start = out->len;
        if (is_section(row)) {
            buf_printf(out, "\n%s:\n", row->name);
        } else if (is_shown(row)) {
            buf_text(out, "  ");
            spelling(out, row);
            wrapped(out, row->help, out->len - start);
        }
    }
    buf_text(out, "\nAn option -fX of two states is also accepted as -fno-X. Unknown options of -W are ignored, all others\n"
                  "refused. Exit status: 0 good, 1 errors were reported, 70 samara itself failed.\n");
}

/* Text for troff: \ and - and a leading . or ' are special. */
static void troff(Buf *out, const char *text) {
    if (*text == '.' || *text == '\'')
        buf_text(out, "\\&");
    for (; *text != '\0'; text++) {
        if (*text == '\\')
            buf_text(out, "\\e");
        else if (*text == '-')
            buf_text(out, "\\-");
        else
            buf_byte(out, (unsigned char)*text);
    }
}

void help_man(Buf *out) {
    buf_text(out, ".TH SAMARA 1 \"\" \"samara " SAMARA_VERSION "\" \"User Commands\"\n"
                  ".SH NAME\nsamara \\- compile C, link programs, handle archives\n"
                  ".SH SYNOPSIS\n.B samara\n[\\fIOPTIONS\\fR] \\fIFILES\\fR\n.br\n"
                  ".B samara\n\\fBld\\fR|\\fBar\\fR|\\fBranlib\\fR [\\fIARGUMENTS\\fR]\n.SH DESCRIPTION\n");
    troff(out, intro);
    buf_text(out, "\n");
    for (const OptionRow *row = option_rows; row->name != NULL; row++) {
        Buf name = {0};
        if (is_section(row)) {
            buf_printf(out, ".SH \"%s\"\n", row->name);
        } else if (is_shown(row)) {
            spelling(&name, row);
            buf_text(out, ".TP\n.B ");
            troff(out, buf_cstr(&name));
            buf_byte(out, '\n');
            troff(out, row->help);
            buf_byte(out, '\n');
        }
        buf_free(&name);
    }
    buf_text(out, ".SH ENVIRONMENT\n"
                  ".TP\n.B SAMARA_HOME\nThe folder of samara's own headers (include) and libraries (one folder for each\n"
                  "architecture); by default ../lib/samara beside its bin folder.\n"
                  ".TP\n.B SOURCE_DATE_EPOCH\nSeconds since 1970, for __DATE__ and __TIME__; without it they are unknown.\n"
                  ".TP\n.B NO_COLOR\nIf set, messages have no colours.\n"
                  ".SH \"EXIT STATUS\"\n0: good; 1: errors were reported; 70: samara itself failed.\n"
                  "Outputs are written under temporary names, and renamed when all went well.\n"
                  ".SH \"SEE ALSO\"\n.BR cc (1),\n.BR ld (1),\n.BR ar (1)\n");
}

void version_text(Buf *out, const char *tool) {
    buf_printf(out, "%s%s" SAMARA_VERSION "\n", tool, *tool == '\0' ? "" : " ");
}
