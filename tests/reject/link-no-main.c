// error: undefined
// link
int start(void) { return 0; }
