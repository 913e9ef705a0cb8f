// error: 4:14: comparison of incompatible types
int main(void) {
    int *p = 0;
    return p == 5;
}
