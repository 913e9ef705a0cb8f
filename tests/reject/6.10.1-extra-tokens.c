// error: 2:7: malformed condition
#if 1 2
#endif
int main(void) { return 0; }
