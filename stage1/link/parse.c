/* Labelled hex to sections, labels, references and symbols. Names are resolved while they
   are read: a reference holds the number of its label, which may be defined later. */
#include "parts.h"

#include <stdlib.h>
#include <string.h>

/* What text, rodata and data may hold together, and bss. */
#define MAX_DATA ((uint64_t)256 << 20)
#define MAX_BSS ((uint64_t)2 << 30)
/* Every reference takes time for each part of its field. */
#define MAX_PARTS 16

/* Functions, and the texts between them, are regions: where a local name lives. A meaning
   of 0 is none. */
enum { GLOBAL = 1 };

typedef struct Parser {
    Sources *src;
    const unsigned char *text;
    size_t len;
    uint32_t base;
    size_t pos;
    /* The last word and its place. */
    const unsigned char *word;
    size_t word_len;
    Loc loc;
    Program *program;
    /* By name: the number of the field. */
    Map fields;
    int section;
    uint32_t region;
    /* The open symbols: the function, then the object. */
    size_t open[2];
    Loc open_at[2];
    size_t open_count;
} Parser;

const char *ln_show(const Program *program, Id name, Shown *shown) {
    return show(shown, intern_name(&program->names, name), intern_len(&program->names, name));
}

/* ---- words ---- */

/* The value of a hexadecimal digit, 16 if it is none. */
static unsigned digit_value(int c) {
    if (c >= '0' && c <= '9')
        return (unsigned)(c - '0');
    if (c >= 'a' && c <= 'f')
        return (unsigned)(c - 'a') + 10;
    if (c >= 'A' && c <= 'F')
        return (unsigned)(c - 'A') + 10;
    return 16;
}

static bool to_number(const unsigned char *text, size_t len, unsigned base, uint64_t *value) {
    *value = 0;
    for (size_t i = 0; i < len; i++) {
        unsigned digit = digit_value(text[i]);
        if (digit >= base || *value > (UINT64_MAX - digit) / base)
            return false;
        *value = *value * base + digit;
    }
    return len > 0;
}

static int peek(const Parser *p) {
    return p->pos < p->len ? p->text[p->pos] : '\n';
}

/* Reads the next word of the line; empty at its end, and before a comment. */
static void next_word(Parser *p) {
    int c = peek(p);
    while (c == ' ' || c == '\t') {
        p->pos++;
        c = peek(p);
    }
    p->word = p->text + p->pos;
    p->loc = p->base + (Loc)p->pos;
    while (c != ' ' && c != '\t' && c != '#' && c != '\n') {
        p->pos++;
        c = peek(p);
    }
    p->word_len = (size_t)(p->text + p->pos - p->word);
}

static bool is_word(const Parser *p, const char *text) {
    return p->word_len == strlen(text) && memcmp(p->word, text, p->word_len) == 0;
}

/* The name in the last word, from its byte `from` on. */
static Id name(Parser *p, size_t from) {
    bool good = p->word_len > from;
    for (size_t i = from; i < p->word_len; i++)
        good = good && p->word[i] > ' ' && p->word[i] < 0x7f;
    refuse(p->src, !good, p->loc, "a name is expected");
    return intern(&p->program->names, p->word + from, p->word_len - from);
}

static uint64_t number(Parser *p, unsigned base) {
    uint64_t value;
    next_word(p);
    refuse(p->src, !to_number(p->word, p->word_len, base, &value), p->loc, "a number below 2^64 is expected");
    return value;
}

/* A decimal number, perhaps negative, modulo 2^64. */
static uint64_t signed_number(Parser *p) {
    uint64_t value;
    size_t sign;
    bool good;
    next_word(p);
    sign = p->word_len > 0 && p->word[0] == '-';
    good = to_number(p->word + sign, p->word_len - sign, 10, &value);
    refuse(p->src, !good, p->loc, "a number below 2^64 is expected");
    return sign ? -value : value;
}

/* ---- sections ---- */

/* Checks that `size` more bytes fit here. */
static void room(Parser *p, uint64_t size) {
    const Section *s = p->program->sections;
    uint64_t used = s[TEXT].size + s[RODATA].size + s[DATA].size;
    bool large = p->section == BSS && size > MAX_BSS - s[BSS].size;
    refuse(p->src, large, p->loc, "the section bss is larger than 2 GiB");
    large = p->section != BSS && size > MAX_DATA - used;
    refuse(p->src, large, p->loc, "text, rodata and data are larger than 256 MiB");
}

