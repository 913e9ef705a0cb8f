// error: 2:8: an enumeration constant does not fit in int
enum { A = 0x80000000 };
int main(void) { return 0; }
