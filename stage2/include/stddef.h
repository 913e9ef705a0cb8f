/* Common definitions (C11 7.19). C libraries ask for single types by __need_NAME; those that keep account of their own
   definitions by __DEFINED_NAME (musl) or _NAME_T (glibc's kernel headers) are told of ours. */
#if !defined(__need_size_t) && !defined(__need_ptrdiff_t) && !defined(__need_wchar_t) && !defined(__need_wint_t) && \
    !defined(__need_NULL) && !defined(__need_max_align_t) && !defined(__need_offsetof)
#ifndef __SAMARA_STDDEF_H
#define __SAMARA_STDDEF_H
#define _STDDEF_H
#define __need_size_t
#define __need_ptrdiff_t
#define __need_wchar_t
#define __need_NULL
#define __need_offsetof
#if __STDC_VERSION__ >= 201112L
#define __need_max_align_t
#endif
#endif
#endif

#ifdef __need_size_t
#undef __need_size_t
#ifndef __DEFINED_size_t
#define __DEFINED_size_t
#define _SIZE_T
#define __size_t
typedef __SIZE_TYPE__ size_t;
#endif
#endif

#ifdef __need_ptrdiff_t
#undef __need_ptrdiff_t
#ifndef __DEFINED_ptrdiff_t
#define __DEFINED_ptrdiff_t
#define _PTRDIFF_T
typedef __PTRDIFF_TYPE__ ptrdiff_t;
#endif
#endif

#ifdef __need_wchar_t
#undef __need_wchar_t
#ifndef __DEFINED_wchar_t
#define __DEFINED_wchar_t
#define _WCHAR_T
typedef __WCHAR_TYPE__ wchar_t;
#endif
#endif

#ifdef __need_wint_t
#undef __need_wint_t
#ifndef __DEFINED_wint_t
#define __DEFINED_wint_t
#define _WINT_T
typedef __WINT_TYPE__ wint_t;
#endif
#endif

#ifdef __need_max_align_t
#undef __need_max_align_t
#ifndef __DEFINED_max_align_t
#define __DEFINED_max_align_t
typedef struct {
    long long __ll __attribute__((__aligned__(8)));
    long double __ld __attribute__((__aligned__(16)));
} max_align_t;
#endif
#endif

#ifdef __need_NULL
#undef __need_NULL
#undef NULL
#define NULL ((void*)0)
#endif

#ifdef __need_offsetof
#undef __need_offsetof
#undef offsetof
#define offsetof(type, member) __builtin_offsetof(type, member)
#endif
