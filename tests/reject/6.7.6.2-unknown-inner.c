// error: 2:9: an array of incomplete type
int a[2][];
int main(void) { return 0; }
