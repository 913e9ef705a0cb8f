// error: 2:12: an array needs an initializer in braces or a string
int a[2] = 5;
int main(void) { return 0; }
