// #line sets the numbers and the name that __LINE__ and __FILE__ give.
#include <stdio.h>

#define NUMBER 300
#define WHERE NUMBER "macro.c"

int main(void) {
    printf("%d\n", __LINE__);
#line 100
    printf("%d\n", __LINE__);
#line 200 "other.c"
    printf("%d %s\n", __LINE__, __FILE__);

    printf("%d %s\n", __LINE__, __FILE__);
#line WHERE
    printf("%d %s\n", __LINE__, __FILE__);
#line 2147483646
    printf("%d\n", __LINE__);
    return 0;
}
