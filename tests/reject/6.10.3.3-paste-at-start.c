// error: 2:14: '##' at the
#define F(a) ## a
int main(void) { return 0; }
