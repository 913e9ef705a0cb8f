// Run-length and back-reference compression, there and back.
#include <stdio.h>
#include <string.h>

static unsigned char in[3000], packed[4000], out[3000];

static int pack(const unsigned char *from, int n, unsigned char *to) {
    int i = 0, o = 0;
    while (i < n) {
        int best = 0, where = 0, j;
        for (j = i > 255 ? i - 255 : 0; j < i; j++) {
            int k = 0;
            while (k < 255 && i + k < n && from[j + k] == from[i + k])
                k++;
            if (k > best) {
                best = k;
                where = i - j;
            }
        }
        if (best > 3) {
            to[o++] = 0xff;
            to[o++] = where;
            to[o++] = best;
            i += best;
        } else {
            if (from[i] == 0xff)
                to[o++] = 0xff, to[o++] = 0;
            to[o++] = from[i++];
        }
    }
    return o;
}

static int unpack(const unsigned char *from, int n, unsigned char *to) {
    int i, o = 0;
    for (i = 0; i < n; i++)
        if (from[i] != 0xff)
            to[o++] = from[i];
        else if (from[++i] == 0)
            to[o++] = from[++i];
        else {
            int back = from[i], k = from[++i];
            for (; k > 0; k--, o++)
                to[o] = to[o - back];
        }
    return o;
}

int main(void) {
    int i, n, m;
    unsigned sum = 0;
    for (i = 0; i < 3000; i++)
        in[i] = i < 1000 ? i % 7 * 40 : i < 2000 ? i * i : 255;
    n = pack(in, 3000, packed);
    m = unpack(packed, n, out);
    for (i = 0; i < n; i++)
        sum = sum * 31 + packed[i];
    printf("%d %d %d %u\n", n, m, memcmp(in, out, 3000), sum);
    return 0;
}
