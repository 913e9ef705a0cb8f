/* Functions that a resolver chooses at start (STT_GNU_IFUNC), called and pointed to; answers 0. */
static int one(int x) { return x + 1; }
static int two(int x) { return x + 2; }
static int (*choose_one(void))(int) { return one; }
static int (*choose_two(void))(int) { return two; }
int f(int) __attribute__((ifunc("choose_one")));
static int g(int) __attribute__((ifunc("choose_two")));
int (*pointer_f)(int) = f;
static int (*volatile pointer_g)(int) = g;

int main(void) {
    int (*volatile here)(int) = f;
    return !(f(1) == 2 && g(1) == 3 && pointer_f(1) == 2 && pointer_g(1) == 3 && pointer_f == here);
}
