// error: 2:13: the index is outside of the array
int a[2] = {[2] = 1};
int main(void) { return 0; }
