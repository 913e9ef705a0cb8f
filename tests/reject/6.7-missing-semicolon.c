// error: 3:1: expected ';'
int x = 1
int y;
int main(void) { return 0; }
