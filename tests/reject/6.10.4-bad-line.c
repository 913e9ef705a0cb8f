// error: 2:2: expected a line number and perhaps a file name
#line abc
int main(void) { return 0; }
