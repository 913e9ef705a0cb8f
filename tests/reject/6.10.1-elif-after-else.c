// error: 4:2: conditional directive after #else
#if 1
#else
#elif 1
#endif
int main(void) { return 0; }
