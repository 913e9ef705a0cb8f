// error: 2:5: malformed condition
#if "text"
#endif
int main(void) { return 0; }
