// A tokenizer with a state machine and keyword search.
// input: while (x1 <= 0x1F) { y = "a\"b" + 'c'; /* note */ x1 <<= 2; } return -7;
#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum kind { END, NAME, KEYWORD, NUMBER, STRING, PUNCT };

static char text[200], *p = text;
static char token[40];

static int longest(void) {
    static const char *const two[] = {"<<=", ">>=", "<=", ">=", "==", "<<", ">>", "&&", "||"};
    unsigned i;
    for (i = 0; i < sizeof two / sizeof *two; i++)
        if (!strncmp(p, two[i], strlen(two[i])))
            return (int)strlen(two[i]);
    return 1;
}

static enum kind next(void) {
    char *start, quote;
    enum kind kind = PUNCT;
    while (isspace((unsigned char)*p) || (p[0] == '/' && p[1] == '*')) {
        if (*p == '/')
            p = strstr(p, "*/") + 1;
        p++;
    }
    start = p;
    if (!*p)
        return END;
    if (isalpha((unsigned char)*p) || *p == '_') {
        kind = NAME;
        while (isalnum((unsigned char)*p) || *p == '_')
            p++;
    } else if (isdigit((unsigned char)*p)) {
        kind = NUMBER;
        while (isalnum((unsigned char)*p))
            p++;
    } else if (*p == '"' || *p == '\'') {
        kind = STRING;
        for (quote = *p++; *p != quote; p++)
            if (*p == '\\')
                p++;
        p++;
    } else
        p += longest();
    memcpy(token, start, p - start);
    token[p - start] = 0;
    return kind == NAME && strstr(" while return ", token) ? KEYWORD : kind;
}

int main(void) {
    static const char *const kinds[] = {[NAME] = "name", [KEYWORD] = "keyword", [NUMBER] = "number",
                                        [STRING] = "string", [PUNCT] = "punct"};
    enum kind kind;
    int c, n = 0;
    while ((c = getchar()) != EOF)
        text[n++] = c;
    while ((kind = next()) != END)
        printf("%s %s\n", kinds[kind], token);
    return 0;
}
