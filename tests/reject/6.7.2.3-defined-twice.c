// error: 3:8: defined twice
struct s { int x; };
struct s { int y; };
int main(void) { return 0; }
