/* .debug_line (DWARF 5, 6.2): the tables of folders and files, and the program that makes the rows. A sequence covers
   the functions of a section that follow each other; the padding between them belongs to the one before. */
#include "dwarf.h"
#include "internal.h"

#include <string.h>

/* Special opcodes (6.2.5.1) advance the line by LINE_BASE … LINE_BASE + LINE_RANGE - 1. */
#define LINE_BASE (-5)
#define LINE_RANGE 14
#define OPCODE_BASE 13

/* Operands of the standard opcodes 1 … 12. */
static const unsigned char operand_counts[OPCODE_BASE - 1] = {0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1};

/* ---- folders and files ---- */

static uint32_t folder_number(Debug *g, const char *name, size_t len) {
    void *found = strmap_find(&g->folder_numbers, name, len);
    const char *copy;
    if (found != NULL)
        return (uint32_t)(uintptr_t)found - 1;
    copy = arena_copy(&g->arena, name, len);
    g->folders = grow(g->folders, g->folder_count, &g->folder_room, sizeof g->folders[0]);
    g->folders[g->folder_count] = debug_string(g, copy);
    g->folder_count++;
    strmap_set(&g->folder_numbers, copy, len, (void *)(uintptr_t)g->folder_count);
    return (uint32_t)g->folder_count - 1;
}

static uint32_t add_file(Debug *g, const char *path) {
    const char *slash = strrchr(path, '/');
    DebugFile *file;
    uint32_t folder = 0;
    if (slash != NULL)
        folder = folder_number(g, path, slash == path ? 1 : (size_t)(slash - path));
    g->files = grow(g->files, g->file_count, &g->file_room, sizeof g->files[0]);
    file = &g->files[g->file_count];
    file->name = debug_string(g, slash != NULL ? slash + 1 : path);
    file->folder = folder;
    g->file_count++;
    return (uint32_t)g->file_count - 1;
}

static uint32_t file_number(Debug *g, const char *name) {
    const char *path = debug_path(g->paths, &g->arena, name);
    size_t len = strlen(path);
    void *found = strmap_find(&g->file_numbers, path, len);
    uint32_t number;
    if (found != NULL)
        return (uint32_t)(uintptr_t)found - 1;
    number = add_file(g, path);
    path = arena_copy(&g->arena, path, len);
    strmap_set(&g->file_numbers, path, len, (void *)(uintptr_t)(number + 1));
    return number;
}

void debug_files_begin(Debug *g) {
    folder_number(g, g->folder, strlen(g->folder));
    add_file(g, g->unit_name);
    /* Readers of DWARF 4's manner count files from 1. */
    strmap_set(&g->file_numbers, g->unit_name, strlen(g->unit_name), (void *)(uintptr_t)2);
    add_file(g, g->unit_name);
}

uint32_t debug_file(Debug *g, Loc loc, uint32_t *line, uint32_t *column) {
    const char *name = diag_position(g->diag, loc, line, column);
    if (name != g->last_name) {
        g->last_name = name;
        g->last_file = file_number(g, name);
    }
    return g->last_file;
}

/* ---- the program ---- */

/* The registers of 6.2.2 that matter here. */
typedef struct LineState {
    uint32_t section; /* 0: between sequences */
    uint32_t offset;
    uint32_t file;
    uint32_t line;
    uint32_t column;
} LineState;

static void extended(Buf *b, unsigned opcode, size_t len) {
    buf_byte(b, 0);
    debug_uleb(b, len + 1);
    buf_byte(b, opcode);
}

static void begin_sequence(Debug *g, LineState *s, const LineRow *row) {
    extended(debug_buf(g, g->line), DW_LNE_set_address, 8);
    debug_address(g, g->line, row->section, row->offset);
    s->section = row->section;
    s->offset = row->offset;
    s->file = 1;
    s->line = 1;
    s->column = 0;
}

static void end_sequence(Debug *g, LineState *s, uint32_t offset) {
    Buf *b = debug_buf(g, g->line);
    if (offset != s->offset) {
        buf_byte(b, DW_LNS_advance_pc);
        debug_uleb(b, offset - s->offset);
    }
    extended(b, DW_LNE_end_sequence, 0);
    s->section = 0;
}

