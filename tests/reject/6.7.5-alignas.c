// error: 3:1: '_Alignas' is not supported
// subset
_Alignas(16) int x;
int main(void) { return 0; }
