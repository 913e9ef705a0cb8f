/* One translation unit through all phases (compile.h): the architecture on one screen.

   Functions are made one after the other and forgotten; only small static ones and inline definitions are kept until
   the end of the unit, to be inlined meanwhile and emitted then if code still refers to them. */
#include "compile.h"

#include "../base/version.h"
#include "../debug/debug.h"
#include "../obj/elf.h"
#include "../obj/text.h"
#include "../opt/opt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A function that was built: its IR, until code is made of it. */
typedef struct Built {
    IrFunc *f; /* NULL: emitted */
    const Symbol *declared;
    bool fits;   /* may be inlined */
    bool called; /* code refers to it, though it is not made */
} Built;

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
    Built *pending; /* not yet optimized: the function of the file and the inline ones it wanted */
    size_t pending_count;
    size_t pending_room;
    Built *kept;    /* small, optimized: to be inlined; static ones are emitted at the end if they are referred to */
    size_t kept_count;
    size_t kept_room;
    Map kept_by_symbol; /* place in kept */
    size_t *scanned;    /* by section: relocations that were looked at for functions that must be emitted */
    size_t scanned_count;
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
    Built *built;
    if (u->diag.errors != 0)
        return;
    u->pending = grow(u->pending, u->pending_count, &u->pending_room, sizeof u->pending[0]);
    built = &u->pending[u->pending_count];
    u->pending_count++;
    built->f = take_function(u);
    built->declared = function->symbol;
    built->fits = false;
    built->called = false;
    build_function(u->builder, function, built->f);
}

static void emit(Unit *u, IrFunc *f) {
    target_function(u->options->target, &u->machine, f, &u->code);
    give_back(u, f);
}

static const IrFunc *find_kept(void *context, uint32_t symbol) {
    const Unit *u = context;
    const uint64_t *place = map_find(&u->kept_by_symbol, symbol);
    return place == NULL || !u->kept[*place].fits ? NULL : u->kept[*place].f;
}

/* Keeps a copy: the function itself has room for the largest that it ever was. */
static void keep(Unit *u, const Built *built) {
    IrFunc *f = allocate(sizeof *f);
    ir_clone(f, built->f);
    give_back(u, built->f);
    u->kept = grow(u->kept, u->kept_count, &u->kept_room, sizeof u->kept[0]);
    u->kept[u->kept_count] = *built;
    u->kept[u->kept_count].f = f;
    map_set(&u->kept_by_symbol, f->symbol, u->kept_count);
    u->kept_count++;
    if (built->fits)
        u->opt.callee = find_kept; /* from here on there is something to inline */
}

/* Whether a function is an inline definition, so that another unit has the one with external linkage (6.7.4p7), as far
   as is known now: a declaration that makes it external may follow. */
static bool is_inline_definition(const Symbol *s) {
    return s->is_inline && s->linkage == LINK_EXTERNAL && !s->extern_inline && !s->weak && !s->used;
}

static void set_optimizer(Unit *u) {
    const CompileOptions *options = u->options;
    u->opt.level = options->build.level;
    u->opt.size = options->for_size;
    u->opt.check = options->check;
    u->opt.dumps = options->dumps;
    u->opt.dump_count = options->dump_count;
    u->opt.dump_to = &u->dump;
    u->opt.context = u;
}

/* Whether a function need not be made unless code refers to it. */
static bool may_wait(const Built *built) {
    const Symbol *s = built->declared;
    if (is_inline_definition(s))
        return true;
    return built->f->is_static && !s->used && !s->constructor && !s->destructor;
}

static void optimize_pending(Unit *u) {
    /* What was wanted last is called by those before: it comes first. */
    while (u->pending_count > 0) {
        Built built;
        bool waits = false;
        u->pending_count--;
        built = u->pending[u->pending_count];
        if (u->diag.errors != 0) {
            give_back(u, built.f);
            continue;
        }
        optimize(built.f, &u->opt);
        if (u->dump.len != 0)
            fputs(buf_cstr(&u->dump), stderr);
        u->dump.len = 0;
        if (may_wait(&built)) {
            built.fits = opt_keep(built.f, &u->opt);
            waits = built.fits || !built.f->is_static;
        }
        if (waits)
            keep(u, &built);
        else
            emit(u, built.f);
    }
}

static void emit_one_kept(Unit *u, Built *kept) {
    IrFunc *f = kept->f;
    kept->f = NULL;
    emit(u, f);
}

