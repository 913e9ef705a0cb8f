/* One translation unit through all phases (compile.h): the architecture on one screen.

   Functions are made one after the other and forgotten; only small static ones are kept until the end of the unit, to be
   inlined meanwhile and emitted then if code still refers to them. */
#include "compile.h"

#include "../debug/debug.h"
#include "../obj/elf.h"
#include "../obj/text.h"
#include "../opt/opt.h"
#include "version.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Unit {
    const CompileOptions *options;
    Diag diag;
    Names names;
    Pp *pp;
    Parser *parser;
    Obj obj;
    Builder *builder;
    MFunc machine;
    CodeOut code;
    Buf text;       /* -S */
    DebugText debug; /* -S -g */
    OptOptions opt;
    Buf dump;       /* -fdump-ir */
    Map kept;       /* bodies for inlining: their addresses, by symbol */
    IrFunc **pending; /* built, not yet emitted: the function of the file and the inline ones it wanted */
    size_t pending_count;
    size_t pending_room;
    IrFunc **spare;   /* emptied, for reuse */
    size_t spare_count;
    size_t spare_room;
} Unit;

/* ---- functions ---- */

static IrFunc *take_function(Unit *u) {
    if (u->spare_count == 0)
        return allocate(sizeof(IrFunc));
    u->spare_count--;
    return u->spare[u->spare_count];
}

static void give_back(Unit *u, IrFunc *f) {
    u->spare = grow(u->spare, u->spare_count, &u->spare_room, sizeof u->spare[0]);
    u->spare[u->spare_count] = f;
    u->spare_count++;
}

static void place_objects(Unit *u) {
    Symbol *symbol;
    while ((symbol = parser_object(u->parser)) != NULL) {
        if (u->diag.errors == 0)
            build_object(u->builder, symbol);
    }
}

static void build_one(Unit *u, const Function *function) {
    IrFunc *f;
    if (u->diag.errors != 0)
        return;
    f = take_function(u);
    build_function(u->builder, function, f);
    u->pending = grow(u->pending, u->pending_count, &u->pending_room, sizeof u->pending[0]);
    u->pending[u->pending_count] = f;
    u->pending_count++;
}

/* For the optimizer: the body of a function that came before. */
static const IrFunc *kept_body(void *context, uint32_t symbol) {
    const Unit *u = context;
    const uint64_t *at = map_find(&u->kept, symbol);
    return at != NULL ? (const IrFunc *)(size_t)*at : NULL;
}

/* Only what no other unit can replace is inlined. */
static void keep_body(Unit *u, const IrFunc *f) {
    IrFunc *copy;
    if (!(f->is_static || f->always_inline) || !opt_keep(f, &u->opt))
        return;
    copy = allocate(sizeof *copy);
    ir_clone(copy, f);
    map_set(&u->kept, f->symbol, (uint64_t)(size_t)copy);
}

static void free_kept(Unit *u) {
    for (size_t i = 0; i < u->kept.room; i++) {
        if (u->kept.entries[i].used) {
            IrFunc *f = (IrFunc *)(size_t)u->kept.entries[i].value;
            ir_free(f);
            free(f);
        }
    }
    map_free(&u->kept);
}

static void set_optimizer(Unit *u) {
    const CompileOptions *options = u->options;
    u->opt.level = options->build.level;
    u->opt.check = options->check;
    u->opt.dumps = options->dumps;
    u->opt.dump_count = options->dump_count;
    u->opt.dump_to = &u->dump;
    u->opt.callee = kept_body;
    u->opt.context = u;
}

static void emit_pending(Unit *u) {
    /* What was wanted last is called by those before: it comes first. */
    while (u->pending_count > 0) {
        IrFunc *f;
        u->pending_count--;
        f = u->pending[u->pending_count];
        if (u->diag.errors == 0) {
            optimize(f, &u->opt);
            keep_body(u, f);
            if (u->dump.len != 0)
                fputs(buf_cstr(&u->dump), stderr);
            u->dump.len = 0;
            target_function(u->options->target, &u->machine, f, &u->code);
        }
        give_back(u, f);
    }
}

static void compile_function(Unit *u, const Function *function) {
    build_one(u, function);
    place_objects(u);
    while ((function = parser_wanted(u->parser)) != NULL) {
        build_one(u, function);
        place_objects(u);
    }
    emit_pending(u);
}

/* ---- the unit ---- */

