// ?: nests to the right and evaluates one branch.
#include <stdio.h>

static int count;

static const char *size(int n) {
    return n < 0 ? "negative" : n == 0 ? "zero" : n < 10 ? "small" : "large";
}

int main(void) {
    int i;
    for (i = -5; i < 20; i += 5)
        printf("%d %s\n", i, size(i));
    i = 1 ? count++, 10 : (count += 100);
    printf("%d %d\n", i, count);
    i = 0 ? (count += 100) : 0 ? 1 : 2;
    printf("%d %d\n", i, count);
    i > 0 ? count++ : count--;
    printf("%d\n", count);
    printf("%d\n", (i ? 1 : 0) ? 0 : 1);
    return 0;
}
