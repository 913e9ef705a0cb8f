/* The debug sections of an object: .debug_info with the unit and its functions, .debug_abbrev, .debug_aranges, and
   .debug_rnglists if the code lies in several sections (DWARF 5, 3.1, 3.3, 6.1.2, 2.17.3). */
#include "dwarf.h"
#include "internal.h"

#include "../obj/elf.h"

#include <stdlib.h>
#include <string.h>

/* ---- bytes ---- */

Buf *debug_buf(Debug *g, uint32_t section) {
    return &g->obj->sections[section].data;
}

void debug_uleb(Buf *b, uint64_t value) {
    while (value >= 0x80) {
        buf_byte(b, 0x80 | (value & 0x7f));
        value >>= 7;
    }
    buf_byte(b, (unsigned)value);
}

void debug_sleb(Buf *b, int64_t value) {
    while (value < -0x40 || value > 0x3f) {
        buf_byte(b, 0x80 | ((unsigned)value & 0x7f));
        value >>= 7;
    }
    buf_byte(b, (unsigned)value & 0x7f);
}

void debug_offset(Debug *g, uint32_t section, uint32_t to, uint64_t offset) {
    Buf *b = debug_buf(g, section);
    obj_reloc(g->obj, section, b->len, g->target->reloc_abs32, obj_section_symbol(g->obj, to), (int64_t)offset);
    buf_u32(b, 0);
}

void debug_address(Debug *g, uint32_t section, uint32_t to, uint64_t offset) {
    Buf *b = debug_buf(g, section);
    obj_reloc(g->obj, section, b->len, g->target->reloc_abs64, obj_section_symbol(g->obj, to), (int64_t)offset);
    buf_u64(b, 0);
}

static void add_string(Buf *b, const char *text) {
    buf_add(b, text, strlen(text) + 1);
}

uint32_t debug_string(Debug *g, const char *text) {
    Buf *b = debug_buf(g, g->line_str);
    size_t len = strlen(text);
    void *found = strmap_find(&g->strings, text, len);
    uint32_t at = (uint32_t)b->len;
    if (found != NULL)
        return (uint32_t)(uintptr_t)found - 1;
    add_string(b, text);
    text = arena_copy(&g->arena, text, len);
    strmap_set(&g->strings, text, len, (void *)(uintptr_t)(at + 1));
    return at;
}

/* ---- paths ---- */

const char *debug_path(const DebugPaths *paths, Arena *arena, const char *path) {
    for (size_t i = paths->map_count; i > 0; i--) {
        const PpPrefixMap *map = &paths->maps[i - 1];
        size_t from = strlen(map->from);
        size_t to = strlen(map->to);
        size_t rest;
        char *result;
        if (strncmp(path, map->from, from) != 0)
            continue;
        rest = strlen(path + from);
        result = arena_get(arena, to + rest + 1);
        memcpy(result, map->to, to);
        memcpy(result + to, path + from, rest);
        return result;
    }
    return path;
}

/* The folder of the compilation, of which the environment is believed: the system is not asked, so that samara needs
   nothing of it but files. */
static const char *compilation_folder(const DebugPaths *paths) {
    const char *folder = paths->folder;
    if (folder == NULL)
        folder = getenv("PWD");
    if (folder == NULL || folder[0] != '/')
        folder = ".";
    return folder;
}

/* ---- the functions ---- */

typedef struct Range {
    uint32_t section;
    uint64_t start;
    uint64_t end;
} Range;

typedef struct Ranges {
    Range *items; /* one for each section */
    size_t count;
    size_t room;
} Ranges;

static uint64_t row_key(uint32_t section, uint64_t offset) {
    return ((uint64_t)section << 32) | offset;
}

/* The first row of each function, by its place. */
static void find_starts(Map *starts, const LineRow *rows, size_t count) {
    bool inside = false;
    for (size_t i = 0; i < count; i++) {
        if (!inside && rows[i].loc != 0)
            map_set(starts, row_key(rows[i].section, rows[i].offset), i + 1);
        inside = rows[i].loc != 0;
    }
}

static void find_ranges(Ranges *r, const LineRow *rows, size_t count) {
    Map numbers = {0};
    for (size_t i = 0; i < count; i++) {
        uint64_t *number = map_find(&numbers, rows[i].section);
        Range *range;
        if (number != NULL) {
            range = &r->items[*number];
            if (rows[i].offset > range->end)
                range->end = rows[i].offset;
            continue;
        }
        map_set(&numbers, rows[i].section, r->count);
        r->items = grow(r->items, r->count, &r->room, sizeof r->items[0]);
        range = &r->items[r->count++];
        range->section = rows[i].section;
        range->start = rows[i].offset;
        range->end = rows[i].offset;
    }
    map_free(&numbers);
}

