/* Addresses and file offsets: three segments (R, RX, RW), never writable and executable at once.
   A segment begins on a new page of memory but continues the file where the last one ended, so that
   the file has no gaps: the page in between is mapped twice. */
#include "linker.h"

#include <string.h>

#define MAX_ADDRESS ((uint64_t)1 << 47)
#define MAX_FILE ((uint64_t)1 << 32)

static const uint32_t segment_flags[3] = {PF_R, PF_R | PF_X, PF_R | PF_W};

static bool is_tbss(const OutSection *out) {
    return out->type == SHT_NOBITS && (out->flags & SHF_TLS) != 0;
}

/* The segment of a rank: 0 R, 1 RX, 2 RW, 3 none. The ranks of sections.c are made for this. */
static uint32_t segment_of(const OutSection *out) {
    return out->rank >= 40 ? 3 : out->rank >= 20 ? 2 : out->rank / 10;
}

static Segment *add_segment(Layout *layout, uint32_t type, uint32_t flags, uint64_t align) {
    Segment *s = &layout->segments[layout->segment_count++];
    memset(s, 0, sizeof *s);
    s->type = type;
    s->flags = flags;
    s->align = align;
    return s;
}

/* Extends a segment over a section. */
static void cover(Segment *s, const OutSection *out) {
    if (s->memory_size == 0 && s->file_size == 0 && s->address == 0) {
        s->offset = out->offset;
        s->address = out->address;
    }
    s->memory_size = out->address + out->size - s->address;
    if (out->type != SHT_NOBITS)
        s->file_size = out->offset + out->size - s->offset;
}

/* ---- how many program headers there will be ---- */

static bool has_segment(Link *link, uint32_t segment) {
    for (size_t i = 0; i < link->out_count; i++) {
        if (segment_of(link->outs[i]) == segment)
            return true;
    }
    return segment == 0; /* the headers */
}

static bool has_tls(Link *link) {
    for (size_t i = 0; i < link->out_count; i++) {
        if ((link->outs[i]->flags & SHF_TLS) != 0)
            return true;
    }
    return false;
}

static bool has_relro(Link *link) {
    for (size_t i = 0; link->options->relro && i < link->out_count; i++) {
        if (link->outs[i]->relro && segment_of(link->outs[i]) == 2)
            return true;
    }
    return false;
}

/* Notes of one alignment share a PT_NOTE. */
static bool begins_notes(Link *link, size_t i) {
    const OutSection *out = link->outs[i];
    if (out->type != SHT_NOTE || segment_of(out) != 0)
        return false;
    return i == 0 || link->outs[i - 1]->type != SHT_NOTE || link->outs[i - 1]->align != out->align;
}

static uint64_t count_headers(Link *link) {
    uint64_t count = 1 + has_tls(link) + has_relro(link) + (link->eh_hdr_section != NULL);
    for (uint32_t k = 0; k < 3; k++)
        count += has_segment(link, k);
    for (size_t i = 0; i < link->out_count; i++)
        count += begins_notes(link, i);
    return count;
}

/* ---- placing ---- */

typedef struct Place {
    uint64_t address;
    uint64_t offset;
} Place;

/* Moves to the first page of a new segment. */
static void new_page(Link *link, Place *at, uint64_t page, uint32_t segment) {
    if (segment == 1 && link->options->have_text_start) {
        at->address = link->options->text_start;
        at->offset += (at->address - at->offset) & (page - 1);
        return;
    }
    at->address = align_up(at->address, page) + (at->offset & (page - 1));
}

static void place_out(OutSection *out, Place *at) {
    uint64_t address = align_up(at->address, out->align);
    out->offset = at->offset + (address - at->address);
    out->address = address;
    if (is_tbss(out)) /* takes no room: each thread has its own */
        return;
    if (out->type != SHT_NOBITS) {
        at->offset = out->offset + out->size;
    } else {
        /* What follows with contents would need zeros in the file: sections.c puts such last. */
        out->offset = at->offset;
    }
    at->address = address + out->size;
}

/* Contents must not follow NOBITS in a segment: such a NOBITS section becomes zeros in the file. */
static void fill_nobits(Link *link) {
    for (uint32_t segment = 0; segment < 3; segment++) {
        bool contents = false;
        for (size_t i = link->out_count; i-- > 0;) {
            OutSection *out = link->outs[i];
            if (segment_of(out) != segment || is_tbss(out))
                continue;
            if (out->type != SHT_NOBITS)
                contents = true;
            else if (contents)
                out->type = SHT_PROGBITS;
        }
    }
}

static bool place_segment(Link *link, Layout *layout, uint32_t segment, Place *at, uint64_t page) {
    Segment *load = add_segment(layout, PT_LOAD, segment_flags[segment], page);
    bool relro_open = false;
    if (segment != 0)
        new_page(link, at, page, segment);
    load->address = segment == 0 ? link->image_base : 0;
    load->file_size = segment == 0 ? at->offset : 0;
    load->memory_size = load->file_size;
    for (size_t i = 0; i < link->out_count; i++) {
        OutSection *out = link->outs[i];
        if (segment_of(out) != segment)
            continue;
        if (has_relro(link) && relro_open && !out->relro) {
            uint64_t gap = align_up(at->address, page) - at->address;
            at->address += gap;
            at->offset += gap;
        }
        relro_open = out->relro;
        place_out(out, at);
        if (out->address >= MAX_ADDRESS || out->size >= MAX_ADDRESS || at->offset >= MAX_FILE) {
            link_error(link, "the output is too large: section '%s'", out->name);
            return false;
        }
        if (!is_tbss(out))
            cover(load, out);
        else if (load->address == 0)
            cover(load, out), load->memory_size = 0;
    }
    return true;
}

