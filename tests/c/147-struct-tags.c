// Tag scopes: inner tags hide outer ones; a lone "struct s;" declares anew.
#include <stdio.h>

struct s {
    int a;
};

struct t {
    struct s *p;
};

int main(void) {
    struct s outer = {1};
    {
        struct s {
            char c[40];
        };
        struct s inner = {"inner"};
        printf("%d %s\n", (int)sizeof(struct s), inner.c);
    }
    {
        struct s;
        struct u {
            struct s *p;
        } u;
        struct s {
            long l[2];
        } s = {{3, 4}};
        u.p = &s;
        printf("%d %ld\n", (int)sizeof *u.p, u.p->l[1]);
    }
    {
        union s {
            short h;
        };
        enum t { s, t, v };
        printf("%d %d\n", (int)sizeof(union s), v);
    }
    struct t x = {&outer};
    printf("%d %d\n", (int)sizeof(struct s), x.p->a);
    return 0;
}
