/* stage1/lib against the host's libc, side by side in one program: the functions of the former
   have the prefix l_ (tests/libc.sh renames them). Each check counts its cases; the first
   differences are printed. The argument is the number of random cases per check, in
   thousands. */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct L L;
extern L *l_stdin, *l_stdout, *l_stderr;
extern int *l___errno_location(void);
#define l_errno (*l___errno_location())
extern void (*__exit_hook)(void);
extern long host_writes, host_short;
extern size_t host_limit;
size_t host_heap(void);

int l_snprintf(char *, size_t, const char *, ...);
int l_sprintf(char *, const char *, ...);
int l_fprintf(L *, const char *, ...);
int l_printf(const char *, ...);
int l_vsnprintf(char *, size_t, const char *, va_list);
long l_strtol(const char *, char **, int);
unsigned long l_strtoul(const char *, char **, int);
long long l_strtoll(const char *, char **, int);
unsigned long long l_strtoull(const char *, char **, int);
int l_atoi(const char *);
void l_qsort(void *, size_t, size_t, int (*)(const void *, const void *));
void *l_bsearch(const void *, const void *, size_t, size_t, int (*)(const void *, const void *));
void *l_malloc(size_t);
void *l_calloc(size_t, size_t);
void *l_realloc(void *, size_t);
void l_free(void *);
int l_atexit(void (*)(void));
void l_abort(void);
char *l_getenv(const char *);
void *l_memchr(const void *, int, size_t);
char *l_strcpy(char *, const char *), *l_strncpy(char *, const char *, size_t);
char *l_strcat(char *, const char *), *l_strncat(char *, const char *, size_t);
int l_strncmp(const char *, const char *, size_t);
char *l_strchr(const char *, int), *l_strrchr(const char *, int), *l_strstr(const char *, const char *);
size_t l_strspn(const char *, const char *), l_strcspn(const char *, const char *);
char *l_strdup(const char *), *l_strerror(int);
L *l_fopen(const char *, const char *), *l_fdopen(int, const char *);
int l_fclose(L *), l_fflush(L *), l_fileno(L *), l_setvbuf(L *, char *, int, size_t);
int l_remove(const char *), l_rename(const char *, const char *);
size_t l_fread(void *, size_t, size_t, L *), l_fwrite(const void *, size_t, size_t, L *);
int l_fgetc(L *), l_getc(L *), l_ungetc(int, L *), l_fputc(int, L *), l_fputs(const char *, L *);
int l_puts(const char *), l_putchar(int), l_getchar(void);
char *l_fgets(char *, int, L *);
int l_fseek(L *, long, int), l_feof(L *), l_ferror(L *);
long l_ftell(L *);
void l_rewind(L *), l_clearerr(L *), l_perror(const char *);

#define CLASSES(X) X(isalnum) X(isalpha) X(isblank) X(iscntrl) X(isdigit) X(isgraph) X(islower) \
    X(isprint) X(ispunct) X(isspace) X(isupper) X(isxdigit)
#define DECLARE(f) int l_##f(int);
CLASSES(DECLARE) DECLARE(tolower) DECLARE(toupper)

static long cases, bad;
static const char *area;

static void differ(const char *format, ...)
{
    bad++;
    if (bad <= 20) {
        va_list ap;
        va_start(ap, format);
        printf("%s: ", area);
        vprintf(format, ap);
        printf("\n");
        va_end(ap);
    }
}

#define CHECK(ok) do { cases++; if (!(ok)) differ("line %d: %s", __LINE__, #ok); } while (0)

/* xorshift64*: the same numbers everywhere */
static uint64_t state = 88172645463325252u;
static uint64_t next(void)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return state * 2685821657736338717u;
}
static size_t below(size_t n) { return (size_t)((next() >> 11) % n); }

static long edge(void)
{
    static const long v[] = {0, 1, -1, 7, 8, 9, 10, -10, 127, 128, 255, 256, -128, -129, 32767, 32768,
        65535, 65536, INT_MAX, INT_MIN, UINT_MAX, LONG_MAX, LONG_MIN, LONG_MIN + 1};
    return below(3) ? v[below(sizeof v / sizeof *v)] : (long)(next() >> below(64));
}

