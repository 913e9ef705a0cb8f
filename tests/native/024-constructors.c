// Constructors and destructors with and without priorities, atexit in between.
#include <stdio.h>
#include <stdlib.h>

static int order;
__attribute__((constructor)) static void plain(void) { printf("plain %d\n", order++); }
__attribute__((constructor(200))) static void second(void) { printf("second %d\n", order++); }
__attribute__((constructor(101))) static void first(void) { printf("first %d\n", order++); }
__attribute__((destructor)) static void end(void) { printf("end\n"); }
__attribute__((destructor(101))) static void last(void) { printf("last\n"); }
__attribute__((destructor(200))) static void before(void) { printf("before\n"); }
static void at_exit(void) { printf("atexit\n"); }

int main(void) {
    atexit(at_exit);
    printf("main %d\n", order);
    return 0;
}
