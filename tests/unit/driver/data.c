/* Data of every kind, for the comparison of -S with -c. */
int printf(const char *format, ...);

int global = 5;
static int local = 7;
int *to_local = &local;
const char *names[] = {"a\"b\\", "c\nd\377", "a\"b\\", ""};
char text[3] = "xy";
char *text_end = &text[3];
int zeros[100];
static char touched;
long sparse[] = {1, 0, 0, 0, 0, 0, 2};
extern int absent __attribute__((weak));
int *to_absent = &absent;
int hidden __attribute__((visibility("hidden"))) = 3;
int weak_one __attribute__((weak)) = 9;
int tentative;
static int many[4];
int *to_many = &many[2];
double half = 1.5;
float quarter = 2.5f;
long double eighth = 3.25L;
const double constants[2] = {1.0, -0.0};
struct {
    char c;
    long l;
    short s;
} padded = {1, 2, 3};
int placed __attribute__((section(".placed"))) = 11;
const int read_only = 12;
const int *wide = (const int *)L"wide";
_Alignas(64) char aligned[3] = "ab";

int add(int x) {
    return x + local;
}

int add_again(int x) __attribute__((alias("add")));
int add_weakly(int x) __attribute__((weak, alias("add")));
extern int global_again __attribute__((alias("global")));
int (*function)(int) = add;
int (*functions[3])(int) = {add, 0, add_again};

/* Only code refers to it, and only after it could have been inlined. */
static int late(int n);
int early(int n) {
    return late(n) + late(2 * n);
}
static int late(int n) {
    int sum = 0;
    while (n-- > 0)
        sum += n;
    return sum;
}

static void begin(void) __attribute__((constructor));
static void begin(void) {
    touched = 1;
}

static void end(void) __attribute__((destructor(200)));
static void end(void) {
    printf("end %d\n", touched);
}

double scale(double x) {
    return x * 1.25 + half;
}

const char *name_of(int n) {
    switch (n) {
    case 0:
        return "zero";
    case 1:
        return "one";
    case 2:
        return "two";
    case 3:
        return "three";
    case 4:
        return "four";
    case 5:
        return "five";
    default:
        return "many";
    }
}

int main(void) {
    printf("%d %d %d %s %s %s\n", global, local, add_again(1), names[0], names[1], names[2]);
    printf("%d %g %d %d %d\n", to_absent == 0, scale(2), *to_many, functions[2](3), *to_local);
    printf("%d %d %d %d %g\n", placed, wide[1], (int)((unsigned long)aligned & 63), sparse[6] > 1, (double)quarter);
    printf("%d %g %d %s %s\n", weak_one + hidden + read_only + tentative, constants[0], padded.s, name_of(4), name_of(9));
    printf("%d\n", early(4));
    return add_weakly(0) - global_again;
}
