// error: 3:25: '##' does not make a token
#define F(a, b) a##b
int main(void) { return F(+, /) 1; }
