// error: 2:6: enum 'e' is not defined
enum e x;
int main(void) { return 0; }
