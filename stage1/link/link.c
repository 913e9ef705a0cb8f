/* The linker, phase by phase. */
#include "parts.h"

const char *const section_names[SECTION_COUNT] = {"text", "rodata", "data", "bss"};

const Arch archs[ARCH_COUNT] = {
    {"x86_64", 62, 0x1000},
    {"aarch64", 183, 0x10000},
    {"riscv64", 243, 0x1000},
    {"interp", 0, 0x1000},
};

void link_hex(Sources *src, Loc hex, const Arch *arch, Image *image) {
    Program *program = allocate(sizeof *program);
    ln_parse(src, hex, program);
    ln_place(program, arch, image->places);
    ln_fill(src, program, image->places);
    ln_write(program, arch, image);
}
