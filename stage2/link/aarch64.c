/* The relocations of AArch64 ("ELF for the Arm 64-bit Architecture", AAELF64, section 5.7). The output
   is static: thread-local accesses of every model become local-exec ones. */
#include "linker.h"

#include <string.h>

#define NOP 0xd503201fU

/* How the value goes into the instruction or word. */
enum Form {
    FORM_NONE,
    FORM_DATA64,
    FORM_DATA32,
    FORM_DATA16,
    FORM_MOVW,   /* 16 bits at 5, shift: which ones */
    FORM_MOVWS,  /* the same, MOVN if negative */
    FORM_ADR,    /* 21 bits, in two parts */
    FORM_ADRP,   /* the same, of pages */
    FORM_ADD,    /* 12 bits at 10 */
    FORM_ADDHI,  /* bits 12–23 at 10 */
    FORM_LDST,   /* 12 bits at 10, scaled by shift */
    FORM_LD15,   /* the same of an offset up to 32 KiB */
    FORM_IMM19,  /* 19 bits at 5, of words */
    FORM_IMM14,
    FORM_IMM26
};

/* What the value is. */
enum Operand {
    OP_ABS,     /* S + A */
    OP_REL,     /* S + A - P */
    OP_PAGE,    /* Page(S + A) - Page(P) */
    OP_GOT_PAGE,
    OP_GOT_LO,  /* G(GDAT(S + A)) */
    OP_GOT_OFF, /* G(GDAT(S + A)) - Page(GOT) */
    OP_GOT_REL, /* G(GDAT(S + A)) - P */
    OP_TP,      /* TPREL(S + A) */
    OP_GOTREL,  /* S + A - GOT */
    OP_RELAX    /* relax_tls */
};

typedef struct Howto {
    uint32_t type;
    const char *name;
    uint8_t operand;
    uint8_t form;
    uint8_t shift;
    bool check; /* the range */
} Howto;

