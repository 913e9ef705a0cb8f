// error: 4:27: too many arguments
// subset
int f() { return 0; }
int main(void) { return f(1); }
