// What a variable was just given is at hand without reading it again: through assignments in expressions, calls,
// jumps, pointers, narrow types; structs whose members were just stored are copied, passed and returned.
#include <setjmp.h>
#include <stdio.h>

typedef struct { float x, y; } F2;
typedef struct { float x, y, z; } F3;
typedef struct { int a, b; } I2;
typedef struct { int a, b, c, d; } I4;
typedef struct { double x; int i, j; } M;
typedef struct { short a, b, c, d; } H4;
typedef union { struct { float lo, hi; } f; double d; long l; } U;

static int calls;

static int next(int by) {
    return calls += by;
}

static F2 f2(float x, float y) { return (F2){x, y}; }
static F3 f3(float x, float y, float z) { F3 v; v.z = z; v.y = y; v.x = x; return v; }
static I2 i2(int a, int b) { I2 v = {a, b}; v.a++; return v; }
static I4 i4(int a) { return (I4){a, -a, a + 2, a * a}; }
static M m(double x, int i) { M v = {x, i, i + 1}; return v; }
static H4 h4(int a) { return (H4){(short)a, (short)(a + 1), (short)(a + 2), (short)(a + 3)}; }
static U u(float lo, float hi) { U v; v.f.lo = lo; v.f.hi = hi; return v; }

static double sum(F2 a, F3 b, I2 c, I4 d, M e, H4 h) {
    return a.x + 2 * a.y + b.x - b.y * b.z + c.a * 3 + c.b + d.a - d.b + d.c * d.d + e.x * e.i - e.j + h.a * h.d - h.b + h.c;
}

static int narrow(char c, unsigned char u, short s, _Bool b, unsigned short w) {
    int r = c + u + s + b + w;
    c += 100;
    u = (unsigned char)(u + 200);
    s = (short)(s * 300);
    b = s;
    w--;
    return r + c * 3 + u * 5 + s * 7 + b * 11 + w;
}

static int expressions(int a, int b) {
    int x = (x = 3, a + x);
    int y = (b = x++, b * 2 + x);
    int z = 5;
    x = (y += x, x = z, x++, x + y);
    x = (next(1), x) + y;
    z += a > b ? (x = y, x) : (y = x, y);
    for (int i = 0; i < 3; i++)
        x = (y = z - x, x += y, x + y + i);
    { int i = x; x = i + i; i = x - 1; y += i; }
again:
    x = x * 2 + 1;
    if (x < 1000 && x > 0)
        goto again;
    return x + y * 3 + z * 7;
}

static int pointers(int n) {
    int a = n, b = n + 1, *p = n & 1 ? &a : &b;
    int c = a + b;
    *p = 7;
    c = c * 10 + a + b;
    a = c;
    *p += a;
    return a * 3 + b * 5 + c;
}

static int twice(int n) {
    static jmp_buf at;
    volatile int v = n;
    int k = n;
    if (setjmp(at) == 0) {
        v = v + k;
        longjmp(at, 1);
    }
    v += 100;
    return v;
}

int main(void) {
    F2 a = {1, 2}, a2;
    F3 b = f3(1, 2, 3), b2[2];
    I2 c = {5, 6};
    M e = {1.5, 2, 3}, e2;
    a.y = 9;
    a2 = a;
    b.y = 4;
    b2[0] = b2[1] = b;
    b2[next(1) & 1].x = 8;
    e.i = 11;
    e2 = e;
    e2.j--;
    c.b = 70;
    printf("%g\n", sum(a2, b2[1], c, (I4){1, 2, 3, 4}, e2, (H4){1, 2, 3, 4}));
    printf("%g\n", sum(f2(3, 4), b2[0], i2(1, 2), i4(7), m(2.5, 4), h4(20)));
    U x = u(1.25f, -3), y = x;
    y.f.hi = 2;
    x = y;
    printf("%g %g %lx %d\n", x.f.lo, x.f.hi, (unsigned long)x.l, x.d == y.d);
    printf("%d %d\n", narrow(100, 250, -300, 1, 0), narrow(-1, 1, 32767, 0, 65535));
    printf("%d %d\n", expressions(1, 2), expressions(-40, 9));
    printf("%d %d %d\n", pointers(3), pointers(4), twice(5));
    return 0;
}
