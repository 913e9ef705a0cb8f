/* Formatted output (C11 7.21.6). Floating conversions, wide characters and POSIX positions
   are refused: the program stops with a message, for wrong text must not pass unseen. */
#include <stdio.h>
#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "runtime.h"

/* Where the text goes: to `room` bytes at `to`. For a stream that is `held`, which is
   written out when it is full; for a string, what does not fit is only counted. */
typedef struct {
    FILE *f; /* null for a string */
    char *to;
    size_t room;
    size_t length; /* of the whole text */
    int failed;
    char held[256];
} Out;

/* One conversion specification (7.21.6.1p4). */
typedef struct {
    int left;       /* - */
    int alternate;  /* # */
    int zero;       /* 0 */
    const char *sign; /* what a number that is not negative begins with: "+", " " or "" */
    long width;
    long precision; /* -1: none */
    int size;       /* of the argument, in bytes */
} Spec;

static const char lower[] = "0123456789abcdef";
static const char upper[] = "0123456789ABCDEF";

static void flush_held(Out *o)
{
    size_t n = (size_t)(o->to - o->held);
    if (fwrite(o->held, 1, n, o->f) != n)
        o->failed = 1;
    o->to = o->held;
    o->room = sizeof o->held;
}

static void put(Out *o, const char *s, size_t n)
{
    o->length += n;
    for (; n > 0 && o->room > 0; n--) {
        *o->to++ = *s++;
        o->room--;
        if (o->room == 0 && o->f != NULL)
            flush_held(o);
    }
}

static void put_repeated(Out *o, char c, long n)
{
    for (; n > 0; n--)
        put(o, &c, 1);
}

/* The prefix, zeros, and n characters of s, in a field of the given width. */
static void put_field(Out *o, Spec *spec, const char *prefix, long zeros, const char *s,
                      size_t n)
{
    size_t prefix_length = strlen(prefix);
    long pad = spec->width - (long)(prefix_length + n) - (zeros > 0 ? zeros : 0);
    if (!spec->left)
        put_repeated(o, ' ', pad);
    put(o, prefix, prefix_length);
    put_repeated(o, '0', zeros);
    put(o, s, n);
    if (spec->left)
        put_repeated(o, ' ', pad);
}

/* 7.21.6.1p5 and p6: precision, # for octal numbers, 0. */
static void put_number(Out *o, Spec *spec, const char *prefix, unsigned long value,
                       unsigned long base, const char *digits)
{
    char text[24];
    size_t at = sizeof text;
    long n;
    long zeros;
    for (; value != 0; value = value / base) {
        at--;
        text[at] = digits[value % base];
    }
    n = (long)(sizeof text - at);
    zeros = (spec->precision < 0 ? 1 : spec->precision) - n;
    if (spec->alternate && base == 8 && zeros <= 0)
        zeros = 1; /* "if necessary": the first digit is never a zero here */
    if (spec->precision < 0 && spec->zero && !spec->left) {
        long fill = spec->width - (long)strlen(prefix) - n;
        if (fill > zeros)
            zeros = fill;
    }
    put_field(o, spec, prefix, zeros, text + at, (size_t)n);
}

/* The digits and the prefix are those of 7.21.6.1p8; an x with # has a prefix unless zero. */
static void put_unsigned(Out *o, Spec *spec, char conversion, unsigned long value)
{
    int prefix = spec->alternate && value != 0;
    if (conversion == 'u')
        put_number(o, spec, "", value, 10, lower);
    else if (conversion == 'o')
        put_number(o, spec, "", value, 8, lower);
    else if (conversion == 'x')
        put_number(o, spec, prefix ? "0x" : "", value, 16, lower);
    else
        put_number(o, spec, prefix ? "0X" : "", value, 16, upper);
}

/* 7.21.6.1p8, s: up to the precision, of which no character more is read. */
static void put_string(Out *o, Spec *spec, const char *s)
{
    size_t n = 0;
    if (s == NULL)
        s = "(null)";
    while ((spec->precision < 0 || (long)n < spec->precision) && s[n] != 0)
        n++;
    put_field(o, spec, "", 0, s, n);
}

static void store_length(void *to, int size, size_t length)
{
    if (size == 1)
        *(signed char *)to = (signed char)length;
    else if (size == 2)
        *(short *)to = (short)length;
    else if (size == 4)
        *(int *)to = (int)length;
    else
        *(long *)to = (long)length;
}

static void refuse(char conversion)
{
    char message[] = "printf: conversion %? is not supported\n";
    message[20] = conversion;
    fflush(NULL);
    sys_write(2, message, (long)sizeof message - 1);
    abort();
}

/* A decimal number of the format. It stops growing where it is too large for any text. */
static const char *parse_count(const char *p, long *count)
{
    long v = 0;
    for (; *p >= '0' && *p <= '9'; p++) {
        if (v <= INT_MAX)
            v = v * 10 + (*p - '0');
    }
    *count = v;
    return p;
}

static const char *parse_flags(const char *p, Spec *spec)
{
    memset(spec, 0, sizeof *spec);
    spec->sign = "";
    for (;; p++) {
        if (*p == '-')
            spec->left = 1;
        else if (*p == '#')
            spec->alternate = 1;
        else if (*p == '0')
            spec->zero = 1;
        else if (*p == '+')
            spec->sign = "+";
        else if (*p != ' ')
            return p;
        else if (*spec->sign == 0)
            spec->sign = " ";
    }
}

