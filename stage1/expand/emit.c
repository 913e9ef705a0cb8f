/* The expander's output: labelled hex (docs/HEX.md) and the provenance map.

   Bytes of one source line stand on one line of hex; everything else has its own line. */
#include "parts.h"

#include <string.h>

static void put_name(const Expander *ex, Buf *out, Id name) {
    buf_add(out, intern_name(&ex->lx.names, name), intern_len(&ex->lx.names, name));
}

void ex_break_line(Expander *ex) {
    if (ex->out.in_line) {
        buf_byte(ex->out.hex, '\n');
        ex->out.in_line = false;
    }
}

/* Begins the next byte or reference of a line. */
static void item(Expander *ex) {
    if (ex->out.in_line)
        buf_byte(ex->out.hex, ' ');
    ex->out.in_line = true;
}

/* The low `size` bytes of `value`. */
void ex_put_bytes(Expander *ex, int64_t value, unsigned size) {
    const char *digits = "0123456789abcdef";
    uint64_t rest = (uint64_t)value;
    unsigned i;
    for (i = 0; i < size; i++) {
        item(ex);
        buf_byte(ex->out.hex, digits[rest >> 4 & 15]);
        buf_byte(ex->out.hex, digits[rest & 15]);
        rest >>= 8;
    }
    ex_grow(ex, size);
}

static void put_label(Expander *ex, const Label *label) {
    Buf *hex = ex->out.hex;
    if (label->scope != 0 && label->scope != '$')
        buf_byte(hex, '.');
    put_name(ex, hex, label->id);
    if (label->scope != 0 && label->scope != '.') {
        buf_byte(hex, label->scope == '$' ? '.' : label->scope);
        buf_int(hex, label->num);
    }
}

void ex_put_reference(Expander *ex, Id field, const Label *label, int64_t addend, int64_t base) {
    Buf *hex = ex->out.hex;
    item(ex);
    buf_byte(hex, '!');
    put_name(ex, hex, field);
    buf_byte(hex, ' ');
    put_label(ex, label);
    buf_byte(hex, ' ');
    buf_int(hex, addend);
    buf_byte(hex, ' ');
    buf_hex(hex, (uint64_t)base);
}

void ex_text_line(Expander *ex, const char *text) {
    ex_break_line(ex);
    buf_text(ex->out.hex, text);
    buf_byte(ex->out.hex, '\n');
}

void ex_number_line(Expander *ex, const char *text, uint64_t number) {
    ex_break_line(ex);
    buf_text(ex->out.hex, text);
    buf_dec(ex->out.hex, number);
    buf_byte(ex->out.hex, '\n');
}

void ex_label_line(Expander *ex, const char *text, const Label *label) {
    ex_break_line(ex);
    buf_text(ex->out.hex, text);
    put_label(ex, label);
    buf_byte(ex->out.hex, '\n');
}

void ex_section_line(Expander *ex, Id section) {
    if (section == ex->out.section)
        return;
    ex->out.section = section;
    ex_break_line(ex);
    buf_text(ex->out.hex, ".section ");
    put_name(ex, ex->out.hex, section);
    buf_byte(ex->out.hex, '\n');
}

/* The declaration of a field, as it stands in the source. */
void ex_field_line(Expander *ex, Loc from, Loc to) {
    size_t len;
    const unsigned char *text = sources_text(ex->src, from, &len) + (from - sources_start(ex->src, from));
    len = to - from;
    while (text[len - 1] == ' ' || text[len - 1] == '\t')
        len--;
    ex_break_line(ex);
    buf_text(ex->out.hex, ".field ");
    buf_add(ex->out.hex, text, len);
    buf_byte(ex->out.hex, '\n');
}

void ex_set_c_place(Expander *ex, Id file, int64_t line) {
    ex_end_run(ex);
    ex->out.c_file = file;
    ex->out.c_line = line;
}

static uint64_t section_size(const Expander *ex) {
    const uint64_t *size = map_find(&ex->out.sizes, ex->out.section);
    return size == NULL ? 0 : *size;
}

/* Counts the zeros up to a multiple of `align`. */
void ex_pad(Expander *ex, uint64_t align) {
    ex_grow(ex, -section_size(ex) & (align - 1));
}

/* Counts `size` bytes that were written, and where they came from. */
void ex_grow(Expander *ex, uint64_t size) {
    Run *run = &ex->out.run;
    size_t mac = ex->frame.depth == 0 ? 0 : ex->frame.mac + 1;
    Id section = ex->out.section;
    uint64_t offset;
    if (ex->out.map == NULL || size == 0)
        return;
    offset = section_size(ex);
    map_set(&ex->out.sizes, section, offset + size);
    if (run->section == section && run->line == ex->line && run->mac == mac && run->size > 0) {
        run->size += size;
        return;
    }
    ex_end_run(ex);
    run->section = section;
    run->offset = offset;
    run->size = size;
    run->line = ex->line;
    run->mac = mac;
}

/* "FILE:LINE " */
static void put_place(Expander *ex, Loc loc) {
    uint32_t line;
    buf_text(ex->out.map, sources_position(ex->src, loc, &line));
    buf_byte(ex->out.map, ':');
    buf_dec(ex->out.map, line);
    buf_byte(ex->out.map, ' ');
}

/* Writes the line of the map for the bytes since the last one. */
void ex_end_run(Expander *ex) {
    Run *run = &ex->out.run;
    Buf *map = ex->out.map;
    if (run->size == 0)
        return;
    put_name(ex, map, run->section);
    buf_byte(map, ' ');
    buf_dec(map, run->offset);
    buf_byte(map, ' ');
    buf_dec(map, run->size);
    buf_byte(map, ' ');
    put_place(ex, run->line);
    if (run->mac == 0) {
        buf_text(map, "- - ");
    } else {
        const Token *name = &ex->bodies[run->mac - 1].name;
        put_name(ex, map, name->id);
        buf_byte(map, ' ');
        put_place(ex, name->loc);
    }
    if (ex->out.c_file == 0) {
        buf_byte(map, '-');
    } else {
        put_name(ex, map, ex->out.c_file);
        buf_byte(map, ':');
        buf_int(map, ex->out.c_line);
    }
    buf_byte(map, '\n');
    memset(run, 0, sizeof *run);
}
