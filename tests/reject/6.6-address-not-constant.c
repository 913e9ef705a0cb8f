// error: 3:9: the initializer is not constant
int n = 3;
int m = n + 1;
int main(void) { return 0; }
