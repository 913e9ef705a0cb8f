// error: 2:10: error: /dev/zero is not a regular file
#include "/dev/zero"
int x;
