/* Unwind tables (LSB Core, "Exception Frames"). Each .eh_frame is taken apart into its CIEs and FDEs;
   FDEs of functions that are not in the output are left out, as are CIEs that then have no FDE.
   .eh_frame_hdr, the sorted table for the unwinder, is made from what was written. */
#include "linker.h"

#include <stdlib.h>
#include <string.h>

#define DW_EH_PE_omit 0xff
#define DW_EH_PE_udata4 0x03
#define DW_EH_PE_sdata4 0x0b
#define DW_EH_PE_pcrel 0x10
#define DW_EH_PE_datarel 0x30

/* ---- taking apart ---- */

/* Counts the records and fills `pieces` unless NULL; 0 if the section is not understood. */
static uint32_t split(const Section *s, Piece *pieces) {
    uint64_t at = 0;
    uint32_t count = 0;
    while (at < s->in_size) {
        uint64_t len;
        if (s->in_size - at < 4)
            return 0;
        len = get_u32(s->data + at);
        if (len > s->in_size - at - 4 || (len != 0 && len < 4))
            return 0; /* also the 64-bit form, whose length begins with 0xffffffff */
        if (pieces != NULL)
            pieces[count].in = at;
        count++;
        at += 4 + len;
    }
    return count;
}

static bool relocations_in_order(const Section *s) {
    uint64_t last = 0;
    Rela r;
    for (uint32_t i = 0; i < s->rela_count; i++) {
        read_rela(s, i, &r);
        if (r.offset < last)
            return false;
        last = r.offset;
    }
    return true;
}

static Piece *piece_at(const Section *s, uint64_t in) {
    uint32_t low = 0;
    uint32_t high = s->piece_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (s->pieces[middle].in < in)
            low = middle + 1;
        else
            high = middle;
    }
    return low < s->piece_count && s->pieces[low].in == in ? &s->pieces[low] : NULL;
}

/* The CIE of the record at `in`: the record itself if it is one; NULL if there is none. */
static Piece *cie_of(const Section *s, uint64_t in) {
    uint64_t back = get_u32(s->data + in + 4);
    Piece *cie;
    if (back == 0)
        return piece_at(s, in);
    if (back > in + 4)
        return NULL;
    cie = piece_at(s, in + 4 - back);
    if (cie == NULL || get_u32(s->data + cie->in) == 0 || get_u32(s->data + cie->in + 4) != 0)
        return NULL;
    return cie;
}

static void split_section(Link *link, Section *s) {
    uint32_t count = split(s, NULL);
    /* A gap between two sections would read as a terminator: records lie at multiples of 4. */
    if (s->align > 4 && (count != 0 || s->in_size == 0))
        s->align = 4;
    if (count == 0 || !relocations_in_order(s))
        return;
    s->pieces = arena_get(&link->arena, count * sizeof s->pieces[0]);
    s->piece_count = split(s, s->pieces);
    for (uint32_t i = 0; i < count; i++) {
        uint64_t in = s->pieces[i].in;
        if (get_u32(s->data + in) != 0 && cie_of(s, in) == NULL) {
            s->pieces = NULL;
            s->piece_count = 0;
            return;
        }
    }
    s->is_eh_frame = true;
}

void split_eh_frames(Link *link) {
    for (size_t i = 0; i < link->object_count; i++) {
        Object *object = link->objects[i];
        for (uint32_t k = 1; k < object->elf.section_count; k++) {
            Section *s = object->sections[k];
            if (s != NULL && !s->discarded && strcmp(s->name, ".eh_frame") == 0 && s->data != NULL &&
                (s->flags & SHF_ALLOC) != 0)
                split_section(link, s);
        }
    }
}

/* ---- what is left ---- */

static bool lives(const Section *s, const Rela *r) {
    const Symbol *function = r->symbol < s->object->elf.symbol_count ? s->object->symbols[r->symbol] : NULL;
    if (function == NULL || function->kind != SYM_DEFINED)
        return function != NULL && function->kind == SYM_ABS && function->type != STT_SECTION;
    return function->section->live;
}

bool place_eh_frame(Link *link, Section *s) {
    uint32_t next = 0;
    uint64_t size = 0;
    Rela r;
    for (uint32_t i = 0; i < s->piece_count; i++)
        s->pieces[i].out = PIECE_DEAD;
    /* 0 marks what stays, then the places are given. */
    for (uint32_t i = 0; i < s->piece_count; i++) {
        uint64_t in = s->pieces[i].in;
        uint64_t len = get_u32(s->data + in);
        bool found = false;
        if (len == 0) {
            link->eh_terminator = true;
            continue;
        }
        while (next < s->rela_count && (read_rela(s, next, &r), r.offset < in + 4 + len)) {
            if (r.offset == in + 8 && !found)
                found = lives(s, &r);
            next++;
        }
        if (get_u32(s->data + in + 4) == 0 || !found)
            continue;
        s->pieces[i].out = 0;
        cie_of(s, in)->out = 0;
        link->fde_count++;
    }
    for (uint32_t i = 0; i < s->piece_count; i++) {
        if (s->pieces[i].out == PIECE_DEAD)
            continue;
        s->pieces[i].out = size;
        size += 4 + get_u32(s->data + s->pieces[i].in);
    }
    s->size = size;
    return size != 0;
}

