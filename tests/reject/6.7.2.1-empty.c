// error: 2:1: a struct or union without members is not supported
struct s {};
int main(void) { return 0; }