/* Every specification takes its arguments as 8 bytes: right for the x86-64 and AArch64
   conventions, where an int is the lower half of a slot. */
static void check_printf(long n)
{
    static const char *const size[] = {"", "hh", "h", "l", "ll", "z", "t", "j"};
    static const char text[] = "The quick brown fox jumps over the lazy dog";
    area = "printf";
    for (; n > 0; n--) {
        char format[200], want[2000], got[2000];
        long a[12];
        int used = 0, specs = 1 + (int)below(3), w, g;
        size_t room = below(4) ? sizeof want : below(40);
        char *p = format;
        memset(a, 0, sizeof a);
        while (specs-- > 0) {
            char c = "diuoxXcsp%"[below(10)];
            if (below(3) == 0)
                p += sprintf(p, "<%c>", 'a' + (int)below(26));
            *p++ = '%';
            if (c == '%') {
                *p++ = '%';
                continue;
            }
            while (below(2))
                *p++ = c == 'c' || c == 's' || c == 'p' ? '-'
                    : strchr("di", c) ? "-+ 0"[below(4)] : c == 'u' ? "-0"[below(2)] : "-#0"[below(3)];
            if (below(4) == 0) {
                *p++ = '*';
                a[used++] = (long)below(80) - 40;
            } else if (below(2)) {
                p += sprintf(p, "%d", (int)below(40));
            }
            if (c != 'c' && c != 'p' && below(2)) {
                *p++ = '.';
                if (below(3) == 0) {
                    *p++ = '*';
                    a[used++] = (long)below(60) - 10;
                } else if (below(3)) {
                    p += sprintf(p, "%d", (int)below(50));
                }
            }
            if (c == 's') {
                a[used++] = (long)(text + below(sizeof text));
            } else if (c == 'c') {
                a[used++] = (long)below(256);
            } else if (c == 'p') {
                a[used++] = (long)(next() >> below(63)) | 1;
            } else {
                p += sprintf(p, "%s", size[below(8)]);
                a[used++] = edge();
            }
            *p++ = c;
        }
        *p = 0;
        memset(want, 1, sizeof want);
        memset(got, 1, sizeof got);
        w = snprintf(want, room, format, a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8]);
        g = l_snprintf(got, room, format, a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8]);
        cases++;
        if (w != g || memcmp(want, got, sizeof want) != 0)
            differ("[%s] %ld %ld %ld: %d [%.300s] not %d [%.300s]", format, a[0], a[1], a[2], g, got, w, want);
    }
}

static void check_printf_special(void)
{
    char b[200];
    int i;
    signed char hh;
    short h;
    long l;
    area = "printf, special";
    CHECK(l_sprintf(b, "%s%hhn%hn%n%ln", "twelve bytes", &hh, &h, &i, &l) == 12);
    CHECK(hh == 12 && h == 12 && i == 12 && l == 12);
    CHECK(l_snprintf(NULL, 0, "%d", 12345) == 5);
    CHECK(l_snprintf(b, 1, "%d", 12345) == 5 && b[0] == 0);
    CHECK(l_snprintf(b, 4, "%s", "") == 0 && b[0] == 0);
    CHECK(l_snprintf(b, sizeof b, "%c%c", 0, 'x') == 2 && b[0] == 0 && b[1] == 'x');
    CHECK(l_snprintf(b, sizeof b, "%.3s", "abc\xff") == 3);
    l_errno = 0;
    CHECK(l_snprintf(NULL, 0, "%2147483647d%d", 1, 1) == -1 && l_errno == EOVERFLOW);
    CHECK(l_snprintf(NULL, 0, "%2147483647d", 1) == 2147483647);
}

