// error: 2:2: cannot find 'no-such-file.h'
#include "no-such-file.h"
int main(void) { return 0; }