/* Code refers to a kept function. An inline definition that could not be inlined becomes a copy of the unit's own: 6.7.4p7
   leaves it to us which definition is called. gnu89's may call the external one by its name, so they are never made. */
static void emit_wanted(Unit *u, Built *kept) {
    if (is_inline_definition(kept->declared)) {
        kept->called = true;
        if (kept->declared->gnu_inline)
            return;
        u->obj.symbols[kept->f->symbol].bind = STB_LOCAL;
    }
    emit_one_kept(u, kept);
}

static bool emit_in_text(Unit *u) {
    bool any = false;
    for (size_t i = 0; i < u->kept_count; i++) {
        if (u->kept[i].f != NULL && u->obj.symbols[u->kept[i].f->symbol].in_text && !u->kept[i].called) {
            emit_wanted(u, &u->kept[i]);
            any = true;
        }
    }
    return any;
}

/* Emits the kept functions that code and data refer to, and those that these refer to. */
static void emit_kept(Unit *u) {
    bool again = true;
    while (again) {
        again = emit_in_text(u);
        for (size_t i = 1; i < u->obj.section_count; i++) {
            while (u->scanned_count <= i) {
                size_t room = u->scanned_count;
                u->scanned = grow(u->scanned, u->scanned_count, &room, sizeof u->scanned[0]);
                while (u->scanned_count < room) {
                    u->scanned[u->scanned_count] = 0;
                    u->scanned_count++;
                }
            }
            while (u->scanned[i] < u->obj.sections[i].reloc_count) {
                const ObjReloc *reloc = &u->obj.sections[i].relocs[u->scanned[i]];
                const uint64_t *place = map_find(&u->kept_by_symbol, reloc->symbol);
                u->scanned[i]++;
                if (place != NULL && u->kept[*place].f != NULL) {
                    emit_wanted(u, &u->kept[*place]);
                    again = true;
                }
            }
        }
    }
}

/* A kept function that another name is given to is needed under its own. */
static void emit_aliased(Unit *u, const Symbol *symbols) {
    for (const Symbol *s = symbols; s != NULL; s = s->next) {
        if (s->alias == NULL)
            continue;
        for (size_t i = 0; i < u->kept_count; i++) {
            const IrFunc *f = u->kept[i].f;
            if (f != NULL && strcmp(f->name, s->alias) == 0)
                emit_one_kept(u, &u->kept[i]);
        }
    }
}

/* Calls that were inlined or are never made leave no reference to a function, which would else be another unit's. */
static void forget_kept(Unit *u) {
    for (size_t i = 0; i < u->kept_count; i++) {
        const Built *kept = &u->kept[i];
        if (kept->f != NULL && !kept->called)
            u->obj.symbols[kept->f->symbol].used = false;
    }
}

/* Inline definitions that a later declaration has made external. */
static void emit_external(Unit *u) {
    for (size_t i = 0; i < u->kept_count; i++) {
        if (u->kept[i].f != NULL && !u->kept[i].f->is_static && !is_inline_definition(u->kept[i].declared))
            emit_one_kept(u, &u->kept[i]);
    }
}

static void compile_function(Unit *u, const Function *function) {
    build_one(u, function);
    place_objects(u);
    while ((function = parser_wanted(u->parser)) != NULL) {
        build_one(u, function);
        place_objects(u);
    }
    parser_forget(u->parser);
    optimize_pending(u);
}

/* ---- the unit ---- */

static void compile_all(Unit *u) {
    const Function *function;
    while ((function = parser_next(u->parser)) != NULL)
        compile_function(u, function);
    place_objects(u);
    while ((function = parser_wanted(u->parser)) != NULL)
        compile_function(u, function);
    if (u->diag.errors == 0) {
        emit_external(u);
        emit_aliased(u, parser_symbols(u->parser));
        build_finish(u->builder, parser_symbols(u->parser));
        emit_kept(u);
        forget_kept(u);
    }
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
    static const char text[] = "\0samara " SAMARA_VERSION; /* with the NUL in front that .ident of GNU as makes */
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
    for (size_t i = 0; i < u->kept_count; i++) {
        if (u->kept[i].f != NULL) {
            ir_free(u->kept[i].f);
            free(u->kept[i].f);
        }
    }
    map_free(&u->kept_by_symbol);
    free(u->kept);
    free(u->scanned);
    free(u->spare);
    free(u->pending);
    free(u->code.rows);
    buf_free(&u->text);
    debug_text_free(&u->debug);
    names_free(&u->names);
    diag_free(&u->diag);
    return good;
}
