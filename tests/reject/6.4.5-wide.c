// error: 3:25: wide and UTF literals are not supported
// subset
int main(void) { return L"a"[0]; }
