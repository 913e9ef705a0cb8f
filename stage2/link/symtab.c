/* The symbol table of the output: each object's local symbols behind its STT_FILE, then what has become
   local because it is hidden, then the global ones. */
#include "linker.h"

#include <string.h>

typedef struct Table {
    Link *link;
    Buf *symbols;
    Buf *strings;
    uint32_t count;
} Table;

static void put_symbol(Table *t, const char *name, size_t len, unsigned info, unsigned vis, uint32_t section,
                       uint64_t value, uint64_t size) {
    uint32_t offset = 0;
    if (len != 0) {
        offset = (uint32_t)t->strings->len;
        buf_add(t->strings, name, len);
        buf_byte(t->strings, 0);
    }
    buf_u32(t->symbols, offset);
    buf_byte(t->symbols, info);
    buf_byte(t->symbols, vis);
    buf_u16(t->symbols, section);
    buf_u64(t->symbols, value);
    buf_u64(t->symbols, size);
    t->count++;
}

static void put_link_symbol(Table *t, const Symbol *s, unsigned bind) {
    uint32_t section = SHN_UNDEF;
    uint64_t value = s->address;
    uint64_t size = s->size;
    unsigned type = s->type == STT_COMMON ? STT_OBJECT : s->type;
    if (s->kind == SYM_DEFINED) {
        section = s->section->out->index;
        if (s->stub != 0) { /* the stub is what a pointer to it holds */
            section = t->link->stub_section->out->index;
            type = STT_FUNC;
            size = t->link->target->stub_size;
        }
    } else if (s->kind == SYM_OUT) {
        section = s->out == NULL ? SHN_ABS : s->out->index;
    } else if (s->kind == SYM_ABS) {
        section = SHN_ABS;
    } else {
        value = 0;
    }
    if (type == STT_TLS && section != SHN_UNDEF)
        value -= t->link->tls_start;
    put_symbol(t, s->name, s->name_len, bind << 4 | type, s->vis, section, value, size);
}

/* Is it in the output, and of interest? */
static bool wanted_local(const Symbol *s) {
    if (s->name_len == 0 || s->type == STT_SECTION || s->type == STT_FILE)
        return false;
    if (s->name_len >= 2 && s->name[0] == '.' && s->name[1] == 'L')
        return false; /* the assembler's labels */
    if (s->kind == SYM_DEFINED)
        return s->section->out != NULL && out_offset(s->section, s->value) != PIECE_DEAD;
    return s->kind == SYM_ABS && (s->object == NULL || s->type != STT_NOTYPE || s->section == NULL);
}

static bool wanted_global(const Symbol *s) {
    if (s->kind == SYM_DEFINED)
        return s->section->out != NULL;
    if (s->kind == SYM_UNDEF)
        return s->bind == STB_WEAK && s->referenced;
    return s->kind == SYM_ABS || (s->kind == SYM_OUT && s->type != STT_TLS);
}

static bool is_hidden(const Symbol *s) {
    return (s->vis == STV_HIDDEN || s->vis == STV_INTERNAL) && s->kind != SYM_UNDEF;
}

static void put_locals(Table *t, const Object *object) {
    bool named = object->source == NULL;
    for (uint32_t i = 1; object->locals != NULL && i < object->elf.first_global; i++) {
        const Symbol *s = &object->locals[i];
        if (!wanted_local(s))
            continue;
        if (!named) {
            put_symbol(t, object->source, strlen(object->source), STB_LOCAL << 4 | STT_FILE, 0, SHN_ABS,
                       0, 0);
            named = true;
        }
        put_link_symbol(t, s, STB_LOCAL);
    }
}

void write_symbol_table(Link *link, Buf *symbols, Buf *strings, uint32_t *first_global) {
    Table t = {0};
    bool hidden = false;
    t.link = link;
    t.symbols = symbols;
    t.strings = strings;
    buf_byte(strings, 0);
    put_symbol(&t, "", 0, 0, 0, SHN_UNDEF, 0, 0);
    for (size_t i = 0; i < link->object_count; i++)
        put_locals(&t, link->objects[i]);
    for (size_t i = 0; i < link->global_count; i++) {
        const Symbol *s = link->globals[i];
        if (!wanted_global(s) || !is_hidden(s))
            continue;
        if (!hidden) /* these belong to no file in particular */
            put_symbol(&t, "", 0, STB_LOCAL << 4 | STT_FILE, 0, SHN_ABS, 0, 0);
        hidden = true;
        put_link_symbol(&t, s, STB_LOCAL);
    }
    *first_global = t.count;
    for (size_t i = 0; i < link->global_count; i++) {
        const Symbol *s = link->globals[i];
        if (wanted_global(s) && !is_hidden(s))
            put_link_symbol(&t, s, s->bind == STB_WEAK ? STB_WEAK : STB_GLOBAL);
    }
}
