// error: 3:1: expected a declaration
int main(void) { return 0; }
)
