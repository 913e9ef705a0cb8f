// error: 4:7: assignment to something that is not an lvalue
int main(void) {
    int a[2], b[2];
    a = b;
    return 0;
}
