// error: 8:5: error: the stack frame of 'f' is too large
int g(char *);
#define LARGE static inline __attribute__((always_inline)) int
LARGE one(void) { char a[0x70000000]; return g(a); }
LARGE two(void) { char a[0x70000000]; return g(a); }

/* Each of them fits. */
int f(void) {
    return one() + two();
}
