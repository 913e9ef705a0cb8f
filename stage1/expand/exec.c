/* Runs lines: calls macros, keeps constants and scopes, hands bytes, labels and references
   to emit.c. */
#include "expand.h"
#include "parts.h"

#include <stdlib.h>
#include <string.h>

/* Statements that one source line may run. */
#define MAX_STEPS 1000000
/* The hex text, and the map, may not be longer than this. */
#define MAX_TEXT ((size_t)256 << 20)

static const char *const words[W_COUNT] = {
    "%if",    "%elif",  "%else", "%end", "%macro", "%let", "%open", "%close", "%unit",
    "%file",  "%at",    "%error", "%field", "byte", "half", "word", "quad", "ref",
    "ascii", "zero", "align", "section", "func", "object", "end",
};

/* ---- helpers ---- */

int ex_kind(const Expander *ex) {
    return ex->toks[ex->at].kind;
}

void ex_expect(Expander *ex, int kind, const char *msg) {
    ex_refuse(ex, ex_kind(ex) != kind, msg);
    ex->at++;
}

/* A name without a sigil. */
Id ex_plain(Expander *ex) {
    Loc loc = ex->toks[ex->at].loc;
    Label label;
    ex_name(ex, &label);
    if (label.scope != 0)
        ex_error(ex, loc, "a name without a sigil is expected");
    return label.id;
}

static Id string(Expander *ex) {
    Id id = ex->toks[ex->at].id;
    ex_expect(ex, TK_STRING, "a string is expected");
    return id;
}

void ex_refuse(const Expander *ex, bool bad, const char *msg) {
    if (bad)
        ex_error_here(ex, msg);
}

void ex_error_here(const Expander *ex, const char *msg) {
    ex_error(ex, ex->toks[ex->at].loc, msg);
}

void ex_error_about(const Expander *ex, Loc loc, const char *msg, Id name) {
    Buf text = {0};
    Shown shown;
    show(&shown, intern_name(&ex->lx.names, name), intern_len(&ex->lx.names, name));
    ex_error(ex, loc, compose(&text, msg, shown.text, ""));
}

void ex_error(const Expander *ex, Loc loc, const char *msg) {
    Shown shown;
    Id name;
    if (ex->frame.depth == 0)
        err1(ex->src, loc, "{}", msg);
    name = ex->bodies[ex->frame.mac].name.id;
    show(&shown, intern_name(&ex->lx.names, name), intern_len(&ex->lx.names, name));
    err2(ex->src, ex->line, "{} (in macro {})", msg, shown.text);
}

static void step(Expander *ex) {
    const Output *out = &ex->out;
    bool large = out->hex->len > MAX_TEXT || (out->map != NULL && out->map->len > MAX_TEXT);
    ex->steps++;
    ex_refuse(ex, ex->steps > MAX_STEPS, "one line runs more than 1000000 statements");
    ex_refuse(ex, large, "the output is larger than 256 MiB");
}

/* ---- statements ---- */

static void run(Expander *ex, size_t end);

/* NAME [ARG {, ARG}] */
static void call(Expander *ex) {
    Loc loc = ex->toks[ex->at].loc;
    Id id = ex_plain(ex);
    const uint64_t *found = map_find(&ex->macros, id);
    size_t base = ex->arg_count;
    Frame outer = ex->frame;
    size_t back, mac, i;
    if (found == NULL)
        ex_error_about(ex, loc, "unknown macro '{}'", id);
    if (ex->frame.depth == MAX_NEST)
        ex_error(ex, loc, "calls are nested more than 200 deep");
    mac = *found;
    for (i = 0; i < ex->bodies[mac].param_count; i++) {
        Label arg = {0, 0, 0};
        if (i > 0)
            ex_expect(ex, ',', "the macro takes more arguments");
        if (ex->bodies[mac].params[i])
            ex_name(ex, &arg);
        else
            arg.num = ex_expr(ex);
        ex->args = grow(ex->args, ex->arg_count, &ex->arg_room, sizeof ex->args[0]);
        ex->args[ex->arg_count] = arg;
        ex->arg_count++;
    }
    ex_refuse(ex, ex_kind(ex) != TK_EOL, "the macro takes fewer arguments");
    back = ex->at;
    ex->expansions++;
    ex->frame.base = base;
    ex->frame.number = ex->expansions;
    ex->frame.mac = mac;
    ex->frame.depth++;
    ex->at = ex->bodies[mac].body;
    run(ex, ex->bodies[mac].end);
    ex->frame = outer;
    ex->at = back;
    ex->arg_count = base;
}

