// Strings in arrays, structs and pointers.
#include <stdio.h>

struct word {
    char text[6];
    const char *more;
    char tail[3];
};

static struct word words[] = {{"hello", "pointer", "ab"}, {"a", 0, {'x'}}, {{'b', 'c'}, "d" "e", {"y"}}};
static char (*p)[6] = &words[0].text;
static const char *inner = "offset" + 3;
static char *cell = &words[0].text[4];

int main(void) {
    struct word local = {.tail = "zz", .text = "local"};
    char a[] = "one", b[] = {"two"}, c[][3] = {"ab", {"cd"}, {'e'}};
    unsigned i;
    for (i = 0; i < sizeof words / sizeof *words; i++)
        printf("%s %s %s\n", words[i].text, words[i].more ? words[i].more : "-", words[i].tail);
    printf("%s %s %s %d\n", *p, inner, cell, local.more == 0);
    printf("%s %s %s %s %s %s %s\n", local.text, local.tail, a, b, c[0], c[1], c[2]);
    return 0;
}
