// error: 2:1: no such type
int int x;
int main(void) { return 0; }
