// Weak definitions and references, aliases of functions and objects, __asm__ names.
#include <stdio.h>

int real(int x) { return x + 1; }
int other(int x) __attribute__((alias("real")));
int weak_other(int x) __attribute__((weak, alias("real")));
extern int missing(void) __attribute__((weak));
extern int missing_object __attribute__((weak));
__attribute__((weak)) int has(void) { return 5; }
int object = 42;
extern int object2 __attribute__((alias("object")));
static int hidden_one(void) { return 9; }
static int hidden_two(void) __attribute__((alias("hidden_one")));
int renamed(void) __asm__("real_name_of_it");
int renamed(void) { return 11; }
int calls(void) __asm__("real_name_of_it");
#pragma weak pragma_missing
extern int pragma_missing(void);
int vis __attribute__((visibility("hidden"))) = 3;

int main(void) {
    printf("%d %d %d %d\n", real(1), other(2), weak_other(3), has());
    printf("%d %d\n", missing ? 1 : 0, &missing_object == 0);
    object = 43;
    printf("%d %d %d\n", object2, &object == &object2, hidden_two());
    printf("%d %d %d\n", calls(), pragma_missing != 0, vis);
    return 0;
}
