/* Natural numbers of up to 41,600 bits, for literals that 64-bit arithmetic does not settle.
   Private to num/. */
#ifndef NUM_BIG_H
#define NUM_BIG_H

#include "unpacked.h"

/* Room for MAX_DIGITS decimal digits (parse.c), for the powers of five that go with them, and for
   the five digits more that a division takes. */
#define BIG_DIGITS 1300

/* Little-endian; the top digit is not zero. Only `len` digits are ever set. */
typedef struct Big {
    unsigned len;
    uint32_t digit[BIG_DIGITS];
} Big;

/* b = b * factor + more */
void big_multiply_add(Big *b, uint32_t factor, uint32_t more);
/* b *= 5^power */
void big_multiply_five(Big *b, unsigned power);
/* The value of b, which is not zero, to 128 bits. */
void big_unpack(const Big *b, Unpacked *out);
/* a / b to 128 bits, neither of them zero; both are used up. */
void big_divide(Big *a, Big *b, Unpacked *out);

#endif
