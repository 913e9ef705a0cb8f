// 6.3.1.2: conversion to _Bool compares with zero instead of cutting bits.
#include <stdio.h>

static _Bool from_int(int x) {
    return x;
}

static int take(_Bool b) {
    return b;
}

int main(void) {
    int object;
    _Bool b = 256;
    printf("%d\n", b);
    b = 0x100000000L;
    printf("%d\n", b);
    b = &object;
    printf("%d\n", b);
    b = (int *)0;
    printf("%d\n", b);
    printf("%d %d %d\n", from_int(512), from_int(0), from_int(-1));
    printf("%d %d\n", take(0x80), take(0));
    printf("%d %d\n", (_Bool)0 == 0, (_Bool)2);
    b = b || 7;
    printf("%d\n", b);
    return 0;
}
