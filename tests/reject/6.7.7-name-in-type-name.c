// error: 2:36: a name in a type name
int main(void) { return sizeof(int x); }
