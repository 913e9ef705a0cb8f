// error: 2:30: expected ':'
int main(void) { return 1 ? 2; }
