// error: 3:25: expected an expression, not a type
typedef int T;
int main(void) { return T; }
