// Precedence and associativity of all binary operators.
#include <stdio.h>

int main(void) {
    int a = 6, b = 3, c = 2, d;
    printf("%d %d %d\n", a + b * c, (a + b) * c, a - b - c);
    printf("%d %d\n", a / b * c, a % b + c);
    printf("%d %d\n", a << b - c, a + b >> c);
    printf("%d %d\n", a < b == c > b, a & b == b);
    printf("%d %d\n", a | b ^ c & a, a ^ b | c);
    printf("%d %d\n", a && b || c && 0, a || b && 0);
    printf("%d\n", a > b ? b > c ? 1 : 2 : 3);
    printf("%d\n", (d = a == 6, d + b));
    printf("%d %d\n", -a * b, !a == b);
    printf("%d\n", ~a + b);
    printf("%d\n", a - b + c);
    printf("%d\n", a * b % 4);
    d = a = b += c;
    printf("%d %d %d\n", a, b, d);
    printf("%d\n", 1 << 2 << 3);
    printf("%d\n", 100 / 10 / 2);
    printf("%d\n", 1 == 1 == 1 != 0);
    int *p = &a;
    printf("%d\n", *p++ + 1);
    printf("%d\n", p == &a + 1);
    printf("%d\n", sizeof(char) * 3 + 1 > 3);
    return 0;
}
