// Designated initializers: ranges (GNU), nested, out of order, overriding, old GNU syntax.
#include <stdio.h>

struct in { int a, b; };
struct out { struct in i[3]; int k; union { int n; float f; } u; char s[8]; };

static int table[] = {[0 ... 3] = 7, [2] = 1, [6] = 9, 10, [1] = 5};
static struct out o = {.i[1].b = 4, .i[0] = {1, 2}, .i[2].a = 3, 8, .u.f = 1.5f, .s = "ab", .s[1] = 'x'};
static struct in old = {b: 2, a: 1};
static int oldarr[5] = {[3] 4, 5};
static int grid[2][3] = {[1] = {[2] = 6}, [0][1] = 2};
static struct { struct { int x, y; }; int z; } anon = {.y = 2, .z = 3, .x = 1};
static struct in many[] = {[1 ... 2] = {.b = 3}, {9, 9}};
static const char *const words[] = {[2] = "two", [0] = "zero"};
static union { struct in i; long l; } un = {.i.b = 3};

int main(void) {
    printf("%zu:", sizeof table / sizeof *table);
    for (unsigned i = 0; i < sizeof table / sizeof *table; i++)
        printf(" %d", table[i]);
    printf("\n%d %d %d %d %d %d %d %g %s\n", o.i[0].a, o.i[0].b, o.i[1].a, o.i[1].b, o.i[2].a, o.i[2].b, o.k, o.u.f, o.s);
    printf("%d %d %d %d\n", old.a, old.b, oldarr[3], oldarr[4]);
    printf("%d %d %d\n", grid[0][1], grid[1][2], grid[1][1]);
    printf("%d %d %d\n", anon.x, anon.y, anon.z);
    printf("%zu %d %d %d\n", sizeof many / sizeof *many, many[1].b, many[2].b, many[3].a);
    printf("%s %d %s %d\n", words[0], words[1] == 0, words[2], un.i.b);
    int n = 3;
    struct out l = {.i = {[1] = {n, n + 1}}, .k = n * 2, .i[1].a = 7, .s = {'h', 'i'}};
    int loc[] = {[2 ... 4] = n++, [3] = 1, 2};
    printf("%d %d %d %s %d\n", l.i[1].a, l.i[1].b, l.k, l.s, n);
    printf("%zu %d %d %d %d %d\n", sizeof loc / sizeof *loc, loc[0], loc[2], loc[3], loc[4], n);
    return 0;
}
