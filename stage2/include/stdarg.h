/* Variable arguments (C11 7.16). glibc's stdio.h asks for va_list alone by __need___va_list. */
#ifndef __GNUC_VA_LIST
#define __GNUC_VA_LIST
typedef __builtin_va_list __gnuc_va_list;
#endif

#ifdef __need___va_list
#undef __need___va_list
#else
#ifndef __SAMARA_STDARG_H
#define __SAMARA_STDARG_H
#define _STDARG_H
#ifndef __DEFINED_va_list
#define __DEFINED_va_list
#define _VA_LIST_DEFINED
typedef __builtin_va_list va_list;
#endif
#define va_start(ap, last) __builtin_va_start(ap, last)
#define va_arg(ap, type) __builtin_va_arg(ap, type)
#define va_end(ap) __builtin_va_end(ap)
#if !defined(__STRICT_ANSI__) || __STDC_VERSION__ >= 199901L
#define va_copy(to, from) __builtin_va_copy(to, from)
#endif
#define __va_copy(to, from) __builtin_va_copy(to, from)
#endif
#endif
