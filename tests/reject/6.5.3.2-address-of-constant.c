// error: 2:26: '&' needs an lvalue
int main(void) { return *&5; }
