// error: 4:6: an operator needs a scalar
struct s { int x; } s;
int main(void) {
    s++;
    return 0;
}
