/* Bytes: searching, counting words, reversing. */
#include <stdio.h>
#include <string.h>

static char text[1 << 20];

static int is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static long words(const char *s) {
    long count = 0;
    int inside = 0;
    for (; *s; s++) {
        int letter = is_letter(*s);
        count += letter && !inside;
        inside = letter;
    }
    return count;
}

static long find(const char *s, const char *pattern) {
    long count = 0;
    size_t len = strlen(pattern);
    for (; *s; s++) {
        size_t i = 0;
        while (i < len && s[i] == pattern[i])
            i++;
        count += i == len;
    }
    return count;
}

static void reverse(char *s, size_t len) {
    for (size_t i = 0, j = len - 1; i < j; i++, j--) {
        char t = s[i];
        s[i] = s[j];
        s[j] = t;
    }
}

int main(void) {
    unsigned seed = 3;
    long total = 0;
    for (size_t i = 0; i < sizeof text - 1; i++) {
        seed = seed * 1103515245 + 12345;
        text[i] = "etaoin shrdlu THE abc .\n"[(seed >> 16) % 24];
    }
    for (int round = 0; round < 40; round++) {
        total += words(text);
        total += find(text, "the") + find(text, "a b");
        reverse(text, sizeof text - 1);
    }
    printf("%ld\n", total);
    return 0;
}
