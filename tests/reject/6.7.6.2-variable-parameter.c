// error: 3:22: variable length arrays are not supported
// subset
int f(int n, int a[n][n]) { return a[0][0]; }
int main(void) { return 0; }
