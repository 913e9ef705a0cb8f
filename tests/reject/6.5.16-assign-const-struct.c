// error: 4:7: assignment to a const object
struct s { const int x; int y; } s, t;
int main(void) {
    s = t;
    return 0;
}
