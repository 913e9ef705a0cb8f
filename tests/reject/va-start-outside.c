// error: 5:5: va_start in a function without variable arguments
#include <stdarg.h>
int f(int a) {
    va_list ap;
    va_start(ap, a);
    return 0;
}
int main(void) { return 0; }
