// error: 2:11: unknown escape sequence
char *s = "bad \z escape";
int main(void) { return 0; }
