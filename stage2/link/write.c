/* The output file: headers, the sections' contents with their relocations applied, the symbol table,
   the section headers. */
#include "linker.h"

#include <string.h>

static void write_member(const Section *s, unsigned char *to) {
    to += s->out_offset;
    if (s->is_eh_frame) {
        write_eh_frame(s, to);
    } else if (s->pieces != NULL) {
        for (uint32_t i = 0; i < s->piece_count; i++) { /* reversed words: sections.c */
            uint64_t end = i + 1 < s->piece_count ? s->pieces[i + 1].in : s->in_size;
            memcpy(to + s->pieces[i].out, s->data + s->pieces[i].in, (size_t)(end - s->pieces[i].in));
        }
    } else if (s->data != NULL && s->type != SHT_NOBITS) {
        memcpy(to, s->data, (size_t)s->size);
    }
}

static void write_sections(Link *link, unsigned char *image) {
    for (size_t i = 0; i < link->out_count; i++) {
        OutSection *out = link->outs[i];
        unsigned char *to = image + out->offset;
        uint64_t end = 0;
        if (out->type == SHT_NOBITS)
            continue;
        for (size_t k = 0; k < out->member_count; k++) {
            Section *s = out->members[k];
            if ((out->flags & SHF_EXECINSTR) != 0 && s->out_offset > end)
                link->target->fill(to + end, (size_t)(s->out_offset - end));
            write_member(s, to);
            end = s->out_offset + s->size;
        }
    }
}

/* ---- headers ---- */

static void write_program_headers(const Layout *layout, unsigned char *p) {
    for (int i = 0; i < layout->segment_count; i++) {
        const Segment *s = &layout->segments[i];
        put_u32(p, s->type);
        put_u32(p + 4, s->flags);
        put_u64(p + 8, s->offset);
        put_u64(p + 16, s->address);
        put_u64(p + 24, s->address);
        put_u64(p + 32, s->file_size);
        put_u64(p + 40, s->memory_size);
        put_u64(p + 48, s->align);
        p += ELF_PHDR_SIZE;
    }
}

static void write_file_header(Link *link, const Layout *layout, unsigned char *e) {
    static const unsigned char ident[8] = {0x7f, 'E', 'L', 'F', ELFCLASS64, ELFDATA2LSB, EV_CURRENT, 0};
    memcpy(e, ident, sizeof ident);
    if (link->stub_count != 0)
        e[7] = ELFOSABI_GNU; /* ifuncs */
    put_u16(e + 16, ET_EXEC);
    put_u16(e + 18, link->target->machine);
    put_u32(e + 20, EV_CURRENT);
    put_u64(e + 24, link->entry_address);
    put_u64(e + 32, ELF_EHDR_SIZE);
    put_u16(e + 52, ELF_EHDR_SIZE);
    put_u16(e + 54, ELF_PHDR_SIZE);
    put_u16(e + 56, (uint32_t)layout->segment_count);
    put_u16(e + 58, ELF_SHDR_SIZE);
}

typedef struct Headers {
    Buf bytes;
    Buf names;
    uint32_t count;
} Headers;

static void add_header(Headers *h, const char *name, uint32_t type, uint64_t flags, uint64_t address,
                       uint64_t offset, uint64_t size, uint32_t link, uint32_t info, uint64_t align,
                       uint64_t entsize) {
    buf_u32(&h->bytes, (uint32_t)h->names.len);
    buf_add(&h->names, name, strlen(name) + 1);
    buf_u32(&h->bytes, type);
    buf_u64(&h->bytes, flags);
    buf_u64(&h->bytes, address);
    buf_u64(&h->bytes, offset);
    buf_u64(&h->bytes, size);
    buf_u32(&h->bytes, link);
    buf_u32(&h->bytes, info);
    buf_u64(&h->bytes, align);
    buf_u64(&h->bytes, entsize);
    h->count++;
}

