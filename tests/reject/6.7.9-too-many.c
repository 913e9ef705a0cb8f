// error: 2:19: too many initializers
int a[2] = {1, 2, 3};
int main(void) { return 0; }
