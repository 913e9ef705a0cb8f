/* Data for -S (text.h). Sections come in the order of their making, each with its labels in order of their places.
   Sections of code are the back ends' affair: they print the functions and the labels in them; only aliases of
   functions are left for here. */
#include "text.h"

#include "elf.h"

#include <stdlib.h>
#include <string.h>

/* Strings are broken into lines of this many bytes. */
#define LINE_BYTES 64

typedef struct TextWriter {
    const Obj *obj;
    Buf *out;
    const ObjSection *section;
    uint32_t number;
    uint32_t *labels; /* of the section, in order */
    size_t label_count, next_label;
    const ObjReloc **relocs; /* the same */
    size_t next_reloc;
} TextWriter;

/* ---- symbols ---- */

static const char *symbol_name(const Obj *obj, uint32_t symbol) {
    const ObjSymbol *s = &obj->symbols[symbol];
    return s->name[0] != '\0' || s->section >= obj->section_count ? s->name : obj->sections[s->section].name;
}

/* Labels of the assembler's own, which no symbol table has. */
static bool is_private(const ObjSymbol *s) {
    return s->bind == STB_LOCAL && s->name[0] == '.' && s->name[1] == 'L';
}

static void put_binding(Buf *out, const ObjSymbol *s) {
    static const char *const visibility[] = {NULL, "internal", "hidden", "protected"};
    if (s->bind == STB_GLOBAL)
        buf_printf(out, "\t.globl\t%s\n", s->name);
    else if (s->bind == STB_WEAK)
        buf_printf(out, "\t.weak\t%s\n", s->name);
    if ((s->vis & 3) != STV_DEFAULT)
        buf_printf(out, "\t.%s\t%s\n", visibility[s->vis & 3], s->name);
}

static void put_type(Buf *out, const ObjSymbol *s) {
    static const char *const types[] = {NULL, "object", "function", NULL, NULL, "object", "tls_object"};
    if (s->type <= STT_TLS && types[s->type] != NULL)
        buf_printf(out, "\t.type\t%s, @%s\n", s->name, types[s->type]);
}

static void put_label(TextWriter *w, uint32_t symbol) {
    const ObjSymbol *s = &w->obj->symbols[symbol];
    if (!is_private(s)) {
        put_binding(w->out, s);
        put_type(w->out, s);
        if (s->size != 0)
            buf_printf(w->out, "\t.size\t%s, %lu\n", s->name, (unsigned long)s->size);
    }
    buf_printf(w->out, "%s:\n", s->name);
}

/* Names without a place in a section of data: undefined, common, aliases. */
static void put_other_symbols(TextWriter *w) {
    const Obj *obj = w->obj;
    for (size_t i = 1; i < obj->symbol_count; i++) {
        const ObjSymbol *s = &obj->symbols[i];
        if (s->alias != 0) {
            put_binding(w->out, s);
            put_type(w->out, s);
            buf_printf(w->out, "\t.set\t%s, %s\n", s->name, obj->symbols[s->alias].name);
        } else if (s->section == OBJ_COMMON) {
            if (s->bind == STB_LOCAL)
                buf_printf(w->out, "\t.local\t%s\n", s->name);
            buf_printf(w->out, "\t.comm\t%s, %lu, %lu\n", s->name, (unsigned long)s->size, (unsigned long)s->value);
            if ((s->vis & 3) != STV_DEFAULT)
                put_binding(w->out, s);
        } else if (s->section == OBJ_ABS) {
            put_binding(w->out, s);
            buf_printf(w->out, "\t.set\t%s, %lu\n", s->name, (unsigned long)s->value);
        } else if (s->section == OBJ_UNDEF && s->used && (s->bind == STB_WEAK || (s->vis & 3) != STV_DEFAULT)) {
            put_binding(w->out, s);
        }
    }
}

/* ---- bytes ---- */

static void put_string(Buf *out, const unsigned char *bytes, size_t len) {
    buf_text(out, "\t.ascii\t\"");
    for (size_t i = 0; i < len; i++) {
        unsigned c = bytes[i];
        if (c == '"' || c == '\\')
            buf_printf(out, "\\%c", (int)c);
        else if (c >= ' ' && c < 127)
            buf_byte(out, c);
        else
            buf_printf(out, "\\%03o", c);
    }
    buf_text(out, "\"\n");
}

static size_t zeros_at(const unsigned char *bytes, size_t from, size_t to) {
    size_t end = from;
    while (end < to && bytes[end] == 0)
        end++;
    return end - from;
}

