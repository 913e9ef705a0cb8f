// error: 4:12: expected a scalar
struct s { int x; } s;
int main(void) {
    while (s)
        ;
    return 0;
}
