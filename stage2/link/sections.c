/* Input sections go to output sections: by name, as the default script of GNU ld has it, and in an
   order that gives one read-only, one executable and one writable segment. */
#include "linker.h"

#include <stdlib.h>
#include <string.h>

/* Ranks of output sections. The segments' borders are at multiples of 10. */
enum Rank {
    RANK_NOTE,
    RANK_RELA,
    RANK_RODATA,
    RANK_EH_HDR,
    RANK_EH_FRAME,
    RANK_EXCEPT,
    RANK_IPLT = 10,
    RANK_INIT,
    RANK_TEXT,
    RANK_CODE,
    RANK_FINI,
    RANK_TDATA = 20,
    RANK_TBSS,
    RANK_PREINIT_ARRAY,
    RANK_INIT_ARRAY,
    RANK_FINI_ARRAY,
    RANK_CTORS,
    RANK_DTORS,
    RANK_RELRO,
    RANK_GOT,
    RANK_DATA = 30,
    RANK_OTHER_DATA,
    RANK_NOBITS,
    RANK_BSS,
    RANK_NOT_LOADED = 40
};

typedef struct NameRule {
    const char *prefix; /* the name itself, or with "." and more behind it */
    const char *out;
    uint32_t rank;
} NameRule;

static const NameRule rules[] = {
    {".text", ".text", RANK_TEXT},
    {".rodata", ".rodata", RANK_RODATA},
    {".data.rel.ro", ".data.rel.ro", RANK_RELRO},
    {".data", ".data", RANK_DATA},
    {".bss", ".bss", RANK_BSS},
    {"COMMON", ".bss", RANK_BSS},
    {".tdata", ".tdata", RANK_TDATA},
    {".tbss", ".tbss", RANK_TBSS},
    {".init_array", ".init_array", RANK_INIT_ARRAY},
    {".fini_array", ".fini_array", RANK_FINI_ARRAY},
    {".preinit_array", ".preinit_array", RANK_PREINIT_ARRAY},
    {".ctors", ".ctors", RANK_CTORS},
    {".dtors", ".dtors", RANK_DTORS},
    {".jcr", ".jcr", RANK_RELRO},
    {".init", ".init", RANK_INIT},
    {".fini", ".fini", RANK_FINI},
    {".iplt", ".iplt", RANK_IPLT},
    {".got", ".got", RANK_GOT},
    {".rela.iplt", ".rela.iplt", RANK_RELA},
    {".eh_frame_hdr", ".eh_frame_hdr", RANK_EH_HDR},
    {".eh_frame", ".eh_frame", RANK_EH_FRAME},
    {".gcc_except_table", ".gcc_except_table", RANK_EXCEPT},
    {".gnu.linkonce.t", ".text", RANK_TEXT},
    {".gnu.linkonce.r", ".rodata", RANK_RODATA},
    {".gnu.linkonce.d.rel.ro", ".data.rel.ro", RANK_RELRO},
    {".gnu.linkonce.d", ".data", RANK_DATA},
    {".gnu.linkonce.b", ".bss", RANK_BSS},
    {".gnu.linkonce.td", ".tdata", RANK_TDATA},
    {".gnu.linkonce.tb", ".tbss", RANK_TBSS},
    {".gnu.linkonce.wi", ".debug_info", RANK_NOT_LOADED},
};

static const NameRule *find_rule(const char *name) {
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        size_t len = strlen(rules[i].prefix);
        if (strncmp(name, rules[i].prefix, len) == 0 && (name[len] == 0 || name[len] == '.'))
            return &rules[i];
    }
    return NULL;
}

/* ---- output sections ---- */

static uint32_t rank_of(const Section *s, const NameRule *rule) {
    bool write = (s->flags & SHF_WRITE) != 0;
    if ((s->flags & SHF_ALLOC) == 0)
        return RANK_NOT_LOADED;
    if ((s->flags & SHF_TLS) != 0)
        return s->type == SHT_NOBITS ? RANK_TBSS : RANK_TDATA;
    if ((s->flags & SHF_EXECINSTR) != 0)
        return rule != NULL && rule->rank >= RANK_IPLT && rule->rank < RANK_TDATA ? rule->rank : RANK_CODE;
    if (write && rule != NULL && rule->rank >= RANK_PREINIT_ARRAY && rule->rank < RANK_NOT_LOADED)
        return rule->rank;
    if (write)
        return s->type == SHT_NOBITS ? RANK_NOBITS : RANK_OTHER_DATA;
    if (s->type == SHT_NOTE)
        return RANK_NOTE;
    return rule != NULL && rule->rank < RANK_IPLT ? rule->rank : RANK_RODATA;
}

static OutSection *find_out(Link *link, const char *name, uint32_t rank) {
    size_t len = strlen(name);
    OutSection *out = strmap_find(&link->out_names, name, len);
    if (out != NULL)
        return out;
    out = arena_get(&link->arena, sizeof *out);
    out->name = name;
    out->rank = rank;
    out->align = 1;
    out->type = SHT_NULL;
    out->relro = rank >= RANK_TDATA && rank <= RANK_GOT;
    strmap_set(&link->out_names, name, len, out);
    link->outs = grow(link->outs, link->out_count, &link->out_room, sizeof link->outs[0]);
    link->outs[link->out_count++] = out;
    return out;
}

