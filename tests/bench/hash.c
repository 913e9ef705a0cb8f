/* Memory and pointers: a chained hash table of strings. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Entry {
    struct Entry *next;
    unsigned count;
    char key[20];
} Entry;

#define BUCKETS 65536

static Entry *buckets[BUCKETS];

static unsigned hash(const char *s) {
    unsigned h = 2166136261u;
    while (*s)
        h = (h ^ (unsigned char)*s++) * 16777619u;
    return h;
}

static Entry *find(const char *key) {
    unsigned h = hash(key) % BUCKETS;
    Entry *e;
    for (e = buckets[h]; e; e = e->next) {
        if (strcmp(e->key, key) == 0)
            return e;
    }
    e = calloc(1, sizeof *e);
    strcpy(e->key, key);
    e->next = buckets[h];
    buckets[h] = e;
    return e;
}

int main(void) {
    unsigned seed = 7;
    unsigned long total = 0;
    for (int i = 0; i < 2000000; i++) {
        char key[20];
        char *p = key;
        unsigned v;
        seed = seed * 1103515245 + 12345;
        v = (seed >> 8) % 100000;
        do {
            *p++ = (char)('a' + v % 26);
            v /= 26;
        } while (v);
        *p = 0;
        total += ++find(key)->count;
    }
    printf("%lu\n", total);
    return 0;
}
