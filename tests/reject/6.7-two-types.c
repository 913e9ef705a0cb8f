// error: 2:5: more than one type
int int x;
int main(void) { return 0; }
