// error: 2:24: an enumeration constant does not fit in int
enum { A = 0x7fffffff, B };
int main(void) { return 0; }
