// error: 2:14: __VA_ARGS__ outside of a variadic macro
#define F(a) __VA_ARGS__
int main(void) { return 0; }
