// error: 4:27: incompatible types in an argument
int f(int *p) { return *p; }
struct s { int x; } s;
int main(void) { return f(&s); }
