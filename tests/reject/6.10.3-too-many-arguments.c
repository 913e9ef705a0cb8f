// error: 3:25: wrong number of arguments of macro 'F'
#define F(a) a
int main(void) { return F(1, 2); }
