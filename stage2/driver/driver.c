/* The compiler driver (driver.h): what is to be done, in order. */
#include "driver.h"

#include "../base/version.h"
#include "steps.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- questions ---- */

static void print_dirs(Driver *d, Buf *out) {
    Toolchain *t = &d->tools;
    const Texts *prefixes = &d->o.prefixes;
    buf_printf(out, "install: %s\nprograms: =%s\nlibraries: =", t->own_lib != NULL ? t->own_lib : "",
               t->bin != NULL ? t->bin : "");
    for (size_t i = 0; i < prefixes->count; i++)
        buf_printf(out, "%s:", prefixes->items[i]);
    buf_printf(out, "%s%s%s\n", t->own_lib != NULL ? t->own_lib : "",
               t->own_lib != NULL && t->libc_lib != NULL ? ":" : "", t->libc_lib != NULL ? t->libc_lib : "");
}

static void print_program(Driver *d, const char *name, Buf *out) {
    size_t start = out->len;
    if (d->tools.bin != NULL) {
        buf_printf(out, "%s/%s", d->tools.bin, name);
        if (path_readable(buf_cstr(out) + start)) {
            buf_byte(out, '\n');
            return;
        }
        out->len = start;
    }
    buf_printf(out, "%s\n", name);
}

static void answer(Driver *d, Buf *out) {
    Options *o = &d->o;
    const char *name = o->info == INFO_LIBGCC ? "libsamara.a" : o->info_name;
    const char *path;
    switch (o->info) {
    case INFO_VERSION:
        buf_printf(out, "samara " SAMARA_VERSION "\nTarget: %s\nA C compiler, linker and archiver that is built from "
                        "its sources by nothing but itself.\n", d->tools.triple);
        break;
    case INFO_DUMP_VERSION:
        buf_text(out, SAMARA_VERSION "\n");
        break;
    case INFO_MACHINE:
        buf_printf(out, "%s\n", d->tools.triple);
        break;
    case INFO_DIRS:
        print_dirs(d, out);
        break;
    case INFO_FILE_NAME:
    case INFO_LIBGCC:
        path = toolchain_file(&d->tools, o, name);
        buf_printf(out, "%s\n", path != NULL ? path : name);
        break;
    case INFO_PROG_NAME:
        print_program(d, name, out);
        break;
    case INFO_MULTI_OS:
        buf_text(out, ".\n");
        break;
    case INFO_SYSROOT:
        if (*o->sysroot != '\0')
            buf_printf(out, "%s\n", o->sysroot);
        break;
    case INFO_NONE:
        break;
    }
}

static void print_answer(Driver *d) {
    Buf out = {0};
    if (d->o.man)
        help_man(&out);
    else if (d->o.help)
        help_text(&out);
    else
        answer(d, &out);
    if (fwrite(out.data, 1, out.len, stdout) != out.len || fflush(stdout) != 0)
        fail("cannot write to standard output");
    buf_free(&out);
}

/* ---- checks ---- */

static void check_machine(const Driver *d) {
    const Options *o = &d->o;
    bool x86 = strcmp(d->tools.target->facts.name, "x86_64") == 0;
    if (o->machine >= 0 && (o->machine == MACHINE_X86_64) != x86)
        fail("'%s' is not an option of %s", o->machine_option, d->tools.target->facts.name);
    if (o->march != NULL && strcmp(o->march, x86 ? "-march=x86-64" : "-march=armv8-a") != 0 &&
        (x86 || strcmp(o->march, "-mcpu=generic") != 0))
        fail("'%s' is not supported; code is made for any %s processor", o->march, d->tools.target->facts.name);
}

static void check_options(const Driver *d) {
    const Options *o = &d->o;
    bool many = o->file_count > 1;
    check_machine(d);
    if (o->output != NULL && *o->output == '\0')
        fail("missing argument to '-o'");
    if (o->deps_file != NULL && o->deps == 0)
        fail("'-MF' needs -M, -MM, -MD or -MMD");
    if (o->flags[FLAG_MACROS] && !(o->stage_given && o->stage == COMPILE_PREPROCESS))
        fail("'-dM' needs -E");
    if (o->file_count == 0 && !o->verbose)
        fail("no input files; see 'samara --help'");
    if (many && o->output != NULL && (o->stage_given || (o->deps & DEPS_ONLY)))
        fail("cannot specify '-o' with '-c', '-S', '-E' or '-M' with several files");
}

/* ---- all files ---- */

static void run(Driver *d) {
    Options *o = &d->o;
    bool link = !o->stage_given && !(o->deps & DEPS_ONLY);
    Buf *objects = allocate(o->item_count * sizeof *objects);
    bool prepared = false;
    for (size_t i = 0; i < o->item_count; i++) {
        Item *item = &o->items[i];
        if (item->kind != ITEM_FILE)
            continue;
        if (file_language(d, item) == LANG_LINK) {
            if (!link)
                fprintf(stderr, "samara: warning: %s: linker input file unused because linking is not done\n", item->text);
            continue;
        }
        if (!prepared)
            units_prepare(d);
        prepared = true;
        compile_unit(d, item, link ? &objects[i] : NULL);
    }
    if (link && !d->failed)
        link_items(d, objects);
    for (size_t i = 0; i < o->item_count; i++)
        buf_free(&objects[i]);
    free(objects);
}

int driver_main(int argc, char **argv, const char *name_triple) {
    Driver driver = {0};
    Driver *d = &driver;
    d->program = argv[0];
    options_parse(&d->o, argc, argv);
    toolchain_find(&d->tools, &d->o, argv[0], name_triple);
    if (d->o.help || d->o.info != INFO_NONE) {
        print_answer(d);
        return 0;
    }
    if (d->o.verbose || d->o.dry_run)
        fprintf(stderr, "samara version " SAMARA_VERSION "\nTarget: %s\n", d->tools.triple);
    check_options(d);
    run(d);
    return d->failed ? 1 : 0;
}
