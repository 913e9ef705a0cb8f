/* Division and remainder by constants and variables: Collatz and calendars. */
#include <stdio.h>

static unsigned days_to_date(unsigned days) {
    unsigned era = days / 146097;
    unsigned doe = days % 146097;
    unsigned yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    unsigned doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    unsigned mp = (5 * doy + 2) / 153;
    return (yoe + era * 400) * 10000 + (mp < 10 ? mp + 3 : mp - 9) * 100 + doy - (153 * mp + 2) / 5 + 1;
}

int main(void) {
    unsigned long sum = 0;
    int longest = 0;
    for (unsigned d = 0; d < 12000000; d++)
        sum += days_to_date(d);
    for (int i = 1; i < 300000; i++) {
        long n = i;
        int steps = 0;
        while (n != 1) {
            n = n % 2 == 0 ? n / 2 : 3 * n + 1;
            steps++;
        }
        if (steps > longest)
            longest = steps;
    }
    for (int i = 1; i < 3000000; i++)
        sum += (unsigned long)(1000000007 % i);
    printf("%lu %d\n", sum, longest);
    return 0;
}