static void compile_all(Unit *u) {
    const Function *function;
    while ((function = parser_next(u->parser)) != NULL) {
        compile_function(u, function);
    }
    place_objects(u);
    while ((function = parser_wanted(u->parser)) != NULL)
        compile_function(u, function);
    if (u->diag.errors == 0)
        build_finish(u->builder, parser_symbols(u->parser));
}

static void prepare_debug(Unit *u) {
    const CompileOptions *options = u->options;
    u->debug.paths.maps = options->debug_prefix_maps;
    u->debug.paths.map_count = options->debug_prefix_map_count;
    u->code.want_rows = options->debug;
    u->code.write_loc = options->debug ? debug_text_loc : NULL;
    u->code.loc_state = &u->debug;
}

/* The compiler that made it, as in .comment of gcc's objects. */
static void add_ident(Unit *u) {
    static const char text[] = "samara " SAMARA_VERSION;
    uint32_t section = obj_section(&u->obj, ".comment", SHT_PROGBITS, SHF_MERGE | SHF_STRINGS, 0);
    u->obj.sections[section].entsize = 1;
    buf_add(&u->obj.sections[section].data, text, sizeof text);
}

static void make_object(Unit *u, const char *path, Buf *out) {
    const CompileOptions *options = u->options;
    obj_init(&u->obj, options->target->facts.machine);
    u->parser = parser_new(&u->diag, &u->names, u->pp, &options->target->facts, &options->parse);
    u->builder = builder_new(&u->diag, &u->obj, options->target, u->parser, &options->build);
    u->code.obj = &u->obj;
    u->code.diag = &u->diag;
    prepare_debug(u);
    u->code.text = options->stage == COMPILE_ASSEMBLY ? &u->text : NULL;
    set_optimizer(u);
    compile_all(u);
    free_kept(u);
    buf_free(&u->dump);
    if (!options->ident_off)
        add_ident(u);
    if (u->diag.errors == 0 && options->debug && options->stage == COMPILE_OBJECT)
        debug_write(&u->obj, options->target, &u->diag, u->code.rows, u->code.row_count, path, &u->debug.paths);
    if (u->diag.errors == 0 && options->stage == COMPILE_OBJECT)
        obj_write(&u->obj, out);
    if (u->diag.errors == 0 && options->stage == COMPILE_ASSEMBLY) {
        buf_add(out, u->text.data, u->text.len);
        obj_text(&u->obj, out);
    }
    builder_free(u->builder);
    parser_free(u->parser);
    mir_free(&u->machine);
    obj_free(&u->obj);
}

static void set_diagnostics(Unit *u) {
    const CompileOptions *options = u->options;
    diag_init(&u->diag);
    for (size_t i = 0; i < options->warning_count; i++)
        diag_option(&u->diag, options->warnings[i]);
    u->diag.no_warnings = options->no_warnings;
    u->diag.color = options->color;
    if (options->error_limit >= 0)
        u->diag.error_limit = (uint32_t)options->error_limit;
}

static void note_files(const Unit *u, CompileFiles *files) {
    const char *const *paths;
    const bool *system;
    size_t count = pp_files(u->pp, &paths, &system);
    for (size_t i = 0; i < count; i++) {
        size_t room = files->room;
        files->paths = grow(files->paths, files->count, &room, sizeof files->paths[0]);
        room = files->room;
        files->system = grow(files->system, files->count, &room, sizeof files->system[0]);
        files->room = room;
        files->paths[files->count] = arena_copy(&files->arena, paths[i], strlen(paths[i]));
        files->system[files->count] = system[i];
        files->count++;
    }
}

bool compile(const CompileOptions *options, const char *path, Buf *out, CompileFiles *files) {
    Unit unit = {0};
    Unit *u = &unit;
    bool good;
    u->options = options;
    set_diagnostics(u);
    names_init(&u->names);
    u->pp = pp_open(&u->diag, &u->names, &options->pp, path);
    if (options->macros)
        pp_print_macros(u->pp, out);
    else if (options->stage <= COMPILE_DEPENDENCIES)
        pp_print(u->pp, out, options->no_lines);
    else
        make_object(u, path, out);
    if (files != NULL)
        note_files(u, files);
    good = u->diag.errors == 0;
    pp_close(u->pp);
    for (size_t i = 0; i < u->spare_count; i++) {
        ir_free(u->spare[i]);
        free(u->spare[i]);
    }
    free(u->spare);
    free(u->pending);
    free(u->code.rows);
    buf_free(&u->text);
    debug_text_free(&u->debug);
    names_free(&u->names);
    diag_free(&u->diag);
    return good;
}
