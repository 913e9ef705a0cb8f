// error: 5:30: struct arguments are not supported
// subset
struct s { int x; } s;
int f(int n, ...) { return n; }
int main(void) { return f(1, s); }
