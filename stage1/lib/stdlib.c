/* General utilities (C11 7.22): numbers from text, memory, the end of the program, sorting.

   Memory. The heap is one stretch that grows upward by the break. It is divided into blocks
   without gaps; each knows its size and whether it and the block before it are in use, so a
   freed block is joined with free neighbours at once. Free blocks are kept in lists by size
   class, four classes for each power of two; a request is rounded up to the beginning of its
   class, so that every block of that class or a higher one fits it. No step takes longer
   when there are more blocks. */
#include <stdlib.h>
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <string.h>
#include "runtime.h"

/* ---- Numbers from text (7.22.1) ---- */

static int digit_value(int c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'Z')
        return c - 'A' + 10;
    return 36;
}

/* 7.22.1.4: white space, sign, prefix, digits. Gives the magnitude, and in *state: 1 if there
   was a minus sign, plus 2 if the magnitude does not fit 64 bits. */
static unsigned long parse_integer(const char *s, char **end, int base, int *state)
{
    unsigned long value = 0;
    int any = 0;
    *state = 0;
    if (end != NULL)
        *end = (char *)s;
    if (base < 0 || base == 1 || base > 36) {
        errno = EINVAL;
        return 0;
    }
    while (*s == ' ' || (*s >= '\t' && *s <= '\r'))
        s++;
    if (*s == '-')
        *state = 1;
    if (*s == '-' || *s == '+')
        s++;
    /* "0x" with no digit after it is the number 0, followed by an x. */
    if ((base == 0 || base == 16) && s[0] == '0' && (s[1] == 'x' || s[1] == 'X')
        && digit_value(s[2]) < 16) {
        s += 2;
        base = 16;
    } else if (base == 0) {
        base = *s == '0' ? 8 : 10;
    }
    for (; digit_value(*s) < base; s++) {
        unsigned long digit = (unsigned long)digit_value(*s);
        any = 1;
        if (value > (ULONG_MAX - digit) / (unsigned long)base)
            *state |= 2;
        value = value * (unsigned long)base + digit;
    }
    if (any && end != NULL)
        *end = (char *)s;
    return value;
}

long strtol(const char *s, char **end, int base)
{
    int state;
    unsigned long value = parse_integer(s, end, base, &state);
    unsigned long limit = (unsigned long)LONG_MAX + (state & 1);
    if ((state & 2) || value > limit) {
        errno = ERANGE;
        return (state & 1) ? LONG_MIN : LONG_MAX;
    }
    return (long)((state & 1) ? 0 - value : value);
}

unsigned long strtoul(const char *s, char **end, int base)
{
    int state;
    unsigned long value = parse_integer(s, end, base, &state);
    if (state & 2) {
        errno = ERANGE;
        return ULONG_MAX;
    }
    return (state & 1) ? 0 - value : value;
}

long long strtoll(const char *s, char **end, int base) { return strtol(s, end, base); }
unsigned long long strtoull(const char *s, char **end, int base) { return strtoul(s, end, base); }
int atoi(const char *s) { return (int)strtol(s, NULL, 10); }
long atol(const char *s) { return strtol(s, NULL, 10); }
long long atoll(const char *s) { return strtol(s, NULL, 10); }
int abs(int v) { return v < 0 ? -v : v; }
long labs(long v) { return v < 0 ? -v : v; }
long long llabs(long long v) { return v < 0 ? -v : v; }

/* ---- Memory (7.22.3) ---- */

typedef struct Block Block;
struct Block {
    size_t previous;  /* size of the block before this one, valid if that is free */
    size_t size;      /* of this block with its header, plus FREE and PREVIOUS_FREE */
    Block *next_free; /* from here on the caller's, while the block is in use */
    Block *last_free; /* the one before it in its list */
};

enum { FREE = 1, PREVIOUS_FREE = 2, HEADER = 16, SMALLEST = 32, CLASSES = 256, ARENA = 65536 };

static Block *free_list[CLASSES];
static char *heap_start;
static char *heap_end;

static size_t block_size(Block *b) { return b->size & ~(size_t)15; }
static Block *block_at(Block *b, size_t offset) { return (Block *)((char *)b + offset); }

