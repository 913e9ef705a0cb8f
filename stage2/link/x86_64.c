/* The relocations of x86-64 (System V ABI, AMD64, sections 4.4 and "ELF Handling For Thread-Local
   Storage"). The output is static: the GOT is avoided where the instruction allows it, and every
   thread-local access becomes the local-exec one. */
#include "linker.h"

#include <string.h>

static const char *const names[] = {
    "R_X86_64_NONE", "R_X86_64_64", "R_X86_64_PC32", "R_X86_64_GOT32", "R_X86_64_PLT32",
    "R_X86_64_COPY", "R_X86_64_GLOB_DAT", "R_X86_64_JUMP_SLOT", "R_X86_64_RELATIVE",
    "R_X86_64_GOTPCREL", "R_X86_64_32", "R_X86_64_32S", "R_X86_64_16", "R_X86_64_PC16", "R_X86_64_8",
    "R_X86_64_PC8", "R_X86_64_DTPMOD64", "R_X86_64_DTPOFF64", "R_X86_64_TPOFF64", "R_X86_64_TLSGD",
    "R_X86_64_TLSLD", "R_X86_64_DTPOFF32", "R_X86_64_GOTTPOFF", "R_X86_64_TPOFF32", "R_X86_64_PC64",
    "R_X86_64_GOTOFF64", "R_X86_64_GOTPC32", "R_X86_64_GOT64", "R_X86_64_GOTPCREL64",
    "R_X86_64_GOTPC64", "R_X86_64_GOTPLT64", "R_X86_64_PLTOFF64", "R_X86_64_SIZE32",
    "R_X86_64_SIZE64", "R_X86_64_GOTPC32_TLSDESC", "R_X86_64_TLSDESC_CALL", "R_X86_64_TLSDESC",
    "R_X86_64_IRELATIVE", "R_X86_64_RELATIVE64", "", "", "R_X86_64_GOTPCRELX",
    "R_X86_64_REX_GOTPCRELX",
};

static const char *reloc_name(uint32_t type) {
    return type < sizeof names / sizeof names[0] && names[type][0] != 0 ? names[type] : "unknown";
}

/* ---- instructions ---- */

/* psABI B.2, "Optimize GOTPCRELX Relocations": mov to lea, indirect call and jmp to direct. */
static bool can_relax_got(const Link *link, const Section *s, const Rela *r, const Symbol *symbol) {
    const unsigned char *p;
    if (link->options->relax_off || r->type == R_X86_64_GOTPCREL || r->addend != -4 || r->offset < 2 ||
        r->offset + 4 > s->in_size)
        return false;
    if (symbol->kind == SYM_UNDEF || symbol->kind == SYM_ABS || symbol->type == STT_TLS)
        return false;
    p = s->data + r->offset;
    if (p[-2] == 0x8b)
        return (p[-1] & 0xc7) == 0x05;
    return p[-2] == 0xff && (p[-1] == 0x15 || p[-1] == 0x25);
}

/* mov x@gottpoff(%rip), %reg and add. */
static bool can_relax_gottpoff(const Section *s, const Rela *r) {
    const unsigned char *p = s->data + r->offset;
    return r->offset >= 3 && r->offset + 4 <= s->in_size && (p[-3] == 0x48 || p[-3] == 0x4c) &&
           (p[-2] == 0x8b || p[-2] == 0x03) && (p[-1] & 0xc7) == 0x05;
}

static bool fits(int64_t value, int bits) {
    int64_t limit = (int64_t)1 << (bits - 1);
    return value >= -limit && value < limit;
}

/* Is the instruction at `r` followed by the call of __tls_get_addr that belongs to it? */
static bool has_tls_call(const Section *s, uint32_t index, uint64_t low, uint64_t high) {
    Rela r, call;
    if (index + 1 >= s->rela_count)
        return false;
    read_rela(s, index, &r);
    read_rela(s, index + 1, &call);
    return call.offset >= r.offset + low && call.offset <= r.offset + high &&
           (call.type == R_X86_64_PLT32 || call.type == R_X86_64_PC32 ||
            call.type == R_X86_64_GOTPCRELX || call.type == R_X86_64_GOTPCREL);
}

