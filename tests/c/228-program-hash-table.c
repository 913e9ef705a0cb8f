// A growing hash table of words.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct entry {
    struct entry *next;
    unsigned hash;
    int count;
    char key[];
} entry;

typedef struct {
    entry **slots;
    size_t size, used;
} table;

static unsigned hash(const char *s) {
    unsigned h = 2166136261u;
    while (*s)
        h = (h ^ (unsigned char)*s++) * 16777619;
    return h;
}

static void grow(table *t) {
    size_t size = t->size ? t->size * 2 : 2, i;
    entry **slots = calloc(size, sizeof *slots);
    for (i = 0; i < t->size; i++) {
        entry *e = t->slots[i], *next;
        for (; e; e = next) {
            next = e->next;
            e->next = slots[e->hash % size];
            slots[e->hash % size] = e;
        }
    }
    free(t->slots);
    t->slots = slots;
    t->size = size;
}

static int *lookup(table *t, const char *key) {
    unsigned h = hash(key);
    entry *e;
    if (t->used == t->size)
        grow(t);
    for (e = t->slots[h % t->size]; e; e = e->next)
        if (e->hash == h && !strcmp(e->key, key))
            return &e->count;
    e = malloc(sizeof *e + strlen(key) + 1);
    strcpy(e->key, key);
    e->hash = h;
    e->count = 0;
    e->next = t->slots[h % t->size];
    t->slots[h % t->size] = e;
    t->used++;
    return &e->count;
}

int main(void) {
    table t = {0};
    char word[20];
    int i, total = 0;
    for (i = 0; i < 2000; i++) {
        sprintf(word, "w%d", i * i % 701);
        ++*lookup(&t, word);
    }
    for (i = 0; i < 701; i++) {
        sprintf(word, "w%d", i);
        total += *lookup(&t, word) * (i % 13);
    }
    printf("%d %d %d %d\n", (int)t.used, (int)t.size, total, *lookup(&t, "w0"));
    return 0;
}
