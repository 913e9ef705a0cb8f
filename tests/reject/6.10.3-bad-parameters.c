// error: 2:9: malformed parameter list of a macro
#define F(a, 1) a
int main(void) { return 0; }
