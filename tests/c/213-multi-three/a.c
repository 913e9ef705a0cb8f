// Three files that call each other; strings and labels of the same shape in each.
#include <stdio.h>

int in_b(int n);

int in_a(int n) {
    const char *s = "same text";
    if (n <= 0)
        goto out;
    switch (n) {
    case 1: return 1;
    case 2: return 22;
    case 3: return 333;
    }
    return in_b(n - 1) + s[0];
out:
    return 0;
}

int main(void) {
    printf("%d\n", in_a(20));
    return 0;
}
