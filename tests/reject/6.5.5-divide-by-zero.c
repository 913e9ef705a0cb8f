// error: 2:7: expected an integer constant expression
int a[1 / 0];
int main(void) { return 0; }
