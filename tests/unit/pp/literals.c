/* Compares the values of literals with those that the compiler of this test gives them. */
#include "../../../stage2/front/pp.h"

#include <stdio.h>
#include <string.h>

typedef struct Number {
    const char *text;
    unsigned long long value;
    size_t size;
} Number;

typedef struct String {
    const char *text;
    const void *value;
    size_t size;
} String;

#define N(c) {#c, (unsigned long long)(c), sizeof(c)},
static const Number chars[] = {
    N('a') N('\n') N('\0') N('\377') N('\xff') N('\x7f') N('\e') N('\'') N('"') N('\"') N('\?') N('\\') N('\a')
    N('ab') N('abc') N('abcd') N('\377\377') N('\1\2') N('é') N('\u00e9') N(L'a') N(L'\xffffffff') N(L'é')
    N(u'é') N(U'\U0001F600') N(u'\xffff') N(L'\u20ac') N(U'€') N('\08') N('\1234') N(u'\u20ac')};
static const Number numbers[] = {
    N(0) N(1) N(42u) N(0x10) N(0X1fUL) N(010) N(0b101) N(0B11u) N(18446744073709551615u) N(9223372036854775807)
    N(0xffffffffffffffff) N(01777777777777777777777) N(1ll) N(1LLU) N(1Lu) N(1ULL) N(00) N(0x0)};
#define S(s) {#s, s, sizeof(s) - sizeof((s)[0])},
static const String strings[] = {
    S("") S("abc") S("a\0b") S("\x41\102\n\t\e\\\"'") S("é\u00e9\U0001F600") S(u8"é\xff") S(u"aé€\U0001F600\xffff")
    S(U"aé€😀") S(L"wide\x12345678\0z") S(u"😀") S("\377\x80") S("a\?b??")};

static Token make(const char *text, unsigned kind) {
    Token t;
    memset(&t, 0, sizeof t);
    t.kind = (unsigned short)kind;
    t.u.text = text;
    t.len = (uint32_t)strlen(text);
    return t;
}

int main(void) {
    Diag d;
    unsigned passed = 0;
    unsigned failed = 0;
    memset(&d, 0, sizeof d);
    diag_init(&d);
    d.no_warnings = true;
    for (size_t i = 0; i < sizeof chars / sizeof chars[0]; i++) {
        Token t = make(chars[i].text, TK_CHAR);
        CharWidth width;
        uint32_t value;
        bool good = literal_char(&d, &t, &width, &value) && value == (uint32_t)chars[i].value;
        good ? passed++ : failed++;
        if (!good)
            printf("FAIL %s: %x, not %llx\n", chars[i].text, value, chars[i].value);
    }
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        Token t = make(numbers[i].text, TK_NUMBER);
        IntLiteral v;
        bool good = !literal_is_float(t.u.text, t.len) && literal_int(&d, &t, &v) && !v.overflow &&
                    v.value == numbers[i].value;
        good ? passed++ : failed++;
        if (!good)
            printf("FAIL %s\n", numbers[i].text);
    }
    for (size_t i = 0; i < sizeof strings / sizeof strings[0]; i++) {
        Token t = make(strings[i].text, TK_STRING);
        Buf b = {0};
        bool good = literal_string(&d, &t, literal_width(&t), &b) && b.len == strings[i].size &&
                    (b.len == 0 || memcmp(b.data, strings[i].value, b.len) == 0);
        good ? passed++ : failed++;
        if (!good)
            printf("FAIL %s\n", strings[i].text);
        buf_free(&b);
    }
    printf("literals: %u passed, %u failed\n", passed, failed);
    return failed != 0;
}