/* Bytes without relocations or labels among them. */
static void put_bytes(TextWriter *w, size_t from, size_t to) {
    const unsigned char *bytes = w->section->data.data;
    bool strings = (w->section->flags & SHF_STRINGS) != 0 && w->section->entsize == 1;
    while (from < to) {
        size_t zeros = zeros_at(bytes, from, to);
        size_t count;
        if (zeros >= 8 || (zeros > 0 && zeros == to - from && !strings)) {
            buf_printf(w->out, "\t.zero\t%lu\n", (unsigned long)zeros);
            from += zeros;
        } else if (strings) {
            count = to - from < LINE_BYTES ? to - from : LINE_BYTES;
            put_string(w->out, bytes + from, count);
            from += count;
        } else if (from % 8 == 0 && to - from >= 8) {
            buf_printf(w->out, "\t.quad\t0x%lx\n", (unsigned long)get_u64(bytes + from));
            from += 8;
        } else if (from % 4 == 0 && to - from >= 4) {
            buf_printf(w->out, "\t.long\t0x%x\n", (unsigned)get_u32(bytes + from));
            from += 4;
        } else {
            buf_printf(w->out, "\t.byte\t0x%x\n", (unsigned)bytes[from]);
            from++;
        }
    }
}

/* ---- relocations: those that data has ---- */

typedef struct RelocRow {
    uint16_t machine;
    uint32_t type;
    unsigned size;
    bool relative;
} RelocRow;

static const RelocRow reloc_rows[] = {
    {EM_X86_64, R_X86_64_64, 8, false},       {EM_X86_64, R_X86_64_32, 4, false},
    {EM_X86_64, R_X86_64_32S, 4, false},      {EM_X86_64, R_X86_64_PC32, 4, true},
    {EM_X86_64, R_X86_64_PC64, 8, true},      {EM_AARCH64, R_AARCH64_ABS64, 8, false},
    {EM_AARCH64, R_AARCH64_ABS32, 4, false},  {EM_AARCH64, R_AARCH64_PREL32, 4, true},
    {EM_AARCH64, R_AARCH64_PREL64, 8, true}};

static const RelocRow *reloc_row(const Obj *obj, uint32_t type) {
    for (size_t i = 0; i < sizeof reloc_rows / sizeof reloc_rows[0]; i++) {
        if (reloc_rows[i].machine == obj->machine && reloc_rows[i].type == type)
            return &reloc_rows[i];
    }
    fault("obj_text", "a relocation of data that has no text");
    return NULL;
}

/* The relocated field at the current place; its size. */
static unsigned put_reloc(TextWriter *w, const ObjReloc *r) {
    const RelocRow *row;
    if (r->type == OBJ_DISTANCE) {
        const ObjDistance *d = &w->obj->distances[r->addend];
        buf_printf(w->out, "\t%s\t%s-%s%s%ld\n", d->size == 8 ? ".quad" : ".long", symbol_name(w->obj, r->symbol),
                   symbol_name(w->obj, d->from), d->addend < 0 ? "" : "+", (long)d->addend);
        return d->size;
    }
    row = reloc_row(w->obj, r->type);
    buf_printf(w->out, "\t%s\t%s", row->size == 8 ? ".quad" : ".long", symbol_name(w->obj, r->symbol));
    if (r->addend != 0)
        buf_printf(w->out, "%s%ld", r->addend > 0 ? "+" : "", (long)r->addend);
    buf_text(w->out, row->relative ? "-.\n" : "\n");
    return row->size;
}

/* ---- sections ---- */

/* The order of relocations by offset; that of equal ones does not come up in data. */
static int by_offset(const void *a, const void *b) {
    const ObjReloc *x = *(const ObjReloc *const *)a;
    const ObjReloc *y = *(const ObjReloc *const *)b;
    return x->offset < y->offset ? -1 : x->offset > y->offset;
}

static int compare_numbers(const void *a, const void *b) {
    const uint64_t *x = a;
    const uint64_t *y = b;
    if (x[0] != y[0])
        return x[0] < y[0] ? -1 : 1;
    return x[1] < y[1] ? -1 : x[1] > y[1];
}

