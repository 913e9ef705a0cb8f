/* The table of names (token.h): one Name for each spelling, so that identifiers compare as pointers. */
#include "token.h"
#include "keywords.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_BUCKETS 4096

typedef struct KeywordRow {
    const char *text;
    uint16_t keyword;
} KeywordRow;

#define KEYWORD_ROW(kw, spelling) {spelling, kw},
#define KEYWORD_NO_ROW(kw, spelling)
/* The GNU words are added by pp_open, which knows the language. */
static const KeywordRow keyword_rows[] = {KEYWORDS(KEYWORD_ROW, KEYWORD_ROW, KEYWORD_NO_ROW)};

void names_init(Names *names) {
    names->bucket_count = FIRST_BUCKETS;
    names->buckets = allocate(FIRST_BUCKETS * sizeof names->buckets[0]);
    for (size_t i = 0; i < sizeof keyword_rows / sizeof keyword_rows[0]; i++)
        name_of(names, keyword_rows[i].text)->keyword = keyword_rows[i].keyword;
}

void names_free(Names *names) {
    free(names->buckets);
    arena_free(&names->arena);
    memset(names, 0, sizeof *names);
}

static void more_buckets(Names *names) {
    size_t count = 4 * names->bucket_count;
    Name **buckets = allocate(count * sizeof buckets[0]);
    for (size_t i = 0; i < names->bucket_count; i++) {
        Name *name = names->buckets[i];
        while (name != NULL) {
            Name *next = name->next;
            name->next = buckets[name->hash & (count - 1)];
            buckets[name->hash & (count - 1)] = name;
            name = next;
        }
    }
    free(names->buckets);
    names->buckets = buckets;
    names->bucket_count = count;
}

Name *name_get(Names *names, const char *text, size_t len, uint32_t hash) {
    Name **bucket = &names->buckets[hash & (names->bucket_count - 1)];
    Name *name = *bucket;
    while (name != NULL) {
        if (name->hash == hash && name->len == len && memcmp(name->text, text, len) == 0)
            return name;
        name = name->next;
    }
    if (names->count >= 2 * names->bucket_count) {
        more_buckets(names);
        bucket = &names->buckets[hash & (names->bucket_count - 1)];
    }
    name = arena_get(&names->arena, sizeof *name);
    name->text = arena_copy(&names->arena, text, len);
    name->len = (uint32_t)len;
    name->hash = hash;
    name->next = *bucket;
    *bucket = name;
    names->count++;
    return name;
}

Name *name_of(Names *names, const char *text) {
    uint32_t hash = NAME_HASH_START;
    size_t len = 0;
    for (; text[len] != '\0'; len++)
        hash = NAME_HASH(hash, (unsigned char)text[len]);
    return name_get(names, text, len, hash);
}
