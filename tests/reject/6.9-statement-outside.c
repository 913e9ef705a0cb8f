// error: 3:1: unknown type 'x'
int x;
x = 5;
int main(void) { return 0; }
