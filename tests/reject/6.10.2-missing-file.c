// error: 2:10: cannot find 'no-such-file.h'
#include "no-such-file.h"
int main(void) { return 0; }
