/* Each construct once; must parse without a diagnostic. */
typedef unsigned long size_t;
typedef __builtin_va_list va_list;
_Static_assert(sizeof(long) == 8, "LP64");
struct point { int x, y; };
struct bits { unsigned a : 3; int : 0; signed b : 5; _Bool c : 1; unsigned long d : 40; enum { E0, E1 } e : 2; };
struct tree { struct tree *left, *right; union { int i; float f; struct { short lo, hi; }; }; };
struct flex { int n; char data[]; };
struct empty { };
struct zero { int n; int none[0]; };
union value { int i; double d; char bytes[8]; };
enum color { RED, GREEN = 5, BLUE, BIG = 0x100000000, NEG = -1 };
enum later;
typedef int (*binary)(int, int);
typedef int array_of_three[3];
extern int printf(const char *, ...) __attribute__((format(printf, 1, 2)));
static int forward(int);
int tentative[];
static const struct point origin;
int tentative[4];
static const struct point origin = {.x = 1, .y = 2};
static const char *const words[] = {"one", "two" " and " "a half", [5] = "five"};
static struct flex flexible = {3, {1, 2, 3}};
static union value first = {1}, second = {.d = 1.5};
static struct { int a[2][3]; struct point p[2]; } elided = {1, 2, 3, 4, 5, 6, {{7, 8}, 9, 10}};
static int ranges[10] = {[0 ... 3] = 1, [5] = 2, 3, [2] = 7};
static struct point old_style = {x: 1, y: 2};
static int *address = &ranges[3], difference = &ranges[5] - &ranges[2];
static char *text = "abc" + 1;
static struct point *compound = &(struct point){1, 2};
static int *list = (int[]){1, 2, 3};
static double numbers[] = {1.0 / 3, 0x1p-3, 1e10, -0.0, 1.5f + 2.5L};
static long long constant = (char)300 + sizeof(int[10]) * 2 + (1 ? 2 : 3);
static const int is_const = __builtin_constant_p(3) ? 1 : 0;
static unsigned char wrapped = -1;
static __typeof__(numbers[0]) copy_of = 2;
static size_t offset = __builtin_offsetof(struct tree, hi), deep = __builtin_offsetof(struct { int a; struct point p[3]; }, p[2].y);
int asm_named(void) __asm__("other_name");
__attribute__((section(".data.special"), aligned(32), used)) static int special = 1;
_Alignas(16) char aligned_object[3];
extern int weak_one(void) __attribute__((weak));
void noreturn_one(int) __attribute__((noreturn));
_Noreturn void stop(void);
static void starts(void) __attribute__((constructor(101)));
static inline int twice(int x) { return 2 * x; }
extern inline __attribute__((gnu_inline)) int gnu(int x) { return x; }
int (*table[2])(int) = {forward, twice};
int (*(*returns_function(int n))(int))(void);
void array_parameter(int a[static 3], int n, int b[n], int c[*], const char *restrict s);
char (*pointer_to_array)[3];
#pragma pack(push, 1)
struct packed { char c; int i; };
#pragma pack(pop)
_Static_assert(sizeof(struct packed) == 5, "packed");

static int forward(int x) { return x + 1; }
static void starts(void) { }

int old(a, b, c)
    int a;
    float b;
    char *c;
{
    return a + (int)b + *c;
}

int sum(int n, ...)
{
    va_list ap, other;
    int total = 0;
    __builtin_va_start(ap, n);
    __builtin_va_copy(other, ap);
    while (n-- > 0)
        total += __builtin_va_arg(ap, int);
    __builtin_va_end(ap);
    __builtin_va_end(other);
    return total;
}

struct point make(int x, int y)
{
    struct point p = {x, y};
    return p;
}

int statements(int n)
{
    int i, j = 0, total = ({ int t = n; t * 2; });
    for (int k = 0, m = 3; k < m; k++)
        total += k;
    for (;;) {
        if (j++ > 3)
            break;
        else
            continue;
    }
    do
        total--;
    while (total > 100);
    switch (n) {
    case 1:
    case 2 ... 5:
        total = 1;
        break;
    default:
        total = 2;
    case -1:;
    }
    goto out;
out:
    i = n ? total : j;
    {
        __label__ local;
        void *p = &&local;
        goto *p;
    local:
        i++;
    }
    return i ?: -1;
}

int expressions(struct tree *t, union value v, int n)
{
    int a[4] = {1, 2}, *p = a, x = 0;
    struct bits b = {.a = 1, .d = 5};
    x += a[1] + 1[a] + *(p + 2) + p[-0];
    x <<= 2, x >>= 1, x |= 1, x &= ~2, x ^= 3, x %= 7;
    x = x > 1 && n < 2 || !x;
    p++, --p, b.a++, b.d += 2;
    t->left->i = t->right->lo;
    (*t).f = 1.5f;
    x = make(1, 2).y + ((struct point){.y = 3}).y;
    x = sizeof x + sizeof(struct point) + _Alignof(double) + sizeof(int (*)[3]);
    x = _Generic(v.d, int: 1, double: 2, default: 3);
    x = __builtin_choose_expr(1, x, "no") + __builtin_types_compatible_p(int, signed) + __builtin_expect(x, 0);
    if (__builtin_add_overflow(x, n, &x))
        __builtin_trap();
    v = (union value)x;
    x = (n, x);
    return printf("%s %d\n", __func__, forward(twice(x))) + table[0](1) + (*table[1])(2) + L'a' + u'b' + '\n';
}

void shadow(int size_t)
{
    { int size_t = 1; (void)size_t; }
    (void)size_t;
    typedef int local_type;
    local_type y = 1;
    extern int tentative[4];
    static int counter = 3;
    int inner(int);
    y = counter + tentative[0];
    (void)y;
    __auto_type z = &y;
    *z = 1;
    (void)words, (void)flexible, (void)elided;
}
