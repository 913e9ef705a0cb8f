/* Allocation and recursion: binary trees. */
#include <stdio.h>
#include <stdlib.h>

typedef struct Tree {
    struct Tree *left, *right;
} Tree;

static Tree *grow(int depth) {
    Tree *t = malloc(sizeof *t);
    t->left = depth > 0 ? grow(depth - 1) : NULL;
    t->right = depth > 0 ? grow(depth - 1) : NULL;
    return t;
}

static int count(const Tree *t) {
    return t->left ? 1 + count(t->left) + count(t->right) : 1;
}

static void fell(Tree *t) {
    if (t->left) {
        fell(t->left);
        fell(t->right);
    }
    free(t);
}

int main(void) {
    long total = 0;
    for (int i = 0; i < 240; i++) {
        Tree *t = grow(14);
        total += count(t);
        fell(t);
    }
    printf("%ld\n", total);
    return 0;
}
