// error: 2:8: expected the name of a macro
#ifdef 5
#endif
int main(void) { return 0; }