/* Classes 0 to 7 hold one size each (in units of 16 bytes), then each holds a quarter of a
   power of two. */
static int size_class(size_t size)
{
    int power = 0;
    for (size = size / 16; size >= 8; size = size / 2)
        power++;
    return power * 4 + (int)size;
}

/* The block size for n bytes: with the header, at the beginning of a class. */
static size_t request_size(size_t n)
{
    size_t unit = 16;
    size_t size = n + HEADER < SMALLEST ? SMALLEST : n + HEADER;
    while (size / unit >= 8)
        unit = unit * 2;
    return (size + unit - 1) / unit * unit;
}

static void list_add(Block *b)
{
    int c = size_class(block_size(b));
    b->last_free = NULL;
    b->next_free = free_list[c];
    if (b->next_free != NULL)
        b->next_free->last_free = b;
    free_list[c] = b;
}

static void list_remove(Block *b)
{
    int c = size_class(block_size(b));
    if (b->next_free != NULL)
        b->next_free->last_free = b->last_free;
    if (b->last_free != NULL)
        b->last_free->next_free = b->next_free;
    else
        free_list[c] = b->next_free;
}

/* A free block of class c or higher, or null. */
static Block *list_find(int c)
{
    while (c < CLASSES - 1 && free_list[c] == NULL)
        c++;
    return free_list[c];
}

/* Make `size` bytes at b, in no list, a free block; join it with free neighbours. */
static void release(Block *b, size_t size)
{
    Block *after = block_at(b, size);
    b->size |= FREE;
    if (b->size & PREVIOUS_FREE) {
        size += b->previous;
        b = (Block *)((char *)after - size);
        list_remove(b);
    }
    if (after->size & FREE) {
        list_remove(after);
        size += block_size(after);
        after = block_at(b, size);
    }
    b->size = size | FREE;
    after->previous = size;
    after->size |= PREVIOUS_FREE;
    list_add(b);
}

/* Use the first `size` of the `have` bytes of b, which is in no list. */
static void take(Block *b, size_t have, size_t size)
{
    Block *rest = block_at(b, size);
    if (have - size < SMALLEST) {
        size = have;
        block_at(b, size)->size &= ~(size_t)PREVIOUS_FREE;
    } else {
        rest->size = 0;
        release(rest, have - size);
    }
    b->size = size | (b->size & PREVIOUS_FREE);
}

/* Make a free block of `grow` bytes at the end of the heap. */
static int move_end(size_t grow)
{
    char *end = heap_end + grow;
    if ((char *)sys_brk(end) != end)
        return 0;
    release((Block *)(heap_end - HEADER), grow);
    heap_end = end;
    return 1;
}

/* The same for `size` bytes or more: an eighth of the heap, for few calls and little waste.
   The heap ends in the header of a block of size 0 in use: zero bytes, which is what new
   memory holds. */
static int grow_heap(size_t size)
{
    size_t arena;
    if (heap_end == NULL) {
        heap_start = (char *)(((size_t)sys_brk(NULL) + 15) & ~(size_t)15);
        heap_end = heap_start + HEADER;
    }
    arena = ((size_t)(heap_end - heap_start) / 8 + ARENA) & ~(size_t)4095;
    return (size < arena && move_end(arena)) || move_end(size);
}

void *malloc(size_t n)
{
    if (n <= PTRDIFF_MAX / 4) {
        size_t size = request_size(n);
        int c = size_class(size);
        Block *b = list_find(c);
        if (b == NULL && grow_heap(size))
            b = list_find(c);
        if (b != NULL) {
            list_remove(b);
            take(b, block_size(b), size);
            return (char *)b + HEADER;
        }
    }
    errno = ENOMEM;
    return NULL;
}

void free(void *p)
{
    Block *b;
    if (p == NULL)
        return;
    b = (Block *)((char *)p - HEADER);
    /* Freed twice, or never allocated: the heap can no longer be trusted. */
    if ((char *)b < heap_start || (char *)b >= heap_end || (b->size & FREE)) {
        sys_write(2, "free: not an allocated block\n", 29);
        abort();
    }
    release(b, block_size(b));
}