static void scan(Link *link, Section *s) {
    Rela r;
    for (uint32_t i = 0; i < s->rela_count; i++) {
        Symbol *symbol;
        read_rela(s, i, &r);
        symbol = rela_symbol(link, s, &r);
        if (symbol == NULL)
            continue;
        switch (r.type) {
        case R_X86_64_GOTPCREL: case R_X86_64_GOTPCRELX: case R_X86_64_REX_GOTPCRELX:
            if (can_relax_got(link, s, &r, symbol))
                break;
            need_got(link, symbol);
            break;
        case R_X86_64_GOT32: case R_X86_64_GOT64: case R_X86_64_GOTPCREL64: case R_X86_64_GOTPLT64:
            need_got(link, symbol);
            break;
        case R_X86_64_GOTPC32: case R_X86_64_GOTPC64: case R_X86_64_GOTOFF64: case R_X86_64_PLTOFF64:
            link->got_used = true;
            break;
        case R_X86_64_GOTTPOFF:
            if (!can_relax_gottpoff(s, &r))
                need_got_tp(link, symbol);
            break;
        case R_X86_64_TLSGD: case R_X86_64_TLSLD:
            i++; /* the call, which goes away */
            break;
        }
    }
}

/* ---- thread-local storage ---- */

static void put_tp(Link *link, const Section *s, const Rela *r, const Symbol *symbol, unsigned char *to,
                   int64_t value) {
    if (!fits(value, 32))
        error_range(link, s, r, symbol, value);
    put_u32(to, (uint32_t)value);
}

/* General dynamic to local exec: the 16 bytes from the lea to the end of the call become
   mov %fs:0, %rax; lea x@tpoff(%rax), %rax. */
static void relax_gd(Link *link, Section *s, uint32_t index, const Rela *r, const Symbol *symbol,
                     unsigned char *p, int64_t tp) {
    static const unsigned char code[] = {0x64, 0x48, 0x8b, 0x04, 0x25, 0, 0, 0, 0, 0x48, 0x8d, 0x80};
    if (!in_section(link, s, r, 4, 12))
        return;
    if (memcmp(s->data + r->offset - 4, "\x66\x48\x8d\x3d", 4) != 0 || !has_tls_call(s, index, 8, 8)) {
        error_at(link, s, r->offset, "unexpected instructions at a R_X86_64_TLSGD relocation");
        return;
    }
    memcpy(p - 4, code, sizeof code);
    put_tp(link, s, r, symbol, p + 8, tp);
}

/* Local dynamic to local exec: lea and call become mov %fs:0, %rax with prefixes to fill. */
static void relax_ld(Link *link, Section *s, uint32_t index, const Rela *r, unsigned char *p) {
    static const unsigned char code[] = {0x66, 0x66, 0x66, 0x66, 0x64, 0x48, 0x8b, 0x04, 0x25, 0, 0, 0, 0};
    bool direct;
    if (!in_section(link, s, r, 3, 9))
        return;
    direct = s->data[r->offset + 4] == 0xe8;
    if (memcmp(s->data + r->offset - 3, "\x48\x8d\x3d", 3) != 0 || !has_tls_call(s, index, 5, 6) ||
        (!direct && !in_section(link, s, r, 3, 10))) {
        error_at(link, s, r->offset, "unexpected instructions at a R_X86_64_TLSLD relocation");
        return;
    }
    memcpy(p - 3, code + (direct ? 1 : 0), sizeof code - (direct ? 1 : 0));
}

/* Initial exec to local exec: mov $x@tpoff, %reg or add. */
static void relax_ie(unsigned char *p) {
    unsigned reg = p[-1] >> 3 & 7;
    p[-3] = p[-3] == 0x4c ? 0x49 : 0x48;
    p[-2] = p[-2] == 0x8b ? 0xc7 : 0x81;
    p[-1] = (unsigned char)(0xc0 | reg);
}

