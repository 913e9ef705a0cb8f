// error: 2:7: a parameter without a name
int f(int) { return 1; }
int main(void) { return 0; }
