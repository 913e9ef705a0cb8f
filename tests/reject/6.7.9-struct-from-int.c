// error: 4:18: incompatible types in an initializer
struct s { int x; };
int main(void) {
    struct s s = 5;
    return s.x;
}
