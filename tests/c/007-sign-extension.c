// Narrow objects in memory: each load extends by its type, each store cuts.
#include <stdio.h>

static signed char sc[2];
static unsigned char uc[2];
static short ss[2];
static unsigned short us[2];
static int si[2];
static unsigned ui[2];

int main(void) {
    sc[1] = -1;
    uc[1] = (unsigned char)-1;
    ss[1] = -1;
    us[1] = (unsigned short)-1;
    si[1] = -1;
    ui[1] = (unsigned)-1;
    long sum = 0;
    sum += sc[1];
    printf("%ld\n", sum);
    sum += uc[1];
    printf("%ld\n", sum);
    sum += ss[1];
    printf("%ld\n", sum);
    sum += us[1];
    printf("%ld\n", sum);
    sum += si[1];
    printf("%ld\n", sum);
    sum += ui[1];
    printf("%ld\n", sum);
    printf("%d %d %d %d %d %d\n", sc[0], uc[0], ss[0], us[0], si[0], (int)ui[0]);
    return 0;
}
