/* --gc-sections: what is not reached goes, what is asked for by name or by the linker stays. */
#include <stdio.h>
extern int __start_keep[] __attribute__((weak)), __stop_keep[] __attribute__((weak));
static int kept __attribute__((section("keep"), used)) = 1;
void unused_function_that_goes(void) { printf("never\n"); }
int unused_data_that_goes[1000] = {1};
static void called(void) { printf("called\n"); }
void (*pointer)(void) = called;
static void __attribute__((constructor)) start(void) { printf("constructor\n"); fflush(stdout); }
int main(void) {
    pointer();
    printf("%d\n", (int)(__stop_keep - __start_keep));
    return 0;
}
