// error: 2:5: expected a name
int _Static_assert(1, "");
int main(void) { return 0; }
