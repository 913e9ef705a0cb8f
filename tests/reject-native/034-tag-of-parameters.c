// error: 5:10: error: storage size of 'x' isn't known
int f(struct s { int a; } *p) {
    return p->a;
}
struct s x;