/* %if E … {%elif E …} [%else …] %end */
static void condition(Expander *ex) {
    const Token *word = &ex->toks[ex->at - 1];
    while ((word->id == W_IF || word->id == W_ELIF) && ex_expr(ex) == 0 && ex_kind(ex) == TK_EOL) {
        step(ex);
        ex->at = (size_t)word->num + 1;
        word = &ex->toks[ex->at - 1];
    }
}

/* %elif and %else, when the branch before them has been run. */
static void skip(Expander *ex) {
    while (ex->toks[ex->at - 1].id != W_END) {
        step(ex);
        ex->at = (size_t)ex->toks[ex->at - 1].num + 1;
    }
}

/* The key of a name with a sigil: unlike names of one function differ in it. */
static uint64_t local_key(const Label *label) {
    uint64_t sigil = label->scope == '$' ? 0 : label->scope == '.' ? 1 : label->scope == '@' ? 2 : 3;
    return ((uint64_t)label->num * 4 + sigil) << 32 | label->id;
}

/* %let NAME = E */
static void assign(Expander *ex) {
    Label label;
    int64_t value;
    ex_name(ex, &label);
    ex_expect(ex, '=', "'=' is expected");
    value = ex_expr(ex);
    if (label.scope == 0)
        map_set(&ex->globals, label.id, (uint64_t)value);
    else
        map_set(&ex->locals, local_key(&label), (uint64_t)value);
}

int64_t ex_constant(const Expander *ex, const Label *label, Loc loc) {
    const uint64_t *value;
    if (label->scope == 0)
        value = map_find(&ex->globals, label->id);
    else
        value = map_find(&ex->locals, local_key(label));
    if (value == NULL)
        ex_error_about(ex, loc, "'{}' is not a constant", label->id);
    return (int64_t)*value;
}

/* %open TAG */
static void open_scope(Expander *ex) {
    Id tag = ex_plain(ex);
    ex_refuse(ex, ex->scope_depth == MAX_NEST, "scopes are nested more than 200 deep");
    ex->scope_count++;
    ex->scopes[ex->scope_depth].tag = tag;
    ex->scopes[ex->scope_depth].num = ex->scope_count;
    ex->scope_depth++;
}

/* %close TAG */
static void close_scope(Expander *ex) {
    Loc loc = ex->toks[ex->at].loc;
    Id tag = ex_plain(ex);
    if (ex->scope_depth == 0 || ex->scopes[ex->scope_depth - 1].tag != tag)
        ex_error_about(ex, loc, "the innermost scope is not '{}'", tag);
    ex->scope_depth--;
}

static void no_scope(const Expander *ex, Loc loc) {
    if (ex->scope_depth > 0)
        ex_error_about(ex, loc, "scope '{}' is still open", ex->scopes[ex->scope_depth - 1].tag);
}

/* %field NAME SIZE …, which the linker reads. */
static void field(Expander *ex) {
    Loc from = ex->toks[ex->at].loc;
    Id name = ex_plain(ex);
    const Token *size = &ex->toks[ex->at];
    bool new = map_find(&ex->fields, name) == NULL;
    ex_refuse(ex, !new || size->kind != TK_NUMBER, "a field is declared once, with a size");
    map_set(&ex->fields, name, (uint64_t)size->num);
    while (ex_kind(ex) != TK_EOL)
        ex->at++;
    ex_field_line(ex, from, ex->toks[ex->at].loc);
}

/* byte, half, word, quad: E {, E} */
static void data(Expander *ex, unsigned size) {
    for (;;) {
        int64_t value = ex_expr(ex);
        ex_put_bytes(ex, value, size);
        if (ex_kind(ex) != ',')
            return;
        ex->at++;
    }
}

/* ref FIELD, LABEL, ADDEND, BASE */
static void reference(Expander *ex) {
    Loc loc = ex->toks[ex->at].loc;
    Id name = ex_plain(ex);
    Label label;
    int64_t addend, base;
    const uint64_t *size;
    ex_expect(ex, ',', "',' is expected");
    ex_name(ex, &label);
    ex_expect(ex, ',', "',' is expected");
    addend = ex_expr(ex);
    ex_expect(ex, ',', "',' is expected");
    base = ex_expr(ex);
    size = map_find(&ex->fields, name);
    if (size == NULL)
        ex_error_about(ex, loc, "unknown field '{}'", name);
    ex_put_reference(ex, name, &label, addend, base);
    ex_grow(ex, *size);
}

/* ascii "TEXT" */
static void ascii(Expander *ex) {
    Id id = string(ex);
    const char *text = intern_name(&ex->lx.names, id);
    size_t len = intern_len(&ex->lx.names, id);
    for (size_t i = 0; i < len; i++)
        ex_put_bytes(ex, text[i], 1);
}

