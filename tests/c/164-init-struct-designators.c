// Member designators, in any order, and going on after them.
#include <stdio.h>

struct s {
    int a, b, c;
    const char *d;
    struct { char x, y; } e;
};

static struct s one = {.c = 3, .a = 1};
static struct s two = {.b = 2, 3, "four", {5, 6}};
static struct s three = {1, .d = "d", {.y = 7}};

static void show(const struct s *s) {
    printf("%d %d %d %s %d %d\n", s->a, s->b, s->c, s->d ? s->d : "-", s->e.x, s->e.y);
}

int main(void) {
    int n = 5;
    struct s local = {.e = {.x = n}, .b = n * 2};
    struct s list[] = {[1] = {.a = n++}, {.c = n}, [0].b = 3};
    show(&one);
    show(&two);
    show(&three);
    show(&local);
    show(&list[0]);
    show(&list[1]);
    show(&list[2]);
    return 0;
}
