// error: 3:1: '_Atomic' is not supported
// subset
_Atomic int x;
int main(void) { return 0; }