/* zero E */
static void zero(Expander *ex) {
    uint64_t size = (uint64_t)ex_expr(ex);
    ex_number_line(ex, ".zero ", size);
    ex_grow(ex, size);
}

/* align E */
static void align(Expander *ex) {
    uint64_t size = (uint64_t)ex_expr(ex);
    ex_number_line(ex, ".align ", size);
    ex_pad(ex, size);
}

/* Begins a function or the text behind it: numbers start again, but behind those of
   expansions in progress. */
static void next_region(Expander *ex) {
    ex->expansions = ex->frame.number;
    ex->scope_count = 0;
    map_free(&ex->locals);
}

/* func NAME, object NAME */
static void symbol(Expander *ex, bool is_func) {
    Label label;
    ex->symbols = grow(ex->symbols, ex->symbol_count, &ex->symbol_room, sizeof ex->symbols[0]);
    ex->symbols[ex->symbol_count] = is_func;
    ex->symbol_count++;
    if (is_func)
        next_region(ex);
    ex_name(ex, &label);
    ex_label_line(ex, is_func ? ".func " : ".object ", &label);
}

/* end */
static void end_symbol(Expander *ex) {
    if (ex->symbol_count > 0) {
        ex->symbol_count--;
        if (ex->symbols[ex->symbol_count]) {
            no_scope(ex, ex->toks[ex->at].loc);
            next_region(ex);
        }
    }
    ex_text_line(ex, ".end");
}

/* A statement that begins with the word before the current token. */
static void statement(Expander *ex, Id word) {
    switch (word) {
    case W_IF:
        condition(ex);
        break;
    case W_ELIF:
    case W_ELSE:
        skip(ex);
        break;
    case W_MACRO:
        ex_definition(ex);
        break;
    case W_LET:
        assign(ex);
        break;
    case W_OPEN:
        open_scope(ex);
        break;
    case W_CLOSE:
        close_scope(ex);
        break;
    case W_UNIT:
        ex->unit++;
        ex_set_c_place(ex, 0, 0);
        break;
    case W_FILE:
        ex_set_c_place(ex, string(ex), 0);
        break;
    case W_AT:
        ex_set_c_place(ex, ex->out.c_file, ex_expr(ex));
        break;
    case W_ERROR:
        ex_error_about(ex, ex->line, "{}", string(ex));
        break;
    case W_FIELD:
        field(ex);
        break;
    case W_BYTE:
        data(ex, 1);
        break;
    case W_HALF:
        data(ex, 2);
        break;
    case W_WORD:
        data(ex, 4);
        break;
    case W_QUAD:
        data(ex, 8);
        break;
    case W_REF:
        reference(ex);
        break;
    case W_ASCII:
        ascii(ex);
        break;
    case W_ZERO:
        zero(ex);
        break;
    case W_ALIGN:
        align(ex);
        break;
    case W_SECTION:
        ex_section_line(ex, ex_plain(ex));
        break;
    case W_FUNC:
        symbol(ex, true);
        break;
    case W_OBJECT:
        symbol(ex, false);
        break;
    case W_ENDSYM:
        end_symbol(ex);
        break;
    default:
        break;
    }
}

/* Runs the lines up to `end`. */
static void run(Expander *ex, size_t end) {
    while (ex->at < end) {
        const Token *tok = &ex->toks[ex->at];
        Label label;
        if (ex->frame.depth == 0) {
            ex_break_line(ex);
            ex->line = tok->loc;
            ex->steps = 0;
        }
        step(ex);
        if (tok->kind == ':') {
            ex->at++;
            ex_name(ex, &label);
            ex_label_line(ex, ":", &label);
        } else if (tok->kind == TK_NAME && tok->scope == 0 && tok->id < W_COUNT) {
            ex->at++;
            statement(ex, tok->id);
        } else if (tok->kind != TK_EOL) {
            call(ex);
        }
        ex_expect(ex, TK_EOL, "unexpected text at the end of the line");
    }
}

void expand(Sources *src, const Loc *files, size_t count, Buf *hex, Buf *map) {
    Expander *ex = allocate(sizeof *ex);
    ex->src = src;
    ex->lx.src = src;
    ex->out.hex = hex;
    ex->out.map = map;
    for (size_t i = 0; i < W_COUNT; i++)
        intern_text(&ex->lx.names, words[i]);
    ex->out.section = intern_text(&ex->lx.names, "text");
    for (size_t i = 0; i < count; i++) {
        bool more = true;
        ex_lex_open(&ex->lx, files[i]);
        while (more) {
            more = ex_read(ex);
            ex->at = ex->mark;
            run(ex, ex->tok_count);
            ex->tok_count = ex->mark;
        }
    }
    no_scope(ex, ex->line);
    ex_break_line(ex);
    ex_end_run(ex);
}
