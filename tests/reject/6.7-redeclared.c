// error: 4:10: 'x' is declared twice
int main(void) {
    int x = 1;
    long x = 2;
    return x;
}
