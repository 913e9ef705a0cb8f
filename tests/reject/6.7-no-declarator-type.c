// error: 2:1: a declaration needs a type
static x = 5;
int main(void) { return x; }
