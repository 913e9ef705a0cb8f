// error: 3:1: '_Thread_local' is not supported
// subset
_Thread_local int x;
int main(void) { return 0; }
