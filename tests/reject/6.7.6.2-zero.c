// error: 2:7: the length of an array must be positive
int a[0];
int main(void) { return 0; }
