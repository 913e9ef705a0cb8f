// Recursion: Ackermann, mutual, through pointers, with large frames, structs, and tail calls.
#include <stdio.h>

static int ack(int m, int n) { return m == 0 ? n + 1 : n == 0 ? ack(m - 1, 1) : ack(m - 1, ack(m, n - 1)); }
static int odd(unsigned n);
static int even(unsigned n) { return n == 0 ? 1 : odd(n - 1); }
static int odd(unsigned n) { return n == 0 ? 0 : even(n - 1); }
static long sum(const int *a, int n) { return n ? a[0] + sum(a + 1, n - 1) : 0; }
static double power(double x, int n) { return n == 0 ? 1 : n % 2 ? x * power(x, n - 1) : power(x * x, n / 2); }
struct big { int v[50]; };
static struct big fill(int n) {
    struct big b;
    if (n == 0) {
        for (int i = 0; i < 50; i++)
            b.v[i] = i;
        return b;
    }
    b = fill(n - 1);
    b.v[n] *= 2;
    return b;
}
static void hanoi(int n, int from, int to, int via, int *moves) {
    if (n == 0) return;
    hanoi(n - 1, from, via, to, moves);
    *moves = *moves * 3 + from + to;
    hanoi(n - 1, via, to, from, moves);
}
static int gcd(int a, int b) { return b ? gcd(b, a % b) : a; }
static int depth(int n, char *last) {
    char here[64];
    here[n % 64] = n;
    return n ? depth(n - 1, here) + here[n % 64] : *last;
}
typedef int (*fn)(void *, int);
static int fact(void *self, int n) { return n < 2 ? 1 : n * ((fn)self)(self, n - 1); }

int main(void) {
    int a[] = {1, 2, 3, 4, 5}, moves = 0;
    printf("%d %d %d %ld %.10g\n", ack(2, 5), even(10), odd(10), sum(a, 5), power(1.5, 13));
    struct big b = fill(10);
    printf("%d %d %d\n", b.v[5], b.v[10], b.v[20]);
    hanoi(8, 1, 2, 3, &moves);
    printf("%d %d %d %d\n", moves, gcd(1071, 462), depth(100, "x"), fact((void *)fact, 10));
    return 0;
}
