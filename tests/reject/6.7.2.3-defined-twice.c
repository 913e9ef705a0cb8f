// error: 3:1: a struct or union is defined twice
struct s { int x; };
struct s { int y; };
int main(void) { return 0; }
