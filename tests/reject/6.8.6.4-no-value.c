// error: 2:15: a return without a value
int f(void) { return; }
int main(void) { return 0; }
