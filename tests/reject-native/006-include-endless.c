// error: 2:10: fatal error: /dev/zero is not a regular file
#include "/dev/zero"
int x;
