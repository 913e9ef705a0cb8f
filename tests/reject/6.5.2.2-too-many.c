// error: 3:30: too many arguments
int f(int a) { return a; }
int main(void) { return f(1, 2); }
