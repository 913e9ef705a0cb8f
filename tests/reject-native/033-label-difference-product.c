// error: 3:32: error: initializer element is not constant
int f(void) {
    static int d = (&&b - &&a) * 2;
a:
    d++;
b:
    return d;
}
