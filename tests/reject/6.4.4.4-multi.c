// error: 3:25: multi-character constants are not supported
// subset
int main(void) { return 'ab'; }