enum { ABBREV_END, ABBREV_UNIT, ABBREV_EXTERNAL, ABBREV_STATIC };

static void write_function(Debug *g, const ObjSymbol *symbol, const LineRow *row) {
    Buf *b = debug_buf(g, g->info);
    uint32_t line;
    uint32_t column;
    uint32_t file = debug_file(g, row->loc, &line, &column);
    debug_uleb(b, symbol->bind == STB_LOCAL ? ABBREV_STATIC : ABBREV_EXTERNAL);
    add_string(b, symbol->name);
    debug_uleb(b, file);
    debug_uleb(b, line);
    debug_address(g, g->info, symbol->section, symbol->value);
    buf_u32(b, (uint32_t)symbol->size);
}

static void write_functions(Debug *g, const LineRow *rows, size_t count) {
    Map starts = {0};
    find_starts(&starts, rows, count);
    for (size_t i = 1; i < g->obj->symbol_count; i++) {
        const ObjSymbol *symbol = &g->obj->symbols[i];
        uint64_t *start;
        if (symbol->type != STT_FUNC || symbol->section == OBJ_UNDEF || symbol->section >= g->obj->section_count)
            continue;
        start = map_find(&starts, row_key(symbol->section, symbol->value));
        if (start == NULL || *start == 0)
            continue;
        write_function(g, symbol, &rows[*start - 1]);
        *start = 0; /* aliases are no functions of their own */
    }
    map_free(&starts);
}

/* ---- abbreviations ---- */

/* Attributes and forms, ended by 0. */
static const unsigned char unit_attributes[] = {
    DW_AT_producer, DW_FORM_string,    DW_AT_language, DW_FORM_data1,      DW_AT_name, DW_FORM_line_strp,
    DW_AT_comp_dir, DW_FORM_line_strp, DW_AT_stmt_list, DW_FORM_sec_offset, 0};
static const unsigned char unit_one_range[] = {DW_AT_low_pc, DW_FORM_addr, DW_AT_high_pc, DW_FORM_data8, 0};
static const unsigned char unit_ranges[] = {DW_AT_low_pc, DW_FORM_addr, DW_AT_ranges, DW_FORM_sec_offset, 0};
static const unsigned char function_external[] = {DW_AT_external, DW_FORM_flag_present, 0};
static const unsigned char function_attributes[] = {
    DW_AT_name,   DW_FORM_string, DW_AT_decl_file, DW_FORM_udata, DW_AT_decl_line, DW_FORM_udata,
    DW_AT_low_pc, DW_FORM_addr,   DW_AT_high_pc,   DW_FORM_data4, 0};
static const unsigned char no_attributes[] = {0};

static void write_abbrev(Debug *g, unsigned code, unsigned tag, unsigned children, const unsigned char *attributes,
                         const unsigned char *more) {
    Buf *b = debug_buf(g, g->abbrev);
    debug_uleb(b, code);
    debug_uleb(b, tag);
    buf_byte(b, children);
    for (; *attributes != 0; attributes++)
        debug_uleb(b, *attributes);
    for (; *more != 0; more++)
        debug_uleb(b, *more);
    buf_u16(b, 0);
}

static void write_abbrevs(Debug *g, const Ranges *r) {
    const unsigned char *code = r->count == 0 ? no_attributes : r->count == 1 ? unit_one_range : unit_ranges;
    write_abbrev(g, ABBREV_UNIT, DW_TAG_compile_unit, r->count == 0 ? DW_CHILDREN_no : DW_CHILDREN_yes,
                 unit_attributes, code);
    if (r->count != 0) {
        write_abbrev(g, ABBREV_EXTERNAL, DW_TAG_subprogram, DW_CHILDREN_no, function_external, function_attributes);
        write_abbrev(g, ABBREV_STATIC, DW_TAG_subprogram, DW_CHILDREN_no, no_attributes, function_attributes);
    }
    buf_byte(debug_buf(g, g->abbrev), ABBREV_END);
}

/* ---- ranges ---- */

static uint32_t debug_section(Debug *g, const char *name) {
    return obj_section(g->obj, name, SHT_PROGBITS, 0, 0);
}

