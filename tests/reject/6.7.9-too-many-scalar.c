// error: 2:13: too many initializers
int x = {1, 2};
int main(void) { return 0; }
