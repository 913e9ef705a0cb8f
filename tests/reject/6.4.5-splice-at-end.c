// error: 3:17: missing closing "
int main(void) { return 0; }
const char *s = "\\
