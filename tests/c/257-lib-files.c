// Files: every mode, positions, both directions, errors. The file is named after the program.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char name[1000];

static FILE *get(const char *mode) {
    FILE *f = fopen(name, mode);
    if (f == NULL)
        printf("fopen(%s): %s\n", mode, strerror(errno));
    return f;
}

static void show(const char *what) {
    FILE *f = get("rb");
    char line[100];
    printf("%s:", what);
    while (fgets(line, sizeof line, f) != NULL)
        printf(" [%.*s]", (int)strcspn(line, "\n"), line);
    printf(" eof=%d error=%d\n", feof(f) != 0, ferror(f) != 0);
    fclose(f);
}

int main(int argc, char **argv) {
    static char big[30000], back[37000];
    FILE *f;
    int c, i;
    snprintf(name, sizeof name, "%s.files", argv[0]);
    remove(name);
    f = get("r");
    f = get("r+");
    f = get("?");
    f = get("w");
    fprintf(f, "line %d\nline %s\n", 1, "two");
    printf("%ld\n", ftell(f));
    printf("%d", fgetc(f));
    printf(" %d", ferror(f) != 0);
    printf(" %d\n", fclose(f));
    show("w");
    f = get("a");
    fputs("three\n", f);
    fseek(f, 0, SEEK_SET);
    fputs("four\n", f);
    printf("%ld\n", ftell(f));
    fclose(f);
    show("a");
    f = get("wx");
    f = get("r+");
    for (i = 0; i < 5; i++)
        putchar(getc(f));
    printf("|%ld\n", ftell(f));
    fseek(f, 0, SEEK_CUR);
    fputc('X', f);
    fflush(f);
    c = fgetc(f);
    ungetc('Y', f);
    printf("%d %d", c, fgetc(f));
    printf(" %ld\n", ftell(f));
    fseek(f, -3, SEEK_END);
    for (i = 0; i < 5; i++)
        printf("%d ", fgetc(f));
    printf("%d ", feof(f) != 0);
    ungetc('Z', f);
    printf("%d ", feof(f) != 0);
    printf("%c ", fgetc(f));
    printf("%d\n", fgetc(f));
    printf("%d ", fseek(f, -1000, SEEK_CUR));
    printf("%d\n", errno == EINVAL);
    rewind(f);
    printf("%d ", feof(f) != 0);
    printf("%c\n", fgetc(f));
    fclose(f);
    show("r+");
    f = get("a+");
    fseek(f, 5, SEEK_SET);
    c = fgetc(f);
    fseek(f, 0, SEEK_CUR);
    fputs("end\n", f);
    fseek(f, -4, SEEK_CUR);
    printf("%c %c\n", c, fgetc(f));
    fclose(f);
    show("a+");
    for (i = 0; i < (int)sizeof big; i++)
        big[i] = (char)(i * 7 + i / 256);
    f = get("w+b");
    printf("%lu", (unsigned long)fwrite(big, 1, 10000, f));
    printf(" %lu", (unsigned long)fwrite(big + 10000, 2, 10000, f));
    rewind(f);
    printf(" %lu", (unsigned long)fread(back, 7, 1000, f));
    printf(" %lu", (unsigned long)fread(back + 7000, 1, sizeof back - 7000, f));
    printf(" %d %d\n", memcmp(big, back, sizeof big), feof(f) != 0);
    setvbuf(f, NULL, _IONBF, 0);
    fseek(f, 20000, SEEK_SET);
    printf("%d %d\n", fgetc(f) == (unsigned char)big[20000], fileno(f) > 2);
    fclose(f);
    snprintf(back, sizeof back, "%s.renamed", argv[0]);
    printf("%d ", rename(name, back));
    printf("%d ", remove(back));
    printf("%d ", remove(back));
    printf("%d\n", errno == ENOENT);
    f = fopen("/dev/full", "w");
    printf("%d ", fputs("text", f) >= 0);
    printf("%d ", fflush(f));
    printf("%d %d ", errno == ENOSPC, ferror(f) != 0);
    clearerr(f);
    printf("%d\n", ferror(f) != 0);
    f = fopen("/", "r");
    printf("%d ", fgetc(f));
    printf("%d %d\n", errno == EISDIR, ferror(f) != 0);
    fclose(f);
    printf("exits with %d", 3);
    exit(3);
}
