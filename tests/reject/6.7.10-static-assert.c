// error: 2:1: static assertion failed: sizes differ
_Static_assert(sizeof(int) == 8, "sizes differ");
int main(void) { return 0; }
