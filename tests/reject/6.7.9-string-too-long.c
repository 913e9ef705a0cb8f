// error: 2:13: a string is longer than its array
char s[3] = "four";
int main(void) { return 0; }
