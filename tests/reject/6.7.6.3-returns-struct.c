// error: 4:10: struct results are not supported
// subset
struct s { int x; };
struct s f(void);
int main(void) { return 0; }
