/* One part of a program that touches what a static linker does; compiled with -DPART=n for two objects. */
#include <stdio.h>
#include <string.h>

extern _Thread_local int tls_a, tls_b;
extern _Thread_local char tls_big[1000];
extern int common_a[];
extern long weak_or_strong;
extern void missing(void) __attribute__((weak));
extern int missing_object __attribute__((weak));
extern int hidden_value __attribute__((visibility("hidden")));
int *address_of_tls(void);
int call_back(int (*f)(int), int x);
const char *same_string(void);
int weak_function(void);

#if PART == 1
_Thread_local int tls_a = 11;
static _Thread_local int tls_static = 7;
static _Thread_local int tls_static2;
int common_a[4] __attribute__((common));
long weak_or_strong __attribute__((weak)) = 1;
int weak_function(void) __attribute__((weak));
int weak_function(void) { return 1; }
static int twice(int x) { return 2 * x; }
static const char *const table[] = {"one", "two", "three"};
static int order;
static void __attribute__((constructor(300))) c300(void) { order = order * 10 + 3; }
static void __attribute__((constructor(200))) c200(void) { order = order * 10 + 2; }
static void __attribute__((constructor)) c(void) { order = order * 10 + 4; }
static void __attribute__((constructor(101))) c101(void) { order = order * 10 + 1; }
static void __attribute__((destructor)) d(void) { puts("destructor"); fflush(stdout); }
static void __attribute__((destructor(200))) d200(void) { puts("destructor 200"); fflush(stdout); }
#ifdef __x86_64__
/* The older tables: in .ctors, run from its end. */
static void ctor_x(void) { order = order * 10 + 5; }
static void ctor_y(void) { order = order * 10 + 6; }
static void (*const ctors[])(void) __attribute__((section(".ctors"), used)) = {ctor_x, ctor_y};
#endif
extern int __start_items[], __stop_items[];
static int item_a __attribute__((section("items"), used)) = 10;
extern char __bss_start[], _end[], _edata[], _etext[], __executable_start[];
extern const char __ehdr_start[] __attribute__((visibility("hidden")));

int main(int argc, char **argv) {
    int sum = 0;
    (void)argv;
    tls_static += argc;
    tls_static2 += 2 * argc;
    printf("tls %d %d %d %d %d\n", tls_a, tls_b, tls_static, tls_static2, address_of_tls() == &tls_b);
    tls_big[999] = 5;
    printf("big %d %d\n", tls_big[0], tls_big[999]);
    printf("common %d %d %ld\n", common_a[3], common_a[0], weak_or_strong);
    printf("weak %d %d %d\n", missing == 0, &missing_object == 0, weak_function());
    if (missing)
        missing();
    printf("hidden %d back %d\n", hidden_value, call_back(twice, 21));
    printf("string %d %s\n", strcmp(same_string(), "a string that two objects share"), table[argc]);
    for (int *p = __start_items; p < __stop_items; p++)
        sum += *p;
    printf("items %d, %d\n", sum, (int)(__stop_items - __start_items));
    printf("order %d\n", order);
    printf("bounds %d %d %d %d %d\n", (long)__bss_start <= (long)_end, (long)_edata <= (long)__bss_start,
           (long)_etext > (long)__executable_start,
           (char *)&tls_static2 != 0, memcmp(__ehdr_start, "\177ELF", 4));
    return 42;
}
#else
_Thread_local int tls_b = 22;
_Thread_local char tls_big[1000] __attribute__((aligned(64)));
int common_a[10] __attribute__((common));
long weak_or_strong = 2;
int hidden_value __attribute__((visibility("hidden"))) = 33;
int weak_function(void) { return 2; }
int *address_of_tls(void) { return &tls_b; }
int call_back(int (*f)(int), int x) { return f(x) + ((unsigned long)tls_big % 64 != 0); }
const char *same_string(void) { return "a string that two objects share"; }
static int item_b __attribute__((section("items"), used)) = 20;
static int item_c __attribute__((section("items"), used)) = 30;
#endif
