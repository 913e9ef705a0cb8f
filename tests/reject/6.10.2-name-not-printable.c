// error: 2:2: the name of a file is not printable ASCII
#include "ä.h"
int main(void) { return 0; }
