/* Which constants fit into AArch64 instructions. */
#include "aarch64.h"

static unsigned trailing_zeros(uint64_t v) {
    unsigned n = 0;
    if ((v & 0xffffffffUL) == 0) {
        n = 32;
        v >>= 32;
    }
    while ((v & 1) == 0) {
        v >>= 1;
        n++;
    }
    return n;
}

static unsigned trailing_ones(uint64_t v) {
    return v == ~0UL ? 64 : trailing_zeros(~v);
}

/* Bitmask immediates (Arm ARM DecodeBitMasks): a run of ones, rotated, in an element of 2 to 64 bits that is
   repeated. */
int a64_logical(uint64_t value, unsigned width) {
    unsigned size = 64;
    unsigned rotate, ones;
    uint64_t mask, element;
    if (width == 4) {
        value &= 0xffffffffUL;
        value |= value << 32;
    }
    if (value == 0 || value == ~0UL)
        return -1;
    while (size > 2) {
        unsigned half = size / 2;
        uint64_t low = ((uint64_t)1 << half) - 1;
        if ((value & low) != ((value >> half) & low))
            break;
        size = half;
    }
    mask = size == 64 ? ~0UL : ((uint64_t)1 << size) - 1;
    element = value & mask;
    if ((element & 1) != 0) {
        /* the run may wrap around: count the ones at both ends */
        unsigned low = trailing_ones(element);
        uint64_t rest = element >> low;
        if (rest == 0) {
            rotate = 0;
            ones = low;
        } else {
            unsigned gap = trailing_zeros(rest);
            uint64_t high = rest >> gap;
            if ((high & (high + 1)) != 0 || low + gap + trailing_ones(high) != size)
                return -1;
            ones = low + trailing_ones(high);
            rotate = size - (low + gap);
            rotate = rotate % size;
        }
    } else {
        unsigned gap = trailing_zeros(element);
        uint64_t run = element >> gap;
        if ((run & (run + 1)) != 0)
            return -1;
        ones = trailing_ones(run);
        rotate = size - gap;
    }
    /* imms: the element's size in ones above a zero, then the run's length less 1; N for 64 */
    return (int)((size == 64 ? 1U << 12 : 0) | rotate << 6 |
                 ((~(size * 2 - 1) & 0x3f) | (ones - 1)));
}

bool a64_imm12(int64_t value) {
    return (value & ~0xfffL) == 0 || (value & ~0xfff000L) == 0;
}

/* VFPExpandImm: sign, exponent NOT(b) b…b cd, fraction efgh and zeros. */
int a64_fmov8(uint64_t bits, unsigned width) {
    unsigned exponent_bits = width == 8 ? 11 : 8;
    unsigned fraction_bits = width == 8 ? 52 : 23;
    uint64_t fraction = bits & (((uint64_t)1 << fraction_bits) - 1);
    unsigned exponent = (unsigned)(bits >> fraction_bits) & ((1U << exponent_bits) - 1);
    unsigned sign = (unsigned)(bits >> (width * 8 - 1)) & 1;
    unsigned top = exponent >> (exponent_bits - 1);
    unsigned middle = (exponent >> 2) & ((1U << (exponent_bits - 3)) - 1);
    if ((fraction & (((uint64_t)1 << (fraction_bits - 4)) - 1)) != 0)
        return -1;
    if (middle != (top != 0 ? 0 : (1U << (exponent_bits - 3)) - 1))
        return -1;
    return (int)(sign << 7 | (top ^ 1) << 6 | (exponent & 3) << 4 |
                 (unsigned)(fraction >> (fraction_bits - 4)));
}

unsigned a64_const_cost(uint64_t value, unsigned width) {
    unsigned parts = width / 4 * 2;
    unsigned zeros = 0;
    unsigned ones = 0;
    unsigned i, best;
    if (width == 4)
        value &= 0xffffffffUL;
    for (i = 0; i < parts; i++) {
        unsigned part = (unsigned)(value >> (i * 16)) & 0xffff;
        zeros += part == 0;
        ones += part == 0xffff;
    }
    best = parts - (zeros > ones ? zeros : ones);
    if (best <= 1)
        return 1;
    if (a64_logical(value, width) >= 0)
        return 1;
    if (width == 8 && (value >> 32) == 0)
        return a64_const_cost(value, 4);
    return best;
}

bool a64_offset_fits(int64_t offset, unsigned log2) {
    if (offset >= -256 && offset <= 255)
        return true;
    return offset >= 0 && (offset & ((1L << log2) - 1)) == 0 && offset >> log2 <= 4095;
}
