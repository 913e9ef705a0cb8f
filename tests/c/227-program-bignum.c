// Factorial and digits of a large power, digit by digit.
#include <stdio.h>

static unsigned digits[400];
static int count = 1;

static void times(unsigned n) {
    unsigned long carry = 0;
    int i;
    for (i = 0; i < count; i++) {
        carry += (unsigned long)digits[i] * n;
        digits[i] = carry % 1000000000;
        carry /= 1000000000;
    }
    if (carry)
        digits[count++] = carry;
}

static void show(void) {
    int i = count - 1;
    printf("%u", digits[i]);
    while (i-- > 0)
        printf("%09u", digits[i]);
    printf("\n");
}

int main(void) {
    unsigned i;
    digits[0] = 1;
    for (i = 2; i <= 100; i++)
        times(i);
    show();
    digits[0] = count = 1;
    for (i = 0; i < 10; i++)
        times(4294967295u);
    show();
    return 0;
}
