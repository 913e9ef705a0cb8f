/* What the language sees of a target: sizes that differ, and predefined macros. All targets are LP64 and
   little-endian; int is 4, long 8, long long 8, pointers 8 bytes. */
#ifndef FACTS_H
#define FACTS_H

#include "../num/num.h"

typedef struct TargetFacts {
    const char *name;         /* "x86_64" */
    const char *triple;       /* "x86_64-linux-gnu": -dumpmachine */
    uint16_t machine;         /* EM_… */
    bool char_is_signed;
    bool wchar_is_unsigned;
    FloatKind long_double;    /* 16 bytes, aligned to 16, on all targets */
    bool va_list_is_array;    /* x86-64: __va_list_tag[1] of 24 bytes; AArch64: struct __va_list of 32 */
    const char *const *predefined; /* "NAME=VALUE", ends in NULL: only what differs between the targets */
} TargetFacts;

#endif
