// error: 5:7: incompatible types in an assignment
struct s { int x; } s;
struct t { int x; } t;
int main(void) {
    s = t;
    return 0;
}
