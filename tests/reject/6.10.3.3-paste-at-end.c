// error: 2:16: '##' at the end of a replacement list
#define F(a) a ##
int main(void) { return 0; }
