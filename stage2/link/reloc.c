/* What both processors' relocations share: reading them, finding out which symbols need an entry in
   the GOT or a stub, and making those. */
#include "linker.h"

#include <string.h>

/* References to one undefined symbol that are shown. */
#define MAX_REPORTS 3

void read_rela(const Section *s, uint32_t index, Rela *r) {
    const unsigned char *p = s->relas + (size_t)index * ELF_RELA_SIZE;
    uint64_t info = get_u64(p + 8);
    r->offset = get_u64(p);
    r->type = (uint32_t)info;
    r->symbol = (uint32_t)(info >> 32);
    r->addend = (int64_t)get_u64(p + 16);
}

/* ---- errors ---- */

static const char *symbol_name(const Symbol *s) {
    if (s->name_len == 0 && s->type == STT_SECTION && s->section != NULL)
        return s->section->name;
    return s->name;
}

void error_range(Link *link, const Section *s, const Rela *r, const Symbol *symbol, int64_t value) {
    error_at(link, s, r->offset, "relocation truncated to fit: %s against '%s' (%s+0x%lx: value %ld)",
             link->target->reloc_name(r->type), symbol_name(symbol), s->name, (unsigned long)r->offset,
             (long)value);
}

void error_unsupported(Link *link, const Section *s, const Rela *r) {
    error_at(link, s, r->offset, "relocation %s (%u) at %s+0x%lx is not supported",
             link->target->reloc_name(r->type), r->type, s->name, (unsigned long)r->offset);
}

bool in_section(Link *link, const Section *s, const Rela *r, uint64_t before, uint64_t size) {
    if (r->offset >= before && r->offset <= s->in_size && size <= s->in_size - r->offset)
        return true;
    error_at(link, s, r->offset, "relocation %s at %s+0x%lx lies outside its section",
             link->target->reloc_name(r->type), s->name, (unsigned long)r->offset);
    return false;
}

Symbol *rela_symbol(Link *link, const Section *s, const Rela *r) {
    if (r->symbol < s->object->elf.symbol_count)
        return s->object->symbols[r->symbol];
    error_at(link, s, r->offset, "relocation against a symbol that is not there");
    return NULL;
}

/* ---- what is needed ---- */

static void add_got(Link *link, Symbol *symbol, bool is_tp) {
    if (link->got_count == link->got_room) {
        size_t room = link->got_room;
        link->got = grow(link->got, link->got_count, &link->got_room, sizeof link->got[0]);
        link->got_is_tp = grow(link->got_is_tp, link->got_count, &room, sizeof link->got_is_tp[0]);
    }
    link->got[link->got_count] = symbol;
    link->got_is_tp[link->got_count] = is_tp;
    link->got_count++;
}

void need_got(Link *link, Symbol *symbol) {
    if (symbol->got == 0) {
        add_got(link, symbol, false);
        symbol->got = (uint32_t)link->got_count;
    }
}

void need_got_tp(Link *link, Symbol *symbol) {
    if (symbol->got_tp == 0) {
        add_got(link, symbol, true);
        symbol->got_tp = (uint32_t)link->got_count;
    }
}

static void need_stub(Link *link, Symbol *symbol) {
    if (symbol->stub != 0)
        return;
    link->stubs = grow(link->stubs, link->stub_count, &link->stub_room, sizeof link->stubs[0]);
    link->stubs[link->stub_count++] = symbol;
    symbol->stub = (uint32_t)link->stub_count;
}

/* The checks that every relocation gets. */
static void check_reference(Link *link, Section *s, const Rela *r, Symbol *symbol) {
    bool allocated = (s->flags & SHF_ALLOC) != 0;
    if (symbol->kind == SYM_UNDEF) {
        if (symbol->bind == STB_WEAK || r->symbol == 0)
            return;
        if (link->options->allow_undefined && symbol->reports == 0)
            link_warning(link, "undefined reference to '%s'", symbol->name);
        else if (!link->options->allow_undefined && symbol->reports < MAX_REPORTS)
            error_at(link, s, r->offset, "undefined reference to '%s'", symbol->name);
        else if (!link->options->allow_undefined && symbol->reports == MAX_REPORTS)
            link_error(link, "more undefined references to '%s' follow", symbol->name);
        if (symbol->reports <= MAX_REPORTS)
            symbol->reports++;
        return;
    }
    if (symbol->kind == SYM_DEFINED && !symbol->section->live && allocated && !s->is_eh_frame &&
        strcmp(s->name, ".gcc_except_table") != 0)
        error_at(link, s, r->offset, "'%s' is defined in the discarded section '%s'", symbol_name(symbol),
                 symbol->section->name);
    if (symbol->type == STT_GNU_IFUNC && symbol->kind == SYM_DEFINED && allocated)
        need_stub(link, symbol);
}

static void scan_section(Link *link, Section *s) {
    Rela r;
    link->target->scan(link, s);
    for (uint32_t i = 0; i < s->rela_count; i++) {
        Symbol *symbol;
        read_rela(s, i, &r);
        if (r.type == link->target->none_type)
            continue;
        /* __tls_get_addr is not called: its calls are relaxed (or refused) by the processor's part. */
        symbol = rela_symbol(link, s, &r);
        if (symbol != NULL && !(symbol->kind == SYM_UNDEF && symbol->name_len == 14 &&
                                memcmp(symbol->name, "__tls_get_addr", 14) == 0))
            check_reference(link, s, &r, symbol);
    }
}

