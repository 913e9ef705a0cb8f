// error: 2:5: a function cannot return a function or an array
int f(void)[3];
int main(void) { return 0; }
