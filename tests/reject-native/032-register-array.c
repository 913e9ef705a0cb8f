// error: 5:12: error: address of register variable 'a' requested
int *f(void) {
    register int a[3];
    a[0] = 1;
    return a;
}