/* ---- order inside ---- */

static bool has_suffix(const char *text, const char *suffix) {
    size_t a = strlen(text);
    size_t b = strlen(suffix);
    return a >= b && strcmp(text + a - b, suffix) == 0;
}

/* .init_array.N and .ctors.N: by priority; what has none comes last. */
static uint64_t priority(const char *name, bool constructor) {
    const char *dot = strrchr(name, '.');
    char *end;
    unsigned long n;
    if (dot == NULL || dot == name || dot[1] < '0' || dot[1] > '9')
        return 65536;
    n = strtoul(dot + 1, &end, 10);
    if (*end != 0 || n > 65535)
        return 65536;
    return constructor ? 65535 - n : n;
}

static uint64_t text_order(const char *name) {
    static const char *const kinds[] = {".text.unlikely", ".text.exit", ".text.startup", ".text.hot"};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        size_t len = strlen(kinds[i]);
        if (strncmp(name, kinds[i], len) == 0 && (name[len] == 0 || name[len] == '.'))
            return i;
    }
    return sizeof kinds / sizeof kinds[0];
}

/* The members of gcc's own tables of constructors, which walks them itself. */
static bool is_crt(const Object *object) {
    const char *path = object->path;
    return has_suffix(path, "crtbegin.o") || has_suffix(path, "crtend.o") ||
           has_suffix(path, "crtbeginT.o") || has_suffix(path, "crtbeginS.o") ||
           has_suffix(path, "crtendS.o");
}

/* .ctors runs from its end to its beginning: in .init_array its words are reversed. */
static void reverse_words(Link *link, Section *s) {
    uint32_t count = (uint32_t)(s->in_size / 8);
    if (s->in_size % 8 != 0 || s->in_size > UINT32_MAX)
        return;
    s->pieces = arena_get(&link->arena, count * sizeof s->pieces[0]);
    s->piece_count = count;
    for (uint32_t i = 0; i < count; i++) {
        s->pieces[i].in = 8 * (uint64_t)i;
        s->pieces[i].out = 8 * (uint64_t)(count - 1 - i);
    }
}

static const char *constructor_name(Link *link, Section *s, const char *name) {
    bool constructors = strcmp(name, ".ctors") == 0;
    if ((!constructors && strcmp(name, ".dtors") != 0) || is_crt(s->object) || s->type != SHT_PROGBITS)
        return name;
    s->order = priority(s->name, true);
    s->type = constructors ? SHT_INIT_ARRAY : SHT_FINI_ARRAY;
    reverse_words(link, s);
    return constructors ? ".init_array" : ".fini_array";
}

/* ---- placing ---- */

static void set_type(OutSection *out, const Section *s) {
    uint32_t type = s->type == SHT_X86_64_UNWIND ? SHT_PROGBITS : s->type;
    if (out->type == SHT_NULL)
        out->type = type;
    else if (out->type != type && (out->type == SHT_NOBITS || out->type == SHT_NOTE))
        out->type = SHT_PROGBITS;
}

void place_section(Link *link, Section *s) {
    const NameRule *rule = find_rule(s->name);
    uint32_t rank = rank_of(s, rule);
    const char *name = s->name;
    OutSection *out;
    if (rule != NULL && (rank == rule->rank || (rule->rank == RANK_BSS && rank == RANK_TBSS)))
        name = rank == RANK_TBSS ? ".tbss" : rule->out;
    else if (rank == RANK_TDATA)
        name = ".tdata";
    else if (rank == RANK_TBSS)
        name = ".tbss";
    name = constructor_name(link, s, name);
    if (rank == RANK_INIT_ARRAY || rank == RANK_FINI_ARRAY)
        s->order = priority(s->name, false);
    else if (rank == RANK_TEXT)
        s->order = text_order(s->name);
    else if (rank == RANK_CTORS || rank == RANK_DTORS)
        rank = strcmp(name, ".init_array") == 0 ? RANK_INIT_ARRAY :
               strcmp(name, ".fini_array") == 0 ? RANK_FINI_ARRAY : rank;
    out = find_out(link, name, rank);
    if (out->rank != rank && ((out->rank / 10 != rank / 10) || rank == RANK_TDATA || rank == RANK_TBSS)) {
        /* The same name with other flags: a writable .rodata and the like. The stricter one wins,
           unless it would be both writable and executable, which is reported below. */
        if (rank > out->rank)
            out->rank = rank;
    }
    if (s->home == NULL && add_merge_section(link, out, s))
        return;
    s->out = out;
    set_type(out, s);
    out->flags |= s->flags & (SHF_WRITE | SHF_ALLOC | SHF_EXECINSTR | SHF_TLS | SHF_MERGE | SHF_STRINGS);
    if (out->member_count != 0 && ((out->flags ^ s->flags) & (SHF_MERGE | SHF_STRINGS)) != 0)
        out->flags &= ~(uint64_t)(SHF_MERGE | SHF_STRINGS);
    if (out->member_count == 0)
        out->entsize = s->entsize;
    else if (out->entsize != s->entsize)
        out->entsize = 0;
    if (s->align > out->align)
        out->align = s->align;
    if ((out->flags & SHF_WRITE) != 0 && (out->flags & SHF_EXECINSTR) != 0)
        link_error(link, "%s: section '%s' would be writable and executable", s->object->path, s->name);
    out->members = grow(out->members, out->member_count, &out->member_room, sizeof out->members[0]);
    out->members[out->member_count++] = s;
}

