// Objects seen as bytes: little-endian order, narrow stores leave neighbours alone.
#include <stdio.h>

int main(void) {
    unsigned long word = 0x1122334455667788UL;
    unsigned char *bytes = (unsigned char *)&word;
    char guard[7] = {1, 2, 3, 4, 5, 6, 7};
    short row[3] = {-1, -1, -1};
    int i;
    for (i = 0; i < 8; i++)
        printf("%x ", bytes[i]);
    bytes[0] = 0;
    bytes[7]++;
    printf("%lx\n", word);
    guard[3] = (char)0x1ff;
    for (i = 0; i < 7; i++)
        printf("%d ", guard[i]);
    row[1] = 0x12345;
    printf("%d %d %d\n", row[0], row[1], row[2]);
    unsigned pair[2] = {0, 0xffffffffu};
    pair[0] = (unsigned)0x500000001L;
    printf("%u %u\n", pair[0], pair[1]);
    return 0;
}
