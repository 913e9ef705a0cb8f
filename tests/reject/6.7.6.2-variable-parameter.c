// error: 3:20: 'n' is not declared
// subset
int f(int n, int a[n][n]) { return a[0][0]; }
int main(void) { return 0; }
