// error: 3:27: comparison of incompatible types
struct s { int x; } s;
int main(void) { return s < s; }
