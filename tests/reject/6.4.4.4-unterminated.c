// error: 2:25: missing closing '
int main(void) { return 'a; }
