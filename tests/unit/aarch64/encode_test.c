/* encode_test OUT.s OUT.bin: every instruction of the table with random operands, as text and as bytes.
   run.sh lets the GNU assembler judge. Also tries the bitmask immediates: all of them and many that are
   none. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../../stage2/obj/elf.h"
#include "../../../stage2/target/aarch64/aarch64.h"

#define ROUNDS 300

static uint64_t state = 88172645463325252U;

static uint64_t rnd(void) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static uint32_t below(uint32_t n) {
    return (uint32_t)(rnd() >> 20) % n;
}

static Reg x(void) {
    return R_X(below(31));
}

static Reg xz(void) {
    return R_X(below(32));
}

static Reg v(void) {
    return R_V(below(32));
}

/* DecodeBitMasks of the Arm ARM, as an independent opinion. */
static uint64_t decode(unsigned n, unsigned immr, unsigned imms) {
    unsigned len = 6;
    unsigned bits = (n << 6) | (~imms & 0x3f);
    unsigned size, levels, s, r, i;
    uint64_t welem, elem, result = 0;
    while (len > 0 && !(bits >> len & 1))
        len--;
    size = 1U << len;
    levels = size - 1;
    s = imms & levels;
    r = immr & levels;
    welem = s == 63 ? ~0UL : ((uint64_t)1 << (s + 1)) - 1;
    elem = r == 0 ? welem : (welem >> r | welem << (size - r));
    if (size < 64)
        elem &= ((uint64_t)1 << size) - 1;
    for (i = 0; i < 64; i += size)
        result |= elem << i;
    return result;
}

static int passed, failed;

static void check(bool ok, const char *what, uint64_t value) {
    if (ok) {
        passed++;
        return;
    }
    failed++;
    printf("%s: 0x%lx\n", what, (unsigned long)value);
}

static uint64_t masks[6000];
static unsigned mask_count;

static bool is_mask(uint64_t value) {
    unsigned i;
    for (i = 0; i < mask_count; i++)
        if (masks[i] == value)
            return true;
    return false;
}

static void test_logical(void) {
    unsigned size, ones, rotate, i;
    for (size = 2; size <= 64; size *= 2)
        for (ones = 1; ones < size; ones++)
            for (rotate = 0; rotate < size; rotate++) {
                unsigned n = size == 64;
                unsigned imms = (~(size * 2 - 1) & 0x3f) | (ones - 1);
                uint64_t value = decode(n, rotate, imms);
                int got = a64_logical(value, 8);
                masks[mask_count++] = value;
                check(got == (int)(n << 12 | rotate << 6 | imms), "bitmask immediate", value);
                if (size <= 32)
                    check(a64_logical(value & 0xffffffff, 4) == got, "32-bit bitmask immediate", value);
            }
    for (i = 0; i < 20000; i++) {
        uint64_t value = below(2) ? masks[below(mask_count)] ^ (1UL << below(64)) : rnd() >> below(64);
        check((a64_logical(value, 8) >= 0) == is_mask(value), "bitmask immediate or not", value);
    }
    check(a64_logical(0, 8) < 0 && a64_logical(~0UL, 8) < 0 && a64_logical(0xffffffffUL, 4) < 0, "no bitmask", 0);
}

static void random_address(MIns *i, uint32_t sym) {
    unsigned log2 = a64_access_log2(i);
    static const uint8_t options[4] = {EXT_UXTW, EXT_UXTX, EXT_SXTW, EXT_SXTX};
    i->use[0] = xz();
    switch (below(5)) {
    case 0:
        i->disp = (int32_t)(below(4096) << log2);
        break;
    case 1:
        i->disp = (int32_t)below(512) - 256;
        break;
    case 2:
        i->use[0] = x();
        i->use[1] = xz();
        i->extra = options[below(4)];
        i->scale = (uint8_t)(below(2) ? log2 : 0);
        break;
    case 3:
        i->disp = (int32_t)below(512) - 256;
        i->extra = below(2) ? AM_PRE : AM_POST;
        i->use[0] = R_SP;
        break;
    default:
        i->sym = sym;
        i->disp = (int32_t)(below(100) << log2);
        break;
    }
}

static uint64_t random_imm12(void) {
    return below(2) ? below(4096) : below(4096) << 12;
}

