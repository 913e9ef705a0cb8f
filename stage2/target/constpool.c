/* Constants that code reads from memory: each stands once in a mergeable read-only section (target.h). */
#include "../obj/elf.h"
#include "target.h"

#include <stdio.h>
#include <string.h>

/* Symbols that hash alike follow each other at key, key + 1, …. */
static uint64_t key_of(const void *bytes, unsigned size) {
    uint64_t key = size == 4 ? get_u32(bytes) : get_u64(bytes);
    if (size == 16)
        key ^= get_u64((const unsigned char *)bytes + 8) * 0x9e3779b97f4a7c15U;
    return (key << 2) + (key >> 32) * 0x9e3779b1U + size;
}

static bool is_constant(const Obj *obj, uint32_t symbol, const void *bytes, unsigned size) {
    const ObjSymbol *s = &obj->symbols[symbol];
    return s->size == size && memcmp(obj->sections[s->section].data.data + s->value, bytes, size) == 0;
}

uint32_t const_symbol(Obj *obj, const void *bytes, unsigned size) {
    char name[32];
    uint64_t key = key_of(bytes, size);
    uint64_t *known = map_find(&obj->constants, key);
    uint32_t section;
    uint32_t symbol;
    ObjSymbol *s;
    Buf *data;
    while (known != NULL) {
        if (is_constant(obj, (uint32_t)*known, bytes, size))
            return (uint32_t)*known;
        key++;
        known = map_find(&obj->constants, key);
    }
    section = obj_section(obj, size == 4 ? ".rodata.cst4" : size == 8 ? ".rodata.cst8" : ".rodata.cst16",
                          SHT_PROGBITS, SHF_ALLOC | SHF_MERGE, 0);
    obj->sections[section].entsize = size;
    if (obj->sections[section].align < size)
        obj->sections[section].align = size;
    data = &obj->sections[section].data;
    snprintf(name, sizeof name, ".LK%lu", (unsigned long)obj->constants.count);
    symbol = obj_symbol(obj, name);
    s = &obj->symbols[symbol];
    s->bind = STB_LOCAL;
    s->type = STT_OBJECT;
    s->section = section;
    s->value = data->len;
    s->size = size;
    s->used = true;
    buf_add(data, bytes, size);
    map_set(&obj->constants, key, symbol);
    return symbol;
}
