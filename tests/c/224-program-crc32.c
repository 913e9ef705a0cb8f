// CRC-32, by table and bit by bit.
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static uint32_t table[256];

static uint32_t slow(const char *s) {
    uint32_t crc = ~0u;
    for (; *s; s++) {
        int i;
        crc ^= (unsigned char)*s;
        for (i = 0; i < 8; i++)
            crc = crc >> 1 ^ (-(crc & 1) & 0xedb88320);
    }
    return ~crc;
}

static uint32_t fast(const void *data, size_t n) {
    const uint8_t *p = data;
    uint32_t crc = 0xffffffff;
    while (n-- > 0)
        crc = table[(crc ^ *p++) & 0xff] ^ (crc >> 8);
    return crc ^ 0xffffffff;
}

int main(void) {
    const char *words[] = {"", "a", "123456789", "The quick brown fox jumps over the lazy dog", "\377\200"};
    uint32_t i, j;
    for (i = 0; i < 256; i++) {
        uint32_t c = i;
        for (j = 0; j < 8; j++)
            c = c & 1 ? c >> 1 ^ 0xedb88320 : c >> 1;
        table[i] = c;
    }
    for (i = 0; i < sizeof words / sizeof *words; i++)
        printf("%x %x\n", slow(words[i]), fast(words[i], strlen(words[i])));
    return 0;
}
