// error: 3:27: wrong types of operands
struct s { int x; } s;
int main(void) { return s < s; }
