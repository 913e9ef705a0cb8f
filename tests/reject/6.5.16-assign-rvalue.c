// error: 3:7: assignment to something that is not an lvalue
int main(void) {
    1 = 2;
    return 0;
}
