// Sizes of the integer and pointer types (LP64).
#include <stdio.h>

int main(void) {
    printf("%d %d %d %d\n", (int)sizeof(_Bool), (int)sizeof(char), (int)sizeof(short), (int)sizeof(int));
    printf("%d %d %d\n", (int)sizeof(long), (int)sizeof(long long), (int)sizeof(void *));
    printf("%d %d\n", (int)sizeof(unsigned short int), (int)sizeof(long unsigned));
    printf("%d %d\n", (int)sizeof(int (*)(void)), (int)sizeof(char[7]));
    return (int)sizeof(long long unsigned int);
}