static void check_numbers(long n)
{
    area = "strtol";
    for (; n > 0; n--) {
        char s[100];
        char *we, *ge;
        size_t i, len = below(26), digits = 2 + below(35);
        int base = (int)below(37), werr, gerr;
        long w, g;
        unsigned long uw, ug;
        if (base == 1)
            base = below(2) ? 0 : 10;
        i = 0;
        while (below(3) == 0 && i < 10)
            s[i++] = " \t\n\v\f\r"[below(6)];
        if (below(2))
            s[i++] = "+-"[below(2)];
        if (below(3) == 0)
            s[i++] = '0';
        if (below(4) == 0)
            s[i++] = "xX"[below(2)];
        while (len-- > 0)
            s[i++] = below(60) == 0 ? (char)(1 + below(255)) : "0123456789abcdefghijklmnopqrstuvwxyz"[below(digits)];
        s[i] = 0;
        if (below(8) == 0)
            sprintf(s, "%s%lu", below(2) ? "-" : "", (below(2) ? 1UL << 63 : 0) + below(9) - 4);
        errno = 0;
        w = strtol(s, &we, base);
        werr = errno;
        l_errno = 0;
        g = l_strtol(s, &ge, base);
        gerr = l_errno;
        cases++;
        /* glibc sets EINVAL if nothing was converted; C does not ask for it. */
        if (w != g || we != ge || (werr != gerr && we != s) || g != l_strtoll(s, NULL, base))
            differ("strtol(\"%s\", %d): %ld %d not %ld %d", s, base, g, gerr, w, werr);
        errno = 0;
        uw = strtoul(s, &we, base);
        werr = errno;
        l_errno = 0;
        ug = l_strtoul(s, &ge, base);
        gerr = l_errno;
        cases++;
        if (uw != ug || we != ge || (werr != gerr && we != s) || ug != l_strtoull(s, NULL, base))
            differ("strtoul(\"%s\", %d): %lu %d not %lu %d", s, base, ug, gerr, uw, werr);
        if (atoi(s) != l_atoi(s))
            differ("atoi(\"%s\")", s);
    }
    l_errno = 0;
    CHECK(l_strtol("12", NULL, 37) == 0 && l_errno == EINVAL);
    l_errno = 0;
    CHECK(l_strtol("12", NULL, 1) == 0 && l_errno == EINVAL);
    l_errno = 0;
    CHECK(l_strtoul("12", NULL, -1) == 0 && l_errno == EINVAL);
}

static size_t element, compares;
static int compare(const void *a, const void *b)
{
    compares++;
    return memcmp(a, b, element < 4 ? element : 4);
}
static int compare_all(const void *a, const void *b) { return memcmp(a, b, element); }

static void check_sort(long n)
{
    static const size_t sizes[] = {1, 2, 3, 4, 7, 8, 12, 16, 40};
    area = "qsort";
    for (n = n / 20 + 10; n > 0; n--) {
        size_t count = n % 50 == 0 ? below(20000) : below(100), i, log = 1;
        int shape = (int)below(5);
        unsigned char *a, *b;
        element = sizes[below(9)];
        a = malloc(count * element + 1);
        b = malloc(count * element + 1);
        for (i = 0; i < count * element; i++)
            a[i] = (unsigned char)(shape == 0 ? next() : shape == 1 ? 0 : shape == 2 ? i / element / 8
                : shape == 3 ? 255 - i / element / 8 : next() % 3);
        memcpy(b, a, count * element);
        compares = 0;
        l_qsort(b, count, element, compare);
        for (i = 1; i < count; i = i * 2)
            log++;
        CHECK(compares <= 2 * count * log);
        for (i = 1; i < count; i++) {
            if (compare(b + (i - 1) * element, b + i * element) > 0)
                differ("not sorted: %zu of %zu", i, count);
        }
        for (i = 0; i < 20 && count > 0; i++) {
            unsigned char key[40];
            void *w, *g;
            memcpy(key, b + below(count) * element, element);
            if (below(2))
                key[0] ^= (unsigned char)next();
            w = bsearch(key, b, count, element, compare);
            g = l_bsearch(key, b, count, element, compare);
            CHECK((w == NULL) == (g == NULL));
            CHECK(g == NULL || (compare(key, g) == 0 && ((size_t)((unsigned char *)g - b)) % element == 0));
        }
        qsort(a, count, element, compare_all);
        qsort(b, count, element, compare_all);
        CHECK(memcmp(a, b, count * element) == 0);
        free(a);
        free(b);
    }
}

