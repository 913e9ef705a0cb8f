// error: 2:24: error: alignment specified for a parameter
void f(_Alignas(8) int a) {
}
