/* Objects of static storage: their symbols, sections and initial bytes (C11 6.7.9, 6.9.2). */
#include "internal.h"

#include "../obj/elf.h"

#include <string.h>

/* What an initialized object may take, so that a sparse initializer does not fill the memory. */
#define MAX_INITIALIZED ((uint64_t)1 << 28)

/* ---- symbols ---- */

static const char *symbol_name(Builder *b, Symbol *symbol) {
    Buf name = {0};
    const char *copy;
    if (symbol->asm_name != NULL)
        return symbol->asm_name;
    if (symbol->linkage != LINK_NONE)
        return symbol->name->text;
    /* A local static or a compound literal: numbered, as several functions may have the name. */
    buf_printf(&name, "%s.%lu", symbol->name != NULL ? symbol->name->text : "__compound", symbol->static_number);
    copy = arena_copy(&b->arena, name.data, name.len);
    buf_free(&name);
    return copy;
}

uint32_t build_symbol(Builder *b, Symbol *symbol) {
    if (symbol->obj_symbol == 0) {
        const char *name = symbol_name(b, symbol);
        ObjSymbol *o;
        symbol->obj_symbol = symbol->linkage == LINK_NONE ? obj_symbol(b->obj, name) : obj_named(b->obj, name);
        o = &b->obj->symbols[symbol->obj_symbol];
        o->bind = symbol->linkage == LINK_EXTERNAL ? (symbol->weak ? STB_WEAK : STB_GLOBAL) : STB_LOCAL;
        o->vis = symbol->visibility;
    }
    b->obj->symbols[symbol->obj_symbol].used = true;
    return symbol->obj_symbol;
}

static uint32_t place_string(Builder *b, StringData *string) {
    size_t bytes = string->len;
    bool inner_zero = false;
    uint32_t section;
    uint32_t symbol;
    ObjSection *s;
    ObjSymbol *o;
    Buf name = {0};
    for (size_t i = 0; i < bytes / string->width && !inner_zero; i++) {
        inner_zero = true;
        for (size_t j = 0; j < string->width; j++)
            inner_zero = inner_zero && string->bytes[i * string->width + j] == 0;
    }
    if (inner_zero) {
        /* The linker's merging would take it apart. */
        section = obj_section(b->obj, ".rodata", SHT_PROGBITS, SHF_ALLOC, 0);
    } else {
        buf_printf(&name, ".rodata.str%u.%u", string->width, string->width);
        section = obj_section(b->obj, buf_cstr(&name), SHT_PROGBITS, SHF_ALLOC | SHF_MERGE | SHF_STRINGS, 0);
        b->obj->sections[section].entsize = string->width;
        name.len = 0;
    }
    buf_printf(&name, ".LC%u", b->string_count++);
    symbol = obj_symbol(b->obj, buf_cstr(&name));
    buf_free(&name);
    s = &b->obj->sections[section];
    if (s->align < string->width)
        s->align = string->width;
    buf_align(&s->data, string->width);
    o = &b->obj->symbols[symbol];
    o->bind = STB_LOCAL;
    o->type = STT_OBJECT;
    o->section = section;
    o->value = s->data.len;
    o->size = bytes + string->width;
    o->used = true;
    buf_add(&s->data, string->bytes, bytes);
    buf_zeros(&s->data, string->width);
    return symbol;
}

uint32_t string_symbol(Builder *b, StringData *string) {
    StrMap *known = &b->strings[log2_of(string->width)];
    size_t bytes = string->len;
    const char *key = bytes == 0 ? "" : (const char *)string->bytes;
    uint32_t *found;
    if (string->symbol != 0)
        return string->symbol;
    found = strmap_find(known, key, bytes);
    if (found == NULL) {
        found = arena_get(&b->arena, sizeof *found);
        *found = place_string(b, string);
        strmap_set(known, arena_copy(&b->arena, key, bytes), bytes, found);
    }
    string->symbol = *found;
    return *found;
}

/* ---- initial values ---- */

/* The initial bytes of one object being made: data, and the section and offset that they are for. */
typedef struct Image {
    Builder *b;
    uint32_t section;
    uint64_t start;   /* of the object in the section */
    unsigned char *bytes; /* of the object; moves when the section grows */
} Image;

static void put_integer(unsigned char *at, uint64_t size, uint64_t value) {
    for (uint64_t i = 0; i < size && i < 8; i++)
        at[i] = (unsigned char)(value >> 8 * i);
}