void scan_relocations(Link *link) {
    for (size_t i = 0; i < link->object_count; i++) {
        Object *object = link->objects[i];
        for (uint32_t k = 1; k < object->elf.section_count; k++) {
            Section *s = object->sections[k];
            if (s != NULL && s->live && s->rela_count != 0 && s->out != NULL)
                scan_section(link, s);
        }
    }
    if (link->entry != NULL && link->entry->type == STT_GNU_IFUNC)
        need_stub(link, link->entry);
}

/* ---- the linker's own sections ---- */

/* The GOT holds first the entries by index, then a slot for each stub. */
void make_synthetic(Link *link) {
    size_t slots = link->got_count + link->stub_count;
    if (slots != 0 || link->got_used) {
        link->got_section = own_section(link, ".got", SHT_PROGBITS, SHF_ALLOC | SHF_WRITE, 8, 8 * slots);
        link->got_section->entsize = 8;
        place_section(link, link->got_section);
    }
    if (link->stub_count != 0) {
        link->stub_section = own_section(link, ".iplt", SHT_PROGBITS, SHF_ALLOC | SHF_EXECINSTR, 16,
                                         link->stub_count * (uint64_t)link->target->stub_size);
        place_section(link, link->stub_section);
        link->rela_section = own_section(link, ".rela.iplt", SHT_RELA, SHF_ALLOC, 8,
                                         link->stub_count * (uint64_t)ELF_RELA_SIZE);
        link->rela_section->entsize = ELF_RELA_SIZE;
        place_section(link, link->rela_section);
    }
    if (link->options->build_id != LINK_BUILD_ID_NONE) {
        uint64_t len = link->options->build_id == LINK_BUILD_ID_SHA1 ? 20 :
                                                                      strlen(link->options->build_id_hex) / 2;
        link->build_id_section = own_section(link, ".note.gnu.build-id", SHT_NOTE, SHF_ALLOC, 4,
                                             16 + align_up(len, 4));
        place_section(link, link->build_id_section);
    }
}

static uint64_t own_address(const Section *s) {
    return s->out->address + s->out_offset;
}

static unsigned char *own_bytes(const Section *s, unsigned char *image) {
    return image + s->out->offset + s->out_offset;
}

/* 0 if there is none: that is only where an error has been reported. */
uint64_t got_address(const Link *link, const Symbol *symbol) {
    if (symbol->got == 0)
        return 0;
    return own_address(link->got_section) + 8 * ((uint64_t)symbol->got - 1);
}

uint64_t got_tp_address(const Link *link, const Symbol *symbol) {
    if (symbol->got_tp == 0)
        return 0;
    return own_address(link->got_section) + 8 * ((uint64_t)symbol->got_tp - 1);
}

void write_synthetic(Link *link, unsigned char *image) {
    for (size_t i = 0; i < link->got_count; i++) {
        const Symbol *s = link->got[i];
        uint64_t value = s->address;
        if (link->got_is_tp[i])
            value = s->kind == SYM_UNDEF ? 0 : (uint64_t)tp_offset(link, s->address);
        put_u64(own_bytes(link->got_section, image) + 8 * i, value);
    }
    for (size_t i = 0; i < link->stub_count; i++) {
        const Symbol *s = link->stubs[i];
        unsigned char *rela = own_bytes(link->rela_section, image) + i * ELF_RELA_SIZE;
        uint64_t slot = own_address(link->got_section) + 8 * (link->got_count + i);
        uint64_t resolver = s->section->out->address + out_offset(s->section, s->value);
        link->target->write_stub(own_bytes(link->stub_section, image) + i * link->target->stub_size,
                                 s->address, slot);
        put_u64(own_bytes(link->got_section, image) + 8 * (link->got_count + i), resolver);
        put_u64(rela, slot);
        put_u64(rela + 8, link->target->irelative);
        put_u64(rela + 16, resolver);
    }
}

/* ---- values ---- */

uint64_t out_offset(const Section *s, uint64_t offset) {
    uint32_t low = 0;
    uint32_t high = s->piece_count;
    uint64_t base = s->home == NULL ? s->out_offset : s->home->out_offset;
    if (s->pieces == NULL)
        return s->out_offset + offset;
    /* The last piece that begins at or before the offset. */
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (s->pieces[middle].in <= offset)
            low = middle;
        else
            high = middle;
    }
    if (s->piece_count == 0 || s->pieces[low].out == PIECE_DEAD)
        return PIECE_DEAD;
    return base + s->pieces[low].out + (offset - s->pieces[low].in);
}

uint64_t symbol_target(const Symbol *symbol, int64_t addend) {
    if (symbol->mapped)
        return symbol->section->out->address +
               out_offset(symbol->section, symbol->value + (uint64_t)addend);
    return symbol->address + (uint64_t)addend;
}

/* The thread pointer: on x86-64 at the end of the TLS block (variant II of "ELF Handling For
   Thread-Local Storage"), on AArch64 16 bytes before it, aligned (variant I). */
int64_t tp_offset(const Link *link, uint64_t address) {
    uint64_t align = link->tls_align == 0 ? 1 : link->tls_align;
    if (link->target->machine == EM_X86_64)
        return (int64_t)(address - link->tls_start - align_up(link->tls_size, align));
    return (int64_t)(address - link->tls_start + align_up(16, align));
}

void apply_relocations(Link *link, unsigned char *image) {
    for (size_t i = 0; i < link->object_count; i++) {
        Object *object = link->objects[i];
        for (uint32_t k = 1; k < object->elf.section_count; k++) {
            Section *s = object->sections[k];
            if (s != NULL && s->live && s->rela_count != 0 && s->out != NULL)
                link->target->apply(link, s, image + s->out->offset);
        }
    }
}
