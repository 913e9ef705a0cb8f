// Base64, there and back.
#include <stdio.h>
#include <string.h>

static const char digits[64] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void encode(const char *s, char *to) {
    size_t n = strlen(s), i;
    for (i = 0; i < n; i += 3) {
        unsigned long v = (unsigned long)(unsigned char)s[i] << 16;
        v |= i + 1 < n ? (unsigned char)s[i + 1] << 8 : 0;
        v |= i + 2 < n ? (unsigned char)s[i + 2] : 0;
        *to++ = digits[v >> 18];
        *to++ = digits[v >> 12 & 63];
        *to++ = i + 1 < n ? digits[v >> 6 & 63] : '=';
        *to++ = i + 2 < n ? digits[v & 63] : '=';
    }
    *to = 0;
}

static void decode(const char *s, char *to) {
    int bits = 0;
    unsigned v = 0;
    for (; *s && *s != '='; s++) {
        v = v << 6 | (unsigned)((const char *)memchr(digits, *s, 64) - digits);
        if ((bits += 6) >= 8)
            *to++ = (char)(v >> (bits -= 8));
    }
    *to = 0;
}

int main(void) {
    const char *texts[] = {"", "f", "fo", "foo", "foobar", "Man is \200\377"};
    char there[50], back[50];
    unsigned i;
    for (i = 0; i < sizeof texts / sizeof *texts; i++) {
        encode(texts[i], there);
        decode(there, back);
        printf("%s %d\n", there, strcmp(back, texts[i]));
    }
    return 0;
}
