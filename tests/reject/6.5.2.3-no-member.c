// error: 3:27: no member named 'z'
struct s { int x; } s;
int main(void) { return s.z; }
