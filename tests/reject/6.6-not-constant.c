// error: 3:12: expected an integer constant expression
int n = 3;
enum { E = n };
int main(void) { return 0; }
