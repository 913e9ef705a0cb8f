// Recursive functions keep their own locals.
#include <stdio.h>

static int fib(int n) {
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

static unsigned long factorial(unsigned long n) {
    if (n == 0)
        return 1;
    return n * factorial(n - 1);
}

static int ackermann(int m, int n) {
    if (m == 0)
        return n + 1;
    if (n == 0)
        return ackermann(m - 1, 1);
    return ackermann(m - 1, ackermann(m, n - 1));
}

static void hanoi(int n, int from, int to, int via, int *moves) {
    if (n == 0)
        return;
    hanoi(n - 1, from, via, to, moves);
    ++*moves;
    hanoi(n - 1, via, to, from, moves);
}

static void digits(int n) {
    int d = n % 10;
    if (n > 9)
        digits(n / 10);
    putchar('0' + d);
}

int main(void) {
    int moves = 0;
    hanoi(10, 1, 2, 3, &moves);
    printf("%d %lu %d %d\n", fib(20), factorial(20), ackermann(2, 9), moves);
    digits(9071);
    putchar('\n');
    return 0;
}
