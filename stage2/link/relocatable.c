/* -r: the inputs as one relocatable object. Sections of one name become one, COMDAT groups stay groups,
   symbols are resolved but nothing is relocated. Works on the object model, which writes the file. */
#include "../obj/obj.h"
#include "linker.h"

#include <stdlib.h>
#include <string.h>

typedef struct Joiner {
    Link *link;
    Obj obj;
    uint32_t *symbols; /* of the object at hand: index in it → index in `obj` */
} Joiner;

/* ---- sections ---- */

/* The symbol of the output for a global one. */
static uint32_t global_index(Joiner *j, Symbol *s) {
    ObjSymbol *o;
    if (s->stub != 0)
        return s->stub;
    s->stub = obj_symbol(&j->obj, s->name);
    o = &j->obj.symbols[s->stub];
    o->bind = s->bind == STB_WEAK ? STB_WEAK : STB_GLOBAL;
    o->type = s->type == STT_COMMON ? STT_OBJECT : s->type;
    o->vis = s->vis;
    o->size = s->size;
    o->value = s->value;
    if (s->kind == SYM_ABS)
        o->section = OBJ_ABS;
    else if (s->kind == SYM_COMMON)
        o->section = OBJ_COMMON;
    return s->stub;
}

static void join_contents(ObjSection *out, Section *s) {
    uint64_t at = out->type == SHT_NOBITS ? out->size : out->data.len;
    uint64_t align = s->align;
    /* No gap between unwind tables: it would end them. */
    if (strcmp(s->name, ".eh_frame") == 0 && align > 4)
        align = 4;
    if (s->align > out->align)
        out->align = s->align;
    at = align_up(at, align);
    s->out_offset = at;
    if (out->type == SHT_NOBITS && s->type != SHT_NOBITS) {
        out->type = s->type;
        buf_zeros(&out->data, (size_t)out->size);
    }
    if (out->type == SHT_NOBITS) {
        out->size = at + s->in_size;
        return;
    }
    buf_zeros(&out->data, (size_t)(at - out->data.len));
    if (s->type == SHT_NOBITS)
        buf_zeros(&out->data, (size_t)s->in_size);
    else
        buf_add(&out->data, s->data, (size_t)s->in_size);
}

static void join_section(Joiner *j, Section *s) {
    uint64_t flags = s->flags & ~(uint64_t)(SHF_GROUP | SHF_LINK_ORDER | SHF_INFO_LINK);
    Symbol *group = s->signature == 0 ? NULL : s->object->symbols[s->signature];
    uint32_t sign = 0;
    ObjSection *out;
    bool is_new;
    size_t before = j->obj.section_count;
    if (group != NULL)
        sign = group->local ? j->symbols[group - group->object->locals] : global_index(j, group);
    /* The index of the output section is kept in `order`. */
    s->order = obj_section(&j->obj, s->name, s->type, flags, sign);
    is_new = j->obj.section_count != before;
    out = &j->obj.sections[s->order];
    if (is_new) {
        out->entsize = s->entsize;
    } else if (((out->flags ^ flags) & (SHF_MERGE | SHF_STRINGS)) != 0 || out->entsize != s->entsize) {
        out->flags &= ~(uint64_t)(SHF_MERGE | SHF_STRINGS);
        out->entsize = 0;
    }
    out->flags |= flags & (SHF_WRITE | SHF_ALLOC | SHF_EXECINSTR | SHF_TLS);
    join_contents(out, s);
}

/* ---- symbols and relocations ---- */

static bool is_here(const Section *s) {
    return s != NULL && !s->discarded;
}

static void join_local(Joiner *j, Symbol *s, uint32_t index) {
    ObjSymbol *o;
    if (s->type == STT_SECTION || (s->kind == SYM_DEFINED && !is_here(s->section)) || s->kind == SYM_UNDEF)
        return;
    j->symbols[index] = obj_symbol(&j->obj, s->name);
    o = &j->obj.symbols[j->symbols[index]];
    o->bind = STB_LOCAL;
    o->type = s->type;
    o->vis = s->vis;
    o->size = s->size;
    o->value = s->value;
    o->section = OBJ_ABS;
    if (s->kind == SYM_DEFINED) {
        o->section = (uint32_t)s->section->order;
        o->value += s->section->out_offset;
    }
}

static void join_symbols(Joiner *j, Object *object) {
    for (uint32_t i = 1; i < object->elf.symbol_count; i++) {
        Symbol *s = object->symbols[i];
        if (i < object->elf.first_global) {
            join_local(j, s, i);
            continue;
        }
        j->symbols[i] = global_index(j, s);
        if (s->kind == SYM_DEFINED && s->object == object && is_here(s->section)) {
            j->obj.symbols[s->stub].section = (uint32_t)s->section->order;
            j->obj.symbols[s->stub].value = s->value + s->section->out_offset;
        }
    }
}

static void join_relocations(Joiner *j, Section *s) {
    Rela r;
    for (uint32_t i = 0; i < s->rela_count; i++) {
        Symbol *symbol;
        read_rela(s, i, &r);
        symbol = rela_symbol(j->link, s, &r);
        if (symbol == NULL)
            continue;
        if (r.symbol != 0 && symbol->local && symbol->type == STT_SECTION && symbol->kind == SYM_DEFINED &&
            is_here(symbol->section))
            obj_reloc(&j->obj, (uint32_t)s->order, s->out_offset + r.offset, r.type,
                      obj_section_symbol(&j->obj, (uint32_t)symbol->section->order),
                      (int64_t)((uint64_t)r.addend + symbol->section->out_offset));
        else /* what is not here becomes 0 */
            obj_reloc(&j->obj, (uint32_t)s->order, s->out_offset + r.offset,
                      r.symbol != 0 && j->symbols[r.symbol] == 0 ? j->link->target->none_type : r.type,
                      j->symbols[r.symbol], r.addend);
    }
}

static void join_object(Joiner *j, Object *object) {
    j->symbols = allocate(object->elf.symbol_count * sizeof j->symbols[0]);
    for (uint32_t i = 1; i < object->elf.section_count; i++) {
        if (is_here(object->sections[i]))
            join_section(j, object->sections[i]);
    }
    join_symbols(j, object);
    for (uint32_t i = 1; i < object->elf.section_count; i++) {
        if (is_here(object->sections[i]))
            join_relocations(j, object->sections[i]);
    }
    free(j->symbols);
}

bool join_objects(Link *link) {
    Joiner j = {0};
    j.link = link;
    obj_init(&j.obj, link->target->machine);
    for (size_t i = 0; i < link->object_count; i++)
        join_object(&j, link->objects[i]);
    if (link->error_count == 0)
        obj_write(&j.obj, link->out);
    obj_free(&j.obj);
    return link->error_count == 0;
}
