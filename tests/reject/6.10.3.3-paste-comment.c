// error: 3:9: unterminated comment
#define P(a, b) a##b
int x = P(/, *);
int main(void) { return 0; }
