// error: 4:16: struct arguments are not supported
// subset
struct s { int x; };
int f(struct s s);
int main(void) { return 0; }
