// sizeof of type names of all kinds.
#include <stdio.h>

struct pair {
    char c;
    long l;
};

union both {
    char c[5];
    short s;
};

enum color { RED };

typedef int table[6];

int main(void) {
    printf("%d %d\n", (int)sizeof(struct pair), (int)sizeof(union both));
    printf("%d %d\n", (int)sizeof(enum color), (int)sizeof(RED));
    printf("%d %d\n", (int)sizeof(table), (int)sizeof(table[2]));
    printf("%d %d\n", (int)sizeof(char[3][5]), (int)sizeof(char(*)[5]));
    printf("%d %d\n", (int)sizeof(int *[4]), (int)sizeof(int(*[4])(int)));
    printf("%d\n", (int)sizeof(const unsigned char));
    printf("%d\n", (int)sizeof(struct { int a; char b; }));
    char chunk[sizeof(struct pair) * 2];
    printf("%d\n", (int)sizeof chunk);
    return 0;
}
