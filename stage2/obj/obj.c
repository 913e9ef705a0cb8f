/* The object model (obj.h): making sections, symbols and relocations. */
#include "obj.h"

#include "elf.h"

#include <stdlib.h>
#include <string.h>

static ObjSection *new_section(Obj *obj) {
    ObjSection *s;
    obj->sections = grow(obj->sections, obj->section_count, &obj->section_room, sizeof obj->sections[0]);
    s = &obj->sections[obj->section_count++];
    memset(s, 0, sizeof *s);
    s->align = 1;
    return s;
}

static ObjSymbol *new_symbol(Obj *obj) {
    ObjSymbol *s;
    obj->symbols = grow(obj->symbols, obj->symbol_count, &obj->symbol_room, sizeof obj->symbols[0]);
    s = &obj->symbols[obj->symbol_count++];
    memset(s, 0, sizeof *s);
    s->name = "";
    return s;
}

void obj_init(Obj *obj, uint16_t machine) {
    memset(obj, 0, sizeof *obj);
    obj->machine = machine;
    new_section(obj)->name = "";
    new_symbol(obj);
}

void obj_free(Obj *obj) {
    for (size_t i = 0; i < obj->section_count; i++) {
        buf_free(&obj->sections[i].data);
        free(obj->sections[i].relocs);
    }
    free(obj->sections);
    free(obj->symbols);
    free(obj->distances);
    strmap_free(&obj->section_names);
    strmap_free(&obj->names);
    arena_free(&obj->arena);
    memset(obj, 0, sizeof *obj);
}

uint32_t obj_section(Obj *obj, const char *name, uint32_t type, uint64_t flags, uint32_t group) {
    size_t len = strlen(name);
    size_t key_len = len + (group != 0 ? 5 : 0);
    /* The key: the name, and behind a NUL the group. */
    char *key = arena_get(&obj->arena, len + 5);
    void *found;
    ObjSection *s;
    memcpy(key, name, len);
    if (group != 0)
        put_u32(key + len + 1, group);
    found = strmap_find(&obj->section_names, key, key_len);
    if (found != NULL)
        return (uint32_t)(uintptr_t)found;
    s = new_section(obj);
    s->name = key;
    s->type = type;
    s->flags = flags;
    s->group = group;
    if (group != 0)
        s->flags |= SHF_GROUP;
    found = (void *)(uintptr_t)(obj->section_count - 1);
    strmap_set(&obj->section_names, key, key_len, found);
    return (uint32_t)(obj->section_count - 1);
}

uint32_t obj_symbol(Obj *obj, const char *name) {
    ObjSymbol *s = new_symbol(obj);
    s->name = arena_copy(&obj->arena, name, strlen(name));
    s->bind = STB_GLOBAL;
    return (uint32_t)(obj->symbol_count - 1);
}

uint32_t obj_named(Obj *obj, const char *name) {
    size_t len = strlen(name);
    uint32_t symbol = (uint32_t)(uintptr_t)strmap_find(&obj->names, name, len);
    if (symbol == 0) {
        symbol = obj_symbol(obj, name);
        strmap_set(&obj->names, obj->symbols[symbol].name, len, (void *)(uintptr_t)symbol);
    }
    return symbol;
}

uint32_t obj_section_symbol(Obj *obj, uint32_t section) {
    ObjSymbol *s;
    if (obj->sections[section].symbol != 0)
        return obj->sections[section].symbol;
    s = new_symbol(obj);
    s->bind = STB_LOCAL;
    s->type = STT_SECTION;
    s->section = section;
    obj->sections[section].symbol = (uint32_t)(obj->symbol_count - 1);
    return obj->sections[section].symbol;
}

void obj_reloc(Obj *obj, uint32_t section, uint64_t offset, uint32_t type, uint32_t symbol,
               int64_t addend) {
    ObjSection *s = &obj->sections[section];
    ObjReloc *r;
    s->relocs = grow(s->relocs, s->reloc_count, &s->reloc_room, sizeof s->relocs[0]);
    r = &s->relocs[s->reloc_count++];
    r->offset = offset;
    r->type = type;
    r->symbol = symbol;
    r->addend = addend;
    obj->symbols[symbol].used = true;
}

void obj_distance(Obj *obj, uint32_t section, uint64_t offset, unsigned size, uint32_t to, uint32_t from,
                  int64_t addend) {
    ObjDistance *d;
    obj_reloc(obj, section, offset, OBJ_DISTANCE, to, (int64_t)obj->distance_count);
    obj->distances = grow(obj->distances, obj->distance_count, &obj->distance_room, sizeof obj->distances[0]);
    d = &obj->distances[obj->distance_count++];
    d->from = from;
    d->size = size;
    d->addend = addend;
}
