// error: 3:19: a parameter of type void
// subset
int f(int a, void b);
int main(void) { return 0; }
