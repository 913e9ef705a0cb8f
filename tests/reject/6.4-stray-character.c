// error: 2:25: expected an expression
int main(void) { return @; }
