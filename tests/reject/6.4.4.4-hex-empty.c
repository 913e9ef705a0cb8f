// error: 2:25: \x needs hexadecimal digits
int main(void) { return '\xg'; }
