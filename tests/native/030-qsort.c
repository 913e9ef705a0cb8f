// Callbacks through the libc: qsort, bsearch; tables of functions; functions that return functions.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct rec { char name[12]; double w; int n; };

static int by_n(const void *a, const void *b) {
    const struct rec *x = a, *y = b;
    return (x->n > y->n) - (x->n < y->n);
}
static int by_w(const void *a, const void *b) {
    double d = ((const struct rec *)a)->w - ((const struct rec *)b)->w;
    return d < 0 ? -1 : d > 0;
}
static int by_name(const void *a, const void *b) { return strcmp(((struct rec *)a)->name, ((struct rec *)b)->name); }
static int by_string(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

typedef int (*compare)(const void *, const void *);
static compare pick(char c) { return c == 'n' ? by_n : c == 'w' ? by_w : by_name; }
static int (*(*get(void))(char))(const void *, const void *) { return pick; }

int main(void) {
    struct rec r[] = {{"pear", 2.5, 3}, {"apple", 1.25, 9}, {"fig", 7, -4}, {"kiwi", -1, 5}, {"date", 0.5, 0}};
    const int n = sizeof r / sizeof *r;
    for (const char *p = "nwa"; *p; p++) {
        qsort(r, n, sizeof *r, get()(*p));
        for (int i = 0; i < n; i++)
            printf("%s %g %d, ", r[i].name, r[i].w, r[i].n);
        printf("\n");
    }
    struct rec key = {"fig"};
    struct rec *f = bsearch(&key, r, n, sizeof *r, by_name);
    printf("%d\n", f ? f->n : -100);
    const char *w[] = {"delta", "alpha", "charlie", "bravo"};
    qsort(w, 4, sizeof *w, by_string);
    printf("%s %s %s %s\n", w[0], w[1], w[2], w[3]);
    compare table[] = {by_n, by_w, [4] = by_name};
    printf("%d %d\n", table[0](&r[0], &r[1]), (*table[4])(&r[0], &r[1]) < 0);
    return 0;
}
