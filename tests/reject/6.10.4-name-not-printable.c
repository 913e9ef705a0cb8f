// error: 3:9: the name of a file is not printable ASCII
// subset
#line 5 "a\tb.c"
int main(void) { return 0; }
