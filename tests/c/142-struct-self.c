// Structs that point to themselves and to each other.
#include <stdio.h>

typedef struct tree tree;

struct tree {
    tree *left;
    struct tree *right;
    int key;
};

struct a {
    struct b *other;
    int n;
};

struct b {
    struct a *other;
    struct a own;
};

static int depth(const tree *t) {
    int l, r;
    if (!t)
        return 0;
    l = depth(t->left);
    r = depth(t->right);
    return 1 + (l > r ? l : r);
}

int main(void) {
    tree a = {0, 0, 1}, b = {&a, 0, 2}, c = {0, &b, 3};
    struct a x = {0, 5};
    struct b y = {&x, {0, 6}};
    x.other = &y;
    y.own.other = x.other;
    printf("%d %d\n", depth(&c), c.right->left->key);
    printf("%d %d\n", x.other->other->n, y.own.other->own.other->own.n);
    return 0;
}