/* Random allocations, each filled with its own pattern, which must be there when it is freed. */
static void check_malloc(long n)
{
    enum { SLOTS = 500 };
    static unsigned char *p[SLOTS];
    static size_t size[SLOTS];
    size_t live = 0, most = 0, i, heap;
    void *q;
    area = "malloc";
    for (n *= 10; n > 0; n--) {
        size_t s = below(SLOTS), want;
        unsigned char *was = p[s];
        for (i = 0; i < size[s] && was != NULL; i = i * 2 + 1) {
            if (was[i] != (unsigned char)(s + i) || was[size[s] - 1 - i] != (unsigned char)(s + size[s] - 1 - i))
                differ("contents changed");
        }
        want = below(50) == 0 ? below(200000) : below(10) == 0 ? below(5000) : below(150);
        live -= size[s];
        if (was != NULL && below(2)) {
            l_free(was);
            p[s] = NULL;
            size[s] = 0;
        } else {
            if (was == NULL && below(4) == 0) {
                p[s] = l_calloc(want, 1);
                for (i = 0; i < want; i++)
                    if (p[s][i] != 0)
                        differ("calloc: not zero");
            } else {
                p[s] = was == NULL && below(2) ? l_malloc(want) : l_realloc(was, want);
            }
            cases++;
            if (p[s] == NULL || (size_t)p[s] % 16 != 0)
                differ("%zu bytes at %p", want, (void *)p[s]);
            for (i = 0; i < want && i < size[s]; i = i * 2 + 1)
                if (p[s][i] != (unsigned char)(s + i))
                    differ("realloc: contents lost");
            for (i = 0; i < want; i++)
                p[s][i] = (unsigned char)(s + i);
            size[s] = want;
        }
        live += size[s];
        if (live > most)
            most = live;
    }
    if (host_heap() > most * 2 + 200000)
        differ("%zu bytes of heap for %zu", host_heap(), most);
    for (i = 0; i < SLOTS; i++)
        l_free(p[i]);
    /* All is free and joined: what lies in the heap can be had in one piece. */
    heap = host_heap();
    q = l_malloc(heap * 3 / 4);
    CHECK(q != NULL && host_heap() == heap);
    l_free(q);
    /* Growing one block again and again takes few system calls and little memory. */
    q = NULL;
    for (i = 1; i < 3000000; i += 1000)
        q = l_realloc(q, i);
    CHECK(host_heap() < 5000000);
    l_free(q);
    l_errno = 0;
    CHECK(l_malloc(SIZE_MAX) == NULL && l_errno == ENOMEM);
    CHECK(l_malloc(SIZE_MAX - 20) == NULL && l_malloc(PTRDIFF_MAX) == NULL);
    CHECK(l_calloc(SIZE_MAX / 2, 3) == NULL && l_calloc((size_t)1 << 32, (size_t)1 << 32) == NULL);
    CHECK(l_calloc(3, SIZE_MAX / 2) == NULL && l_calloc(SIZE_MAX, SIZE_MAX) == NULL);
    CHECK(l_calloc(0, SIZE_MAX) != NULL && l_malloc(0) != NULL);
    q = l_malloc(100);
    memset(q, 5, 100);
    host_limit = host_heap() + 4096;
    l_errno = 0;
    CHECK(l_malloc(10000000) == NULL && l_errno == ENOMEM);
    CHECK(l_realloc(q, 10000000) == NULL && ((char *)q)[99] == 5);
    host_limit = (size_t)8 << 30;
    CHECK(l_malloc(10000000) != NULL);
}

