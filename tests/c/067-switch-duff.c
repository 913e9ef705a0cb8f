// Cases inside the loops of a switch (Duff's device).
#include <stdio.h>

static void copy(char *to, const char *from, int count) {
    int n = (count + 3) / 4;
    switch (count % 4) {
    case 0:
        do {
            *to++ = *from++;
    case 3:
            *to++ = *from++;
    case 2:
            *to++ = *from++;
    case 1:
            *to++ = *from++;
        } while (--n > 0);
    }
    *to = 0;
}

int main(void) {
    char buffer[32];
    int n;
    for (n = 1; n <= 11; n++) {
        copy(buffer, "hello world", n);
        printf("%s\n", buffer);
    }
    switch (2) {
        if (0) {
    case 2:
            printf("inside if\n");
        } else
            printf("never\n");
    }
    return 0;
}
