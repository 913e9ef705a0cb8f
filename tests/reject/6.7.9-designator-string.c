// error: 2:27: expected an identifier
struct s { int x; } s = {."ÿ" = 1};
int main(void) { return 0; }