/* 7.28: one list of ranges; its offset. */
static uint32_t write_rnglists(Debug *g, const Ranges *r) {
    Buf *b;
    uint32_t list;
    g->rnglists = debug_section(g, ".debug_rnglists");
    b = debug_buf(g, g->rnglists);
    buf_u32(b, 0); /* unit_length, set below */
    buf_u16(b, DWARF_VERSION);
    buf_byte(b, 8); /* address_size */
    buf_byte(b, 0); /* segment_selector_size */
    buf_u32(b, 0);  /* offset_entry_count */
    list = (uint32_t)b->len;
    for (size_t i = 0; i < r->count; i++) {
        const Range *range = &r->items[i];
        buf_byte(b, DW_RLE_start_length);
        debug_address(g, g->rnglists, range->section, range->start);
        debug_uleb(b, range->end - range->start);
    }
    buf_byte(b, DW_RLE_end_of_list);
    put_u32(b->data, (uint32_t)b->len - 4);
    return list;
}

/* 6.1.2: which addresses belong to the unit; pairs are aligned to their size. */
static void write_aranges(Debug *g, const Ranges *r) {
    Buf *b;
    g->aranges = debug_section(g, ".debug_aranges");
    b = debug_buf(g, g->aranges);
    buf_u32(b, 0); /* unit_length, set below */
    buf_u16(b, 2);
    debug_offset(g, g->aranges, g->info, 0);
    buf_byte(b, 8); /* address_size */
    buf_byte(b, 0); /* segment_selector_size */
    buf_align(b, 16);
    for (size_t i = 0; i < r->count; i++) {
        debug_address(g, g->aranges, r->items[i].section, r->items[i].start);
        buf_u64(b, r->items[i].end - r->items[i].start);
    }
    buf_zeros(b, 16);
    put_u32(b->data, (uint32_t)b->len - 4);
}

/* ---- the unit ---- */

static void write_info(Debug *g, const Ranges *r, const LineRow *rows, size_t count) {
    Buf *b = debug_buf(g, g->info);
    uint32_t list = r->count > 1 ? write_rnglists(g, r) : 0;
    b = debug_buf(g, g->info);
    buf_u32(b, 0); /* unit_length, set below */
    buf_u16(b, DWARF_VERSION);
    buf_byte(b, DW_UT_compile);
    buf_byte(b, 8); /* address_size */
    debug_offset(g, g->info, g->abbrev, 0);
    debug_uleb(b, ABBREV_UNIT);
    add_string(b, "samara");
    buf_byte(b, DW_LANG_C11);
    debug_offset(g, g->info, g->line_str, debug_string(g, g->unit_name));
    debug_offset(g, g->info, g->line_str, debug_string(g, g->folder));
    debug_offset(g, g->info, g->line, 0);
    if (r->count == 1) {
        debug_address(g, g->info, r->items[0].section, r->items[0].start);
        buf_u64(b, r->items[0].end - r->items[0].start);
    } else if (r->count > 1) {
        buf_u64(b, 0); /* the base of what is not in the list */
        debug_offset(g, g->info, g->rnglists, list);
    }
    if (r->count != 0) {
        write_functions(g, rows, count);
        buf_byte(b, 0); /* no more children */
    }
    put_u32(b->data, (uint32_t)b->len - 4);
}

static void free_tables(Debug *g) {
    strmap_free(&g->strings);
    strmap_free(&g->folder_numbers);
    strmap_free(&g->file_numbers);
    free(g->folders);
    free(g->files);
    arena_free(&g->arena);
}

void debug_write(Obj *obj, const Target *t, Diag *d, const LineRow *rows, size_t count, const char *unit_name,
                 const DebugPaths *paths) {
    Debug g = {0};
    Ranges r = {0};
    g.obj = obj;
    g.target = t;
    g.diag = d;
    g.paths = paths;
    g.unit_name = strcmp(unit_name, "-") == 0 ? "<stdin>" : debug_path(paths, &g.arena, unit_name);
    g.folder = debug_path(paths, &g.arena, compilation_folder(paths));
    /* All sections first: pointers to their bytes then stay as they are. */
    g.info = debug_section(&g, ".debug_info");
    g.abbrev = debug_section(&g, ".debug_abbrev");
    g.line = debug_section(&g, ".debug_line");
    g.line_str = obj_section(obj, ".debug_line_str", SHT_PROGBITS, SHF_MERGE | SHF_STRINGS, 0);
    obj->sections[g.line_str].entsize = 1;
    find_ranges(&r, rows, count);
    if (r.count != 0)
        write_aranges(&g, &r);
    write_abbrevs(&g, &r);
    debug_files_begin(&g);
    write_info(&g, &r, rows, count);
    debug_lines(&g, rows, count);
    free(r.items);
    free_tables(&g);
}