void *calloc(size_t count, size_t size)
{
    void *p;
    if (size != 0 && count > SIZE_MAX / size)
        count = SIZE_MAX / size; /* more than malloc gives */
    p = malloc(count * size);
    if (p != NULL)
        memset(p, 0, count * size);
    return p;
}

/* In place if the block is large enough, alone or together with a free one after it, which is
   made at the end of the heap if there is none that fits elsewhere. */
void *realloc(void *p, size_t n)
{
    Block *b;
    void *copy;
    if (p == NULL)
        return malloc(n);
    b = (Block *)((char *)p - HEADER);
    if (n <= PTRDIFF_MAX / 4) {
        size_t size = request_size(n);
        size_t have = block_size(b);
        Block *after = block_at(b, have);
        size_t spare = after->size & FREE ? block_size(after) : 0;
        if (have + spare < size && (char *)after + spare == heap_end - HEADER
            && list_find(size_class(size)) == NULL && grow_heap(size - have + SMALLEST))
            spare = block_size(after);
        if (have < size && have + spare >= size) {
            list_remove(after);
            have += spare;
        }
        if (have >= size) {
            take(b, have, size);
            return p;
        }
    }
    copy = malloc(n);
    if (copy != NULL) {
        memcpy(copy, p, block_size(b) - HEADER);
        free(p);
    }
    return copy;
}

/* ---- The end of the program (7.22.4) ---- */

enum { EXIT_FUNCTIONS = 32 }; /* 7.22.4.2: at least 32 */

static void (*exit_function[EXIT_FUNCTIONS])(void);
static int exit_functions;

/* 7.22.4.4: the functions in reverse order, then the streams. */
static void before_exit(void)
{
    while (exit_functions > 0) {
        exit_functions--;
        exit_function[exit_functions]();
    }
    __flush_all();
}

void __at_exit(void) { __exit_hook = before_exit; }

int atexit(void (*f)(void))
{
    if (exit_functions == EXIT_FUNCTIONS)
        return -1;
    exit_function[exit_functions] = f;
    exit_functions++;
    __at_exit();
    return 0;
}

/* There are no signals: the status is the one a shell shows for SIGABRT. */
void abort(void) { sys_exit(134); }

char *getenv(const char *name)
{
    size_t n = strlen(name);
    char **e;
    for (e = environ; *e != NULL; e++) {
        if (strncmp(*e, name, n) == 0 && (*e)[n] == '=')
            return *e + n + 1;
    }
    return NULL;
}

/* ---- Searching and sorting (7.22.5) ---- */

void *bsearch(const void *key, const void *base, size_t count, size_t size,
              int (*compare)(const void *, const void *))
{
    const char *low = base;
    while (count > 0) {
        const char *middle = low + count / 2 * size;
        int order = compare(key, middle);
        if (order == 0)
            return (void *)middle;
        if (order > 0) {
            low = middle + size;
            count--;
        }
        count = count / 2;
    }
    return NULL;
}

static void swap(char *a, char *b, size_t n)
{
    for (; n > 0; n--) {
        char c = *a;
        *a++ = *b;
        *b++ = c;
    }
}

/* Let element i sink in the heap of `count` elements until no child is greater. */
static void sink(char *base, size_t i, size_t count, size_t size,
                 int (*compare)(const void *, const void *))
{
    for (;;) {
        size_t child = 2 * i + 1;
        if (child >= count)
            return;
        if (child + 1 < count && compare(base + child * size, base + (child + 1) * size) < 0)
            child++;
        if (compare(base + i * size, base + child * size) >= 0)
            return;
        swap(base + i * size, base + child * size, size);
        i = child;
    }
}

/* Heapsort: in place, at most about 2 n log2 n comparisons for any input. */
void qsort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *))
{
    char *first = base;
    size_t i;
    for (i = count / 2; i > 0; i--)
        sink(first, i - 1, count, size, compare);
    for (i = count; i > 1; i--) {
        swap(first, first + (i - 1) * size, size);
        sink(first, 0, i - 1, size, compare);
    }
}
