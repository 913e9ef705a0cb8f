// error: 2:9: malformed parameter list of a macro
#define F(a, a) a
int main(void) { return 0; }
