// error: 3:28: incompatible types in ?:
struct s { int x; } s;
int main(void) { return (1 ? s : 2) != 0; }
