/* Natural numbers of many digits (big.h), in base 2^32. */
#include "big.h"

#include <string.h>

void big_multiply_add(Big *b, uint32_t factor, uint32_t more) {
    uint64_t carry = more;
    for (unsigned i = 0; i < b->len; i++) {
        carry += (uint64_t)b->digit[i] * factor;
        b->digit[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry != 0) {
        if (b->len == BIG_DIGITS)
            fault("num", "a literal outgrows its room");
        b->digit[b->len] = (uint32_t)carry;
        b->len++;
    }
}

void big_multiply_five(Big *b, unsigned power) {
    uint32_t rest = 1;
    for (; power >= 13; power -= 13)
        big_multiply_add(b, 1220703125, 0); /* 5^13, the largest below 2^32 */
    for (; power > 0; power--)
        rest *= 5;
    if (rest != 1)
        big_multiply_add(b, rest, 0);
}

static unsigned bits_of(const Big *b) {
    return 32 * b->len - (leading_zeros(b->digit[b->len - 1]) - 32);
}

void big_unpack(const Big *b, Unpacked *out) {
    unsigned zeros = leading_zeros(b->digit[b->len - 1]) - 32;
    uint32_t top[5] = {0}; /* and one that may be shifted into the others */
    for (unsigned i = 0; i < 5 && i < b->len; i++)
        top[4 - i] = b->digit[b->len - 1 - i];
    out->class = CLASS_FINITE;
    out->negative = false;
    out->exponent = (int)bits_of(b) - 1;
    out->sig.hi = (uint64_t)top[4] << 32 | top[3];
    out->sig.lo = (uint64_t)top[2] << 32 | top[1];
    wide_shift_left(&out->sig, zeros);
    out->sig.lo |= (uint64_t)top[0] << zeros >> 32;
    if ((uint32_t)(top[0] << zeros) != 0)
        out->sig.lo |= 1;
    for (unsigned i = 5; i < b->len; i++)
        out->sig.lo |= b->digit[b->len - i - 1] != 0;
}

/* Shifts left until there are `len` digits and the top bit is set; gives the distance. */
static unsigned fill(Big *b, unsigned len) {
    unsigned distance = 32 * len - bits_of(b);
    unsigned digits = distance / 32, bits = distance % 32;
    uint64_t low;
    memmove(b->digit + digits, b->digit, b->len * sizeof b->digit[0]);
    memset(b->digit, 0, digits * sizeof b->digit[0]);
    b->len = len;
    for (unsigned i = len; i-- > 0;) {
        low = i > 0 ? b->digit[i - 1] : 0;
        b->digit[i] = (uint32_t)(((uint64_t)b->digit[i] << 32 | low) >> (32 - bits));
    }
    return distance;
}

/* *digits -= q * b, over one digit more than b has; true if that is negative. */
static bool subtract_product(uint32_t *digits, const Big *b, uint64_t q) {
    uint64_t borrow = 0;
    for (unsigned i = 0; i < b->len; i++) {
        uint64_t product = q * b->digit[i] + borrow;
        borrow = (product >> 32) + (digits[i] < (uint32_t)product);
        digits[i] -= (uint32_t)product;
    }
    digits[b->len] -= (uint32_t)borrow;
    return digits[b->len] != 0;
}

static void add_back(uint32_t *digits, const Big *b) {
    uint64_t carry = 0;
    for (unsigned i = 0; i < b->len; i++) {
        carry += (uint64_t)digits[i] + b->digit[i];
        digits[i] = (uint32_t)carry;
        carry >>= 32;
    }
    digits[b->len] += (uint32_t)carry;
}

/* One digit of a quotient (Knuth, The Art of Computer Programming 2, 4.3.1 D3-D6). */
static uint32_t quotient_digit(uint32_t *digits, const Big *b) {
    unsigned n = b->len;
    uint64_t top = (uint64_t)digits[n] << 32 | digits[n - 1];
    uint64_t q = top / b->digit[n - 1], rest = top % b->digit[n - 1];
    while (q >> 32 != 0 || q * b->digit[n - 2] > (rest << 32 | digits[n - 2])) {
        q--;
        rest += b->digit[n - 1];
        if (rest >> 32 != 0)
            break;
    }
    if (subtract_product(digits, b, q)) {
        add_back(digits, b);
        q--;
    }
    return (uint32_t)q;
}

/* Both are brought to full digits, `a` to four more than `b`: the quotient has 128 or 129 bits. */
void big_divide(Big *a, Big *b, Unpacked *out) {
    unsigned n = b->len < 2 ? 2 : b->len;
    unsigned distance_a, distance_b;
    uint32_t rest = 0;
    Big quotient;
    if (a->len > n + 4)
        n = a->len - 4;
    distance_a = fill(a, n + 4);
    distance_b = fill(b, n);
    a->digit[n + 4] = 0;
    for (unsigned i = 5; i-- > 0;)
        quotient.digit[i] = quotient_digit(a->digit + i, b);
    quotient.len = quotient.digit[4] != 0 ? 5 : 4;
    big_unpack(&quotient, out);
    for (unsigned i = 0; i < n; i++)
        rest |= a->digit[i];
    out->sig.lo |= rest != 0;
    out->exponent += (int)distance_b - (int)distance_a;
}