/* Everything behind the image: symbol table, names, section headers. */
static void write_tail(Link *link) {
    Buf *out = link->out;
    Buf symbols = {0};
    Buf strings = {0};
    Headers h = {0};
    uint32_t first_global = 0;
    uint32_t symtab = (uint32_t)link->out_count + 1;
    bool strip = link->options->strip == LINK_STRIP_ALL;
    size_t at;
    add_header(&h, "", SHT_NULL, 0, 0, 0, 0, 0, 0, 0, 0);
    for (size_t i = 0; i < link->out_count; i++) {
        const OutSection *o = link->outs[i];
        uint64_t flags = o->flags;
        bool stubs = o->type == SHT_RELA && link->got_section != NULL;
        add_header(&h, o->name, o->type, stubs ? flags | SHF_INFO_LINK : flags, o->address, o->offset,
                   o->size, stubs && !strip ? symtab : 0, stubs ? link->got_section->out->index : 0,
                   o->align, o->entsize);
    }
    if (!strip) {
        write_symbol_table(link, &symbols, &strings, &first_global);
        buf_zeros(out, (0 - (out->len - link->out_start)) & 7);
        add_header(&h, ".symtab", SHT_SYMTAB, 0, 0, out->len - link->out_start, symbols.len, symtab + 1,
                   first_global, 8, ELF_SYM_SIZE);
        buf_add(out, symbols.data, symbols.len);
        add_header(&h, ".strtab", SHT_STRTAB, 0, 0, out->len - link->out_start, strings.len, 0, 0, 1, 0);
        buf_add(out, strings.data, strings.len);
    }
    at = out->len - link->out_start;
    add_header(&h, ".shstrtab", SHT_STRTAB, 0, 0, at, h.names.len + strlen(".shstrtab") + 1, 0, 0, 1, 0);
    buf_add(out, h.names.data, h.names.len);
    buf_zeros(out, (0 - (out->len - link->out_start)) & 7);
    put_u64(out->data + link->out_start + 40, out->len - link->out_start);
    put_u16(out->data + link->out_start + 60, h.count);
    put_u16(out->data + link->out_start + 62, h.count - 1);
    buf_add(out, h.bytes.data, h.bytes.len);
    if (h.count >= SHN_LORESERVE)
        link_error(link, "too many output sections: %u", h.count);
    buf_free(&symbols);
    buf_free(&strings);
    buf_free(&h.bytes);
    buf_free(&h.names);
}

/* ---- the build ID ---- */

static unsigned hex_digit(char c) {
    return c >= 'a' ? (unsigned)c - 'a' + 10 : c >= 'A' ? (unsigned)c - 'A' + 10 : (unsigned)c - '0';
}

/* The note is complete but for its contents when the file is hashed. */
static void write_build_id(Link *link) {
    const Section *s = link->build_id_section;
    unsigned char *file = link->out->data + link->out_start;
    unsigned char digest[20];
    unsigned char *p;
    if (s == NULL)
        return;
    p = file + s->out->offset + s->out_offset;
    put_u32(p, 4);
    put_u32(p + 8, NT_GNU_BUILD_ID);
    memcpy(p + 12, "GNU", 4);
    if (link->options->build_id == LINK_BUILD_ID_SHA1) {
        put_u32(p + 4, 20);
        sha1(file, link->out->len - link->out_start, digest);
        memcpy(p + 16, digest, 20);
    } else {
        const char *hex = link->options->build_id_hex;
        size_t len = strlen(hex) / 2;
        put_u32(p + 4, (uint32_t)len);
        for (size_t i = 0; i < len; i++)
            p[16 + i] = (unsigned char)(hex_digit(hex[2 * i]) << 4 | hex_digit(hex[2 * i + 1]));
    }
}

void write_image(Link *link, const Layout *layout) {
    unsigned char *image;
    buf_zeros(link->out, (size_t)layout->image_size);
    image = link->out->data + link->out_start;
    write_file_header(link, layout, image);
    write_program_headers(layout, image + ELF_EHDR_SIZE);
    write_sections(link, image);
    write_synthetic(link, image);
    apply_relocations(link, image);
    fill_eh_frame_hdr(link, image);
    write_tail(link);
    write_build_id(link);
}
