// error: 3:25: '_Alignof' is not supported
// subset
int main(void) { return _Alignof(int); }
