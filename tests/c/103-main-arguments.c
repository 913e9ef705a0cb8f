// args: one two -3 four=4
// argc and argv reach main; argv ends in a null pointer.
#include <stdio.h>

int main(int argc, char **argv) {
    int i;
    printf("%d\n", argc);
    for (i = 1; i < argc; i++)
        printf("[%s]\n", argv[i]);
    printf("%d\n", argv[argc] == 0);
    printf("%d\n", argv[0] != 0 && argv[0][0] != 0);
    return argc;
}