static void find_labels(TextWriter *w) {
    const Obj *obj = w->obj;
    uint64_t *pairs = allocate(2 * obj->symbol_count * sizeof *pairs);
    size_t count = 0;
    for (size_t i = 1; i < obj->symbol_count; i++) {
        if (obj->symbols[i].section != w->number || obj->symbols[i].type == STT_SECTION || obj->symbols[i].alias != 0)
            continue;
        pairs[2 * count] = obj->symbols[i].value;
        pairs[2 * count + 1] = i;
        count++;
    }
    qsort(pairs, count, 2 * sizeof *pairs, compare_numbers);
    w->labels = allocate(count * sizeof *w->labels);
    for (size_t i = 0; i < count; i++)
        w->labels[i] = (uint32_t)pairs[2 * i + 1];
    w->label_count = count;
    w->next_label = 0;
    free(pairs);
}

static void find_relocs(TextWriter *w) {
    const ObjSection *s = w->section;
    w->relocs = allocate(s->reloc_count * sizeof *w->relocs);
    for (size_t i = 0; i < s->reloc_count; i++)
        w->relocs[i] = &s->relocs[i];
    qsort(w->relocs, s->reloc_count, sizeof *w->relocs, by_offset);
    w->next_reloc = 0;
}

static void put_header(TextWriter *w) {
    const ObjSection *s = w->section;
    const char *type = s->type == SHT_NOBITS        ? "nobits"
                       : s->type == SHT_INIT_ARRAY  ? "init_array"
                       : s->type == SHT_FINI_ARRAY  ? "fini_array"
                       : s->type == SHT_NOTE        ? "note"
                                                    : "progbits";
    buf_printf(w->out, "\t.section\t%s,\"%s%s%s%s%s%s\",@%s", s->name, s->flags & SHF_ALLOC ? "a" : "",
               s->flags & SHF_WRITE ? "w" : "", s->flags & SHF_MERGE ? "M" : "", s->flags & SHF_STRINGS ? "S" : "",
               s->group != 0 ? "G" : "", s->flags & SHF_TLS ? "T" : "", type);
    if (s->flags & SHF_MERGE)
        buf_printf(w->out, ",%lu", (unsigned long)s->entsize);
    if (s->group != 0)
        buf_printf(w->out, ",%s,comdat", w->obj->symbols[s->group].name);
    buf_byte(w->out, '\n');
    if (s->align > 1)
        buf_printf(w->out, "\t.balign\t%lu\n", (unsigned long)s->align);
}

/* GNU as wants .ident for .comment, and makes the section with a NUL in front. */
static void put_ident(TextWriter *w) {
    size_t len = w->section->data.len;
    for (size_t at = 1; at < len; at += strlen((const char *)w->section->data.data + at) + 1)
        buf_printf(w->out, "\t.ident\t\"%s\"\n", (const char *)w->section->data.data + at);
}

static void put_section(TextWriter *w) {
    const ObjSection *s = w->section;
    size_t size = s->type == SHT_NOBITS ? s->size : s->data.len;
    size_t at = 0;
    find_labels(w);
    find_relocs(w);
    if (size != 0 || w->label_count != 0)
        put_header(w);
    while (at < size || w->next_label < w->label_count) {
        size_t stop = size;
        while (w->next_label < w->label_count && w->obj->symbols[w->labels[w->next_label]].value <= at)
            put_label(w, w->labels[w->next_label++]);
        if (w->next_label < w->label_count && w->obj->symbols[w->labels[w->next_label]].value < stop)
            stop = w->obj->symbols[w->labels[w->next_label]].value;
        if (w->next_reloc < s->reloc_count && w->relocs[w->next_reloc]->offset <= at) {
            at += put_reloc(w, w->relocs[w->next_reloc++]);
            continue;
        }
        if (w->next_reloc < s->reloc_count && w->relocs[w->next_reloc]->offset < stop)
            stop = w->relocs[w->next_reloc]->offset;
        if (s->type == SHT_NOBITS && stop > at)
            buf_printf(w->out, "\t.zero\t%lu\n", (unsigned long)(stop - at));
        else
            put_bytes(w, at, stop);
        if (stop == at)
            break;
        at = stop;
    }
    free(w->labels);
    free(w->relocs);
}

void obj_text(const Obj *obj, Buf *out) {
    TextWriter w = {0};
    w.obj = obj;
    w.out = out;
    for (w.number = 1; w.number < obj->section_count; w.number++) {
        w.section = &obj->sections[w.number];
        if (strcmp(w.section->name, ".comment") == 0)
            put_ident(&w);
        else if ((w.section->flags & SHF_EXECINSTR) == 0)
            put_section(&w);
    }
    put_other_symbols(&w);
    buf_text(out, "\t.section\t.note.GNU-stack,\"\",@progbits\n");
}
