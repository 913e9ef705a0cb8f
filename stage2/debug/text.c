/* Lines in assembly: .file and .loc, from which the assembler makes .debug_line and a compile unit. The functions'
   entries (DW_TAG_subprogram) are only in objects that samara writes itself (debug.c). */
#include "debug.h"

#include <string.h>

static void write_quoted(Buf *b, const char *text) {
    buf_byte(b, '"');
    for (const char *p = text; *p != '\0'; p++) {
        unsigned char c = (unsigned char)*p;
        if (c == '"' || c == '\\')
            buf_printf(b, "\\%c", c);
        else if (c < 0x20)
            buf_printf(b, "\\%d%d%d", c >> 6, (c >> 3) & 7, c & 7);
        else
            buf_byte(b, c);
    }
    buf_byte(b, '"');
}

static uint32_t file_number(DebugText *text, Buf *out, const char *name) {
    const char *path = debug_path(&text->paths, &text->arena, name);
    size_t len = strlen(path);
    void *found = strmap_find(&text->files, path, len);
    uint32_t number;
    if (found != NULL)
        return (uint32_t)(uintptr_t)found;
    number = (uint32_t)text->files.count + 1;
    path = arena_copy(&text->arena, path, len);
    strmap_set(&text->files, path, len, (void *)(uintptr_t)number);
    buf_printf(out, "\t.file\t%u ", number);
    write_quoted(out, path);
    buf_byte(out, '\n');
    return number;
}

void debug_text_loc(CodeOut *out, Loc loc) {
    DebugText *text = out->loc_state;
    uint32_t line;
    uint32_t column;
    const char *name = diag_position(out->diag, loc, &line, &column);
    if (name != text->last_name) {
        text->last_name = name;
        text->last_file = file_number(text, out->text, name);
    }
    buf_printf(out->text, "\t.loc\t%u %u %u\n", text->last_file, line, column);
}

void debug_text_free(DebugText *text) {
    strmap_free(&text->files);
    arena_free(&text->arena);
}
