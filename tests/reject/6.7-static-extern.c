// error: 2:8: more than one storage class
static extern int x;
int main(void) { return 0; }
