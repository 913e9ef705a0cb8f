// error: 3:26: expected a scalar
struct s { int x; } s;
int main(void) { return !s; }
