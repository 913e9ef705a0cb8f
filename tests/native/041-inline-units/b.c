#include <stdio.h>
inline int sq(int x) { return x * x; }
inline int later(int x) { int s = 0; for (int i = 0; i < x; i++) { s += i * x; printf("%d ", s); } return s; }
static int (*p)(int) = sq;
int b(int x) { return sq(x) + later(x) + p(x); }
