// error: 2:26: an index in a struct or union
struct s { int x; } s = {[0] = 1};
int main(void) { return 0; }
