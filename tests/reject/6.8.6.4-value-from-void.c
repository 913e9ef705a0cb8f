// error: 2:23: a value returned from a void function
void f(void) { return 1; }
int main(void) { return 0; }
