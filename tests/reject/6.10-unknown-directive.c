// error: 2:2: unknown directive
#nonsense
int main(void) { return 0; }
