// error: 2:10: integer constant is too large
long a = 18446744073709551616;
int main(void) { return 0; }
