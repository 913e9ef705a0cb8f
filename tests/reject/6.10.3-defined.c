// error: 2:9: macro
#define defined 1
int main(void) { return 0; }
