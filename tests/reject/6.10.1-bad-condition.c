// error: 2:7: malformed condition
#if 1 +
#endif
int main(void) { return 0; }
