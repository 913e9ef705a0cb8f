// error: 2:7: the length of an array must be positive
int a[-1];
int main(void) { return 0; }
