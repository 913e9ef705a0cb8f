// error: 2:13: a function with a wrong storage class
typedef int f(void) { return 1; }
int main(void) { return 0; }
