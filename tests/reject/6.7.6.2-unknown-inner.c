// error: 2:5: an array of incomplete type
int a[2][];
int main(void) { return 0; }