static void add_row(Debug *g, LineState *s, const LineRow *row) {
    Buf *b = debug_buf(g, g->line);
    uint32_t line;
    uint32_t column;
    uint32_t file = debug_file(g, row->loc, &line, &column);
    int64_t lines = (int64_t)line - s->line;
    uint64_t bytes = row->offset - s->offset;
    if (file != s->file) {
        buf_byte(b, DW_LNS_set_file);
        debug_uleb(b, file);
    }
    if (column != s->column) {
        buf_byte(b, DW_LNS_set_column);
        debug_uleb(b, column);
    }
    if (lines < LINE_BASE || lines >= LINE_BASE + LINE_RANGE) {
        buf_byte(b, DW_LNS_advance_line);
        debug_sleb(b, lines);
        lines = 0;
    }
    if (OPCODE_BASE + (uint64_t)(lines - LINE_BASE) + bytes * LINE_RANGE > 255) {
        buf_byte(b, DW_LNS_advance_pc);
        debug_uleb(b, bytes);
        bytes = 0;
    }
    buf_byte(b, (unsigned)(OPCODE_BASE + (uint64_t)(lines - LINE_BASE) + bytes * LINE_RANGE));
    s->offset = row->offset;
    s->file = file;
    s->line = line;
    s->column = column;
}

static void write_program(Debug *g, const LineRow *rows, size_t count) {
    LineState s = {0};
    uint32_t end = 0;
    for (size_t i = 0; i < count; i++) {
        const LineRow *row = &rows[i];
        if (row->loc == 0) {
            end = row->offset;
            if (i + 1 < count && rows[i + 1].section == row->section && rows[i + 1].offset >= end)
                continue;
            if (s.section != 0)
                end_sequence(g, &s, end);
            continue;
        }
        if (s.section == 0)
            begin_sequence(g, &s, row);
        add_row(g, &s, row);
    }
}

/* ---- the header ---- */

static void write_tables(Debug *g) {
    Buf *b = debug_buf(g, g->line);
    buf_byte(b, 1); /* format of folders */
    debug_uleb(b, DW_LNCT_path);
    debug_uleb(b, DW_FORM_line_strp);
    debug_uleb(b, g->folder_count);
    for (size_t i = 0; i < g->folder_count; i++)
        debug_offset(g, g->line, g->line_str, g->folders[i]);
    buf_byte(b, 2); /* format of files */
    debug_uleb(b, DW_LNCT_path);
    debug_uleb(b, DW_FORM_line_strp);
    debug_uleb(b, DW_LNCT_directory_index);
    debug_uleb(b, DW_FORM_udata);
    debug_uleb(b, g->file_count);
    for (size_t i = 0; i < g->file_count; i++) {
        debug_offset(g, g->line, g->line_str, g->files[i].name);
        debug_uleb(b, g->files[i].folder);
    }
}

void debug_lines(Debug *g, const LineRow *rows, size_t count) {
    Buf *b = debug_buf(g, g->line);
    size_t header;
    /* The tables stand before the program, so its files must be known. */
    for (size_t i = 0; i < count; i++) {
        uint32_t line;
        uint32_t column;
        if (rows[i].loc != 0)
            debug_file(g, rows[i].loc, &line, &column);
    }
    buf_u32(b, 0); /* unit_length, set below */
    buf_u16(b, DWARF_VERSION);
    buf_byte(b, 8); /* address_size */
    buf_byte(b, 0); /* segment_selector_size */
    header = b->len;
    buf_u32(b, 0); /* header_length, set below */
    buf_byte(b, 1); /* minimum_instruction_length */
    buf_byte(b, 1); /* maximum_operations_per_instruction */
    buf_byte(b, 1); /* default_is_stmt */
    buf_byte(b, LINE_BASE & 0xff);
    buf_byte(b, LINE_RANGE);
    buf_byte(b, OPCODE_BASE);
    buf_add(b, operand_counts, sizeof operand_counts);
    write_tables(g);
    put_u32(b->data + header, (uint32_t)(b->len - header - 4));
    write_program(g, rows, count);
    put_u32(b->data, (uint32_t)b->len - 4);
}
