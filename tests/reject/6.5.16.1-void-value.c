// error: 5:7: incompatible types in an assignment
void f(void) {}
int main(void) {
    int x;
    x = f();
    return x;
}
