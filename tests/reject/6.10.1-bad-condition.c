// error: 2:2: malformed condition
#if 1 +
#endif
int main(void) { return 0; }
