// error: 2:13: a member name in an array
int a[2] = {.x = 1};
int main(void) { return 0; }
