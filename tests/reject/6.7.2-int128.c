// error: 2:1: unknown type '__int128'
__int128 x;
int main(void) { return 0; }
