// error: 2:10: incompatible types in an initializer
int *p = 5;
int main(void) { return 0; }
