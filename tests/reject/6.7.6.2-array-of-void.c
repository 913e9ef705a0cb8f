// error: 2:6: an array of incomplete type
void a[2];
int main(void) { return 0; }