void write_eh_frame(const Section *s, unsigned char *to) {
    for (uint32_t i = 0; i < s->piece_count; i++) {
        const Piece *p = &s->pieces[i];
        if (p->out == PIECE_DEAD)
            continue;
        memcpy(to + p->out, s->data + p->in, 4 + (size_t)get_u32(s->data + p->in));
        if (get_u32(s->data + p->in + 4) != 0)
            put_u32(to + p->out + 4, (uint32_t)(p->out + 4 - cie_of(s, p->in)->out));
    }
}

/* ---- .eh_frame_hdr ---- */

void plan_eh_frame_hdr(Link *link) {
    if (!link->options->eh_frame_hdr || link->fde_count == 0)
        return;
    link->eh_hdr_section = own_section(link, ".eh_frame_hdr", SHT_PROGBITS, SHF_ALLOC, 4,
                                       12 + 8 * (uint64_t)link->fde_count);
    place_section(link, link->eh_hdr_section);
}

/* Skips a LEB128 number. */
static size_t skip_leb(const unsigned char *p, size_t at, size_t end) {
    while (at < end && (p[at] & 0x80) != 0)
        at++;
    return at + 1;
}

/* The encoding of addresses in the FDEs of the CIE at `p`; DW_EH_PE_omit if not understood. */
static unsigned address_encoding(const unsigned char *p) {
    size_t end = 4 + (size_t)get_u32(p);
    size_t at = 9;
    const unsigned char *letters = p + 9;
    if (end < 16)
        return DW_EH_PE_omit;
    while (at < end && p[at] != 0)
        at++;
    at++;
    at = skip_leb(p, at, end); /* code alignment */
    at = skip_leb(p, at, end); /* data alignment */
    at = skip_leb(p, at, end); /* return address register; one byte in version 1 is one here, too */
    if (letters[0] != 'z')
        return letters[0] == 0 ? 0 : DW_EH_PE_omit;
    at = skip_leb(p, at, end);
    for (letters++; *letters != 0 && at < end; letters++) {
        if (*letters == 'R')
            return p[at];
        if (*letters == 'L') {
            at++;
        } else if (*letters == 'P') {
            unsigned format = p[at] & 15;
            at += format == 0 || format == 4 || format == 12 ? 9 : format == 2 || format == 10 ? 3 : 5;
        } else if (*letters != 'S' && *letters != 'B') {
            return DW_EH_PE_omit;
        }
    }
    return 0;
}

typedef struct TableEntry {
    uint64_t function;
    uint64_t fde;
} TableEntry;

static int compare_entries(const void *a, const void *b) {
    const TableEntry *x = a;
    const TableEntry *y = b;
    if (x->function != y->function)
        return x->function < y->function ? -1 : 1;
    return x->fde < y->fde ? -1 : x->fde > y->fde;
}

/* Collects the FDEs of the output's .eh_frame at `p`; false if an encoding is not understood. */
static bool collect(const OutSection *out, const unsigned char *p, TableEntry *entries, size_t room,
                    size_t *count) {
    uint64_t at = 0;
    *count = 0;
    while (at + 8 <= out->size) {
        uint64_t len = get_u32(p + at);
        uint64_t back = get_u32(p + at + 4);
        uint64_t place = out->address + at + 8;
        if (len == 0 || len > out->size - at - 4)
            break;
        if (back != 0 && back <= at + 4 && *count < room) {
            unsigned encoding = address_encoding(p + at + 4 - back);
            TableEntry *e = &entries[*count];
            if ((encoding & 15) == DW_EH_PE_sdata4)
                e->function = (uint64_t)(int64_t)(int32_t)get_u32(p + at + 8);
            else if ((encoding & 15) == 0 || (encoding & 15) == 12)
                e->function = get_u64(p + at + 8);
            else
                return false;
            if ((encoding & 0x70) == DW_EH_PE_pcrel)
                e->function += place;
            else if ((encoding & 0xf0) != 0)
                return false;
            e->fde = out->address + at;
            (*count)++;
        }
        at += 4 + len;
    }
    return true;
}

void fill_eh_frame_hdr(Link *link, unsigned char *image) {
    OutSection *frames = strmap_find(&link->out_names, ".eh_frame", 9);
    Section *hdr = link->eh_hdr_section;
    TableEntry *entries;
    unsigned char *to;
    uint64_t at;
    size_t count;
    bool good;
    if (hdr == NULL || frames == NULL)
        return;
    at = hdr->out->address + hdr->out_offset;
    to = image + hdr->out->offset + hdr->out_offset;
    entries = allocate(link->fde_count * sizeof entries[0]);
    good = collect(frames, image + frames->offset, entries, link->fde_count, &count);
    to[0] = 1;
    to[1] = DW_EH_PE_pcrel | DW_EH_PE_sdata4;
    put_u32(to + 4, (uint32_t)(frames->address - at - 4));
    to[2] = good ? DW_EH_PE_udata4 : DW_EH_PE_omit;
    to[3] = good ? DW_EH_PE_datarel | DW_EH_PE_sdata4 : DW_EH_PE_omit;
    if (good) {
        qsort(entries, count, sizeof entries[0], compare_entries);
        put_u32(to + 8, (uint32_t)count);
        for (size_t i = 0; i < count; i++) {
            put_u32(to + 12 + 8 * i, (uint32_t)(entries[i].function - at));
            put_u32(to + 16 + 8 * i, (uint32_t)(entries[i].fde - at));
        }
    }
    free(entries);
}
