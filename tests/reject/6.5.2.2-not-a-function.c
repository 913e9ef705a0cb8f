// error: 3:26: the called object is not a function
int x;
int main(void) { return x(1); }