#define HOW(name, operand, form, shift, check) \
    {R_AARCH64_##name, "R_AARCH64_" #name, operand, form, shift, check}

static const Howto howtos[] = {
    HOW(NONE, OP_ABS, FORM_NONE, 0, false),
    {R_AARCH64_NONE_OLD, "R_AARCH64_NONE", OP_ABS, FORM_NONE, 0, false},
    HOW(ABS64, OP_ABS, FORM_DATA64, 0, false),
    HOW(ABS32, OP_ABS, FORM_DATA32, 0, true),
    HOW(ABS16, OP_ABS, FORM_DATA16, 0, true),
    HOW(PREL64, OP_REL, FORM_DATA64, 0, false),
    HOW(PREL32, OP_REL, FORM_DATA32, 0, true),
    HOW(PREL16, OP_REL, FORM_DATA16, 0, true),
    HOW(MOVW_UABS_G0, OP_ABS, FORM_MOVW, 0, true),
    HOW(MOVW_UABS_G0_NC, OP_ABS, FORM_MOVW, 0, false),
    HOW(MOVW_UABS_G1, OP_ABS, FORM_MOVW, 16, true),
    HOW(MOVW_UABS_G1_NC, OP_ABS, FORM_MOVW, 16, false),
    HOW(MOVW_UABS_G2, OP_ABS, FORM_MOVW, 32, true),
    HOW(MOVW_UABS_G2_NC, OP_ABS, FORM_MOVW, 32, false),
    HOW(MOVW_UABS_G3, OP_ABS, FORM_MOVW, 48, false),
    HOW(MOVW_SABS_G0, OP_ABS, FORM_MOVWS, 0, true),
    HOW(MOVW_SABS_G1, OP_ABS, FORM_MOVWS, 16, true),
    HOW(MOVW_SABS_G2, OP_ABS, FORM_MOVWS, 32, true),
    HOW(LD_PREL_LO19, OP_REL, FORM_IMM19, 0, true),
    HOW(ADR_PREL_LO21, OP_REL, FORM_ADR, 0, true),
    HOW(ADR_PREL_PG_HI21, OP_PAGE, FORM_ADRP, 0, true),
    HOW(ADR_PREL_PG_HI21_NC, OP_PAGE, FORM_ADRP, 0, false),
    HOW(ADD_ABS_LO12_NC, OP_ABS, FORM_ADD, 0, false),
    HOW(LDST8_ABS_LO12_NC, OP_ABS, FORM_LDST, 0, false),
    HOW(TSTBR14, OP_REL, FORM_IMM14, 0, true),
    HOW(CONDBR19, OP_REL, FORM_IMM19, 0, true),
    HOW(JUMP26, OP_REL, FORM_IMM26, 0, true),
    HOW(CALL26, OP_REL, FORM_IMM26, 0, true),
    HOW(LDST16_ABS_LO12_NC, OP_ABS, FORM_LDST, 1, false),
    HOW(LDST32_ABS_LO12_NC, OP_ABS, FORM_LDST, 2, false),
    HOW(LDST64_ABS_LO12_NC, OP_ABS, FORM_LDST, 3, false),
    HOW(MOVW_PREL_G0, OP_REL, FORM_MOVWS, 0, true),
    HOW(MOVW_PREL_G0_NC, OP_REL, FORM_MOVW, 0, false),
    HOW(MOVW_PREL_G1, OP_REL, FORM_MOVWS, 16, true),
    HOW(MOVW_PREL_G1_NC, OP_REL, FORM_MOVW, 16, false),
    HOW(MOVW_PREL_G2, OP_REL, FORM_MOVWS, 32, true),
    HOW(MOVW_PREL_G2_NC, OP_REL, FORM_MOVW, 32, false),
    HOW(MOVW_PREL_G3, OP_REL, FORM_MOVWS, 48, false),
    HOW(LDST128_ABS_LO12_NC, OP_ABS, FORM_LDST, 4, false),
    HOW(GOTREL64, OP_GOTREL, FORM_DATA64, 0, false),
    HOW(GOTREL32, OP_GOTREL, FORM_DATA32, 0, true),
    HOW(GOT_LD_PREL19, OP_GOT_REL, FORM_IMM19, 0, true),
    HOW(ADR_GOT_PAGE, OP_GOT_PAGE, FORM_ADRP, 0, true),
    HOW(LD64_GOT_LO12_NC, OP_GOT_LO, FORM_LDST, 3, false),
    HOW(LD64_GOTPAGE_LO15, OP_GOT_OFF, FORM_LD15, 3, true),
    HOW(PLT32, OP_REL, FORM_DATA32, 0, true),
    HOW(GOTPCREL32, OP_GOT_REL, FORM_DATA32, 0, true),
    HOW(TLSGD_ADR_PAGE21, OP_RELAX, FORM_NONE, 0, true),
    HOW(TLSGD_ADD_LO12_NC, OP_RELAX, FORM_NONE, 0, true),
    HOW(TLSIE_ADR_GOTTPREL_PAGE21, OP_RELAX, FORM_NONE, 0, true),
    HOW(TLSIE_LD64_GOTTPREL_LO12_NC, OP_RELAX, FORM_NONE, 0, true),
    HOW(TLSLE_MOVW_TPREL_G2, OP_TP, FORM_MOVWS, 32, true),
    HOW(TLSLE_MOVW_TPREL_G1, OP_TP, FORM_MOVWS, 16, true),
    HOW(TLSLE_MOVW_TPREL_G1_NC, OP_TP, FORM_MOVW, 16, false),
    HOW(TLSLE_MOVW_TPREL_G0, OP_TP, FORM_MOVWS, 0, true),
    HOW(TLSLE_MOVW_TPREL_G0_NC, OP_TP, FORM_MOVW, 0, false),
    HOW(TLSLE_ADD_TPREL_HI12, OP_TP, FORM_ADDHI, 0, true),
    HOW(TLSLE_ADD_TPREL_LO12, OP_TP, FORM_ADD, 0, true),
    HOW(TLSLE_ADD_TPREL_LO12_NC, OP_TP, FORM_ADD, 0, false),
    HOW(TLSLE_LDST8_TPREL_LO12, OP_TP, FORM_LDST, 0, true),
    HOW(TLSLE_LDST8_TPREL_LO12_NC, OP_TP, FORM_LDST, 0, false),
    HOW(TLSLE_LDST16_TPREL_LO12, OP_TP, FORM_LDST, 1, true),
    HOW(TLSLE_LDST16_TPREL_LO12_NC, OP_TP, FORM_LDST, 1, false),
    HOW(TLSLE_LDST32_TPREL_LO12, OP_TP, FORM_LDST, 2, true),
    HOW(TLSLE_LDST32_TPREL_LO12_NC, OP_TP, FORM_LDST, 2, false),
    HOW(TLSLE_LDST64_TPREL_LO12, OP_TP, FORM_LDST, 3, true),
    HOW(TLSLE_LDST64_TPREL_LO12_NC, OP_TP, FORM_LDST, 3, false),
    HOW(TLSDESC_ADR_PAGE21, OP_RELAX, FORM_NONE, 0, true),
    HOW(TLSDESC_LD64_LO12, OP_RELAX, FORM_NONE, 0, true),
    HOW(TLSDESC_ADD_LO12, OP_RELAX, FORM_NONE, 0, true),
    HOW(TLSDESC_CALL, OP_RELAX, FORM_NONE, 0, true),
    HOW(TLSLE_LDST128_TPREL_LO12, OP_TP, FORM_LDST, 4, true),
    HOW(TLSLE_LDST128_TPREL_LO12_NC, OP_TP, FORM_LDST, 4, false),
    HOW(TLS_DTPREL, OP_ABS, FORM_DATA64, 0, false),
};

#define HOWTO_COUNT (sizeof howtos / sizeof howtos[0])

/* The table is in order of the types. */
static const Howto *find_howto(uint32_t type) {
    size_t low = 0;
    size_t high = HOWTO_COUNT;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (howtos[middle].type < type)
            low = middle + 1;
        else
            high = middle;
    }
    return low < HOWTO_COUNT && howtos[low].type == type ? &howtos[low] : NULL;
}

