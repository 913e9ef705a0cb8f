// error: 2:9: expected the name of a macro
#define 5 6
int main(void) { return 0; }
