// error: 3:32: '_Complex' is not supported
// subset
int main(void) { return sizeof(_Complex double); }
