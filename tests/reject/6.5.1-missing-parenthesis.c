// error: 2:31: expected ')'
int main(void) { return (1 + 2; }