/* Operands for a random instance; false if the operation has none here (branches, pseudos). */
static bool randomize(MIns *i, unsigned op, uint32_t sym) {
    unsigned format = a64_info[op].format;
    unsigned size;
    memset(i, 0, sizeof *i);
    i->op = (uint16_t)op;
    i->width = below(2) ? 8 : 4;
    size = i->width * 8;
    i->def = xz();
    i->use[0] = xz();
    i->use[1] = xz();
    i->use[2] = xz();
    i->cond = (uint8_t)below(14);
    switch (format) {
    case FMT_NONE:
    case FMT_MOV:
    case FMT_RRR:
    case FMT_RRRR:
    case FMT_RR:
    case FMT_CSEL:
    case FMT_SVC:
        if (op == A_SMULH || op == A_UMULH)
            i->width = 8;
        return true;
    case FMT_LONG:
        i->width = 8;
        return true;
    case FMT_MOVSP:
        i->width = 8;
        i->def = below(2) ? R_SP : x();
        i->use[0] = i->def == R_SP ? x() : R_SP;
        return true;
    case FMT_MOVW:
        i->imm = below(65536);
        i->scale = (uint8_t)(16 * below(i->width / 2));
        return true;
    case FMT_SHIFTED:
        i->extra = (uint16_t)below(op == A_ADD || op == A_SUB || op == A_ADDS || op == A_SUBS ? 3 : 4);
        i->imm = below(size);
        return true;
    case FMT_EXTENDED:
        i->extra = (uint16_t)below(8);
        if (i->width == 4 && (i->extra & 3) == 3)
            i->extra -= 1;
        i->imm = below(5);
        return true;
    case FMT_IMM12:
        i->imm = (int64_t)random_imm12();
        return true;
    case FMT_LOGIMM:
        do
            i->imm = (int64_t)masks[below(mask_count)];
        while (i->width == 4 && a64_logical((uint64_t)i->imm, 4) < 0);
        i->use[0] = xz();
        return true;
    case FMT_BITFIELD:
        i->imm = below(size);
        i->extra = (uint16_t)below(size);
        return true;
    case FMT_EXTRACT:
        i->imm = below(size);
        return true;
    case FMT_CCMP:
    case FMT_CCMPI:
        i->extra = (uint16_t)below(16);
        i->imm = below(32);
        return true;
    case FMT_LOAD:
    case FMT_STORE:
        i->use[1] = 0;
        if (op == A_LDRF || op == A_STRF) {
            i->width = (uint8_t)(4 << below(3));
            i->def = v();
            i->use[2] = v();
        }
        if (op == A_LDRSW)
            i->width = 8;
        random_address(i, sym);
        return true;
    case FMT_PAIR:
        i->extra = (uint16_t)(below(3) == 0 ? AM_PRE : below(2) ? AM_POST : 0);
        i->use[0] = R_SP;
        if (op == A_LDPF || op == A_STPF) {
            i->width = (uint8_t)(4 << below(3));
            i->def = R_V(below(16));
            i->use[1] = R_V(16 + below(16));
            i->use[2] = v();
        } else {
            i->def = R_X(below(15));
            i->use[1] = R_X(15 + below(14));
        }
        i->disp = ((int32_t)below(128) - 64) * i->width;
        return true;
    case FMT_MRSTP:
        i->def = x();
        return true;
    case FMT_ADRP:
    case FMT_ADDTP:
    case FMT_ADDLO:
        i->sym = sym;
        i->disp = (int32_t)below(10000);
        i->width = 8;
        i->def = x();
        i->use[0] = x();
        return true;
    case FMT_FFF:
    case FMT_FF:
    case FMT_FCVT:
    case FMT_FCMP:
    case FMT_FCMPZ:
    case FMT_FCSEL:
    case FMT_VCNT:
    case FMT_VADDV:
        i->def = v();
        i->use[0] = v();
        i->use[1] = v();
        return true;
    case FMT_VZERO:
        i->width = below(2) ? 16 : 8;
        i->def = v();
        return true;
    case FMT_FMOVI: {
        unsigned imm8 = below(256);
        unsigned b = imm8 >> 6 & 1;
        i->def = v();
        if (i->width == 8)
            i->imm = (int64_t)((uint64_t)(imm8 >> 7) << 63 | (uint64_t)(b ? 0x3fc : 0x400) << 52 |
                               (uint64_t)(imm8 & 0x3f) << 48);
        else
            i->imm = (int64_t)((uint64_t)(imm8 >> 7) << 31 | (uint64_t)(b ? 0x7c : 0x80) << 23 |
                               (uint64_t)(imm8 & 0x3f) << 19);
        check(a64_fmov8((uint64_t)i->imm, i->width) == (int)imm8, "fmov immediate", imm8);
        return true;
    }
    case FMT_INTF:
    case FMT_FINT:
        i->scale = below(2) ? 8 : 4;
        if (op == A_FMOVTO || op == A_FMOVFROM)
            i->scale = i->width;
        if (format == FMT_INTF)
            i->def = v();
        else
            i->use[0] = v();
        return true;
    case FMT_BR:
        i->use[0] = x();
        return true;
    case FMT_BL:
        i->sym = sym;
        return true;
    case FMT_BRK:
        i->imm = below(65536);
        return true;
    default:
        return false;
    }
}

int main(int argc, char **argv) {
    Obj obj = {0};
    MFunc m = {0};
    CodeOut out = {0};
    A64Emit e = {0};
    Buf text = {0};
    Buf bytes = {0};
    uint32_t sym, op;
    if (argc != 3)
        return 2;
    test_logical();
    obj_init(&obj, EM_AARCH64);
    sym = obj_symbol(&obj, "sym");
    m.obj = &obj;
    e.m = &m;
    e.out = &out;
    e.section = obj_section(&obj, ".text", SHT_PROGBITS, SHF_ALLOC | SHF_EXECINSTR, 0);
    obj.sections[e.section].align = 4;
    for (op = 0; op < A_COUNT; op++) {
        unsigned n;
        for (n = 0; n < ROUNDS; n++) {
            MIns i;
            if (!randomize(&i, op, sym))
                break;
            e.code = &obj.sections[e.section].data;
            e.text = NULL;
            a64_put(&e, &i);
            e.text = &text;
            a64_put(&e, &i);
            if (a64_info[op].format == FMT_NONE)
                break;
        }
    }
    obj_write(&obj, &bytes);
    write_file(argv[1], text.data, text.len, false);
    write_file(argv[2], bytes.data, bytes.len, false);
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
