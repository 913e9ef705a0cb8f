/* What the spellings of numbers, character constants and string literals mean
   (C11 6.4.4, 6.4.5). */
#include "front.h"

#include <string.h>

static bool one_of(const char *text, const char *words);
static uint64_t number(const char *text, size_t *i, int base, size_t max);
static int digit(int c);
static int simple_escape(int c);
static void utf8(Buf *out, uint32_t c);

/* integer-constant (C11 6.4.4.1) */
void literal_integer(Sources *src, const char *text, Loc loc, Integer *out)
{
    int base = 10;
    size_t i = 0;
    memset(out, 0, sizeof *out);
    if (text[0] == '0' && (text[1] | 0x20) == 'x') {
        base = 16;
        i = 2;
    } else if (text[0] == '0') {
        base = 8;
    } else {
        out->decimal = true;
    }
    for (size_t j = 0; text[j] != 0; j++) {
        int c = text[j];
        refuse(src, c == '.' || (c | 0x20) == 'p' || (base != 16 && j > 0 && (c | 0x20) == 'e'),
               loc, "floating constants are not supported");
    }
    size_t digits = i;
    while (text[i] != 0) {
        int d = digit(text[i]);
        if (d >= base && d >= 10)
            break;
        refuse(src, d >= base, loc, "invalid digit in an octal constant");
        refuse(src, out->value > (UINT64_MAX - (uint64_t)d) / (uint64_t)base,
               loc, "integer constant is too large");
        out->value = out->value * (uint64_t)base + (uint64_t)d;
        i++;
    }
    bool known = i > digits;
    text += i;
    if (one_of(text, "u U")) {
        out->is_unsigned = true;
    } else if (one_of(text, "l L")) {
        out->longs = 1;
    } else if (one_of(text, "ll LL")) {
        out->longs = 2;
    } else if (one_of(text, "ul uL Ul UL lu lU Lu LU")) {
        out->is_unsigned = true;
        out->longs = 1;
    } else if (one_of(text, "ull uLL Ull ULL llu llU LLu LLU")) {
        out->is_unsigned = true;
        out->longs = 2;
    } else if (*text != 0) {
        known = false;
    }
    refuse(src, !known, loc, "invalid integer constant");
}

/* character-constant (C11 6.4.4.4), of type int; plain char is signed */
int64_t literal_character(Sources *src, const char *text, size_t len, Loc loc)
{
    Buf bytes = {0};
    literal_quoted(src, text, len, loc, &bytes);
    if (bytes.len == 0)
        err(src, loc, "empty character constant");
    if (bytes.len > 1)
        err(src, loc, "multi-character constants are not supported");
    int64_t value = (signed char)bytes.data[0];
    buf_free(&bytes);
    return value;
}

/* The bytes that a quoted spelling stands for, without a terminating zero. */
void literal_quoted(Sources *src, const char *text, size_t len, Loc loc, Buf *out)
{
    size_t end = len - 1;
    size_t i = 1;
    while (i < end) {
        int c = text[i + 1];
        uint64_t value;
        if (text[i] != '\\') {
            buf_byte(out, text[i]);
            i++;
            continue;
        }
        i += 2;
        size_t start = i;
        if (c >= '0' && c <= '7') {
            i--;
            value = number(text, &i, 8, 3);
            refuse(src, value > 255, loc, "octal escape is out of range");
            buf_byte(out, (int)value);
        } else if (c == 'x') {
            value = number(text, &i, 16, SIZE_MAX);
            refuse(src, i == start, loc, "\\x needs hexadecimal digits");
            refuse(src, value > 255, loc, "hexadecimal escape is out of range");
            buf_byte(out, (int)value);
        } else if (c == 'u' || c == 'U') {
            size_t digits = c == 'u' ? 4 : 8;
            value = number(text, &i, 16, digits);
            bool low = value < 0xa0 && value != 0x24 && value != 0x40 && value != 0x60;
            refuse(src, i - start != digits || low || (value >= 0xd800 && value < 0xe000) || value > 0x10ffff,
                   loc, "invalid universal character name");
            utf8(out, (uint32_t)value);
        } else {
            int escape = simple_escape(c);
            if (escape < 0)
                err(src, loc, "unknown escape sequence");
            buf_byte(out, escape);
        }
    }
}

/* Whether `text` is one of the words. */
static bool one_of(const char *text, const char *words)
{
    size_t len = strlen(text);
    while (*words != 0) {
        size_t n = 0;
        while (words[n] != 0 && words[n] != ' ')
            n++;
        if (n == len && memcmp(text, words, n) == 0)
            return true;
        words += n;
        if (*words == ' ')
            words++;
    }
    return false;
}

/* The value of at most `max` digits from `*i` on (stuck at 2^32 when larger); moves `*i` to their end. */
static uint64_t number(const char *text, size_t *i, int base, size_t max)
{
    uint64_t value = 0;
    size_t count = 0;
    while (count < max) {
        int d = digit(text[*i]);
        if (d >= base)
            break;
        value = value * (uint64_t)base + (uint64_t)d;
        if (value > (uint64_t)1 << 32)
            value = (uint64_t)1 << 32;
        (*i)++;
        count++;
    }
    return value;
}

/* The value of a hexadecimal digit; 16 for other bytes. */
static int digit(int c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return 16;
}

static int simple_escape(int c)
{
    switch (c) {
    case '\'':
    case '"':
    case '?':
    case '\\':
        return c;
    case 'a':
        return 7;
    case 'b':
        return 8;
    case 'f':
        return 12;
    case 'n':
        return 10;
    case 'r':
        return 13;
    case 't':
        return 9;
    case 'v':
        return 11;
    default:
        return -1;
    }
}

/* Appends `c` in UTF-8, the execution character set. */
static void utf8(Buf *out, uint32_t c)
{
    if (c < 0x80) {
        buf_byte(out, (int)c);
    } else if (c < 0x800) {
        buf_byte(out, (int)(0xc0 | c >> 6));
        buf_byte(out, (int)(0x80 | (c & 0x3f)));
    } else if (c < 0x10000) {
        buf_byte(out, (int)(0xe0 | c >> 12));
        buf_byte(out, (int)(0x80 | (c >> 6 & 0x3f)));
        buf_byte(out, (int)(0x80 | (c & 0x3f)));
    } else {
        buf_byte(out, (int)(0xf0 | c >> 18));
        buf_byte(out, (int)(0x80 | (c >> 12 & 0x3f)));
        buf_byte(out, (int)(0x80 | (c >> 6 & 0x3f)));
        buf_byte(out, (int)(0x80 | (c & 0x3f)));
    }
}
