// Conversions, sorting and searching of stdlib.h, and ctype.h.
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

static int compare(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }

static void bye(void) { printf("bye\n"); }

int main(void) {
    int a[] = {5, -2, 9, 0, 3, 3, -7}, key = 3, missing = 4, i, sums[8] = {0};
    char *end;
    atexit(bye);
    printf("%d %d %ld\n", atoi("42"), atoi("  -17x"), atol("123456789012"));
    printf("%ld ", strtol("0x1fz", &end, 0));
    printf("%s %ld %ld %ld\n", end, strtol("-077", 0, 0), strtol("zz", 0, 36), strtol("101", 0, 2));
    printf("%lu %ld\n", strtoul("18446744073709551615", 0, 10), strtol("99999999999999999999", 0, 10));
    qsort(a, sizeof a / sizeof *a, sizeof *a, compare);
    for (i = 0; i < 7; i++)
        printf("%d ", a[i]);
    printf("%d %d\n", *(int *)bsearch(&key, a, 7, sizeof *a, compare), bsearch(&missing, a, 7, sizeof *a, compare) == 0);
    printf("%d %ld\n", abs(-5), labs(-5000000000L));
    for (i = 0; i < 128; i++) {
        sums[0] += !!isalpha(i) * i, sums[1] += !!isdigit(i) * i, sums[2] += !!isspace(i) * i;
        sums[3] += !!isupper(i) * i, sums[4] += !!ispunct(i) * i, sums[5] += !!isxdigit(i) * i;
        sums[6] += !!isprint(i) * i, sums[7] += toupper(i) - tolower(i);
    }
    for (i = 0; i < 8; i++)
        printf("%d ", sums[i]);
    printf("\n%d\n", getenv("NO_SUCH_VARIABLE_HERE") == 0);
    return EXIT_FAILURE;
}
