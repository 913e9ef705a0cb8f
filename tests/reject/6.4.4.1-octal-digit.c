// error: 2:25: invalid digit in an octal constant
int main(void) { return 089; }
