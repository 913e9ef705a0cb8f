// const objects, pointers to const, const pointers.
#include <stdio.h>

static const int limit = 10;
const char *const names[] = {"a", "b"};
static const struct { int x; const char *s; } fixed = {5, "five"};

static int sum(const int *p, const int *const end) {
    int s = 0;
    while (p < end)
        s += *p++;
    return s;
}

int main(void) {
    int a[3] = {1, 2, 3};
    const int *p = a;
    int *const q = a + 1;
    int const *const r = a + 2;
    const unsigned char c = 255;
    *q = 20;
    p++;
    printf("%d %d %d %d\n", *p, *q, *r, c + limit);
    printf("%d %s %s\n", sum(a, a + 3), names[1], fixed.s);
    const char *s = "text";
    s = names[0];
    printf("%s %d\n", s, fixed.x);
    printf("%d\n", *(const int *)a);
    return 0;
}
