// Formats, numbers and sorts with random arguments; each line sums up a thousand results.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned long state = 88172645463325252UL;

static unsigned long below(unsigned long n) {
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (state * 2685821657736338717UL >> 11) % n;
}

static long value(void) {
    static const long edges[] = {0, 1, -1, 8, 10, 127, -128, 255, 32768, 65535, 2147483647, -2147483647L - 1,
                                 4294967295L, 9223372036854775807L, -9223372036854775807L - 1};
    unsigned long bits = below(1UL << 53) << 11;
    return below(2) ? edges[below(15)] : (long)(bits >> below(64));
}

static unsigned hash = 2166136261u;
static void sum(const char *s, int n) {
    for (int i = 0; i < n; i++)
        hash = (hash ^ (unsigned char)s[i]) * 16777619;
}

static void formats(void) {
    static const char *const size[] = {"hh", "h", "", "l", "ll", "z", "t", "j"};
    static const char text[] = "The quick brown fox jumps over the lazy dog";
    for (int i = 0; i < 5000; i++) {
        char format[40], out[100];
        char *p = format;
        char c = "diuoxXcs"[below(8)];
        int k = (int)below(8), width = (int)below(60) - 20, precision = (int)below(40) - 5, n;
        unsigned long room = below(3) ? sizeof out : below(20);
        long v = value();
        *p++ = '[';
        *p++ = '%';
        while (below(2))
            *p++ = c == 'c' || c == 's' ? '-' : strchr("di", c) ? "-+ 0"[below(4)] : c == 'u' ? '0' : "-#0"[below(3)];
        *p++ = '*';
        if (c != 'c') {
            *p++ = '.';
            *p++ = '*';
        }
        if (c != 'c' && c != 's')
            p += sprintf(p, "%s", size[k]);
        sprintf(p, "%c]", c);
        memset(out, 1, sizeof out);
        if (c == 'c')
            n = snprintf(out, room, format, width, (int)(v & 255));
        else if (c == 's')
            n = snprintf(out, room, format, width, precision, text + below(sizeof text));
        else if (k < 3)
            n = snprintf(out, room, format, width, precision, (int)v);
        else if (k == 4)
            n = snprintf(out, room, format, width, precision, (long long)v);
        else
            n = snprintf(out, room, format, width, precision, v);
        sum(out, sizeof out);
        sum((char *)&n, sizeof n);
        if (i % 500 == 0)
            printf("%s %ld: %d %.99s\n", format, v, n, room ? out : "");
        if (i % 1000 == 999)
            printf("formats %08x\n", hash);
    }
}

static void numbers(void) {
    for (int i = 0; i < 5000; i++) {
        char s[60];
        char *end;
        int n = 0, digits = (int)below(24), base = (int)below(36);
        unsigned long range = 2 + below(35);
        long r[4];
        if (base == 1)
            base = 36;
        while (below(3) == 0 && n < 5)
            s[n++] = " \t\n"[below(3)];
        if (below(2))
            s[n++] = "+-"[below(2)];
        if (below(3) == 0)
            s[n++] = '0';
        if (below(3) == 0)
            s[n++] = "xX"[below(2)];
        while (digits-- > 0)
            s[n++] = "0123456789abcdefghijklmnopqrstuvwxyz"[below(range)];
        s[n] = 0;
        errno = 0;
        r[0] = strtol(s, &end, base);
        r[1] = end == s ? 0 : errno * 100 + (end - s);
        errno = 0;
        r[2] = (long)strtoul(s, &end, base);
        r[3] = end == s ? 0 : errno * 100 + (end - s);
        sum((char *)r, sizeof r);
        if (i % 1000 == 999)
            printf("numbers %08x: %s %d %ld %ld\n", hash, s, base, r[0], r[2]);
    }
}

static int by_value(const void *a, const void *b) {
    int x = *(const int *)a, y = *(const int *)b;
    return x < y ? -1 : x > y;
}

static void sorts(void) {
    static int a[3000];
    for (int i = 0; i < 20; i++) {
        int n = (int)below(i < 15 ? 40 : 3000), found = 0;
        for (int k = 0; k < n; k++)
            a[k] = i % 3 ? (int)below(1000) : k;
        qsort(a, n, sizeof a[0], by_value);
        for (int k = 0; k < 100; k++) {
            int *f = bsearch(&k, a, n, sizeof a[0], by_value);
            found += f != NULL && *f == k;
        }
        sum((char *)a, n * 4);
        printf("sorts %08x %d %d\n", hash, n, found);
    }
}

int main(void) {
    formats();
    numbers();
    sorts();
    return 0;
}
