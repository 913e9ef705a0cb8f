// error: 3:30: error: alignment specified for 'register' object 'a'
void f(void) {
    register _Alignas(8) int a;
}
