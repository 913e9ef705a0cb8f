// error: 3:25: '_Generic' is not supported
// subset
int main(void) { return _Generic(1, int: 0); }
