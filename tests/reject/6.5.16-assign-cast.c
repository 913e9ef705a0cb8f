// error: 4:13: assignment to something that is not an lvalue
int main(void) {
    int x;
    (char)x = 2;
    return 0;
}
