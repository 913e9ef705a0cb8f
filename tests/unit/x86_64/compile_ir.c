/* compile_ir LEVEL FILE.ir OUT [asm|mir]: the functions of an IR text through the x86-64 back end, to an object
   file or assembly; or their machine form, before and after allocation, on standard output. */
#include "../../../stage2/obj/elf.h"
#include "../../../stage2/target/target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void show(MFunc *m, IrFunc *f) {
    const Target *t = &target_x86_64;
    RegModel model = t->regs;
    Buf b = {0};
    switch_lower(f);
    ir_split_critical(f);
    ir_order(f);
    ir_dominators(f);
    ir_loops(f);
    ir_count_uses(f);
    mir_begin(m, &m->own, f);
    t->select(m, f);
    mir_dump(m, &model, &b);
    fwrite(b.data, 1, b.len, stdout);
    fflush(stdout);
    mir_check(m, &model, false, "select");
    model.allocatable &= ~m->reserved;
    regalloc(m, &model, f->level == 0);
    b.len = 0;
    mir_dump(m, &model, &b);
    fwrite(b.data, 1, b.len, stdout);
    mir_check(m, &model, true, "regalloc");
}

int main(int argc, char **argv) {
    Buf text = {0};
    Buf bytes = {0};
    Buf assembly = {0};
    Obj obj = {0};
    IrFunc f = {0};
    MFunc m = {0};
    CodeOut out = {0};
    const char *mode = argc > 4 ? argv[4] : "";
    const char *at;
    if (argc < 4 || !read_file(argv[2], &text))
        return 2;
    obj_init(&obj, EM_X86_64);
    out.obj = &obj;
    if (strcmp(mode, "asm") == 0)
        out.text = &assembly;
    at = buf_cstr(&text);
    while (ir_read(&f, &obj, &at)) {
        f.level = atoi(argv[1]);
        f.section = obj_section(&obj, ".text", SHT_PROGBITS, SHF_ALLOC | SHF_EXECINSTR, 0);
        obj.symbols[f.symbol].bind = STB_GLOBAL;
        obj.symbols[f.symbol].used = true;
        ir_cleanup(&f);
        ir_check(&f, "read");
        if (strcmp(mode, "mir") == 0)
            show(&m, &f);
        else
            target_function(&target_x86_64, &m, &f, &out);
    }
    obj_write(&obj, &bytes);
    if (out.text != NULL)
        write_file(argv[3], assembly.data, assembly.len, false);
    else
        write_file(argv[3], bytes.data, bytes.len, false);
    return 0;
}
