/* Gives each section its address and place in the file, and fills in the references. */
#include "parts.h"

#define BASE 0x400000

static uint64_t align_up(uint64_t value, uint64_t align) {
    return (value + align - 1) & ~(align - 1);
}

/* Headers and rodata, text, and data with bss each begin on a page of their own. A byte of
   the file at offset N is mapped at BASE + N. */
void ln_place(Program *program, const Arch *arch, Place *places) {
    static const int order[SECTION_COUNT] = {RODATA, TEXT, DATA, BSS};
    uint64_t end = HEADERS_SIZE;
    for (int n = 0; n < SECTION_COUNT; n++) {
        int i = order[n];
        Section *section = &program->sections[i];
        uint64_t align = i == TEXT || i == DATA ? arch->page : MIN_ALIGN;
        if (section->align > align)
            align = section->align;
        if (i != BSS && section->size == 0) {
            /* Some loaders refuse a segment without bytes in the file. */
            section->size = MIN_ALIGN;
            buf_zeros(&section->bytes, MIN_ALIGN);
        }
        places[i].offset = align_up(end, align);
        places[i].address = BASE + places[i].offset;
        places[i].size = section->size;
        end = places[i].offset + section->size;
    }
}

/* Whether the bits that the field leaves out are those that its check expects. */
static bool fits(const Field *field, uint64_t value) {
    unsigned low = 64;
    unsigned high = 0;
    unsigned rest;
    uint64_t back;
    for (size_t i = 0; i < field->part_count; i++) {
        const Part *part = &field->parts[i];
        if (part->low < low)
            low = part->low;
        if (part->low + part->width > high)
            high = part->low + part->width;
    }
    if (field->check == 'n')
        return true;
    rest = 64 - high;
    if (field->check == 's')
        back = (uint64_t)((int64_t)(value << rest) >> rest);
    else
        back = value << rest >> rest;
    return back == value && value >> low << low == value;
}

/* Stores the value of every reference in its section. */
void ln_fill(Sources *src, Program *program, const Place *places) {
    size_t n, i;
    Shown shown;
    for (n = 0; n < program->ref_count; n++) {
        const Ref *r = &program->refs[n];
        const Label *label = &program->labels[r->label];
        const Field *field = &program->fields[r->field];
        uint64_t value, word;
        unsigned char *bytes;
        if (!label->defined)
            err1(src, r->loc, "undefined label '{}'", ln_show(program, label->name, &shown));
        value = places[label->section].address + label->offset + r->addend;
        if (field->relative)
            value -= places[r->section].address + r->offset;
        if (!fits(field, value))
            err1(src, r->loc, "label '{}' is out of the reach of this reference",
                 ln_show(program, label->name, &shown));
        word = r->base;
        for (i = 0; i < field->part_count; i++) {
            const Part *part = &field->parts[i];
            uint64_t mask = UINT64_MAX >> (64 - part->width);
            word ^= (value >> part->low & mask) << part->at;
        }
        bytes = program->sections[r->section].bytes.data + r->offset;
        for (i = 0; i < field->size; i++)
            bytes[i] = (unsigned char)(word >> (8 * i));
    }
}
