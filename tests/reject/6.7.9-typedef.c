// error: 2:15: expected
typedef int T = 5;
int main(void) { return 0; }