static void check_strings(long n)
{
    area = "string";
    for (; n > 0; n--) {
        char a[64], b[64], c[64], w[200], g[200];
        size_t i, la = below(40), lb = below(below(3) ? 4 : 40), k = below(50);
        int ch = (int)below(2) ? 'a' + (int)below(3) : (int)below(300) - 20;
        char top = below(4) ? 'c' : '\xff';
        for (i = 0; i < la; i++)
            a[i] = below(10) ? (char)('a' + below(3)) : top;
        a[la] = 0;
        for (i = 0; i < lb; i++)
            b[i] = (char)('a' + below(3));
        b[lb] = 0;
        memcpy(c, a, sizeof c);
        if (la > 0 && below(2))
            c[below(la)] = (char)('a' + below(3));
        CHECK(strchr(a, ch) == l_strchr(a, ch));
        CHECK(strrchr(a, ch) == l_strrchr(a, ch));
        CHECK(strchr(a, 0) == l_strchr(a, 0) && strrchr(a, 0) == l_strrchr(a, 0));
        CHECK(strstr(a, b) == l_strstr(a, b));
        CHECK(strspn(a, b) == l_strspn(a, b));
        CHECK(strcspn(a, b) == l_strcspn(a, b));
        CHECK(memchr(a, ch, la) == l_memchr(a, ch, la));
#define SIGN(x) (((x) > 0) - ((x) < 0))
        CHECK(SIGN(strncmp(a, c, k)) == SIGN(l_strncmp(a, c, k)));
        memset(w, 7, sizeof w);
        memset(g, 7, sizeof g);
        CHECK(l_strcpy(g, a) == g && strcpy(w, a) == w && memcmp(w, g, sizeof w) == 0);
        CHECK(l_strcat(g, b) == g && strcat(w, b) == w && memcmp(w, g, sizeof w) == 0);
        CHECK(l_strncat(g, c, k) == g && strncat(w, c, k) == w && memcmp(w, g, sizeof w) == 0);
        CHECK(l_strncpy(g, b, k) == g && strncpy(w, b, k) == w && memcmp(w, g, sizeof w) == 0);
        if (n % 100 == 0) {
            char *d = l_strdup(a);
            CHECK(strcmp(d, a) == 0);
            l_free(d);
        }
    }
    for (n = -1; n <= 255; n++) {
        int c = (int)n;
#define SAME(f) CHECK(!f(c) == !l_##f(c));
        CLASSES(SAME)
        CHECK(tolower(c) == l_tolower(c) && toupper(c) == l_toupper(c));
    }
    for (n = 0; n <= 40; n++)
        CHECK(strcmp(strerror((int)n), l_strerror((int)n)) == 0);
    CHECK(strcmp(strerror(-1), l_strerror(-1)) == 0 && strcmp(strerror(4095), l_strerror(4095)) == 0);
    setenv("SAMARA_A", "1=2", 1);
    setenv("SAMARA_AB", "", 1);
    CHECK(strcmp(l_getenv("SAMARA_A"), "1=2") == 0 && strcmp(l_getenv("SAMARA_AB"), "") == 0);
    CHECK(l_getenv("SAMARA_") == NULL && l_getenv("SAMARA_ABC") == NULL);
}

static int same_files(const char *a, const char *b)
{
    FILE *f = fopen(a, "r"), *g = fopen(b, "r");
    int c, d;
    do {
        c = getc(f);
        d = getc(g);
    } while (c == d && c != EOF);
    fclose(f);
    fclose(g);
    return c == d;
}

/* The same random operations on two files. Between output and input stands a call that
   positions or flushes, as 7.21.5.3p7 asks. */