static void zeros(Parser *p, uint64_t size) {
    Section *section = &p->program->sections[p->section];
    room(p, size);
    section->size += size;
    if (p->section != BSS)
        buf_zeros(&section->bytes, size);
}

/* ---- labels ---- */

/* The label that `name` means here, perhaps not yet defined. */
static size_t label(Parser *p, Id name) {
    Program *program = p->program;
    uint32_t place = intern_name(&program->names, name)[0] == '.' ? p->region : GLOBAL;
    Meaning *meaning;
    while (program->meaning_count <= name) {
        program->meanings = grow(program->meanings, program->meaning_count, &program->meaning_room,
                                 sizeof program->meanings[0]);
        program->meanings[program->meaning_count].place = 0;
        program->meaning_count++;
    }
    meaning = &program->meanings[name];
    if (meaning->place != place) {
        meaning->place = place;
        meaning->label = program->label_count;
        program->labels =
            grow(program->labels, program->label_count, &program->label_room, sizeof program->labels[0]);
        memset(&program->labels[program->label_count], 0, sizeof program->labels[0]);
        program->labels[program->label_count].name = name;
        program->label_count++;
    }
    return meaning->label;
}

static void define(Parser *p, Id name) {
    size_t i = label(p, name);
    Label *l = &p->program->labels[i];
    Shown shown;
    if (l->defined)
        err1(p->src, p->loc, "label '{}' is defined twice", ln_show(p->program, name, &shown));
    l->defined = true;
    l->section = p->section;
    l->offset = p->program->sections[p->section].size;
}

/* ---- lines ---- */

/* HH | "!" FIELD LABEL ADDEND BASE */
static void item(Parser *p) {
    Program *program = p->program;
    unsigned high, low;
    refuse(p->src, p->section == BSS, p->loc, "the section bss holds nothing but zeros");
    if (p->word[0] == '!') {
        Ref r;
        Id id = name(p, 1);
        const uint64_t *field = map_find(&p->fields, id);
        Shown shown;
        r.loc = p->loc;
        if (field == NULL)
            err1(p->src, p->loc, "unknown field '{}'", ln_show(program, id, &shown));
        r.field = *field;
        next_word(p);
        r.label = label(p, name(p, 0));
        r.addend = signed_number(p);
        r.base = number(p, 16);
        r.section = p->section;
        r.offset = program->sections[p->section].size;
        program->refs = grow(program->refs, program->ref_count, &program->ref_room, sizeof program->refs[0]);
        program->refs[program->ref_count] = r;
        program->ref_count++;
        zeros(p, program->fields[r.field].size);
        return;
    }
    high = p->word_len == 2 ? digit_value(p->word[0]) : 16;
    low = p->word_len == 2 ? digit_value(p->word[1]) : 16;
    refuse(p->src, high > 15 || low > 15, p->loc, "a byte of two hexadecimal digits is expected");
    room(p, 1);
    buf_byte(&program->sections[p->section].bytes, (int)(high * 16 + low));
    program->sections[p->section].size++;
}

/* LO:WIDTH:AT */
static bool part(Parser *p, Part *part) {
    uint64_t numbers[3];
    size_t from = 0;
    for (size_t i = 0; i < 3; i++) {
        size_t to = from;
        while (to < p->word_len && p->word[to] != ':')
            to++;
        if (from > p->word_len || !to_number(p->word + from, to - from, 10, &numbers[i]))
            return false;
        from = to + 1;
    }
    if (from <= p->word_len || numbers[0] >= 64 || numbers[1] == 0 || numbers[1] > 64 - numbers[0])
        return false;
    part->low = (unsigned)numbers[0];
    part->width = (unsigned)numbers[1];
    part->at = (unsigned)numbers[2];
    return numbers[2] < 64 && part->width <= 64 - part->at;
}

