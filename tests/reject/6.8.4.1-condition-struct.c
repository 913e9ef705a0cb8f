// error: 4:9: expected a scalar
struct s { int x; } s;
int main(void) {
    if (s)
        return 1;
    return 0;
}
