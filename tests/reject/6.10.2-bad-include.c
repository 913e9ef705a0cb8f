// error: 2:10: expected "FILE" or <FILE>
#include 5
int main(void) { return 0; }