static const char *reloc_name(uint32_t type) {
    const Howto *how = find_howto(type);
    return how == NULL ? "unknown" : how->name;
}

static void scan(Link *link, Section *s) {
    Rela r;
    for (uint32_t i = 0; i < s->rela_count; i++) {
        const Howto *how;
        Symbol *symbol;
        read_rela(s, i, &r);
        how = find_howto(r.type);
        symbol = rela_symbol(link, s, &r);
        if (how == NULL || symbol == NULL)
            continue;
        switch (how->operand) {
        case OP_GOT_PAGE: case OP_GOT_LO: case OP_GOT_OFF: case OP_GOT_REL:
            need_got(link, symbol);
            break;
        case OP_GOTREL:
            link->got_used = true;
            break;
        }
    }
}

/* ---- instructions ---- */

static void set_bits(unsigned char *p, uint32_t mask, uint32_t bits) {
    put_u32(p, (get_u32(p) & ~mask) | (bits & mask));
}

static void set_adr(unsigned char *p, int64_t value) {
    set_bits(p, 0x60ffffe0U, (uint32_t)(value & 3) << 29 | ((uint32_t)(value >> 2) & 0x7ffff) << 5);
}

/* Does `value` fit `bits` bits, signed? */
static bool fits(int64_t value, int bits) {
    int64_t limit = (int64_t)1 << (bits - 1);
    return value >= -limit && value < limit;
}

/* Data may be signed or unsigned (AAELF64: -2^(n-1) <= X < 2^n). */
static bool fits_data(int64_t value, int bits) {
    return value >= -((int64_t)1 << (bits - 1)) && value < (int64_t)1 << bits;
}

/* Branches and literal loads: `bits` bits of words at `at`. */
static bool put_words(unsigned char *p, int64_t value, int bits, int at) {
    uint32_t mask = (((uint32_t)1 << bits) - 1) << at;
    set_bits(p, mask, (uint32_t)((uint64_t)value >> 2) << at);
    return fits(value, bits + 2) && (value & 3) == 0;
}

