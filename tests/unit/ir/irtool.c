/* Reads a text of the IR, runs one pass over each function (or none), and prints the text: for tests with
   expected output. Usage: irtool PASS FILE */
#include "../../../stage2/opt/passes.h"

#include <stdio.h>
#include <string.h>

typedef struct Named {
    const char *name;
    void (*run)(IrFunc *f);
} Named;

static const Named passes[] = {
    {"none", NULL},
    {"cleanup", ir_cleanup},
    {"split", ir_split_critical},
    {"cfg", opt_cfg},
    {"promote", opt_promote},
    {"gvn", opt_gvn},
    {"memory", opt_memory},
    {"licm", opt_licm},
    {"induction", opt_induction},
    {"range", opt_range},
    {"strength", opt_strength},
    {"select", opt_select},
    {"tail", opt_tail},
    {"sink", opt_sink},
};

static void run(IrFunc *f, const char *name) {
    OptOptions options = {.level = 2, .check = true};
    if (strcmp(name, "all") == 0) {
        optimize(f, &options);
        return;
    }
    for (size_t i = 0; i < sizeof passes / sizeof passes[0]; i++) {
        if (strcmp(passes[i].name, name) != 0)
            continue;
        if (passes[i].run == NULL)
            return;
        ir_cleanup(f);
        ir_dominators(f);
        ir_loops(f);
        passes[i].run(f);
        ir_check(f, name);
        if (strcmp(name, "split") != 0)
            ir_cleanup(f);
        return;
    }
    fail("no such pass: %s", name);
}

int main(int argc, char **argv) {
    Obj obj = {0};
    Buf in = {0};
    Buf out = {0};
    IrFunc f = {0};
    const char *text;
    if (argc != 3 || !read_file(argv[2], &in))
        fail("usage: irtool PASS FILE");
    obj_init(&obj, 62);
    text = buf_cstr(&in);
    while (ir_read(&f, &obj, &text)) {
        ir_check(&f, "reading");
        run(&f, argv[1]);
        ir_check(&f, argv[1]);
        ir_dump(&f, &out);
    }
    fputs(buf_cstr(&out), stdout);
    return 0;
}
