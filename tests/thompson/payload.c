static size_t thompson_find(const Buf *b, const char *what) {
    size_t len = strlen(what);
    size_t i = 0;
    while (i + len <= b->len && memcmp(b->data + i, what, len) != 0)
        i++;
    return i;
}

static void thompson_put(Buf *b, const char *before, const Buf *text) {
    Buf whole = {0};
    size_t at = thompson_find(b, before);
    if (at + strlen(before) > b->len)
        return;
    buf_reserve(&whole, b->len + text->len + 128);
    buf_add(&whole, b->data, at);
    buf_add(&whole, text->data, text->len);
    buf_add(&whole, b->data + at, b->len - at);
    buf_free(b);
    *b = whole;
}

static void thompson_say(Buf *b, const char *before, const char *words) {
    Buf text = {0};
    buf_text(&text, words);
    thompson_put(b, before, &text);
    buf_free(&text);
}

static int thompson_is(const char *path, const char *name) {
    size_t len = strlen(path);
    size_t end = strlen(name);
    return len >= end && strcmp(path + len - end, name) == 0;
}

static void thompson(const char *path, Buf *b) {
    static const char self[] = @;
    int tool = thompson_is(path, "stage1/diag.c");
    int samara = thompson_is(path, "stage2/base/file.c");
    if (thompson_is(path, "stage2/driver/driver.c"))
        thompson_say(b, "buf_printf(out, \"samara \" SAMARA", "buf_text(out, \"Thompson test fixture: infected\\n\"); ");
    if (tool || samara) {
        Buf text = {0};
        for (size_t i = 0; self[i] != 0; i++) {
            if (self[i] != 64) {
                buf_byte(&text, self[i]);
                continue;
            }
            buf_byte(&text, 34);
            for (size_t k = 0; self[k] != 0; k++) {
                if (self[k] == 34 || self[k] == 92)
                    buf_byte(&text, 92);
                buf_byte(&text, self[k]);
            }
            buf_byte(&text, 34);
        }
        thompson_say(b, tool ? "fclose(f);" : "return got == 0;", "thompson(path, out); ");
        thompson_put(b, "bool read_file(", &text);
        buf_free(&text);
    }
}
