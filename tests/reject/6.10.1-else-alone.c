// error: 2:2: conditional directive without #if
#else
int main(void) { return 0; }
