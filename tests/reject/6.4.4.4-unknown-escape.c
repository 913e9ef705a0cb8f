// error: 2:25: unknown escape sequence
int main(void) { return '\q'; }
