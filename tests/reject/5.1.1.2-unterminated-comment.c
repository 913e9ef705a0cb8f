// error: 3:1: unterminated comment
int main(void) { return 0; }
/* no end
