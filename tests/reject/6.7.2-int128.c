// error: 2:1: '__int128' is not supported
__int128 x;
int main(void) { return 0; }