/* ---- the other program headers ---- */

static void add_tls(Link *link, Layout *layout) {
    Segment *tls;
    if (!has_tls(link))
        return;
    tls = add_segment(layout, PT_TLS, PF_R, 1);
    for (size_t i = 0; i < link->out_count; i++) {
        OutSection *out = link->outs[i];
        if ((out->flags & SHF_TLS) == 0)
            continue;
        cover(tls, out);
        if (out->align > tls->align)
            tls->align = out->align;
        if (is_tbss(out))
            link->tbss = out;
        else
            link->tdata = out;
    }
    link->tls_start = tls->address;
    link->tls_size = tls->memory_size;
    link->tls_align = tls->align;
}

/* The block begins at its strictest alignment, which both sections therefore get. */
static void align_tls(Link *link) {
    uint64_t align = 1;
    for (size_t i = 0; i < link->out_count; i++) {
        if ((link->outs[i]->flags & SHF_TLS) != 0 && link->outs[i]->align > align)
            align = link->outs[i]->align;
    }
    for (size_t i = 0; i < link->out_count; i++) {
        if ((link->outs[i]->flags & SHF_TLS) != 0) {
            link->outs[i]->align = align;
            return;
        }
    }
}

static void add_notes(Link *link, Layout *layout) {
    Segment *note = NULL;
    for (size_t i = 0; i < link->out_count; i++) {
        OutSection *out = link->outs[i];
        if (begins_notes(link, i))
            note = add_segment(layout, PT_NOTE, PF_R, out->align);
        if (out->type == SHT_NOTE && segment_of(out) == 0)
            cover(note, out);
    }
}

static void add_others(Link *link, Layout *layout, uint64_t page) {
    Segment *s;
    add_notes(link, layout);
    add_tls(link, layout);
    if (link->eh_hdr_section != NULL)
        cover(add_segment(layout, PT_GNU_EH_FRAME, PF_R, 4), link->eh_hdr_section->out);
    s = add_segment(layout, PT_GNU_STACK, PF_R | PF_W | (link->options->exec_stack ? PF_X : 0), 16);
    s->memory_size = link->options->stack_size;
    if (has_relro(link)) {
        s = add_segment(layout, PT_GNU_RELRO, PF_R, 1);
        for (size_t i = 0; i < link->out_count; i++) {
            OutSection *out = link->outs[i];
            if (out->relro && segment_of(out) == 2 && !is_tbss(out))
                cover(s, out);
        }
        s->memory_size = align_up(s->address + s->memory_size, page) - s->address;
    }
}

/* Segments may not overlap, and PT_LOADs are in order of their addresses (gABI, "Program Header"). */
static bool check_loads(Link *link, Layout *layout, int count) {
    for (int i = 1; i < count; i++) {
        for (int k = i; k > 0 && layout->segments[k].address < layout->segments[k - 1].address; k--) {
            Segment s = layout->segments[k];
            layout->segments[k] = layout->segments[k - 1];
            layout->segments[k - 1] = s;
        }
    }
    for (int i = 1; i < count; i++) {
        const Segment *s = &layout->segments[i - 1];
        if (s->address + s->memory_size > layout->segments[i].address) {
            link_error(link, "the segments at 0x%lx and 0x%lx overlap", (unsigned long)s->address,
                       (unsigned long)layout->segments[i].address);
            return false;
        }
    }
    return true;
}

bool lay_out(Link *link, Layout *layout) {
    uint64_t page = link->options->max_page != 0 ? link->options->max_page : link->target->max_page;
    uint64_t headers = count_headers(link);
    Place at = {0};
    int loads;
    if (headers > sizeof layout->segments / sizeof layout->segments[0]) {
        link_error(link, "too many program headers: %lu", (unsigned long)headers);
        return false;
    }
    align_tls(link);
    fill_nobits(link);
    at.offset = ELF_EHDR_SIZE + ELF_PHDR_SIZE * headers;
    at.address = link->image_base + at.offset;
    for (uint32_t k = 0; k < 3; k++) {
        if (has_segment(link, k) && !place_segment(link, layout, k, &at, page))
            return false;
    }
    loads = layout->segment_count;
    add_others(link, layout, page);
    for (size_t i = 0; i < link->out_count; i++) {
        OutSection *out = link->outs[i];
        if (segment_of(out) != 3)
            continue;
        out->offset = align_up(at.offset, out->align);
        at.offset = out->offset + (out->type == SHT_NOBITS ? 0 : out->size);
        if (at.offset >= MAX_FILE) {
            link_error(link, "the output is too large: section '%s'", out->name);
            return false;
        }
    }
    layout->image_size = at.offset;
    return check_loads(link, layout, loads);
}
