// error: 4:27: incompatible types in an argument
void g(void) {}
int f(int a) { return a; }
int main(void) { return f(g()); }