static void put_bits(unsigned char *at, unsigned first, unsigned width, uint64_t value) {
    for (unsigned i = 0; i < width; i++) {
        unsigned bit = first + i;
        unsigned char mask = (unsigned char)(1U << bit % 8);
        at[bit / 8] = (unsigned char)((at[bit / 8] & ~mask) | (value >> i & 1 ? mask : 0));
    }
}

static void put_float(Image *image, unsigned char *at, const Type *type, const Float *number) {
    if (type->kind != TY_LDOUBLE) {
        put_integer(at, type->size, number->lo);
        return;
    }
    put_u64(at, number->lo);
    put_u64(at + 8, image->b->target->facts.long_double == FLOAT_X87 ? number->hi & 0xffff : number->hi);
}

/* The symbol of a label whose address is taken. */
static uint32_t label_symbol(Builder *b, Label *label) {
    Block block = label_block(b, label);
    return b->f->blocks[block].symbol;
}

static void put_address(Image *image, const InitItem *item, const Const *c) {
    Builder *b = image->b;
    uint32_t symbol;
    if (c->label != NULL)
        symbol = label_symbol(b, c->label);
    else
        symbol = c->string != NULL ? string_symbol(b, c->string) : build_symbol(b, c->symbol);
    if (item->type->size != 8) {
        diag_error(b->diag, item->value->loc, "initializer element is not computable at load time");
        return;
    }
    obj_reloc(b->obj, image->section, image->start + item->offset, b->target->reloc_abs64, symbol, c->value);
}

static void put_distance(Image *image, const InitItem *item, const Const *c) {
    Builder *b = image->b;
    uint32_t to = label_symbol(b, c->label);
    uint32_t from = label_symbol(b, c->from);
    obj_distance(b->obj, image->section, image->start + item->offset, (unsigned)item->type->size, to, from, c->value);
}

static void put_item(Image *image, const InitItem *item) {
    Builder *b = image->b;
    unsigned char *at = image->bytes + item->offset;
    Const c = {0};
    if (item->value->kind == N_STRING && item->type->kind == TY_ARRAY) {
        StringData *string = item->value->string;
        uint64_t bytes = string->len;
        if (bytes > 0)
            memcpy(at, string->bytes, bytes < item->type->size ? bytes : item->type->size);
        return;
    }
    if (item->value->kind == N_COMPOUND && is_aggregate(item->type) && item->value->init != NULL) {
        /* A constant compound literal as the value of a member (a GNU extension). */
        const Init *inner = item->value->init;
        for (uint32_t i = 0; i < inner->count; i++) {
            InitItem shifted = inner->items[i];
            shifted.offset += item->offset;
            put_item(image, &shifted);
        }
        return;
    }
    if (!fold_const(b->parser, item->value, &c)) {
        diag_error(b->diag, item->value->loc, "initializer element is not constant");
        return;
    }
    if (c.kind == CONST_ADDRESS)
        put_address(image, item, &c);
    else if (c.kind == CONST_DISTANCE)
        put_distance(image, item, &c);
    else if (c.kind == CONST_FLOAT)
        put_float(image, at, item->type, &c.number);
    else if (item->bitfield != NULL)
        put_bits(image->bytes + item->offset, item->bitfield->bit_offset, item->bitfield->bit_width, (uint64_t)c.value);
    else
        put_integer(at, item->type->size, (uint64_t)c.value);
}

/* ---- placing an object ---- */

static bool is_const(const Type *type) {
    while (type->kind == TY_ARRAY)
        type = type->base;
    return (type->quals & QUAL_CONST) != 0 && (type->quals & QUAL_VOLATILE) == 0;
}

static uint32_t object_section(Builder *b, const Symbol *symbol, bool zero) {
    bool read_only = is_const(symbol->type);
    const char *name = read_only ? ".rodata" : zero ? ".bss" : ".data";
    uint64_t flags = SHF_ALLOC | (read_only ? 0 : SHF_WRITE);
    uint32_t type = zero && !read_only ? SHT_NOBITS : SHT_PROGBITS;
    Buf full = {0};
    uint32_t section;
    if (symbol->section != NULL) {
        bool bss = strncmp(symbol->section, ".bss", 4) == 0;
        return obj_section(b->obj, symbol->section, bss ? SHT_NOBITS : SHT_PROGBITS, flags, 0);
    }
    if (b->options.data_sections) {
        buf_printf(&full, "%s.%s", name, b->obj->symbols[symbol->obj_symbol].name);
        name = buf_cstr(&full);
    }
    section = obj_section(b->obj, name, type, flags, 0);
    buf_free(&full);
    return section;
}

