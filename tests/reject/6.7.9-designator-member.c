// error: 2:27: no member named 'z'
struct s { int x; } s = {.z = 1};
int main(void) { return 0; }
