// error: 2:10: an object of incomplete type
struct s x;
int main(void) { return 0; }
