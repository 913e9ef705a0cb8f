// typeof of expressions and types, with arrays, functions, qualifiers; __auto_type.
#include <stdio.h>

static int f(double d) { return (int)d; }
typeof(f) *pf = f;
typeof(int *[3]) arr;
extern typeof(int) later;
int later = 4;

int main(void) {
    int a = 1;
    typeof(a) b = 2;
    typeof(a) *p = &b;
    __typeof__(*p) c = *p + 1;
    typeof(const char *) s = "s";
    typeof(a + 1.0) d = 2.5;
    typeof(int[5]) e = {1, 2, 3};
    typeof(e) g = {4};
    typeof((char)a) h = 'h';
    typeof(typeof(h) *) ph = &h;
    typeof(struct { int q; }) st = {8};
    const int k = 1;
    typeof(k) kk = 5;
    typeof(a++) i = 3;
    __auto_type au = 3.25f;
    typeof(int (*)(int, int)) fp = 0;
    printf("%d %d %d %s %g %zu %zu %c %c\n", b, *p, c, s, d, sizeof e, sizeof g, h, *ph);
    printf("%d %d %d %g %d %zu %d\n", st.q, kk, i, au, pf(3.9), sizeof arr, later);
    printf("%d %d %d\n", a, fp == 0, (int)sizeof(typeof(a)[4]));
    printf("%d\n", (typeof(char))321);
    typedef typeof(a) T;
    T t = 6;
    { typeof(t) a = t * 2; printf("%d\n", a); }
    return 0;
}
