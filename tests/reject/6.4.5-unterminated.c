// error: 4:10: missing closing "
#include <stdio.h>
int main(void) {
    puts("no end);
    return 0;
}
