// The predefined macros of Seed C.
#include <stdio.h>

int main(void) {
    int line = __LINE__;
    const char *file = __FILE__;
#ifndef __LINE__
    printf("wrong\n");
#endif
#if !defined __FILE__ || __LINE__ != 10
    printf("wrong\n");
#endif
    printf("%d %d\n", line, file[0] != 0);
#ifdef __STDC__
    printf("%d\n", __STDC__);
#else
    printf("1\n");
#endif
    printf("%s\n", __func__);
    return 0;
}
