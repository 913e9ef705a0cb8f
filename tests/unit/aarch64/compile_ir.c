/* compile_ir LEVEL FILE.ir OUT [asm|mir]: the functions of an IR text through the AArch64 back end, to an
   object file or assembly. LEVEL overrides that of the text. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../../stage2/obj/elf.h"
#include "../../../stage2/target/target.h"

static void emit(int level, const char *at, Obj *obj, CodeOut *out, bool mir) {
    const Target *t = &target_aarch64;
    IrFunc f = {0};
    MFunc m = {0};
    while (ir_read(&f, obj, &at)) {
        f.level = level;
        f.section = obj_section(obj, ".text", SHT_PROGBITS, SHF_ALLOC | SHF_EXECINSTR, 0);
        obj->symbols[f.symbol].bind = STB_GLOBAL;
        obj->symbols[f.symbol].used = true;
        ir_cleanup(&f);
        ir_check(&f, "read");
        if (mir) {
            Buf b = {0};
            switch_lower(&f);
            ir_split_critical(&f);
            ir_order(&f);
            ir_dominators(&f);
            ir_loops(&f);
            ir_count_uses(&f);
            mir_begin(&m, &m.own, &f);
            t->select(&m, &f);
            mir_dump(&m, &t->regs, &b);
            mir_check(&m, &t->regs, false, "select");
            buf_text(&b, "---- allocated\n");
            regalloc(&m, &t->regs, level == 0);
            mir_dump(&m, &t->regs, &b);
            fwrite(b.data, 1, b.len, stdout);
        } else {
            target_function(t, &m, &f, out);
        }
    }
}

int main(int argc, char **argv) {
    Buf text = {0};
    Buf bytes = {0};
    Buf assembly = {0};
    Obj obj = {0};
    CodeOut out = {0};
    const char *mode = argc > 4 ? argv[4] : "";
    if (argc < 4 || !read_file(argv[2], &text))
        return 2;
    obj_init(&obj, EM_AARCH64);
    out.obj = &obj;
    if (strcmp(mode, "asm") == 0)
        out.text = &assembly;
    emit(atoi(argv[1]), buf_cstr(&text), &obj, &out, strcmp(mode, "mir") == 0);
    obj_write(&obj, &bytes);
    if (out.text != NULL)
        write_file(argv[3], assembly.data, assembly.len, false);
    else
        write_file(argv[3], bytes.data, bytes.len, false);
    return 0;
}
