// error: 3:31: an array needs an initializer in braces or a string
int main(void) {
    int a[2] = {1, 2}, b[2] = a;
    return b[0];
}
