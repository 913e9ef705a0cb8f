/* Linking a program (steps.h): the command line of ld is made, shown if that is wanted, and run in this process. */
#include "steps.h"

#include "../link/link.h"

#include <stdlib.h>
#include <string.h>
#include <stdio.h>

typedef struct LinkList {
    LinkPiece *pieces;
    size_t count;
    size_t room;
} LinkList;

static LinkPiece *add_piece(LinkList *list, const char *text) {
    LinkPiece *p;
    list->pieces = grow(list->pieces, list->count, &list->room, sizeof list->pieces[0]);
    p = &list->pieces[list->count];
    list->count++;
    memset(p, 0, sizeof *p);
    p->text = text;
    return p;
}

static const char *joined(Driver *d, const char *a, const char *b) {
    Buf text = {0};
    const char *copy;
    buf_printf(&text, "%s%s", a, b);
    copy = arena_copy(&d->arena, text.data, text.len);
    buf_free(&text);
    return copy;
}

/* A file of the toolchain that every program needs. */
static void add_file(Driver *d, LinkList *list, const char *name) {
    const char *path = toolchain_file(&d->tools, &d->o, name);
    if (path == NULL)
        fail("%s is not found for %s (see -print-search-dirs)", name, d->tools.triple);
    add_piece(list, path);
}

static void add_options(Driver *d, LinkList *list) {
    const Options *o = &d->o;
    add_piece(list, "-m");
    add_piece(list, strcmp(d->tools.target->facts.name, "aarch64") == 0 ? "aarch64linux" : "elf_x86_64");
    if (*o->sysroot != '\0')
        add_piece(list, joined(d, "--sysroot=", o->sysroot));
    add_piece(list, "-o");
    add_piece(list, o->output != NULL ? o->output : "a.out");
}

static void add_folders(Driver *d, LinkList *list) {
    const Options *o = &d->o;
    for (size_t i = 0; i < o->library_dirs.count; i++)
        add_piece(list, joined(d, "-L", o->library_dirs.items[i]));
    for (size_t i = 0; i < o->prefixes.count; i++)
        add_piece(list, joined(d, "-L", o->prefixes.items[i]));
    if (d->tools.own_lib != NULL)
        add_piece(list, joined(d, "-L", d->tools.own_lib));
    if (d->tools.libc_lib != NULL)
        add_piece(list, joined(d, "-L", d->tools.libc_lib));
}

static void add_items(Driver *d, LinkList *list, const Buf *objects) {
    const Options *o = &d->o;
    for (size_t i = 0; i < o->item_count; i++) {
        const Item *item = &o->items[i];
        if (item->kind == ITEM_LIBRARY)
            add_piece(list, joined(d, "-l", item->text));
        else
            add_piece(list, item->text)->object = objects[i];
    }
}

/* The order of every Unix: crt1.o crti.o … crtn.o. libc and the runtime may need each other. */
static void make_list(Driver *d, LinkList *list, const Buf *objects) {
    const Options *o = &d->o;
    bool start = !o->flags[FLAG_NO_STDLIB] && !o->flags[FLAG_NO_START];
    bool libs = !o->flags[FLAG_NO_STDLIB] && !o->flags[FLAG_NO_LIBS];
    bool libc = libs && !o->flags[FLAG_NO_LIBC];
    if (start || libc)
        toolchain_need_libc(&d->tools, o);
    add_options(d, list);
    if (start) {
        add_file(d, list, "crt1.o");
        add_file(d, list, "crti.o");
    }
    add_folders(d, list);
    add_items(d, list, objects);
    if (libs) {
        if (libc && o->flags[FLAG_THREADS])
            add_piece(list, "-lpthread");
        add_piece(list, "--start-group");
        add_file(d, list, "libsamara.a");
        if (libc)
            add_piece(list, "-lc");
        add_piece(list, "--end-group");
    }
    if (start)
        add_file(d, list, "crtn.o");
}

static void show_list(const Driver *d, const LinkList *list) {
    Buf b = {0};
    buf_byte(&b, ' ');
    buf_text(&b, d->program);
    show_word(&b, "ld");
    for (size_t i = 0; i < list->count; i++)
        show_word(&b, list->pieces[i].text);
    buf_byte(&b, '\n');
    fwrite(b.data, 1, b.len, stderr);
    buf_free(&b);
}

static bool run_list(const LinkList *list) {
    LdLine line = {0};
    char **argv = allocate((list->count + 1) * sizeof *argv);
    int argc = (int)list->count;
    int i = 0;
    bool good = true;
    for (size_t k = 0; k < list->count; k++)
        argv[k] = (char *)list->pieces[k].text;
    while (good && i < argc) {
        const LinkPiece *p = &list->pieces[i];
        if (p->object.data == NULL && argv[i][0] == '-') {
            good = ld_option(&line, argc, argv, &i);
        } else {
            ld_add_input(&line, p->text);
            line.link.inputs[line.link.input_count - 1].data = p->object.data;
            line.link.inputs[line.link.input_count - 1].len = p->object.len;
            i++;
        }
    }
    good = good && ld_run(&line) == 0;
    free(argv);
    return good;
}

void link_items(Driver *d, const Buf *objects) {
    LinkList list = {0};
    make_list(d, &list, objects);
    if (d->o.verbose || d->o.dry_run)
        show_list(d, &list);
    if (!d->o.dry_run && !run_list(&list))
        d->failed = true;
    free(list.pieces);
}