static void check_files(long n)
{
    static const char *const modes[] = {"r", "w", "a", "r+", "w+", "a+", "rb", "w+b", "wb+", "ab"};
    static char text[30000], w[30000], g[30000];
    size_t i;
    area = "stdio";
    for (i = 0; i < sizeof text; i++)
        text[i] = below(30) ? (char)next() : '\n';
    for (n = n / 5 + 10; n > 0; n--) {
        const char *mode = modes[below(10)];
        int can_read = *mode == 'r' || strchr(mode, '+') != NULL;
        int can_write = *mode != 'r' || strchr(mode, '+') != NULL;
        int ops = 1 + (int)below(60), last = 0 /* 1 input, 2 output */, pushed = 0, wrote = 0;
        FILE *f;
        L *l;
        long begin = (long)below(3) == 0 ? 20000 : (long)below(300);
        for (i = 0; i < 2; i++) {
            f = fopen(i == 0 ? "w" : "g", "w");
            fwrite(text, 1, (size_t)begin, f);
            fclose(f);
        }
        host_short = below(3) ? 0 : 1 + (long)below(5000);
        f = fopen("w", mode);
        l = l_fopen("g", mode);
        if (*mode == 'a' && !can_read) /* where it starts is the implementation's choice */
            l_fseek(l, 0, SEEK_END);
        if (below(10) == 0) {
            int kind = (int)below(3);
            setvbuf(f, NULL, kind == 0 ? _IOFBF : kind == 1 ? _IOLBF : _IONBF, 8192);
            l_setvbuf(l, NULL, kind, 8192);
        }
        while (ops-- > 0) {
            int op = (int)below(14);
            size_t k = below(3) ? below(50) : below(sizeof text), size = 1 + below(3) * below(3);
            char *s;
            if (op < 5) { /* input */
                int was = last;
                if (last == 2)
                    CHECK(fflush(f) == l_fflush(l));
                last = 1;
                /* glibc's ungetc breaks its heap in a stream that has been written to. */
                if (op == 0 && was == 1 && !pushed && !wrote) {
                    int c = (int)below(300) - 2;
                    CHECK(ungetc(c, f) == l_ungetc(c, l));
                    pushed = c != EOF;
                    continue;
                }
                if (op <= 2) {
                    CHECK(fgetc(f) == l_fgetc(l));
                } else if (op == 3) {
                    size_t a = fread(w, size, k / size, f), b = l_fread(g, size, k / size, l);
                    CHECK(a == b && memcmp(w, g, a * size) == 0);
                    if (k / size == 0)
                        continue;
                } else {
                    s = fgets(w, (int)k + 1, f);
                    memset(g, 3, k + 1);
                    if (k == 0)
                        s = l_fgets(g, 1, l);
                    else
                        CHECK((s != NULL) == (l_fgets(g, (int)k + 1, l) != NULL));
                    CHECK(k == 0 || s == NULL || strcmp(w, g) == 0);
                    if (k == 0)
                        continue;
                }
                pushed = 0;
            } else if (op < 10) { /* output */
                if (last == 1) {
                    long at = (long)below(100);
                    CHECK(fseek(f, at, SEEK_SET) == l_fseek(l, at, SEEK_SET));
                }
                last = 2;
                wrote = 1;
                pushed = 0;
                if (op <= 6)
                    CHECK(fputc(text[k], f) == l_fputc(text[k], l));
                else if (op == 7)
                    CHECK(fwrite(text, size, k / size, f) == l_fwrite(text, size, k / size, l));
                else if (op == 8)
                    CHECK((fputs("a line\n", f) < 0) == (l_fputs("a line\n", l) < 0));
                else
                    CHECK(fprintf(f, "%*d|%s|", (int)k % 999, op, "text") == l_fprintf(l, "%*d|%s|", (int)k % 999, op, "text"));
            } else if (op == 10) {
                if (!pushed)
                    CHECK(ftell(f) == l_ftell(l));
            } else if (op == 11) {
                int whence = (int)below(3);
                long at = (long)below(200) - (whence == SEEK_SET ? 10 : 100);
                if (pushed && whence == SEEK_CUR)
                    continue;
                if (fseek(f, at, whence) == 0)
                    CHECK(l_fseek(l, at, whence) == 0);
                else
                    CHECK(l_fseek(l, at, whence) == -1 && l_errno == errno);
                CHECK(ftell(f) == l_ftell(l));
                last = 0;
                pushed = 0;
            } else if (op == 12) {
                if (below(3) == 0) {
                    rewind(f);
                    l_rewind(l);
                    last = 0;
                    pushed = 0;
                } else if (last == 2) {
                    CHECK(fflush(f) == l_fflush(l));
                    last = 0;
                }
            } else if (below(4) == 0) {
                clearerr(f);
                l_clearerr(l);
            }
            CHECK(!feof(f) == !l_feof(l));
            CHECK(!ferror(f) == !l_ferror(l));
            if ((last == 1 && !can_read) || (last == 2 && !can_write))
                last = 0;
        }
        CHECK(fclose(f) == l_fclose(l));
        CHECK(same_files("w", "g"));
        host_short = 0;
    }
}

