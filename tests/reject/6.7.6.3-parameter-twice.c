// error: 2:19: 'a' is declared twice
int f(int a, long a) { return a; }
int main(void) { return 0; }
