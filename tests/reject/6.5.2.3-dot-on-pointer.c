// error: 3:26: a member of something that is not a struct or union
struct s { int x; } *p;
int main(void) { return p.x; }
