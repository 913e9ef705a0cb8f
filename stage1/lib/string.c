/* String handling (C11 7.24), but for the primitives that the runtime has. Characters are
   compared as unsigned char (7.24.4). */
#include <string.h>
#include <stdio.h>
#include <stdlib.h>

void *memchr(const void *s, int c, size_t n)
{
    const unsigned char *p = s;
    for (; n > 0; n--, p++) {
        if (*p == (unsigned char)c)
            return (void *)p;
    }
    return NULL;
}

char *strcpy(char *to, const char *from)
{
    memcpy(to, from, strlen(from) + 1);
    return to;
}

/* 7.24.2.4: exactly n characters are written: the string, or its beginning, then zeros. */
char *strncpy(char *to, const char *from, size_t n)
{
    size_t i = 0;
    for (; i < n && from[i] != 0; i++)
        to[i] = from[i];
    memset(to + i, 0, n - i);
    return to;
}

char *strcat(char *to, const char *from)
{
    strcpy(to + strlen(to), from);
    return to;
}

/* 7.24.3.2: at most n characters, and always a zero after them. */
char *strncat(char *to, const char *from, size_t n)
{
    char *end = to + strlen(to);
    for (; n > 0 && *from != 0; n--)
        *end++ = *from++;
    *end = 0;
    return to;
}

int strncmp(const char *a, const char *b, size_t n)
{
    for (; n > 0; n--, a++, b++) {
        if (*a != *b)
            return (unsigned char)*a - (unsigned char)*b;
        if (*a == 0)
            break;
    }
    return 0;
}

/* 7.24.5.2: the terminating zero is part of the string. */
char *strchr(const char *s, int c)
{
    for (;; s++) {
        if (*s == (char)c)
            return (char *)s;
        if (*s == 0)
            return NULL;
    }
}

char *strrchr(const char *s, int c)
{
    const char *found = NULL;
    for (;; s++) {
        if (*s == (char)c)
            found = s;
        if (*s == 0)
            return (char *)found;
    }
}

char *strstr(const char *s, const char *part)
{
    size_t n = strlen(part);
    for (;; s++) {
        if (strncmp(s, part, n) == 0)
            return (char *)s;
        if (*s == 0)
            return NULL;
    }
}

size_t strspn(const char *s, const char *set)
{
    size_t n = 0;
    while (s[n] != 0 && strchr(set, s[n]) != NULL)
        n++;
    return n;
}

/* The zero at the end of s is found in set, and ends the search too. */
size_t strcspn(const char *s, const char *set)
{
    size_t n = 0;
    while (strchr(set, s[n]) == NULL)
        n++;
    return n;
}

char *strdup(const char *s)
{
    size_t n = strlen(s) + 1;
    char *copy = malloc(n);
    if (copy != NULL)
        memcpy(copy, s, n);
    return copy;
}

/* 7.24.6.2: the texts are glibc's, for the numbers up to 40. */
char *strerror(int number)
{
    static const char *const text[] = {
        "Success", "Operation not permitted", "No such file or directory", "No such process",
        "Interrupted system call", "Input/output error", "No such device or address",
        "Argument list too long", "Exec format error", "Bad file descriptor",
        "No child processes", "Resource temporarily unavailable", "Cannot allocate memory",
        "Permission denied", "Bad address", "Block device required",
        "Device or resource busy", "File exists", "Invalid cross-device link",
        "No such device", "Not a directory", "Is a directory", "Invalid argument",
        "Too many open files in system", "Too many open files",
        "Inappropriate ioctl for device", "Text file busy", "File too large",
        "No space left on device", "Illegal seek", "Read-only file system",
        "Too many links", "Broken pipe", "Numerical argument out of domain",
        "Numerical result out of range", "Resource deadlock avoided", "File name too long",
        "No locks available", "Function not implemented", "Directory not empty",
        "Too many levels of symbolic links",
    };
    static char other[32];
    if (number >= 0 && number < (int)(sizeof text / sizeof text[0]))
        return (char *)text[number];
    snprintf(other, sizeof other, "Unknown error %d", number);
    return other;
}
