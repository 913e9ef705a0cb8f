// error: 3:9: the initializer is not constant
int f(void) { return 1; }
int m = f();
int main(void) { return 0; }
