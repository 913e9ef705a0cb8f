// error: 2:2: malformed condition
#if
#endif
int main(void) { return 0; }
