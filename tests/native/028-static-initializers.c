// Static initializers: addresses with offsets, differences, casts, folded expressions, strings, unions.
#include <stdio.h>
#include <stddef.h>

struct s { int a; struct { char b[4]; long c; } in[2]; };
static struct s obj;
static int arr[10];
static char text[] = "text", text6[6] = "text", text4[4] = "text", bare[] = {"braced"};
static const char *ps = "pointer" + 3;
static int *pe = &arr[10], *pm = arr + 3, *pn = &arr[2] - 1, *pi = &*(arr + 4);
static long *pc = &obj.in[1].c;
static char *pb = &obj.in[0].b[2], *pd = obj.in[1].b;
static long diff = &arr[7] - &arr[2];
static size_t off = (size_t)&((struct s *)0)->in[1].c, off2 = offsetof(struct s, in[1].b[1]);
static void *vp = (void *)&obj, *nul = 0, *one = (void *)16;
static long as_long = (long)&obj;
static int (*fp)(const char *, ...) = &printf;
static double d = 1 / 3.0, d2 = (int)3.9 + 'a', d3 = 5 > 3 ? 1.5 : 2;
static float f = 16777217;
static long double e = -1.25L;
static unsigned char uc = 300, ub = -1;
static _Bool b1 = 0.5, b2 = 1 && 0, b3 = 2;
static long long ll = -1u, l2 = 1 << 4 | ~0 ^ 5;
static union { int i; char c[8]; double d; } un1 = {0x41}, un2 = {.d = 1.5}, un3 = {.c = "union"};
static char grid[][3] = {"ab", "cd", {'e', 'f'}};
static const char *const list[] = {"x", "y" "z", 0, &"abc"[1]};
static struct { char c; short s; struct { int x; } *p; } linked[2] = {{1, 2, (void *)&linked[1]}, {3, 4}};
static int nested[2][2][2] = {1, 2, {3, 4}, 5, 6};
static enum { A, B = 5, C } en = C;
static int cond = sizeof(int) == 4 ? 10 : 1 / 1;
static int self_size = sizeof self_size;
struct node { struct node *next; int v; };
extern struct node n2;
struct node n1 = {&n2, 1};
struct node n2 = {&n1, 2};
static int logical = 3 && arr, cmp = 1.5 < 2.5;

int main(void) {
    printf("%s %s %.4s %s %zu %zu %s\n", text, text6, text4, bare, sizeof text, sizeof bare, ps);
    printf("%d %d %d %d\n", (int)(pe - arr), (int)(pm - arr), (int)(pn - arr), (int)(pi - arr));
    printf("%d %d %d\n", (int)((char *)pc - (char *)&obj), (int)(pb - (char *)&obj), (int)(pd - (char *)&obj));
    printf("%ld %zu %zu %d %d %d %d\n", diff, off, off2, vp == &obj, nul == 0, one == (void *)16, as_long == (long)&obj);
    fp("%g %g %g %.9g %Lg\n", d, d2, d3, f, e);
    printf("%d %d %d %d %d %lld %lld\n", uc, ub, b1, b2, b3, ll, l2);
    printf("%d %g %s %d\n", un1.i, un2.d, un3.c, un1.c[4]);
    printf("%s %s %c%c %zu\n", grid[0], grid[1], grid[2][0], grid[2][1], sizeof grid);
    printf("%s %s %d %s\n", list[0], list[1], list[2] == 0, list[3]);
    printf("%d %d\n", linked[0].p == (void *)&linked[1], linked[1].s);
    for (int i = 0; i < 8; i++)
        printf("%d ", ((int *)nested)[i]);
    printf("\n%d %d %d %d %d %d\n", en, cond, self_size, n1.next->v, n2.next->v, logical + cmp);
    return 0;
}
