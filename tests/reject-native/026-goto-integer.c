// error: 3:11: error: computed goto must be pointer type
void f(int i) {
    goto *i;
}
