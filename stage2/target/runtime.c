/* Symbols of the functions that code calls without the program's asking: memcpy, memset, those of libgcc
   (target.h). */
#include "../obj/elf.h"
#include "target.h"

#include <string.h>

uint32_t runtime_symbol(Obj *obj, const char *name) {
    size_t len = strlen(name);
    uint32_t symbol = (uint32_t)(uintptr_t)strmap_find(&obj->runtime, name, len);
    if (symbol == 0) {
        symbol = obj_symbol(obj, name);
        obj->symbols[symbol].used = true;
        strmap_set(&obj->runtime, name, len, (void *)(uintptr_t)symbol);
    }
    return symbol;
}
