// A list on the heap.
#include <stdio.h>
#include <stdlib.h>

struct node {
    int value;
    struct node *next;
};

static struct node *push(struct node *head, int value) {
    struct node *n = malloc(sizeof *n);
    n->value = value;
    n->next = head;
    return n;
}

static struct node *reverse(struct node *n) {
    struct node *done = 0;
    while (n) {
        struct node *rest = n->next;
        n->next = done;
        done = n;
        n = rest;
    }
    return done;
}

static void remove_odd(struct node **link) {
    while (*link) {
        struct node *n = *link;
        if (n->value % 2) {
            *link = n->next;
            free(n);
        } else
            link = &n->next;
    }
}

int main(void) {
    struct node *list = 0, *n;
    int i;
    for (i = 0; i < 10; i++)
        list = push(list, i * i);
    list = reverse(list);
    remove_odd(&list);
    for (n = list; n; n = n->next)
        printf("%d ", n->value);
    printf("\n");
    return 0;
}
