// typedef of every kind of type.
#include <stdio.h>

typedef unsigned long ulong;
typedef ulong *ulong_ptr, ulong_array[4];
typedef struct point { int x, y; } point, *point_ptr;
typedef enum { OFF, ON } toggle;
typedef int binary(int, int);
typedef binary *binary_ptr;
typedef const char *text;
typedef char matrix[2][3];
int typedef strange;

static binary add;
static ulong_array array = {1, 2, 3};

static int add(int a, int b) { return a + b; }

int main(void) {
    ulong_ptr p = array;
    point a = {1, 2}, *q = &a;
    point_ptr r = q;
    toggle t = ON;
    binary_ptr f = add;
    text s = "text";
    matrix m = {"ab", "cd"};
    strange i = 5;
    const ulong_ptr fixed = array + 1;
    *fixed = 20;
    printf("%lu %lu %d %d\n", p[1], *fixed, r->y, t);
    printf("%d %s %s %d %d\n", f(3, 4), s, m[1], i, (int)sizeof(ulong_array));
    return (int)sizeof(matrix);
}
