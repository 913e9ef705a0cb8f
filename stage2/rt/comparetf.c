/* Comparisons of binary128 (tf.h). Each gives a number that compares to zero as the operands do to
   each other; a NaN makes the comparison that the routine is named for false. */
#include "tf.h"

int __eqtf2(Quad x, Quad y);
int __netf2(Quad x, Quad y);
int __lttf2(Quad x, Quad y);
int __letf2(Quad x, Quad y);
int __gttf2(Quad x, Quad y);
int __getf2(Quad x, Quad y);
int __cmptf2(Quad x, Quad y);
int __unordtf2(Quad x, Quad y);

static int compare(Quad x, Quad y, int unordered) {
    QuadBits a, b;
    uint64_t a_hi, b_hi;
    int order;
    a.value = x;
    b.value = y;
    if (tf_is_nan(&a) || tf_is_nan(&b))
        return unordered;
    a_hi = a.bits.hi & ~TF_SIGN;
    b_hi = b.bits.hi & ~TF_SIGN;
    if ((a_hi | a.bits.lo | b_hi | b.bits.lo) == 0)
        return 0; /* zeros are equal whatever their signs */
    if (((a.bits.hi ^ b.bits.hi) & TF_SIGN) != 0)
        return (a.bits.hi & TF_SIGN) != 0 ? -1 : 1;
    if (a_hi != b_hi)
        order = a_hi < b_hi ? -1 : 1;
    else if (a.bits.lo != b.bits.lo)
        order = a.bits.lo < b.bits.lo ? -1 : 1;
    else
        return 0;
    return (a.bits.hi & TF_SIGN) != 0 ? -order : order;
}

int __eqtf2(Quad x, Quad y) {
    return compare(x, y, 1) != 0;
}

int __netf2(Quad x, Quad y) {
    return compare(x, y, 1) != 0;
}

int __lttf2(Quad x, Quad y) {
    return compare(x, y, 2);
}

int __letf2(Quad x, Quad y) {
    return compare(x, y, 2);
}

int __cmptf2(Quad x, Quad y) {
    return compare(x, y, 1);
}

int __gttf2(Quad x, Quad y) {
    return compare(x, y, -2);
}

int __getf2(Quad x, Quad y) {
    return compare(x, y, -2);
}

int __unordtf2(Quad x, Quad y) {
    QuadBits a, b;
    a.value = x;
    b.value = y;
    return tf_is_nan(&a) || tf_is_nan(&b);
}
