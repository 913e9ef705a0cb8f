// error: 2:7: division by zero in a condition
#if 1 / 0
#endif
int main(void) { return 0; }
