// error: 3:25: unterminated arguments of macro 'F'
#define F(a) a
int main(void) { return F(1; }
