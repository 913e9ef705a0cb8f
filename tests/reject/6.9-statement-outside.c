// error: 3:1: a declaration needs a type
int x;
x = 5;
int main(void) { return 0; }
