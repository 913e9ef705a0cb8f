/* The C compiler: Seed C (docs/SEED-C.md) to P1 (docs/P1.md).

   Data flows one way: `lex` -> `pp` -> `parse_*` -> `codegen` -> `vstack` -> `emit`. Each function is
   generated as soon as it has been parsed, and its tree forgotten. */
#include "cc.h"

#include "codegen.h"

#include <string.h>

/* Compiles C files to the P1 text of one program. */
void cc_compile(Sources *src, const char *const *files, size_t count, const CcOptions *opts, Buf *out) {
    Interner names;
    VStack stack;
    memset(&names, 0, sizeof names);
    memset(&stack, 0, sizeof stack);
    intern_words(&names);
    for (size_t i = 0; i < count; i++) {
        Pp pp;
        Parser parser;
        bool more = true;
        pp_new(&pp, src, &names, opts, files[i]);
        parse_new(&parser, &pp);
        vstack_begin_unit(&stack);
        while (more) {
            more = parse_external(&parser);
            gen_items(&parser, &stack);
        }
    }
    *out = stack.emit.out;
}
