// error: 2:12: an object of incomplete type
static int a[];
int main(void) { return 0; }
