// error: 2:6: an array is too large
char a[0x7fffffffffffffff][3];
int main(void) { return 0; }
