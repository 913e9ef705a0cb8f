// error: 3:5: conflicting declarations of 'f'
int f(int);
int f(long n) { return n; }
int main(void) { return 0; }
