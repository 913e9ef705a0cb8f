// Null pointers in conditions, comparisons and calls.
#include <stddef.h>
#include <stdio.h>

static const char *or(const char *s) { return s ? s : "(none)"; }

int main(void) {
    int x, *p = NULL, *q = &x;
    const char *words[] = {"a", NULL, "b"};
    int i, set = 0;
    printf("%d %d %d\n", p == NULL, q != 0, p == q);
    printf("%d %d %d\n", !p, !q, p || q);
    printf("%d\n", p && q);
    for (i = 0; i < 3; i++)
        printf("%s ", or(words[i]));
    printf("%s\n", or(0));
    while (!p) {
        p = q;
        set++;
    }
    p = (void *)0;
    printf("%d %d\n", set, p ? 1 : 0);
    return 0;
}