/* Puts the value in; false if it does not fit. */
static bool put_form(const Howto *how, unsigned char *p, int64_t value) {
    uint64_t unsigned_value = (uint64_t)value;
    switch (how->form) {
    case FORM_DATA64:
        put_u64(p, unsigned_value);
        return true;
    case FORM_DATA32:
        put_u32(p, (uint32_t)value);
        return fits_data(value, 32);
    case FORM_DATA16:
        put_u16(p, (uint32_t)value & 0xffff);
        return fits_data(value, 16);
    case FORM_MOVW:
        set_bits(p, 0x001fffe0U, (uint32_t)(unsigned_value >> how->shift & 0xffff) << 5);
        return unsigned_value >> how->shift <= 0xffff;
    case FORM_MOVWS:
        /* MOVN (opc 00) if negative, else MOVZ (opc 10). */
        set_bits(p, 0x601fffe0U, (value < 0 ? 0 : 0x40000000U) |
                                     (uint32_t)((value < 0 ? ~unsigned_value : unsigned_value) >> how->shift &
                                                0xffff) << 5);
        return how->shift == 48 || fits(value, how->shift + 17);
    case FORM_ADR:
        set_adr(p, value);
        return fits(value, 21);
    case FORM_ADRP:
        set_adr(p, value >> 12);
        return fits(value, 33);
    case FORM_ADD:
        set_bits(p, 0x003ffc00U, (uint32_t)(value & 0xfff) << 10);
        return value >= 0 && value < 0x1000;
    case FORM_ADDHI:
        set_bits(p, 0x003ffc00U, (uint32_t)(value >> 12 & 0xfff) << 10);
        return value >= 0 && value < 0x1000000;
    case FORM_LDST:
        set_bits(p, 0x003ffc00U, (uint32_t)((value & 0xfff) >> how->shift) << 10);
        return value >= 0 && value < 0x1000;
    case FORM_LD15:
        set_bits(p, 0x003ffc00U, (uint32_t)((value & 0x7fff) >> 3) << 10);
        return value >= 0 && value < 0x8000;
    case FORM_IMM19:
        return put_words(p, value, 19, 5);
    case FORM_IMM14:
        return put_words(p, value, 14, 5);
    case FORM_IMM26:
        return put_words(p, value, 26, 0);
    default:
        return true;
    }
}

/* ---- thread-local storage ---- */

/* Initial exec, general dynamic and descriptors to local exec, one instruction at a time: the page
   becomes movz (bits 16–31), the load or the first add movk, what is left nop. */
static void relax_tls(Link *link, Section *s, const Rela *r, const Symbol *symbol, unsigned char *p,
                      int64_t tp) {
    uint32_t instruction = get_u32(p);
    uint32_t reg = instruction & 31;
    if (tp < 0 || tp > (int64_t)0xffffffff) {
        error_range(link, s, r, symbol, tp);
        return;
    }
    switch (r->type) {
    case R_AARCH64_TLSIE_ADR_GOTTPREL_PAGE21:
        put_u32(p, 0xd2a00000U | (uint32_t)(tp >> 16) << 5 | reg); /* movz reg, #hi, lsl #16 */
        break;
    case R_AARCH64_TLSIE_LD64_GOTTPREL_LO12_NC:
        put_u32(p, 0xf2800000U | (uint32_t)(tp & 0xffff) << 5 | reg); /* movk reg, #lo */
        break;
    case R_AARCH64_TLSDESC_ADR_PAGE21: case R_AARCH64_TLSGD_ADR_PAGE21:
        put_u32(p, 0xd2a00000U | (uint32_t)(tp >> 16) << 5);
        break;
    case R_AARCH64_TLSDESC_LD64_LO12:
        put_u32(p, 0xf2800000U | (uint32_t)(tp & 0xffff) << 5);
        break;
    case R_AARCH64_TLSGD_ADD_LO12_NC:
        /* adrp x0; add x0; bl __tls_get_addr; nop → movz; movk; mrs x1, tpidr_el0; add x0, x1, x0 */
        if (!in_section(link, s, r, 0, 12))
            return;
        if ((get_u32(s->data + r->offset + 4) & 0xfc000000U) != 0x94000000U ||
            get_u32(s->data + r->offset + 8) != NOP) {
            error_at(link, s, r->offset, "unexpected instructions at a %s relocation", reloc_name(r->type));
            return;
        }
        put_u32(p, 0xf2800000U | (uint32_t)(tp & 0xffff) << 5);
        put_u32(p + 4, 0xd53bd041U);
        put_u32(p + 8, 0x8b000020U);
        break;
    default: /* TLSDESC_ADD_LO12, TLSDESC_CALL */
        put_u32(p, NOP);
        break;
    }
}

/* ---- applying ---- */

static uint64_t page(uint64_t address) {
    return address & ~(uint64_t)0xfff;
}

static int64_t operand_value(Link *link, const Howto *how, const Rela *r, const Symbol *symbol,
                             uint64_t place) {
    uint64_t target = symbol_target(symbol, r->addend);
    switch (how->operand) {
    case OP_REL: return (int64_t)(target - place);
    case OP_PAGE: return (int64_t)(page(target) - page(place));
    case OP_GOT_PAGE: return (int64_t)(page(got_address(link, symbol)) - page(place));
    case OP_GOT_LO: return (int64_t)(got_address(link, symbol) & 0xfff);
    case OP_GOT_OFF: return (int64_t)(got_address(link, symbol) - page(link->got_section->out->address));
    case OP_GOT_REL: return (int64_t)(got_address(link, symbol) - place);
    case OP_GOTREL: return (int64_t)(target - link->got_section->out->address);
    case OP_TP: case OP_RELAX: return symbol->kind == SYM_UNDEF ? 0 : tp_offset(link, target);
    default: return (int64_t)target;
    }
}