/* ---- applying ---- */

static void relax_got(unsigned char *p, int64_t *value, unsigned char **at) {
    *at = p;
    if (p[-2] == 0x8b) {
        p[-2] = 0x8d;
    } else if (p[-1] == 0x15) { /* call *x(%rip) → addr32 call x */
        p[-2] = 0x67;
        p[-1] = 0xe8;
    } else { /* jmp *x(%rip) → jmp x; nop */
        p[-2] = 0xe9;
        p[3] = 0x90;
        *at = p - 1;
        (*value)++;
    }
}

static int field_size(uint32_t type) {
    switch (type) {
    case R_X86_64_NONE: case R_X86_64_TLSDESC_CALL:
        return 0;
    case R_X86_64_8: case R_X86_64_PC8:
        return 1;
    case R_X86_64_16: case R_X86_64_PC16:
        return 2;
    case R_X86_64_64: case R_X86_64_PC64: case R_X86_64_GOT64: case R_X86_64_GOTPCREL64:
    case R_X86_64_GOTPC64: case R_X86_64_GOTPLT64: case R_X86_64_PLTOFF64: case R_X86_64_GOTOFF64:
    case R_X86_64_SIZE64: case R_X86_64_DTPOFF64: case R_X86_64_TPOFF64:
        return 8;
    default:
        return 4;
    }
}

/* One relocation; the number of those behind it that it takes with it, 0 or 1. */
static uint32_t apply_one(Link *link, Section *s, uint32_t index, const Rela *r, Symbol *symbol,
                          unsigned char *p, uint64_t place) {
    int64_t value = (int64_t)symbol_target(symbol, r->addend);
    int64_t tp = symbol->kind == SYM_UNDEF ? 0 : tp_offset(link, (uint64_t)value);
    /* The addend of a field that ends its instruction is 4 less than that of an immediate. */
    int64_t tp_next = (int64_t)((uint64_t)tp + 4);
    uint64_t addend = (uint64_t)r->addend;
    uint64_t got = link->got_section == NULL ? 0 : link->got_section->out->address;
    unsigned char *at = p;
    int size = field_size(r->type);
    switch (r->type) {
    case R_X86_64_NONE:
        return 0;
    case R_X86_64_64: case R_X86_64_32: case R_X86_64_32S: case R_X86_64_16: case R_X86_64_8:
        break;
    case R_X86_64_PC64: case R_X86_64_PC32: case R_X86_64_PLT32: case R_X86_64_PC16: case R_X86_64_PC8:
        value = (int64_t)((uint64_t)value - place);
        break;
    case R_X86_64_GOTPCREL: case R_X86_64_GOTPCRELX: case R_X86_64_REX_GOTPCRELX:
        if (can_relax_got(link, s, r, symbol)) {
            value = (int64_t)((uint64_t)value - place);
            relax_got(p, &value, &at);
            break;
        }
        value = (int64_t)(got_address(link, symbol) - place + addend);
        break;
    case R_X86_64_GOTPCREL64:
        value = (int64_t)(got_address(link, symbol) - place + addend);
        break;
    case R_X86_64_GOT32: case R_X86_64_GOT64: case R_X86_64_GOTPLT64:
        value = (int64_t)(got_address(link, symbol) - got + addend);
        break;
    case R_X86_64_GOTPC32: case R_X86_64_GOTPC64:
        value = (int64_t)(got - place + addend);
        break;
    case R_X86_64_GOTOFF64: case R_X86_64_PLTOFF64:
        value = (int64_t)((uint64_t)value - got);
        break;
    case R_X86_64_SIZE32: case R_X86_64_SIZE64:
        value = (int64_t)(symbol->size + addend);
        break;
    case R_X86_64_TPOFF32: case R_X86_64_TPOFF64:
        value = tp;
        break;
    case R_X86_64_DTPOFF32: case R_X86_64_DTPOFF64:
        /* In code the block's start has become the thread pointer; debuggers want the offset. */
        value = (s->flags & SHF_ALLOC) != 0 ? tp : (int64_t)((uint64_t)value - link->tls_start);
        break;
    case R_X86_64_TLSGD:
        relax_gd(link, s, index, r, symbol, p, tp_next);
        return 1;
    case R_X86_64_TLSLD:
        relax_ld(link, s, index, r, p);
        return 1;
    case R_X86_64_GOTTPOFF:
        if (can_relax_gottpoff(s, r)) {
            relax_ie(p);
            value = tp_next;
        } else {
            value = (int64_t)(got_tp_address(link, symbol) - place + addend);
        }
        break;
    case R_X86_64_GOTPC32_TLSDESC: /* lea x@tlsdesc(%rip), %reg → mov $x@tpoff, %reg */
        if (!in_section(link, s, r, 3, 4))
            return 0;
        if ((s->data[r->offset - 3] & 0xfb) != 0x48 || s->data[r->offset - 2] != 0x8d) {
            error_at(link, s, r->offset, "unexpected instructions at a R_X86_64_GOTPC32_TLSDESC relocation");
            return 0;
        }
        relax_ie(p);
        p[-2] = 0xc7;
        value = tp_next;
        break;
    case R_X86_64_TLSDESC_CALL: /* call *(%rax) → xchg %ax, %ax */
        if (in_section(link, s, r, 0, 2)) {
            p[0] = 0x66;
            p[1] = 0x90;
        }
        return 0;
    default:
        error_unsupported(link, s, r);
        return 0;
    }
    if (size == 8) {
        put_u64(at, (uint64_t)value);
        return 0;
    }
    if (r->type == R_X86_64_32 ? (uint64_t)value > UINT32_MAX :
        (r->type == R_X86_64_16 || r->type == R_X86_64_8) ?
            !fits(value, 8 * size) && (uint64_t)value >> (8 * size) != 0 :
            !fits(value, 8 * size))
        error_range(link, s, r, symbol, value);
    if (size == 4)
        put_u32(at, (uint32_t)value);
    else if (size == 2)
        put_u16(at, (uint32_t)value);
    else
        at[0] = (unsigned char)value;
    return 0;
}

