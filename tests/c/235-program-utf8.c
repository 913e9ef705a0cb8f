// Encoding and decoding UTF-8.
#include <stdio.h>

static int encode(unsigned long c, unsigned char *to) {
    if (c < 0x80)
        return to[0] = c, 1;
    if (c < 0x800) {
        to[0] = 0xc0 | c >> 6;
        to[1] = 0x80 | (c & 0x3f);
        return 2;
    }
    if (c < 0x10000) {
        to[0] = 0xe0 | c >> 12;
        to[1] = 0x80 | (c >> 6 & 0x3f);
        to[2] = 0x80 | (c & 0x3f);
        return 3;
    }
    to[0] = 0xf0 | c >> 18;
    to[1] = 0x80 | (c >> 12 & 0x3f);
    to[2] = 0x80 | (c >> 6 & 0x3f);
    to[3] = 0x80 | (c & 0x3f);
    return 4;
}

static unsigned decode(const unsigned char **p) {
    unsigned c = *(*p)++;
    int more = c < 0xc0 ? 0 : c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;
    if (more)
        c &= 0x3f >> more;
    while (more-- > 0)
        c = c << 6 | (*(*p)++ & 0x3f);
    return c;
}

int main(void) {
    static const unsigned samples[] = {0x41, 0x7f, 0x80, 0xe9, 0x7ff, 0x800, 0x20ac, 0xffff, 0x10000, 0x1f600, 0x10ffff};
    unsigned char buffer[50];
    const unsigned char *p = buffer, *end;
    int n = 0, i;
    for (i = 0; i < (int)(sizeof samples / sizeof *samples); i++)
        n += encode(samples[i], buffer + n);
    for (i = 0; i < n; i++)
        printf("%02x", buffer[i]);
    printf("\n");
    for (end = p + n; p < end;)
        printf("%x ", decode(&p));
    printf("\n%s\n", "\u00e9" "é" "\xc3\xa9");
    return 0;
}
