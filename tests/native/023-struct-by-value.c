// Structs and unions as arguments and results, in every class of both ABIs, through pointers and in expressions.
#include <stdio.h>

typedef struct { char a; } S1;
typedef struct { char a[3]; } S3;
typedef struct { int a; char b; } S8;
typedef struct { char a[9]; } S9;
typedef struct { long a; int b; } S16;
typedef struct { long a, b, c; } S24;
typedef struct { float a; } F1;
typedef struct { float a, b; } F2;
typedef struct { float a, b, c; } F3;
typedef struct { float a, b, c, d; } F4;
typedef struct { float a[5]; } F5;
typedef struct { double a; } D1;
typedef struct { double a, b, c, d; } D4;
typedef struct { float a; int b; } FI;
typedef struct { float a; double b; } FD;
typedef struct { int a; double b; } ID;
typedef struct { double a; char b[7]; } DC;
typedef union { int i; float f; } U;
typedef union { long l[3]; double d; } UL;
typedef struct { struct { float x; } in[2]; } NF;
typedef struct { int n : 5, m : 20; long k : 33; } BF;
typedef struct { } EMPTY;
typedef struct { S3 s; short t; F1 f; } NEST;

static S1 s1(S1 v) { v.a++; return v; }
static S3 s3(S3 v) { v.a[1]++; return v; }
static S8 s8(S8 v, S8 w) { v.a += w.a; v.b = w.b; return v; }
static S9 s9(S9 v) { v.a[8]++; return v; }
static S16 s16(int k, S16 v) { v.b += k; return v; }
static S24 s24(S24 v, int k) { v.c += k; return v; }
static F1 f1(F1 v) { v.a *= 2; return v; }
static F2 f2(F2 v) { return (F2){v.b, v.a}; }
static F3 f3(F3 v, float k) { v.c += k; return v; }
static F4 f4(F4 v) { v.d = v.a; return v; }
static F5 f5(F5 v) { v.a[4] += 1; return v; }
static D1 d1(D1 v) { v.a /= 2; return v; }
static D4 d4(D4 v, D4 w) { v.a += w.d; v.d = w.a; return v; }
static FI fi(FI v) { v.a += v.b; return v; }
static FD fd(FD v) { v.b += v.a; return v; }
static ID id(ID v) { v.b += v.a; return v; }
static DC dc(DC v) { v.a += v.b[6]; return v; }
static U u(U v) { v.i++; return v; }
static UL ul(UL v) { v.l[2]++; return v; }
static NF nf(NF v) { v.in[1].x++; return v; }
static BF bf(BF v) { v.k += v.m; v.n--; return v; }
static EMPTY em(int a, EMPTY e, int b) { printf("%d %d\n", a, b); return e; }
static NEST nest(NEST v) { v.t += v.s.a[2]; v.f.a += 1; return v; }

static long spill(int a, S16 b, int c, S16 d, int e, S16 f, int g, S8 h, S24 i, int j) {
    return a + b.a + b.b + c + d.a + d.b + e + f.a + f.b + g + h.a + h.b + i.a + i.b + i.c + j;
}
static double fspill(D4 a, double b, D4 c, F3 d, F2 e, double f) {
    return a.a + a.d + b * 2 + c.b + d.c + e.b * 3 + f;
}
static S24 chain(int n, S24 v) { return n ? chain(n - 1, (S24){v.b, v.c, v.a + n}) : v; }

int main(void) {
    S3 a3 = {{1, 2, 3}};
    S8 a8 = {5, 'b'};
    S9 a9 = {"12345678"};
    S16 a16 = {7, 8};
    S24 a24 = {1, 2, 3}, (*ps)(S24, int) = s24;
    F5 v5 = {{1, 2, 3, 4, 5}};
    D4 v4 = {1, 2, 3, 4};
    printf("%d %d %d %c\n", s1((S1){4}).a, s3(a3).a[1], s8(a8, (S8){6, 'z'}).a, s8(a8, a8).b);
    printf("%d %d %ld %ld\n", s9(a9).a[8], s16(3, a16).b, s24(a24, 4).c, ps(a24, 5).c);
    printf("%g %g %g %g %g\n", f1((F1){1.5}).a, f2((F2){1, 2}).a, f3((F3){1, 2, 3}, 4).c, f4((F4){1, 2, 3, 4}).d, f5(v5).a[4]);
    printf("%g %g %g\n", d1((D1){3}).a, d4(v4, v4).a, d4(v4, v4).d);
    printf("%g %g %g %g\n", fi((FI){1.5, 2}).a, fd((FD){1.5, 2}).b, id((ID){3, 2.5}).b, dc((DC){1, {0, 0, 0, 0, 0, 0, 9}}).a);
    printf("%d %ld %g %ld %d\n", u((U){41}).i, ul((UL){{1, 2, 3}}).l[2], nf((NF){{{1}, {2}}}).in[1].x, (long)bf((BF){3, 4, 5}).k, bf((BF){3}).n);
    em(1, (EMPTY){}, 2);
    NEST ne = nest((NEST){{{1, 2, 3}}, 4, {5}});
    printf("%d %g\n", ne.t, ne.f.a);
    printf("%ld\n", spill(1, a16, 2, a16, 3, a16, 4, a8, a24, 5));
    printf("%g\n", fspill(v4, 5, v4, (F3){1, 2, 3}, (F2){4, 5}, 6));
    S24 r = chain(5, a24);
    printf("%ld %ld %ld\n", r.a, r.b, r.c);
    r = a24 = s24(a24, 10);
    a24 = s24(s24(a24, 1), 1);
    printf("%ld %ld %ld\n", r.c, a24.c, (1 ? r : a24).c);
    S24 arr[2] = {r, s24(r, 5)};
    arr[0] = arr[1];
    printf("%ld %ld\n", arr[0].c, (arr[0], arr[1]).c);
    S8 *p = &a8;
    *p = s8(*p, *p);
    printf("%d\n", p->a);
    return 0;
}
