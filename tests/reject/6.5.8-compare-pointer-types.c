// error: 5:14: comparison of incompatible types
int main(void) {
    int *p = 0;
    char *q = 0;
    return p < q;
}
