// error: 2:14: '#' is not followed by a parameter
#define F(a) # b
int main(void) { return 0; }
