/* The register allocator of -O1 and above. */
#include "regalloc_int.h"

void regalloc(MFunc *m, const RegModel *model, bool fast) {
    (void)fast;
    regalloc_fast(m, model);
}
