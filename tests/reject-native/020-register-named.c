// error: 2:15: error: variables in given registers are not supported yet
register long x __asm__("rbx");
