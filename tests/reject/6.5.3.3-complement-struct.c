// error: 3:25: a unary operator needs an integer
struct s { int x; } s;
int main(void) { return ~s; }
