// sizeof and offsetof of everything; padding; unions; nested; arrays of structs; copies through char.
#include <stdio.h>
#include <stddef.h>
#include <string.h>

struct a { char c; double d; short s; };
struct b { struct a a; char t; };
struct c { char c[3]; struct { short s; char d; } in[2]; long double e; };
union u { char c[5]; int i; struct { short a, b, c; } s; };
struct d { union u u; char k; };
struct e { _Bool b; void *p; float f; char arr[3][2]; };
typedef struct { int x; } arr_t[4];

int main(void) {
    printf("%zu %zu %zu %zu %zu %zu\n", sizeof(struct a), sizeof(struct b), sizeof(struct c), sizeof(union u), sizeof(struct d), sizeof(struct e));
    printf("%zu %zu %zu %zu\n", offsetof(struct a, d), offsetof(struct b, t), offsetof(struct c, in[1].d), offsetof(struct c, e));
    printf("%zu %zu %zu\n", offsetof(struct d, k), offsetof(struct e, arr[1][1]), sizeof(arr_t));
    printf("%zu %zu %zu %zu %zu\n", sizeof(char), sizeof(short), sizeof(int), sizeof(long), sizeof(long long));
    printf("%zu %zu %zu %zu %zu\n", sizeof(float), sizeof(double), sizeof(long double), sizeof(void *), sizeof(_Bool));
    printf("%zu %zu %zu %zu\n", sizeof 'a', sizeof "abc", sizeof(int[3][4]), sizeof(int (*)[3]));
    printf("%zu %zu %zu\n", sizeof((struct a *)0)->d, sizeof(struct { char x[3]; }), sizeof(1 ? (char)1 : (short)1));
    int m[2][3];
    printf("%zu %zu %zu %zu\n", sizeof m, sizeof m[0], sizeof m[0][0], sizeof(m + 0));
    struct a x = {'q', 2.5, -3}, y;
    for (size_t i = 0; i < sizeof x; i++)
        ((char *)&y)[i] = ((char *)&x)[i];
    printf("%c %g %d\n", y.c, y.d, y.s);
    union u v = {.i = 0x01020304};
    printf("%d %d %d\n", v.c[0], v.s.a, v.s.b);
    struct d w = {{"abc"}, 'z'}, list[3] = {w, {{.i = 65}}, w};
    printf("%s %c %c %s\n", list[0].u.c, list[2].k, list[1].u.c[0], list[2].u.c);
    printf("%d\n", memcmp(&list[0], &list[2], sizeof list[0]));
    return 0;
}
