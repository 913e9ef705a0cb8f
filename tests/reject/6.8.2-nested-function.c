// error: 3:17: expected ';'
int main(void) {
    int f(void) { return 1; }
    return f();
}
