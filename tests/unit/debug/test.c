/* Objects with hand-made code and rows: `test FOLDER` writes one.o (a section), many.o (several), a64.o, none.o and
   text.s; run.sh asks the tools what they find. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../../stage2/debug/debug.h"
#include "../../../stage2/obj/elf.h"

static const char main_text[] = "int first(void)\n{\n    return 1;\n}\n\nstatic int second(void)\n{\n    return 2;\n}\n"
                                "int main(void)\n{\n    return first() - second();\n}\n";
static const char header_text[] = "\n\n  static int helper(void) { return 3; }\n";

/* What the writer asks of a target. */
static const Target x86_64 = {.facts = {.machine = EM_X86_64}, .reloc_abs64 = R_X86_64_64, .reloc_abs32 = R_X86_64_32};
static const Target aarch64 = {
    .facts = {.machine = EM_AARCH64}, .reloc_abs64 = R_AARCH64_ABS64, .reloc_abs32 = R_AARCH64_ABS32};

typedef struct Unit {
    Obj obj;
    Diag diag;
    LineRow *rows;
    size_t count;
    size_t room;
    Loc file;
    Loc header;
    const Target *target;
} Unit;

static void open_unit(Unit *u, const Target *t) {
    memset(u, 0, sizeof *u);
    u->target = t;
    obj_init(&u->obj, t->facts.machine);
    diag_init(&u->diag);
    u->file = diag_enter(&u->diag, "/there/src/main.c", (const unsigned char *)main_text, sizeof main_text - 1, 0, false);
    u->header =
        diag_enter(&u->diag, "lib/helper.h", (const unsigned char *)header_text, sizeof header_text - 1, u->file, false);
}

static Loc line_of(Loc base, const char *text, int line) {
    const char *p = text;
    while (--line > 0)
        p = strchr(p, '\n') + 1;
    return base + (Loc)(p - text);
}

static void row(Unit *u, uint32_t section, size_t offset, Loc loc) {
    u->rows = grow(u->rows, u->count, &u->room, sizeof u->rows[0]);
    u->rows[u->count].section = section;
    u->rows[u->count].offset = (uint32_t)offset;
    u->rows[u->count].loc = loc;
    u->count++;
}

/* A function of two lines, `ins` instructions each. */
static uint32_t add_function(Unit *u, const char *section_name, const char *name, unsigned bind, Loc first, Loc second,
                             int ins) {
    uint32_t section = obj_section(&u->obj, section_name, SHT_PROGBITS, SHF_ALLOC | SHF_EXECINSTR, 0);
    uint32_t number = obj_symbol(&u->obj, name);
    ObjSymbol *s = &u->obj.symbols[number];
    Buf *b = &u->obj.sections[section].data;
    bool x86 = u->obj.machine == EM_X86_64;
    buf_align(b, 16);
    s->section = section;
    s->value = b->len;
    s->type = STT_FUNC;
    s->bind = (uint8_t)bind;
    s->used = true;
    row(u, section, b->len, first);
    for (int i = 0; i < 2 * ins; i++) {
        if (i == ins)
            row(u, section, b->len, second);
        if (x86)
            buf_byte(b, i == 2 * ins - 1 ? 0xc3 : 0x90);
        else
            buf_u32(b, i == 2 * ins - 1 ? 0xd65f03c0 : 0xd503201f);
    }
    row(u, section, b->len, 0);
    u->obj.sections[section].align = 16;
    s = &u->obj.symbols[number];
    s->size = b->len - s->value;
    return number;
}

static void close_unit(Unit *u, const char *folder, const char *name, const DebugPaths *paths) {
    Buf out = {0};
    char path[1000];
    debug_write(&u->obj, u->target, &u->diag, u->rows, u->count, "/there/src/main.c", paths);
    obj_write(&u->obj, &out);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    if (!write_file(path, out.data, out.len, false))
        exit(2);
    buf_free(&out);
    free(u->rows);
    obj_free(&u->obj);
    diag_free(&u->diag);
}

static void functions(Unit *u, const char *second, int ins) {
    uint32_t alias;
    uint32_t first = add_function(u, ".text", "first", STB_GLOBAL, line_of(u->file, main_text, 1),
                                  line_of(u->file, main_text, 3), ins);
    alias = obj_symbol(&u->obj, "alias");
    u->obj.symbols[alias] = u->obj.symbols[first];
    u->obj.symbols[alias].name = "alias";
    add_function(u, second, "helper", STB_LOCAL, line_of(u->header, header_text, 3) + 2,
                 line_of(u->header, header_text, 3) + 28, ins);
    add_function(u, ".text", "second", STB_LOCAL, line_of(u->file, main_text, 6), line_of(u->file, main_text, 8), ins);
    add_function(u, ".text", "main", STB_GLOBAL, line_of(u->file, main_text, 10), line_of(u->file, main_text, 12), ins);
}

static void write_text(const char *folder, const DebugPaths *paths) {
    Unit u;
    CodeOut out = {0};
    Buf text = {0};
    DebugText state = {0};
    char path[1000];
    open_unit(&u, &x86_64);
    out.diag = &u.diag;
    out.text = &text;
    out.loc_state = &state;
    state.paths = *paths;
    buf_text(&text, "\t.text\nfirst:\n");
    debug_text_loc(&out, line_of(u.file, main_text, 1));
    buf_text(&text, "\tnop\n");
    debug_text_loc(&out, line_of(u.header, header_text, 3));
    buf_text(&text, "\tnop\n");
    debug_text_loc(&out, line_of(u.file, main_text, 3));
    buf_text(&text, "\tret\n");
    snprintf(path, sizeof path, "%s/text.s", folder);
    if (!write_file(path, text.data, text.len, false))
        exit(2);
    debug_text_free(&state);
    buf_free(&text);
    obj_free(&u.obj);
    diag_free(&u.diag);
}

int main(int argc, char **argv) {
    static const PpPrefixMap maps[] = {{"/there", "/nowhere"}, {"/there/src", "/here"}};
    DebugPaths paths = {maps, 2, "/there/build"};
    Unit u;
    if (argc != 2)
        return 2;
    open_unit(&u, &x86_64);
    functions(&u, ".text", 3);
    close_unit(&u, argv[1], "one.o", &paths);
    open_unit(&u, &x86_64);
    functions(&u, ".text.unlikely", 300);
    close_unit(&u, argv[1], "many.o", &paths);
    open_unit(&u, &aarch64);
    functions(&u, ".text.hot", 5);
    close_unit(&u, argv[1], "a64.o", &paths);
    open_unit(&u, &x86_64);
    close_unit(&u, argv[1], "none.o", &paths);
    write_text(argv[1], &paths);
    return 0;
}
