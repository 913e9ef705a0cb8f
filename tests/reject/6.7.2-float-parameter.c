// error: 3:7: floating point is not supported
// subset
int f(float x) { return (int)x; }
int main(void) { return 0; }
