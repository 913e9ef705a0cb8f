// error: 3:26: '->' needs a pointer to a struct or union
struct s { int x; } s;
int main(void) { return s->x; }
