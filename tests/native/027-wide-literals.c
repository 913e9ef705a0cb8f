// L, u, U and u8 literals, universal character names, mixed concatenation, their types and sizes.
#include <stdio.h>
#include <stddef.h>
#include <uchar.h>
#include <wchar.h>

static wchar_t w[] = L"aé€😀";
static char16_t u16[] = u"aé€😀";
static char32_t u32[] = U"aé€😀";
static char u8s[] = u8"aé€😀";
static const wchar_t *pw = L"ptr" L"cat";
static wchar_t cut[2] = L"xyz";

int main(void) {
    for (size_t i = 0; i < sizeof w / sizeof *w; i++)
        printf("%x ", (unsigned)w[i]);
    for (size_t i = 0; i < sizeof u16 / sizeof *u16; i++)
        printf("%x ", (unsigned)u16[i]);
    for (size_t i = 0; i < sizeof u32 / sizeof *u32; i++)
        printf("%x ", (unsigned)u32[i]);
    for (size_t i = 0; i < sizeof u8s; i++)
        printf("%x ", (unsigned char)u8s[i]);
    printf("\n%x %x %x %x\n", (unsigned)L'é', (unsigned)u'€', (unsigned)U'😀', (unsigned)L'\xff');
    printf("%zu %zu %zu %zu\n", sizeof L'a', sizeof u'a', sizeof U'a', sizeof u8"a");
    printf("%x %x %zu\n", (unsigned)L"\u20ac"[0], (unsigned)U"\U0001F600"[0], sizeof "\u20ac");
    printf("%zu %zu\n", wcslen(pw), sizeof("a" L"b"));
    printf("%c%c\n", (char)cut[0], (char)cut[1]);
    printf("%d\n", 'ab' == ('a' << 8 | 'b'));
    int \u00e9t\u00e9 = 4;
    printf("%d\n", été);
    printf("%x\n", (unsigned)L"\x12345"[0]);
    return 0;
}
