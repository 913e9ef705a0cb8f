// error: 2:1: static assertion failed: one?two?three??
_Static_assert(0, "one\ntwo\0three\xffÿ");
int main(void) { return 0; }