/* 7.21.6.1p7. long, long long, intmax_t, size_t and ptrdiff_t all have 8 bytes. */
static const char *parse_size(const char *p, Spec *spec)
{
    spec->size = 4;
    if (*p == 'h') {
        spec->size = p[1] == 'h' ? 1 : 2;
        return p[1] == 'h' ? p + 2 : p + 1;
    }
    if (*p == 'l' || *p == 'j' || *p == 'z' || *p == 't') {
        spec->size = 8;
        return p[0] == 'l' && p[1] == 'l' ? p + 2 : p + 1;
    }
    return p;
}

/* All arguments are taken here, for a va_list cannot be handed on and used afterwards
   (7.16p3). */
static void print(Out *o, const char *p, va_list ap)
{
    for (;;) {
        Spec spec;
        long v;
        int unused; /* upper bits of an integer argument that are not its own */
        char c;
        size_t plain = strcspn(p, "%");
        put(o, p, plain);
        p += plain;
        if (*p == 0)
            return;
        p = parse_flags(p + 1, &spec);
        if (*p == '*') {
            spec.width = va_arg(ap, int);
            p++;
        } else {
            p = parse_count(p, &spec.width);
        }
        if (spec.width < 0) { /* 7.21.6.1p5 */
            spec.left = 1;
            spec.width = -spec.width;
        }
        spec.precision = -1;
        if (p[0] == '.' && p[1] == '*') {
            spec.precision = va_arg(ap, int);
            p += 2;
        } else if (*p == '.') {
            p = parse_count(p + 1, &spec.precision);
        }
        p = parse_size(p, &spec);
        unused = 64 - 8 * spec.size;
        if (spec.size == 8 && (*p == 'c' || *p == 's'))
            refuse(*p);
        switch (*p) {
        case '%':
            put(o, "%", 1);
            break;
        case 'd':
        case 'i':
            v = spec.size == 8 ? va_arg(ap, long) : va_arg(ap, int);
            v = (long)((unsigned long)v << unused) >> unused;
            if (v < 0)
                put_number(o, &spec, "-", 0 - (unsigned long)v, 10, lower);
            else
                put_number(o, &spec, spec.sign, (unsigned long)v, 10, lower);
            break;
        case 'u':
        case 'o':
        case 'x':
        case 'X':
            v = spec.size == 8 ? va_arg(ap, long) : va_arg(ap, int);
            put_unsigned(o, &spec, *p, (unsigned long)v << unused >> unused);
            break;
        case 'p':
            put_number(o, &spec, "0x", (unsigned long)va_arg(ap, void *), 16, lower);
            break;
        case 'c':
            c = (char)va_arg(ap, int);
            put_field(o, &spec, "", 0, &c, 1);
            break;
        case 's':
            put_string(o, &spec, va_arg(ap, char *));
            break;
        case 'n':
            store_length(va_arg(ap, void *), spec.size, o->length);
            break;
        default:
            refuse(*p);
        }
        p++;
    }
}

/* 7.21.6.1p14: the length, or a negative number after an error. */
static int result(Out *o)
{
    if (o->failed)
        return -1;
    if (o->length > INT_MAX) {
        errno = EOVERFLOW;
        return -1;
    }
    return (int)o->length;
}

int vfprintf(FILE *f, const char *format, va_list ap)
{
    Out o;
    o.f = f;
    o.to = o.held;
    o.room = sizeof o.held;
    o.length = 0;
    o.failed = 0;
    print(&o, format, ap);
    flush_held(&o);
    return result(&o);
}

/* 7.21.6.5: at most size - 1 characters, then a zero; nothing at all if size is 0. */
int vsnprintf(char *to, size_t size, const char *format, va_list ap)
{
    Out o;
    o.f = NULL;
    o.to = size == 0 ? o.held : to;
    o.room = size == 0 ? 0 : size - 1;
    o.length = 0;
    o.failed = 0;
    print(&o, format, ap);
    *o.to = 0;
    return result(&o);
}

int vprintf(const char *format, va_list ap) { return vfprintf(stdout, format, ap); }

int vsprintf(char *to, const char *format, va_list ap)
{
    return vsnprintf(to, SIZE_MAX, format, ap);
}

int printf(const char *format, ...)
{
    va_list ap;
    int n;
    va_start(ap, format);
    n = vfprintf(stdout, format, ap);
    va_end(ap);
    return n;
}

int fprintf(FILE *f, const char *format, ...)
{
    va_list ap;
    int n;
    va_start(ap, format);
    n = vfprintf(f, format, ap);
    va_end(ap);
    return n;
}

int sprintf(char *to, const char *format, ...)
{
    va_list ap;
    int n;
    va_start(ap, format);
    n = vsnprintf(to, SIZE_MAX, format, ap);
    va_end(ap);
    return n;
}

int snprintf(char *to, size_t size, const char *format, ...)
{
    va_list ap;
    int n;
    va_start(ap, format);
    n = vsnprintf(to, size, format, ap);
    va_end(ap);
    return n;
}
