// error: 3:24: incompatible types in a return
int x;
char *f(void) { return &x; }
int main(void) { return 0; }
