// error: 2:2: expected "FILE" or <FILE>
#include 5
int main(void) { return 0; }
