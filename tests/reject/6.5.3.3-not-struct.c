// error: 3:25: expected a scalar
struct s { int x; } s;
int main(void) { return !s; }
