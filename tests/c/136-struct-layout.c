// Offsets, padding, size and alignment of members.
#include <stddef.h>
#include <stdio.h>

struct a { char c; int i; char d; };
struct b { char c; long l; short s; };
struct c { char c[3]; short s; char d; };
struct d { struct a a; char c; struct b b; };
struct e { char c; struct { char x; } in; };
struct f { int i; char tail; } array[3];
union u { char c[9]; long l; };
struct g { char c; union u u; _Bool b; void *p; };

int main(void) {
    printf("%d %d %d\n", (int)sizeof(struct a), (int)offsetof(struct a, i), (int)offsetof(struct a, d));
    printf("%d %d %d\n", (int)sizeof(struct b), (int)offsetof(struct b, l), (int)offsetof(struct b, s));
    printf("%d %d %d\n", (int)sizeof(struct c), (int)offsetof(struct c, s), (int)offsetof(struct c, d));
    printf("%d %d %d\n", (int)sizeof(struct d), (int)offsetof(struct d, c), (int)offsetof(struct d, b));
    printf("%d %d\n", (int)sizeof(struct e), (int)sizeof array);
    printf("%d %d\n", (int)sizeof(union u), (int)sizeof(struct g));
    printf("%d %d %d\n", (int)offsetof(struct g, u), (int)offsetof(struct g, b), (int)offsetof(struct g, p));
    printf("%d\n", (int)((char *)&array[1] - (char *)array));
    return 0;
}
