/* Small arrays and branches: flips of permutations. */
#include <stdio.h>

#define N 10

int main(void) {
    int perm[N], perm1[N], count[N];
    int max_flips = 0, checksum = 0, r = N, index = 0;
    for (int i = 0; i < N; i++)
        perm1[i] = i;
    for (;;) {
        int flips = 0, k;
        for (; r != 1; r--)
            count[r - 1] = r;
        for (int i = 0; i < N; i++)
            perm[i] = perm1[i];
        while ((k = perm[0]) != 0) {
            for (int i = 0, j = k; i < j; i++, j--) {
                int t = perm[i];
                perm[i] = perm[j];
                perm[j] = t;
            }
            flips++;
        }
        if (flips > max_flips)
            max_flips = flips;
        checksum += index % 2 == 0 ? flips : -flips;
        for (;;) {
            int first;
            if (r == N) {
                printf("%d %d\n", checksum, max_flips);
                return 0;
            }
            first = perm1[0];
            for (int i = 0; i < r; i++)
                perm1[i] = perm1[i + 1];
            perm1[r] = first;
            count[r]--;
            if (count[r] > 0)
                break;
            r++;
        }
        index++;
    }
}
