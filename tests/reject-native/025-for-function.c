// error: 3:14: error: declaration of non-variable 'g' in 'for' loop initial declaration
void f(void) {
    for (int g(void);;)
        ;
}
