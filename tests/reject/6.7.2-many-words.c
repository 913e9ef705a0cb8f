// error: 3:1: no such type
// Ten times void must not count as _Bool.
void void void void void void void void void void x;
int main(void) { return 0; }
