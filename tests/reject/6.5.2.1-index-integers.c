// error: 2:26: '[]' needs a pointer or an array
int main(void) { return 1[2]; }
