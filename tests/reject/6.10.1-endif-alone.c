// error: 2:2: conditional directive without #if
#endif
int main(void) { return 0; }
