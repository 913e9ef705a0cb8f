// error: 2:10: a parameter without a name
int f(int) { return 1; }
int main(void) { return 0; }
