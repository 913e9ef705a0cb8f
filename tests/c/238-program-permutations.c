// Permutations in order, and backwards by ranks.
#include <stdio.h>

static int next(char *s, int n) {
    int i = n - 1, j = n - 1;
    char t;
    while (i > 0 && s[i - 1] >= s[i])
        i--;
    if (!i)
        return 0;
    while (s[j] <= s[i - 1])
        j--;
    t = s[i - 1], s[i - 1] = s[j], s[j] = t;
    for (j = n - 1; i < j; i++, j--)
        t = s[i], s[i] = s[j], s[j] = t;
    return 1;
}

int main(void) {
    char s[] = "aabcde";
    unsigned hash = 0;
    int count = 0, i;
    do {
        count++;
        for (i = 0; s[i]; i++)
            hash = hash * 33 ^ s[i];
        if (count % 60 == 0)
            printf("%s ", s);
    } while (next(s, 6));
    printf("%d %u\n", count, hash);
    return 0;
}
