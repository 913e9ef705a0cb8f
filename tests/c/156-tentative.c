// 6.9.2: tentative definitions and repeated declarations.
#include <stdio.h>

int a;
int a;
int a = 5;
int a;
static int b;
static int b = 6;
extern int c;
int c;
int table[];
int table[3];
extern int table[3];
int f(void);
int f(void);
struct late late;
struct late { int x; };

int f(void) { return table[2] + late.x; }

int main(void) {
    extern int a;
    printf("%d %d %d %d\n", a, b, c, f());
    return (int)sizeof table;
}