/* .field NAME SIZE MODE CHECK LO:WIDTH:AT … */
static void field(Parser *p) {
    Program *program = p->program;
    Loc loc = p->loc;
    Field f;
    size_t room = 0;
    uint64_t size;
    bool good;
    Id id;
    memset(&f, 0, sizeof f);
    next_word(p);
    id = name(p, 0);
    size = number(p, 10);
    next_word(p);
    f.relative = is_word(p, "pc");
    good = f.relative || is_word(p, "abs");
    next_word(p);
    good = good && (is_word(p, "s") || is_word(p, "u") || is_word(p, "n"));
    refuse(p->src, !good || size < 1 || size > 8, loc, "a field has 1 to 8 bytes, abs or pc, and s, u or n");
    refuse(p->src, map_find(&p->fields, id) != NULL, loc, "this field is declared twice");
    f.check = p->word[0];
    f.size = (unsigned)size;
    next_word(p);
    while (p->word_len > 0) {
        f.parts = grow(f.parts, f.part_count, &room, sizeof f.parts[0]);
        good = part(p, &f.parts[f.part_count]);
        refuse(p->src, !good, p->loc, "a part of a field is LO:WIDTH:AT, in 64 bits");
        f.part_count++;
        next_word(p);
    }
    good = f.part_count > 0 && f.part_count <= MAX_PARTS;
    for (size_t i = 0; i < f.part_count; i++)
        good = good && f.parts[i].at + f.parts[i].width <= f.size * 8;
    refuse(p->src, !good, loc, "a field has 1 to 16 parts, in its bytes");
    map_set(&p->fields, id, program->field_count);
    program->fields = grow(program->fields, program->field_count, &program->field_room, sizeof f);
    program->fields[program->field_count] = f;
    program->field_count++;
}

/* .func NAME | .object NAME */
static void symbol(Parser *p, bool is_func) {
    Program *program = p->program;
    Loc loc = p->loc;
    Symbol *s;
    Id id;
    bool in_func = p->open_count == 1 && program->symbols[p->open[0]].is_func;
    refuse(p->src, p->open_count > 0 && (is_func || !in_func), loc, "this symbol begins inside another");
    p->region += is_func;
    next_word(p);
    id = name(p, 0);
    define(p, id);
    p->open[p->open_count] = program->symbol_count;
    p->open_at[p->open_count] = loc;
    p->open_count++;
    program->symbols =
        grow(program->symbols, program->symbol_count, &program->symbol_room, sizeof program->symbols[0]);
    s = &program->symbols[program->symbol_count];
    program->symbol_count++;
    s->name = id;
    s->is_func = is_func;
    s->section = p->section;
    s->offset = program->sections[p->section].size;
    s->size = 0;
}

static void end_symbol(Parser *p) {
    Symbol *s;
    refuse(p->src, p->open_count == 0, p->loc, "there is no symbol to end");
    p->open_count--;
    s = &p->program->symbols[p->open[p->open_count]];
    s->size = p->program->sections[s->section].size - s->offset;
    p->region += s->is_func;
}

static void align(Parser *p) {
    uint64_t align = number(p, 10);
    Section *section = &p->program->sections[p->section];
    bool good = align != 0 && align <= 4096 && (align & (align - 1)) == 0;
    refuse(p->src, !good, p->loc, "an alignment is a power of two up to 4096");
    if (align > section->align)
        section->align = align;
    zeros(p, -section->size & (align - 1));
}

/* One line: a label, a directive, or bytes and references. */
static void line(Parser *p) {
    next_word(p);
    if (p->word_len > 0 && p->word[0] == ':') {
        define(p, name(p, 1));
    } else if (is_word(p, ".field")) {
        field(p);
    } else if (is_word(p, ".section")) {
        int section = 0;
        next_word(p);
        while (section < SECTION_COUNT && !is_word(p, section_names[section]))
            section++;
        refuse(p->src, section == SECTION_COUNT, p->loc, "a section is text, rodata, data or bss");
        p->section = section;
    } else if (is_word(p, ".func")) {
        symbol(p, true);
    } else if (is_word(p, ".object")) {
        symbol(p, false);
    } else if (is_word(p, ".end")) {
        end_symbol(p);
    } else if (is_word(p, ".align")) {
        align(p);
    } else if (is_word(p, ".zero")) {
        zeros(p, number(p, 10));
    } else {
        while (p->word_len > 0) {
            item(p);
            next_word(p);
        }
    }
}

const Label *ln_find(Program *program, const char *name) {
    Id id = intern_text(&program->names, name);
    const Label *l;
    if (id >= program->meaning_count || program->meanings[id].place != GLOBAL)
        return NULL;
    l = &program->labels[program->meanings[id].label];
    return l->defined ? l : NULL;
}

void ln_parse(Sources *src, Loc start, Program *program) {
    Parser parser;
    Parser *p = &parser;
    memset(p, 0, sizeof *p);
    p->src = src;
    p->text = sources_text(src, start, &p->len);
    p->base = start;
    p->program = program;
    p->region = GLOBAL + 1;
    while (p->pos < p->len) {
        line(p);
        next_word(p);
        refuse(src, p->word_len > 0, p->loc, "unexpected text at the end of the line");
        while (p->pos < p->len && p->text[p->pos] != '\n')
            p->pos++;
        p->pos++;
    }
    if (p->open_count > 0)
        err(src, p->open_at[p->open_count - 1], "this symbol has no .end");
}
