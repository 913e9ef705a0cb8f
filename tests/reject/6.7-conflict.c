// error: 3:13: conflicting declarations of 'x'
int x;
extern long x;
int main(void) { return 0; }
