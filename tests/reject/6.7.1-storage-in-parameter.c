// error: 2:7: a storage class in a parameter
int f(static int x) { return x; }
int main(void) { return 0; }
