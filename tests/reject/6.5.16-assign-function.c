// error: 4:7: assignment to something that is not an lvalue
void f(void) {}
int main(void) {
    f = 0;
    return 0;
}
