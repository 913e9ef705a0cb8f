// error: 2:7: variable length arrays are not supported
int a[1 / 0];
int main(void) { return 0; }
