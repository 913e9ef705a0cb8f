/* What the system is asked beyond the small C library: how large the stack may be, and whether messages go to a
   terminal.

   How deep a source may nest: the parser and what follows it recurse as the source nests, so the stack must be large
   enough for all levels that are allowed. Linux lets a program raise the limit of its own stack while it runs (gcc does
   so, too). */
#include "base.h"

#if defined __has_include && !defined __SAMARA__
#if __has_include(<sys/resource.h>)
#include <sys/resource.h>
#include <unistd.h>
#define HAVE_RLIMIT
#endif
#endif

#define WANTED ((size_t)64 << 20)
/* The least that Linux systems give; assumed where nobody can be asked. */
#define USUAL ((size_t)8 << 20)

#ifdef HAVE_RLIMIT
static size_t stack_size(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_STACK, &limit) != 0)
        return USUAL;
    if (limit.rlim_cur < WANTED) {
        rlim_t before = limit.rlim_cur;
        limit.rlim_cur = limit.rlim_max < WANTED ? limit.rlim_max : WANTED;
        if (setrlimit(RLIMIT_STACK, &limit) != 0)
            limit.rlim_cur = before;
    }
    return limit.rlim_cur < WANTED ? (size_t)limit.rlim_cur : WANTED;
}

bool is_terminal(int descriptor) {
    return isatty(descriptor) != 0;
}
#elif defined __SAMARA__
/* Linux's numbers: prlimit64 (man 2 prlimit), RLIMIT_STACK; ioctl, TCGETS (man 2 ioctl_tty). */
#ifdef __x86_64__
#define NR_prlimit64 302
#define NR_ioctl 16
#else
#define NR_prlimit64 261
#define NR_ioctl 29
#endif
#define STACK 3
#define TCGETS 0x5401

static size_t stack_size(void) {
    uint64_t limit[2] = {USUAL, USUAL}; /* soft, hard */
    uint64_t before;
    if (__builtin_samara_syscall(NR_prlimit64, 0, STACK, 0, limit) != 0)
        return USUAL;
    before = limit[0];
    if (before < WANTED) {
        limit[0] = limit[1] < WANTED ? limit[1] : WANTED;
        if (__builtin_samara_syscall(NR_prlimit64, 0, STACK, limit, 0) != 0)
            limit[0] = before;
    }
    return limit[0] < WANTED ? limit[0] : WANTED;
}

/* Only terminals have the settings that TCGETS reads. */
bool is_terminal(int descriptor) {
    uint64_t settings[16];
    return __builtin_samara_syscall(NR_ioctl, descriptor, TCGETS, settings) == 0;
}
#else
static size_t stack_size(void) {
    return USUAL;
}

bool is_terminal(int descriptor) {
    (void)descriptor;
    return false;
}
#endif

uint32_t stack_levels(uint32_t wanted) {
    return (uint32_t)(stack_size() / (WANTED / wanted));
}
