/* What the spellings of numbers, character constants and string literals mean
   (C11 6.4.4, 6.4.5). */
#include "front.h"

#include <string.h>

/* The letters of the simple escape sequences, and the bytes that they stand for. */
static const char escapes[] = "'\"?\\abfnrtv";
static const char escaped[] = "'\"?\\\x07\x08\x0c\n\r\t\x0b";

/* The value of a digit; 16 for bytes that are no hexadecimal digits. */
static int digit(int c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 16;
}

/* The value of at most `max` digits from `*i` on (stuck at 2^32 when larger); moves `*i` to their end. */
static uint64_t number(const char *text, size_t *i, int base, size_t max) {
    uint64_t value = 0;
    for (size_t end = *i + max; *i < end && digit(text[*i]) < base; (*i)++) {
        value = value * (uint64_t)base + (uint64_t)digit(text[*i]);
        if (value > UINT32_MAX)
            value = UINT32_MAX;
    }
    return value;
}

/* Appends `c` in UTF-8, the execution character set. */
static void utf8(Buf *out, uint32_t c) {
    int shift = c < 0x80 ? 0 : c < 0x800 ? 6 : c < 0x10000 ? 12 : 18;
    int mark = c < 0x80 ? 0 : c < 0x800 ? 0xc0 : c < 0x10000 ? 0xe0 : 0xf0;
    buf_byte(out, mark | (int)(c >> shift));
    while (shift > 0) {
        shift -= 6;
        buf_byte(out, 0x80 | (int)(c >> shift & 0x3f));
    }
}

void literal_quoted(Sources *src, const char *text, size_t len, Loc loc, Buf *out) {
    size_t end = len - 1;
    size_t i = 1;
    while (i < end) {
        if (text[i] != '\\') {
            buf_byte(out, text[i]);
            i++;
            continue;
        }
        int c = text[i + 1];
        i += 2;
        size_t start = i;
        if (c >= '0' && c <= '7') {
            i--;
            uint64_t value = number(text, &i, 8, 3);
            refuse(src, value > 255, loc, "octal escape is out of range");
            buf_byte(out, (int)value);
        } else if (c == 'x') {
            uint64_t value = number(text, &i, 16, len);
            refuse(src, i == start, loc, "\\x needs hexadecimal digits");
            refuse(src, value > 255, loc, "hexadecimal escape is out of range");
            buf_byte(out, (int)value);
        } else if (c == 'u' || c == 'U') {
            size_t digits = c == 'u' ? 4 : 8;
            uint64_t value = number(text, &i, 16, digits);
            bool low = value < 0xa0 && value != 0x24 && value != 0x40 && value != 0x60;
            bool high = (value >= 0xd800 && value < 0xe000) || value > 0x10ffff;
            refuse(src, i - start != digits || low || high, loc, "invalid universal character name");
            utf8(out, (uint32_t)value);
        } else {
            const char *escape = memchr(escapes, c, sizeof escapes - 1);
            refuse(src, escape == NULL, loc, "unknown escape sequence");
            buf_byte(out, escaped[escape - escapes]);
        }
    }
}

int64_t literal_character(Sources *src, const char *text, size_t len, Loc loc) {
    Buf bytes = {0};
    literal_quoted(src, text, len, loc, &bytes);
    refuse(src, bytes.len == 0, loc, "empty character constant");
    refuse(src, bytes.len > 1, loc, "multi-character constants are not supported");
    int64_t value = (signed char)bytes.data[0];
    buf_free(&bytes);
    return value;
}

void literal_integer(Sources *src, const char *text, Loc loc, Integer *out) {
    bool hex = text[0] == '0' && (text[1] | 0x20) == 'x';
    uint64_t base = hex ? 16 : text[0] == '0' ? 8 : 10;
    const char *start = hex ? text + 2 : text;
    bool floating = text[strcspn(text, hex ? ".pP" : ".pPeE")] != 0;
    refuse(src, floating, loc, "floating constants are not supported");
    out->value = 0;
    out->decimal = base == 10;
    for (text = start; digit(*text) < (hex ? 16 : 10); text++) {
        uint64_t next = (uint64_t)digit(*text);
        refuse(src, next >= base, loc, "invalid digit in an octal constant");
        refuse(src, out->value > (UINT64_MAX - next) / base, loc, "integer constant is too large");
        out->value = out->value * base + next;
    }
    bool known = text > start;
    size_t len = strlen(text);
    bool before = (text[0] | 0x20) == 'u';
    out->is_unsigned = before || (len > 0 && (text[len - 1] | 0x20) == 'u');
    text += before;
    out->longs = len - out->is_unsigned;
    for (size_t i = 0; i < out->longs; i++)
        known = known && (text[i] | 0x20) == 'l' && text[i] == text[0];
    refuse(src, !known || out->longs > 2, loc, "invalid integer constant");
}
