// error: 2:7: an operation without a value in a condition
#if 1 / 0
#endif
int main(void) { return 0; }
