// Inline definitions in two units, one of which also has the external ones (C11 6.7.4p7).
#include <stdio.h>
inline int sq(int x) { return x * x; }
inline int later(int x) { int s = 0; for (int i = 0; i < x; i++) { s += i * x; printf("%d ", s); } return s; }
int b(int);
int main(void) { printf("%d\n", sq(3)); printf("%d\n", later(3)); printf("%d\n", b(4)); return 0; }
extern int later(int x);
extern inline int sq(int x);
