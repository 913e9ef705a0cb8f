// error: 4:28: incompatible types in ?:
int a;
char b;
int main(void) { return (1 ? &a : &b) != 0; }
