/* Calls through pointers: quicksort with a comparison function. */
#include <stdio.h>
#include <stdlib.h>

#define N 400000

static int numbers[N];

static int compare(const void *a, const void *b) {
    int x = *(const int *)a, y = *(const int *)b;
    return x < y ? -1 : x > y;
}

static void sort(int *items, long count, int (*less)(const void *, const void *)) {
    while (count > 1) {
        int pivot = items[count / 2];
        long i = 0, j = count - 1;
        while (i <= j) {
            while (less(&items[i], &pivot) < 0)
                i++;
            while (less(&items[j], &pivot) > 0)
                j--;
            if (i <= j) {
                int t = items[i];
                items[i++] = items[j];
                items[j--] = t;
            }
        }
        if (j + 1 < count - i) {
            sort(items, j + 1, less);
            items += i;
            count -= i;
        } else {
            sort(items + i, count - i, less);
            count = j + 1;
        }
    }
}

int main(void) {
    unsigned seed = 1;
    long sum = 0;
    for (int round = 0; round < 4; round++) {
        for (int i = 0; i < N; i++) {
            seed = seed * 1103515245 + 12345;
            numbers[i] = (int)(seed >> 8);
        }
        sort(numbers, N, compare);
        for (int i = 0; i < N; i += 1000)
            sum += numbers[i];
    }
    printf("%ld\n", sum);
    return 0;
}
