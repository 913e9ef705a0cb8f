// Pointer arithmetic, differences, subscripts from both sides, arrays of arrays, pointers to arrays and functions.
#include <stdio.h>
#include <stdint.h>

struct s { int a; char b[7]; };
static int grid[3][4];
static struct s list[10];
static int add(int a, int b) { return a + b; }
static int (*table[2][2])(int, int) = {{add, add}, {&add, *add}};

int main(void) {
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 4; j++)
            grid[i][j] = i * 10 + j;
    int(*row)[4] = grid + 1, *p = grid[2], **pp = &p;
    printf("%d %d %d %d\n", (*row)[2], row[1][3], *(*(grid + 2) + 1), 2[p]);
    printf("%td %td %td\n", &grid[2] - &grid[0], &grid[2][1] - &grid[0][0], row - grid);
    struct s *e = &list[9], *b = list;
    printf("%td %td\n", e - b, (char *)e - (char *)b);
    e -= 3;
    b = 2 + b;
    printf("%td %d\n", e - b, e > b);
    (*pp)++;
    ++*p;
    printf("%d ", *p++);
    printf("%d\n", *p);
    printf("%d ", *--p);
    printf("%d\n", p[-1]);
    long big = 2;
    unsigned char uc = 1;
    short neg = -1;
    printf("%d %d %d\n", p[big], p[uc], p[neg]);
    unsigned minus = -1;
    printf("%d\n", *(p + (int)minus));
    void *v = list;
    printf("%td\n", (char *)(v + 8) - (char *)v);
    v++;
    printf("%td %zu %zu\n", (char *)v - (char *)list, sizeof(void), sizeof(add));
    printf("%d %d %d\n", table[1][0](1, 2), (*table[1][1])(3, 4), (****add)(5, 6));
    printf("%d\n", (int)((uintptr_t)&list[1] - (uintptr_t)list));
    int(*pa)[3][4] = &grid;
    printf("%zu %zu %d\n", sizeof *pa, sizeof **pa, (*pa)[1][1]);
    const char *const strs[] = {"ab", "cd"};
    const char *const *ps = strs;
    printf("%c %c\n", **ps, ps[1][1]);
    printf("%s\n", *++ps);
    int *null = 0;
    printf("%d %d\n", null == 0, !null);
    char a[] = "abc", *q = a;
    while (*q)
        *q++ -= 32;
    printf("%s %td\n", a, q - a);
    printf("%c %c\n", "index"[2], *("abc" + 1));
    return 0;
}