static void check_file_errors(void)
{
    L *f[100];
    int i, fd;
    char b[100];
    area = "stdio, errors";
    remove("none");
    l_errno = 0;
    CHECK(l_fopen("none", "r") == NULL && l_errno == ENOENT);
    l_errno = 0;
    CHECK(l_fopen("none", "q") == NULL && l_errno == EINVAL);
    CHECK(l_fopen("none", "+") == NULL && l_fopen("none", "") == NULL);
    CHECK(l_fopen("none", "r+") == NULL);
    CHECK((f[0] = l_fopen("none", "wx")) != NULL && l_fclose(f[0]) == 0);
    CHECK(l_fopen("none", "wx") == NULL && l_errno == EEXIST);
    CHECK(l_rename("none", "other") == 0 && l_rename("none", "other") == -1 && l_errno == ENOENT);
    CHECK(l_remove("other") == 0 && l_remove("other") == -1);
    /* A full device: the error shows at the flush, and stays. */
    f[0] = l_fopen("/dev/full", "w");
    CHECK(l_fputs("text", f[0]) >= 0 && !l_ferror(f[0]));
    l_errno = 0;
    CHECK(l_fflush(f[0]) == EOF && l_errno == ENOSPC && l_ferror(f[0]));
    CHECK(l_fputs("text", f[0]) >= 0 && l_fclose(f[0]) == EOF);
    f[0] = l_fopen("/dev/full", "w");
    l_setvbuf(f[0], NULL, 2, 0);
    CHECK(l_fprintf(f[0], "%d", 1) == -1 && l_fputc('x', f[0]) == EOF && l_fwrite("xy", 1, 2, f[0]) == 0);
    CHECK(l_fclose(f[0]) == 0);
    /* Reading a folder, reading what is write-only, writing what is read-only */
    f[0] = l_fopen(".", "r");
    l_errno = 0;
    CHECK(l_fgetc(f[0]) == EOF && l_errno == EISDIR && l_ferror(f[0]) && !l_feof(f[0]));
    CHECK(l_fread(b, 1, 9, f[0]) == 0 && l_fgets(b, 9, f[0]) == NULL);
    l_errno = 0;
    CHECK(l_fputc('x', f[0]) == EOF && l_errno == EBADF && l_fprintf(f[0], "x") == -1);
    l_fclose(f[0]);
    f[0] = l_fopen("none", "w");
    l_errno = 0;
    CHECK(l_fgetc(f[0]) == EOF && l_errno == EBADF && l_ferror(f[0]) && l_ungetc('x', f[0]) == EOF);
    l_fclose(f[0]);
    /* As many streams as there are */
    for (i = 3; i < 32; i++)
        CHECK((f[i] = l_fopen("none", "r")) != NULL);
    l_errno = 0;
    CHECK(l_fopen("none", "r") == NULL && l_errno == EMFILE);
    for (i = 3; i < 32; i++)
        CHECK(l_fclose(f[i]) == 0);
    /* A descriptor that is closed already */
    fd = open("none", O_RDWR);
    f[0] = l_fdopen(fd, "r+");
    CHECK(l_fileno(f[0]) == fd && l_fputc('x', f[0]) == 'x');
    close(fd);
    CHECK(l_fclose(f[0]) == EOF && l_errno == EBADF);
    /* One write for one fprintf to an unbuffered stream */
    f[0] = l_fopen("none", "w");
    l_setvbuf(f[0], NULL, 2, 0);
    host_writes = 0;
    l_fprintf(f[0], "%s: %d of %d\n", "message", 1, 2);
    CHECK(host_writes == 1);
    l_fclose(f[0]);
    remove("none");
}

/* What a child process does, with standard output and error in the files out and err. */
static void first(void) { l_fputs("first ", l_stdout); }
static void second(void) { l_fputs("second ", l_stdout); }
static void many(void) { l_fputs(".", l_stdout); }

