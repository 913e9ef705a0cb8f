// error: 3:2: #include is nested too deeply
int x;
#include "6.10.2-include-self.c"