static void apply_one(Link *link, Section *s, const Rela *r, const Howto *how, const Symbol *symbol,
                      unsigned char *p, uint64_t place) {
    int64_t value = operand_value(link, how, r, symbol, place);
    if (how->operand == OP_RELAX) {
        relax_tls(link, s, r, symbol, p, value);
        return;
    }
    if (r->type == R_AARCH64_TLS_DTPREL) {
        value = (int64_t)((uint64_t)value - link->tls_start);
    } else if (symbol->kind == SYM_UNDEF && how->operand == OP_REL && how->form >= FORM_MOVW) {
        /* AAELF64 5.7.6: a call of an undefined weak function does nothing. */
        if (how->form == FORM_IMM26) {
            put_u32(p, NOP);
            return;
        }
        value = how->form == FORM_IMM19 || how->form == FORM_IMM14 ? 4 : 0;
    }
    if (how->form == FORM_LDST && (value & (((int64_t)1 << how->shift) - 1)) != 0)
        error_at(link, s, r->offset, "relocation %s against '%s': the address is not aligned to %d bytes",
                 how->name, symbol->name, 1 << how->shift);
    /* Low parts of an address are not to be checked against the whole of it. */
    if (!put_form(how, p, value) && how->check)
        error_range(link, s, r, symbol, value);
}

static uint64_t field_size(const Howto *how) {
    switch (how->form) {
    case FORM_NONE: return how->operand == OP_RELAX ? 4 : 0;
    case FORM_DATA64: return 8;
    case FORM_DATA16: return 2;
    default: return 4;
    }
}

static void apply(Link *link, Section *s, unsigned char *to) {
    Rela r;
    for (uint32_t i = 0; i < s->rela_count; i++) {
        const Howto *how;
        Symbol *symbol;
        uint64_t offset;
        read_rela(s, i, &r);
        how = find_howto(r.type);
        symbol = rela_symbol(link, s, &r);
        if (how == NULL) {
            error_unsupported(link, s, &r);
            continue;
        }
        if (symbol == NULL || !in_section(link, s, &r, 0, field_size(how)))
            continue;
        offset = out_offset(s, r.offset);
        if (offset == PIECE_DEAD || field_size(how) == 0)
            continue;
        if (symbol->kind == SYM_DEFINED && symbol->section->out == NULL) {
            /* Debug information of what is not there: 0 stands for it. */
            memset(to + offset, 0, (size_t)field_size(how));
            if (how->form == FORM_DATA64 &&
                (strcmp(s->name, ".debug_ranges") == 0 || strcmp(s->name, ".debug_loc") == 0))
                to[offset] = 1; /* 0 would end the list */
            continue;
        }
        apply_one(link, s, &r, how, symbol, to + offset, s->out->address + offset);
        if (r.type == R_AARCH64_TLSGD_ADD_LO12_NC)
            i++; /* the call of __tls_get_addr, which is gone */
    }
}

/* ---- the rest ---- */

/* adrp x16, slot; ldr x17, [x16, #:lo12:slot]; br x17; nop */
static void write_stub(unsigned char *to, uint64_t at, uint64_t slot) {
    put_u32(to, 0x90000010U);
    set_adr(to, (int64_t)(page(slot) - page(at)) >> 12);
    put_u32(to + 4, 0xf9400211U | (uint32_t)((slot & 0xfff) >> 3) << 10);
    put_u32(to + 8, 0xd61f0220U);
    put_u32(to + 12, NOP);
}

static void fill(unsigned char *to, size_t len) {
    size_t i = len & 3;
    memset(to, 0, i);
    for (; i < len; i += 4)
        put_u32(to + i, NOP);
}

const Target aarch64_target = {
    .machine = EM_AARCH64,
    .max_page = 0x10000,
    .irelative = R_AARCH64_IRELATIVE,
    .stub_size = 16,
    .none_type = R_AARCH64_NONE,
    .scan = scan,
    .apply = apply,
    .write_stub = write_stub,
    .fill = fill,
    .reloc_name = reloc_name,
};