static void child(int what)
{
    int i;
    L *f;
    char *p;
    switch (what) {
    case 0:
        l_printf("text");
        l_atexit(first);
        l_atexit(second);
        break;
    case 1:
        for (i = 0; i < 32; i++)
            if (l_atexit(many) != 0)
                _exit(1);
        if (l_atexit(many) == 0)
            _exit(1);
        break;
    case 2:
        l_printf("before %d %s", 1, "x");
        l_printf("%f", 1.0);
        break;
    case 3:
        l_errno = ENOENT;
        l_perror("name");
        l_errno = EISDIR;
        l_perror("");
        l_perror(NULL);
        break;
    case 4:
        f = l_fopen("left", "w");
        l_fputs("open at exit", f);
        break;
    case 5:
        p = l_malloc(10);
        l_free(p);
        l_free(p);
        break;
    case 6:
        p = l_malloc(10);
        l_free(l_malloc(100));
        l_free(p);
        l_free(p);
        break;
    case 7:
        l_free(&what);
        break;
    case 8: /* input read ahead goes back when the program ends */
        l_getchar();
        break;
    case 9:
        l_printf("%ls", L"x");
        break;
    case 10:
        l_printf("%Lf", (long double)1);
        break;
    case 11:
        l_puts("puts");
        l_putchar('c');
        l_fputc('d', l_stderr);
        break;
    case 12:
        l_abort();
    }
    if (__exit_hook != NULL)
        __exit_hook();
    _exit(0);
}

static void check_child(int what, int status, const char *out, const char *err)
{
    int s = 0, i;
    char b[200];
    const char *const name[] = {"out", "err"};
    const char *const want[] = {out, err};
    fflush(stdout);
    if (fork() == 0) {
        dup2(open("in", O_RDONLY), 0);
        dup2(open("out", O_WRONLY | O_CREAT | O_TRUNC, 0666), 1);
        dup2(open("err", O_WRONLY | O_CREAT | O_TRUNC, 0666), 2);
        child(what);
    }
    wait(&s);
    cases++;
    if (!WIFEXITED(s) || WEXITSTATUS(s) != status)
        differ("child %d: status %x", what, s);
    for (i = 0; i < 2; i++) {
        FILE *f = fopen(name[i], "r");
        b[fread(b, 1, sizeof b - 1, f)] = 0;
        fclose(f);
        if (strcmp(b, want[i]) != 0)
            differ("child %d: %s: [%s]", what, name[i], b);
    }
}

static void check_children(void)
{
    FILE *f = fopen("in", "w");
    char b[20];
    int fd;
    const char *wrong = "free: not an allocated block\n";
    area = "exit";
    fputs("input", f);
    fclose(f);
    check_child(0, 0, "textsecond first ", "");
    check_child(1, 0, "................................", "");
    check_child(2, 134, "before 1 x", "printf: conversion %f is not supported\n");
    check_child(3, 0, "", "name: No such file or directory\nIs a directory\nIs a directory\n");
    check_child(4, 0, "", "");
    f = fopen("left", "r");
    CHECK(f != NULL && fgets(b, 20, f) != NULL && strcmp(b, "open at exit") == 0);
    fclose(f);
    check_child(5, 134, "", wrong);
    check_child(6, 134, "", wrong);
    check_child(7, 134, "", wrong);
    check_child(9, 134, "", "printf: conversion %s is not supported\n");
    check_child(10, 134, "", "printf: conversion %L is not supported\n");
    check_child(11, 0, "puts\nc", "d");
    check_child(12, 134, "", "");
    fd = open("in", O_RDONLY);
    if (fork() == 0) {
        dup2(fd, 0);
        child(8);
    }
    wait(NULL);
    CHECK(lseek(fd, 0, SEEK_CUR) == 1);
}

int main(int argc, char **argv)
{
    long n = 1000 * (argc > 1 ? atol(argv[1]) : 100);
    check_printf(n);
    check_printf_special();
    check_numbers(n);
    check_sort(n);
    check_malloc(n / 10);
    check_strings(n / 10);
    check_files(n / 10);
    check_file_errors();
    check_children();
    printf("libc: %ld passed, %ld failed\n", cases - bad, bad);
    return bad != 0;
}
