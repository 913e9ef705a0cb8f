// error: 4:2: conditional directive after #else
#if 0
#else
#else
#endif
int main(void) { return 0; }
