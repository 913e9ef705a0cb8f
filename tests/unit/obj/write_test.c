/* Writes objects with the object model and reads them back. Prints "N passed, N failed".
   With an argument, writes DIR/main.o (answers 0 as a program), DIR/many.o (more than 65,280
   sections) and DIR/a64.o for eu-elflint and the system's linker; see run.sh. */
#include "../../../stage2/obj/elf.h"
#include "../../../stage2/obj/elf_read.h"
#include "../../../stage2/obj/obj.h"

#include <stdio.h>
#include <string.h>

static int passed;
static int failed;

static void check(bool good, const char *what) {
    if (good) {
        passed++;
    } else {
        failed++;
        printf("failed: %s\n", what);
    }
}

static uint32_t define(Obj *obj, const char *name, uint32_t section, uint64_t value, uint64_t size,
                       int type) {
    uint32_t symbol = obj_symbol(obj, name);
    obj->symbols[symbol].section = section;
    obj->symbols[symbol].value = value;
    obj->symbols[symbol].size = size;
    obj->symbols[symbol].type = (uint8_t)type;
    return symbol;
}

/* int main(void) { return value; } with a COMDAT function, data, bss, a common symbol. */
static void make_main(Obj *obj, uint16_t machine) {
    static const unsigned char x86[] = {0x8b, 0x05, 0, 0, 0, 0, 0xc3}; /* mov value(%rip), %eax; ret */
    static const unsigned char arm[] = {0x00, 0, 0, 0x90, 0x00, 0, 0x40, 0xb9, 0xc0, 0x03, 0x5f, 0xd6};
    uint32_t file, text, data, bss, sign, once, value, unused;
    obj_init(obj, machine);
    file = obj_symbol(obj, "main.c");
    obj->symbols[file].bind = STB_LOCAL;
    obj->symbols[file].type = STT_FILE;
    obj->symbols[file].section = OBJ_ABS;
    text = obj_section(obj, ".text", SHT_PROGBITS, SHF_ALLOC | SHF_EXECINSTR, 0);
    data = obj_section(obj, ".data", SHT_PROGBITS, SHF_ALLOC | SHF_WRITE, 0);
    bss = obj_section(obj, ".bss", SHT_NOBITS, SHF_ALLOC | SHF_WRITE, 0);
    check(obj_section(obj, ".data", SHT_PROGBITS, SHF_ALLOC | SHF_WRITE, 0) == data, "same section");
    obj->sections[text].align = 16;
    obj->sections[data].align = 8;
    obj->sections[bss].align = 32;
    obj->sections[bss].size = 100;
    value = define(obj, "value", data, 0, 4, STT_OBJECT);
    buf_zeros(&obj->sections[data].data, 24);
    /* Out of order, to be sorted. */
    obj_reloc(obj, data, 16, machine == EM_X86_64 ? R_X86_64_64 : R_AARCH64_ABS64,
              obj_section_symbol(obj, bss), 8);
    obj_reloc(obj, data, 8, machine == EM_X86_64 ? R_X86_64_64 : R_AARCH64_ABS64, value, 0);
    if (machine == EM_X86_64) {
        buf_add(&obj->sections[text].data, x86, sizeof x86);
        obj_reloc(obj, text, 2, R_X86_64_PC32, value, -4);
    } else {
        buf_add(&obj->sections[text].data, arm, sizeof arm);
        obj_reloc(obj, text, 0, R_AARCH64_ADR_PREL_PG_HI21, value, 0);
        obj_reloc(obj, text, 4, R_AARCH64_LDST32_ABS_LO12_NC, value, 0);
    }
    define(obj, "main", text, 0, obj->sections[text].data.len, STT_FUNC);
    sign = obj_symbol(obj, "once");
    once = obj_section(obj, ".text.once", SHT_PROGBITS, SHF_ALLOC | SHF_EXECINSTR, sign);
    obj->sections[once].align = 4;
    buf_add(&obj->sections[once].data, machine == EM_X86_64 ? x86 : arm,
            machine == EM_X86_64 ? sizeof x86 : sizeof arm);
    obj_reloc(obj, once, machine == EM_X86_64 ? 2 : 0,
              machine == EM_X86_64 ? R_X86_64_PC32 : R_AARCH64_ADR_PREL_PG_HI21, value,
              machine == EM_X86_64 ? -4 : 0);
    obj->symbols[sign].bind = STB_WEAK;
    obj->symbols[sign].type = STT_FUNC;
    obj->symbols[sign].section = once;
    unused = obj_symbol(obj, "unused");
    check(unused != 0, "symbol");
    unused = define(obj, "shared", OBJ_COMMON, 8, 40, STT_OBJECT);
    check(obj->symbols[unused].value == 8, "common");
}

static void make_many(Obj *obj) {
    char name[40];
    obj_init(obj, EM_X86_64);
    for (int i = 0; i < 66000; i++) {
        uint32_t section;
        snprintf(name, sizeof name, ".text.f%d", i);
        section = obj_section(obj, name, SHT_PROGBITS, SHF_ALLOC | SHF_EXECINSTR, 0);
        buf_byte(&obj->sections[section].data, 0xc3);
        define(obj, name + 6, section, 0, 1, STT_FUNC);
    }
}

static void read_back(const Buf *file, uint32_t sections, const char *what) {
    ElfFile f;
    const char *why;
    ElfSymbol s;
    bool good = elf_open(&f, file->data, file->len, &why);
    check(good, what);
    if (!good) {
        printf("  %s\n", why);
        return;
    }
    if (sections != 0)
        check(f.section_count == sections, "number of sections");
    for (uint32_t i = 0; i < f.symbol_count; i++) {
        if (!elf_symbol(&f, i, &s, &why)) {
            check(false, why);
            break;
        }
        if (strcmp(s.name, "unused") == 0)
            check(false, "an unused symbol was written");
        if (strcmp(s.name, "f65999") == 0)
            check(strcmp(f.sections[s.section].name, ".text.f65999") == 0, "extended index");
    }
    elf_close(&f);
}

static void one(const char *dir, const char *name, Obj *obj, uint32_t sections) {
    Buf first = {0};
    Buf second = {0};
    Buf path = {0};
    obj_write(obj, &first);
    obj_write(obj, &second);
    check(first.len == second.len && memcmp(first.data, second.data, first.len) == 0,
          "the same bytes twice");
    read_back(&first, sections, name);
    if (dir != NULL) {
        buf_printf(&path, "%s/%s", dir, name);
        check(write_file(buf_cstr(&path), first.data, first.len, false), "write the file");
    }
    buf_free(&first);
    buf_free(&second);
    buf_free(&path);
    obj_free(obj);
}

int main(int argc, char **argv) {
    const char *dir = argc > 1 ? argv[1] : NULL;
    Obj obj;
    make_main(&obj, EM_X86_64);
    one(dir, "main.o", &obj, 13);
    make_main(&obj, EM_AARCH64);
    one(dir, "a64.o", &obj, 13);
    make_many(&obj);
    one(dir, "many.o", &obj, 66006);
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
