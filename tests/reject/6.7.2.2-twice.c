// error: 2:14: 'A' is declared twice
enum { A, B, A };
int main(void) { return 0; }
