// error: 4:26: wrong types of operands
struct s { int x; } s;
int a[3];
int main(void) { return a[s]; }
