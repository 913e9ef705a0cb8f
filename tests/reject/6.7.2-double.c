// error: 3:1: floating point is not supported
// subset
double x;
int main(void) { return 0; }
