// error: 3:22: error: declaration of non-variable 'i' in 'for' loop initial declaration
void f(void) {
    for (typedef int i;;)
        ;
}
