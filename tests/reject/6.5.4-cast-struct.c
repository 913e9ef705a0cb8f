// error: 3:25: cast between types that are not scalar
struct s { int x; } s;
int main(void) { return (int)s; }
