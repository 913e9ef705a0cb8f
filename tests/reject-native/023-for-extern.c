// error: 3:21: error: declaration of 'extern' variable 'i' in 'for' loop initial declaration
void f(void) {
    for (extern int i; i < 3; i++)
        ;
}
