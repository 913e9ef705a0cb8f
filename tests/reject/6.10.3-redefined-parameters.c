// error: 3:9: macro 'F' is redefined
#define F(x) x
#define F(y) y
int main(void) { return 0; }
