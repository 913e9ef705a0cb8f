// error: 2:25: statement expressions are not supported
int main(void) { return ({ 1; }); }
