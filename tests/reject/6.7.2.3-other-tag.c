// error: 3:7: 's' is another kind of tag
struct s { int x; };
union s u;
int main(void) { return 0; }
