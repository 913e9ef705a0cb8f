// Arrays of structs, moved about and passed by pointer.
#include <stdio.h>

struct item {
    char key;
    int weight;
    const char *label;
};

static void sort(struct item *a, int n) {
    int i, j;
    for (i = 1; i < n; i++) {
        struct item t = a[i];
        for (j = i; j > 0 && a[j - 1].weight > t.weight; j--)
            a[j] = a[j - 1];
        a[j] = t;
    }
}

int main(void) {
    struct item items[] = {{'c', 30, "see"}, {'a', 10, "ay"}, {'b', 20, "be"}, {'z', -5, "zed"}};
    struct item *p, *end = items + sizeof items / sizeof *items;
    sort(items, (int)(end - items));
    for (p = items; p != end; p++)
        printf("%c %d %s\n", p->key, p->weight, p->label);
    items[0].weight += items[3].weight++;
    printf("%d %d\n", items->weight, items[3].weight);
    return 0;
}
