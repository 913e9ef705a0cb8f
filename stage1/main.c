/* The command line: each command is the pipeline up to the point it names.

   C text → cc → P1 text → expand → labelled hex → link → ELF. The phases keep the texts in
   memory; this file, options.c and output.c alone read options and write files. */
#include "cc/cc.h"
#include "expand/expand.h"
#include "link/link.h"
#include "options.h"
#include "output.h"
#include "run/run.h"
#include "sum.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int print(const Buf *text) {
    if (fwrite(text->data, 1, text->len, stdout) != text->len || fflush(stdout) != 0)
        fail("cannot write standard output");
    return 0;
}

/* `a` with `b` and `c` behind it. */
static const char *join(const char *a, const char *b, const char *c) {
    Buf text = {0};
    buf_text(&text, a);
    buf_text(&text, b);
    buf_text(&text, c);
    return buf_cstr(&text);
}

static void write_outputs(const Options *opts, const Buf *bytes, bool program, const Buf *map) {
    Output outputs[2];
    outputs[0].name = opts->out;
    outputs[0].bytes = bytes;
    outputs[0].program = program;
    outputs[1].name = opts->map;
    outputs[1].bytes = map;
    outputs[1].program = false;
    output_write(outputs, opts->map == NULL ? 1 : 2);
}

/* Expands a program between the macros and the runtime of `arch`. The C files are compiled
   together, and come before the P1 files. */
static void expand_program(Sources *src, const Options *opts, const Arch *arch, const char **c_files,
                           size_t c_count, const char **p1_files, size_t p1_count, Buf *hex, Buf *map) {
    Loc *files = allocate((p1_count + 4) * sizeof files[0]);
    size_t count = 0;
    files[count++] = sources_load(src, join(opts->macros, "/", join(arch->name, ".p1", "")));
    files[count++] = sources_load(src, join(opts->macros, "/portable.p1", ""));
    if (c_count > 0) {
        Buf text = {0};
        cc_compile(src, c_files, c_count, &opts->cc, &text);
        files[count++] = sources_add(src, join(opts->out, ".p1", ""), text.data, text.len);
    }
    for (size_t i = 0; i < p1_count; i++)
        files[count++] = sources_load(src, p1_files[i]);
    files[count++] = sources_load(src, join(opts->macros, "/runtime.p1", ""));
    expand(src, files, count, hex, opts->map == NULL ? NULL : map);
}

static int compile(Sources *src, const Options *opts) {
    Buf text = {0};
    cc_compile(src, opts->files, opts->file_count, &opts->cc, &text);
    write_outputs(opts, &text, false, NULL);
    return 0;
}

static int expand_files(Sources *src, const Options *opts) {
    Buf hex = {0};
    Buf map = {0};
    expand_program(src, opts, &opts->arch, NULL, 0, opts->files, opts->file_count, &hex, &map);
    write_outputs(opts, &hex, false, &map);
    return 0;
}

static int link_file(Sources *src, const Options *opts) {
    Image image;
    memset(&image, 0, sizeof image);
    if (opts->file_count != 1)
        fail("'link' takes one file");
    link_hex(src, sources_load(src, opts->files[0]), &opts->arch, &image);
    write_outputs(opts, &image.file, true, NULL);
    return 0;
}

static int build(Sources *src, const Options *opts) {
    Image image;
    Buf hex = {0};
    Buf map = {0};
    Buf text = {0};
    memset(&image, 0, sizeof image);
    expand_program(src, opts, &opts->arch, opts->files, opts->file_count, NULL, 0, &hex, &map);
    link_hex(src, sources_add(src, join(opts->out, ".hex", ""), hex.data, hex.len), &opts->arch, &image);
    for (int i = 0; i < SECTION_COUNT; i++) {
        buf_text(&text, "section ");
        buf_text(&text, section_names[i]);
        buf_byte(&text, ' ');
        buf_dec(&text, image.places[i].address);
        buf_byte(&text, ' ');
        buf_dec(&text, image.places[i].offset);
        buf_byte(&text, ' ');
        buf_dec(&text, image.places[i].size);
        buf_byte(&text, '\n');
    }
    buf_add(&text, map.data, map.len);
    write_outputs(opts, &image.file, true, &text);
    return 0;
}

static int run_program(Sources *src, const Options *opts) {
    const char **c_files = allocate(opts->file_count * sizeof c_files[0]);
    const char **p1_files = allocate(opts->file_count * sizeof p1_files[0]);
    const char **argv = allocate((opts->arg_count + 2) * sizeof argv[0]);
    size_t c_count = 0;
    size_t p1_count = 0;
    Image image;
    Buf hex = {0};
    for (size_t i = 0; i < opts->file_count; i++) {
        const char *file = opts->files[i];
        if (strcmp(file + strlen(file) - 2, ".c") == 0)
            c_files[c_count++] = file;
        else
            p1_files[p1_count++] = file;
    }
    memset(&image, 0, sizeof image);
    expand_program(src, opts, &archs[ARCH_INTERP], c_files, c_count, p1_files, p1_count, &hex, NULL);
    link_hex(src, sources_add(src, join(opts->out, ".hex", ""), hex.data, hex.len), &archs[ARCH_INTERP],
             &image);
    argv[0] = opts->files[0];
    for (size_t i = 0; i < opts->arg_count; i++)
        argv[i + 1] = opts->args[i];
    return run(&image, argv, opts->count);
}

static int sum(const Options *opts) {
    for (size_t i = 0; i < opts->file_count; i++) {
        Buf text = {0};
        Buf line = {0};
        char digest[65];
        if (!read_file(opts->files[i], &text))
            fail1("cannot read '{}'", opts->files[i]);
        sum_digest(&text, digest);
        sum_line(&line, digest, opts->files[i]);
        print(&line);
        buf_free(&text);
        buf_free(&line);
    }
    return 0;
}

/* Runs the command that the arguments name; gives the exit status. */
int main(int argc, char **argv) {
    Sources src;
    Options opts;
    Buf text = {0};
    memset(&src, 0, sizeof src);
    memset(&opts, 0, sizeof opts);
    options_parse(argc, argv, &opts, &text);
    if (text.len > 0)
        return print(&text);
    if (strcmp(opts.command, "cc") == 0)
        return compile(&src, &opts);
    if (strcmp(opts.command, "expand") == 0)
        return expand_files(&src, &opts);
    if (strcmp(opts.command, "link") == 0)
        return link_file(&src, &opts);
    if (strcmp(opts.command, "build") == 0)
        return build(&src, &opts);
    if (strcmp(opts.command, "run") == 0)
        return run_program(&src, &opts);
    return sum(&opts);
}
