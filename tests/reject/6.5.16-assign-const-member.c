// error: 4:9: assignment to a const object
struct s { const int x; int y; } s;
int main(void) {
    s.x = 2;
    return 0;
}