void build_object(Builder *b, Symbol *symbol) {
    uint32_t number = build_symbol(b, symbol);
    const Init *init = symbol->init;
    uint64_t size = init != NULL && init->size > symbol->type->size ? init->size : symbol->type->size;
    uint64_t align = symbol->align > symbol->type->align ? symbol->align : symbol->type->align;
    bool zero = init == NULL || init->count == 0;
    uint32_t section;
    ObjSection *s;
    ObjSymbol *o;
    Image image;
    if (symbol->emitted)
        return;
    symbol->emitted = true;
    o = &b->obj->symbols[number];
    o->type = STT_OBJECT;
    o->size = size;
    if (zero && symbol->tentative && b->options.common && symbol->linkage == LINK_EXTERNAL && symbol->section == NULL &&
        !symbol->weak) {
        o->section = OBJ_COMMON;
        o->value = align;
        return;
    }
    if (!zero && size > MAX_INITIALIZED) {
        diag_error(b->diag, symbol->loc, "an initialized object of %lu bytes is too large", size);
        return;
    }
    section = object_section(b, symbol, zero);
    s = &b->obj->sections[section];
    if (s->align < align)
        s->align = align;
    o = &b->obj->symbols[number];
    o->section = section;
    if (s->type == SHT_NOBITS) {
        s->size = (s->size + align - 1) & ~(align - 1);
        o->value = s->size;
        s->size += size;
        if (!zero)
            diag_error(b->diag, symbol->loc, "only zero initializers are allowed in section '%s'", s->name);
        return;
    }
    if (size > MAX_INITIALIZED) {
        diag_error(b->diag, symbol->loc, "an object of %lu bytes in section '%s' is too large", size, s->name);
        return;
    }
    buf_align(&s->data, align);
    o->value = s->data.len;
    buf_zeros(&s->data, size);
    image.b = b;
    image.section = section;
    image.start = o->value;
    for (uint32_t i = 0; init != NULL && i < init->count; i++) {
        /* Strings of the same section may have been added meanwhile. */
        image.bytes = b->obj->sections[section].data.data + image.start;
        put_item(&image, &init->items[i]);
    }
}

/* ---- the end of the unit ---- */

static void add_alias(Builder *b, Symbol *symbol, Symbol *symbols) {
    uint32_t number = build_symbol(b, symbol);
    for (Symbol *s = symbols; s != NULL; s = s->next) {
        if (s->obj_symbol != 0 && s != symbol && strcmp(b->obj->symbols[s->obj_symbol].name, symbol->alias) == 0 &&
            b->obj->symbols[s->obj_symbol].section != OBJ_UNDEF) {
            ObjSymbol *to = &b->obj->symbols[number];
            const ObjSymbol *from = &b->obj->symbols[s->obj_symbol];
            to->section = from->section;
            to->value = from->value;
            to->size = from->size;
            to->type = from->type;
            to->alias = s->obj_symbol;
            return;
        }
    }
    diag_error(b->diag, symbol->loc, "'%s' aliased to undefined symbol '%s'", symbol->name->text, symbol->alias);
}

/* A constructor or destructor: its address in .init_array or .fini_array; priorities give sections of their own. */
static void add_to_array(Builder *b, Symbol *symbol, const char *array, uint32_t type) {
    Buf name = {0};
    uint32_t section;
    ObjSection *s;
    buf_text(&name, array);
    if (symbol->priority != 65535)
        buf_printf(&name, ".%05u", symbol->priority);
    section = obj_section(b->obj, buf_cstr(&name), type, SHF_ALLOC | SHF_WRITE, 0);
    buf_free(&name);
    s = &b->obj->sections[section];
    s->align = 8;
    obj_reloc(b->obj, section, s->data.len, b->target->reloc_abs64, build_symbol(b, symbol), 0);
    buf_zeros(&b->obj->sections[section].data, 8);
}

void build_finish(Builder *b, Symbol *symbols) {
    for (Symbol *s = symbols; s != NULL; s = s->next) {
        if (s->alias != NULL)
            add_alias(b, s, symbols);
        if (s->obj_symbol != 0 && s->weak)
            b->obj->symbols[s->obj_symbol].bind = STB_WEAK;
        if (s->constructor && s->defined)
            add_to_array(b, s, ".init_array", SHT_INIT_ARRAY);
        if (s->destructor && s->defined)
            add_to_array(b, s, ".fini_array", SHT_FINI_ARRAY);
    }
}
