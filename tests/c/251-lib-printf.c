// The conversions, flags, widths and precisions of printf.
#include <limits.h>
#include <stdio.h>

int main(void) {
    char buffer[20];
    int n;
    printf("[%d] [%5d] [%-5d] [%05d] [%+d] [% d] [%.3d] [%8.3d]\n", 42, 42, 42, 42, 42, 42, 42, 42);
    printf("[%d] [%5d] [%-5d] [%05d] [%+d] [% d] [%.3d] [%8.3d]\n", -42, -42, -42, -42, -42, -42, -42, -42);
    printf("[%i] [%u] [%x] [%X] [%o] [%#x] [%#X] [%#o] [%08x]\n", INT_MIN, UINT_MAX, 0xabcu, 0xabcu, 8u, 255u, 255u, 8u, 255u);
    printf("[%hhd] [%hhu] [%hd] [%hu] [%ld] [%lu] [%lld] [%llu] [%zu]\n", 511, 511, 98304, 98304, LONG_MIN, ULONG_MAX,
           LLONG_MAX, ULLONG_MAX, sizeof n);
    printf("[%c] [%3c] [%-3c] [%%]\n", 'a', 'b', 'c');
    printf("[%s] [%6s] [%-6s] [%.2s] [%6.1s]\n", "abc", "abc", "abc", "abc", "abc");
    printf("[%*d] [%-*d] [%.*s] [%*s]\n", 6, 1, 6, 2, 2, "xyz", -4, "q");
    printf("[%.0d] [%x] [%o] [%lx] [%#lx]\n", 0, 0u, 0u, 0xfedcba9876543210UL, 1UL);
    n = snprintf(buffer, sizeof buffer, "%s", "more than twenty characters long");
    printf("%d [%s]\n", n, buffer);
    n = sprintf(buffer, "%d-%d", 12, 34);
    printf("%d [%s] %d\n", n, buffer, snprintf(0, 0, "%d", 12345));
    n = printf("count\n");
    printf("%d\n", n);
    return 0;
}
