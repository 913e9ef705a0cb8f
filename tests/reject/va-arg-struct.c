// error: 8:19: va_arg needs a scalar type
// subset
#include <stdarg.h>
struct s { int x; };
int f(int a, ...) {
    va_list ap;
    va_start(ap, a);
    return va_arg(ap, struct s).x;
}
int main(void) { return 0; }
