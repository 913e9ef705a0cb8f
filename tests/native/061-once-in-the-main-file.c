// #pragma once also holds for the main file, with a warning.
#include <stdio.h>
#pragma once
#include "061-once-in-the-main-file.c"

int main(void) {
    puts("once");
    return 0;
}
