// error: 2:1: no such type
short long x;
int main(void) { return 0; }
