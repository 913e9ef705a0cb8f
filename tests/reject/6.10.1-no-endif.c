// error: 3:2: unterminated conditional directive
int main(void) { return 0; }
#if 1
