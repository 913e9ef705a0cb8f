// error: 2:25: invalid integer constant
int main(void) { return 1lul; }