Section *own_section(Link *link, const char *name, uint32_t type, uint64_t flags, uint64_t align,
                     uint64_t size) {
    Section *s = arena_get(&link->arena, sizeof *s);
    s->object = link->self;
    s->name = name;
    s->type = type;
    s->flags = flags;
    s->align = align;
    s->size = size;
    s->in_size = size;
    s->live = true;
    return s;
}

void make_out_sections(Link *link) {
    for (size_t i = 0; i < link->object_count; i++) {
        Object *object = link->objects[i];
        for (uint32_t k = 1; k < object->elf.section_count; k++) {
            Section *s = object->sections[k];
            if (s == NULL || !s->live)
                continue;
            if (s->is_eh_frame && !place_eh_frame(link, s))
                continue;
            place_section(link, s);
        }
    }
    if (link->eh_terminator && link->fde_count != 0)
        place_section(link, own_section(link, ".eh_frame", SHT_PROGBITS, SHF_ALLOC, 4, 4));
    plan_eh_frame_hdr(link);
}

/* ---- sorting ---- */

/* Stable, by `order`; most lists are in order already. */
static void sort_members(OutSection *out) {
    Section **from = out->members;
    Section **to, **other;
    size_t count = out->member_count;
    size_t i = 1;
    while (i < count && from[i - 1]->order <= from[i]->order)
        i++;
    if (i >= count)
        return;
    other = allocate(count * sizeof *other);
    to = other;
    for (size_t width = 1; width < count; width *= 2) {
        Section **swap;
        for (size_t low = 0; low < count; low += 2 * width) {
            size_t middle = low + width < count ? low + width : count;
            size_t high = low + 2 * width < count ? low + 2 * width : count;
            size_t a = low;
            size_t b = middle;
            for (size_t k = low; k < high; k++) {
                if (a < middle && (b >= high || from[a]->order <= from[b]->order))
                    to[k] = from[a++];
                else
                    to[k] = from[b++];
            }
        }
        swap = from;
        from = to;
        to = swap;
    }
    if (from != out->members)
        memcpy(out->members, from, count * sizeof *from);
    free(other);
}

/* Empty sections stay if a symbol lies in them. */
static void mark_needed(const Symbol *s) {
    if (s->kind == SYM_DEFINED && s->section->out != NULL && s->section->out->size == 0 && s->name_len != 0)
        s->section->out->needed = true;
    else if (s->kind == SYM_OUT && s->out != NULL)
        s->out->needed = true;
}

static void drop_empty(Link *link) {
    size_t kept = 0;
    for (size_t i = 0; i < link->object_count; i++) {
        Object *object = link->objects[i];
        for (uint32_t k = 0; object->locals != NULL && k < object->elf.first_global; k++)
            mark_needed(&object->locals[k]);
    }
    for (size_t i = 0; i < link->global_count; i++)
        mark_needed(link->globals[i]);
    if (link->got_section != NULL)
        link->got_section->out->needed = true;
    for (size_t i = 0; i < link->out_count; i++) {
        OutSection *out = link->outs[i];
        if (out->size == 0 && !out->needed) {
            free(out->members);
            out->members = NULL;
            out->member_count = 0;
            continue;
        }
        link->outs[kept++] = out;
        out->index = (uint32_t)kept;
    }
    link->out_count = kept;
}

/* Sorts the output sections by rank and gives their members places. */
void sort_out_sections(Link *link) {
    OutSection **sorted = allocate(link->out_count * sizeof *sorted);
    size_t count = 0;
    for (uint32_t rank = 0; rank <= RANK_NOT_LOADED; rank++) {
        for (size_t i = 0; i < link->out_count; i++) {
            if (link->outs[i]->rank == rank)
                sorted[count++] = link->outs[i];
        }
    }
    if (count != 0)
        memcpy(link->outs, sorted, count * sizeof *sorted);
    free(sorted);
    for (size_t i = 0; i < link->out_count; i++) {
        OutSection *out = link->outs[i];
        uint64_t at = 0;
        sort_members(out);
        for (size_t k = 0; k < out->member_count; k++) {
            Section *s = out->members[k];
            at = align_up(at, s->align);
            s->out_offset = at;
            at += s->size;
        }
        out->size = at;
    }
    drop_empty(link);
}
