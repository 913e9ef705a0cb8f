// error: 2:13: expected '}'
int x = {1, 2};
int main(void) { return 0; }