static void apply(Link *link, Section *s, unsigned char *to) {
    Rela r;
    for (uint32_t i = 0; i < s->rela_count; i++) {
        Symbol *symbol;
        uint64_t offset;
        int size;
        read_rela(s, i, &r);
        symbol = rela_symbol(link, s, &r);
        size = field_size(r.type);
        if (symbol == NULL || !in_section(link, s, &r, 0, (uint64_t)size))
            continue;
        offset = out_offset(s, r.offset);
        if (offset == PIECE_DEAD)
            continue;
        if (symbol->kind == SYM_DEFINED && symbol->section->out == NULL) {
            /* Debug information of what is not there: 0 stands for it. */
            memset(to + offset, 0, (size_t)size);
            if (size == 8 && (strcmp(s->name, ".debug_ranges") == 0 || strcmp(s->name, ".debug_loc") == 0))
                to[offset] = 1; /* 0 would end the list */
            continue;
        }
        i += apply_one(link, s, i, &r, symbol, to + offset, s->out->address + offset);
    }
}

/* ---- the rest ---- */

/* jmp *slot(%rip), padded. */
static void write_stub(unsigned char *to, uint64_t at, uint64_t slot) {
    memset(to, 0xcc, 16);
    to[0] = 0xff;
    to[1] = 0x25;
    put_u32(to + 2, (uint32_t)(slot - at - 6));
}

static void fill(unsigned char *to, size_t len) {
    memset(to, 0x90, len);
}

const Target x86_64_target = {
    .machine = EM_X86_64,
    .max_page = 0x1000,
    .irelative = R_X86_64_IRELATIVE,
    .stub_size = 16,
    .none_type = R_X86_64_NONE,
    .scan = scan,
    .apply = apply,
    .write_stub = write_stub,
    .fill = fill,
    .reloc_name = reloc_name,
};
