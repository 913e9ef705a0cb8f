/* The text of dump.c back into a function, so that passes and back ends can be tested on IR that is written
   by hand. Values, blocks, slots and places keep the numbers that the text gives them; predecessors of a
   block are in the order of its line if it names them, else in that of the edges in the text. Spaces, line
   ends and comments (from ; to the end of the line) part tokens and mean nothing else. */
#include "ir.h"

#include <stdlib.h>
#include <string.h>

#define MAX_NUMBER 10000000 /* of a value or block: a misprint must not take all memory */

typedef struct Numbers {
    uint32_t *items;
    size_t count;
    size_t room;
} Numbers;

typedef struct Reader {
    IrFunc *f;
    const char *start;
    const char *at;   /* behind the token */
    const char *text; /* the token */
    size_t len;
    StrMap names;     /* symbols of the Obj; the values are their numbers */
    Numbers preds;    /* of each block that names them: block, count, predecessors */
    Arena arena;
} Reader;

static void wrong(const Reader *r, const char *what) {
    unsigned line = 1;
    for (const char *p = r->start; p < r->text; p++)
        line += *p == '\n';
    fail("IR text, line %u: %s at '%.*s'", line, what, (int)r->len, r->text);
}

static bool is_word_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '$' || c == '@' || c == '#' || c == '%' || c == '-';
}

/* Goes to the next token: a run of word characters, $"…", or one other character; empty at the end. */
static void next(Reader *r) {
    const char *p = r->at;
    while (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r' || *p == ';') {
        if (*p == ';') {
            while (*p != 0 && *p != '\n')
                p++;
        } else {
            p++;
        }
    }
    r->text = p;
    if (p[0] == '$' && p[1] == '"') {
        p += 2;
        while (*p != 0 && *p != '"')
            p++;
        p += *p != 0;
    } else if (is_word_char(*p)) {
        while (is_word_char(*p))
            p++;
    } else if (*p != 0) {
        p++;
    }
    r->len = (size_t)(p - r->text);
    r->at = p;
}

static bool is(const Reader *r, const char *word) {
    return strlen(word) == r->len && memcmp(r->text, word, r->len) == 0;
}

static bool accept(Reader *r, const char *word) {
    if (!is(r, word))
        return false;
    next(r);
    return true;
}

static void expect(Reader *r, const char *word) {
    if (!accept(r, word)) {
        wrong(r, word);
    }
}

static int64_t number(Reader *r) {
    char *end;
    int64_t value;
    if (r->len > 2 && r->text[1] == 'x')
        value = (int64_t)strtoul(r->text, &end, 16);
    else
        value = strtol(r->text, &end, 10);
    if (r->len == 0 || end != r->text + r->len)
        wrong(r, "not a number");
    next(r);
    return value;
}

/* %5, @5, s5, l5, r5 */
static uint32_t numbered(Reader *r, char sign) {
    uint64_t value = 0;
    if (r->len < 2 || r->text[0] != sign)
        wrong(r, sign == '%' ? "not a value" : sign == '@' ? "not a block" : "not a number of its kind");
    for (size_t i = 1; i < r->len; i++) {
        if (r->text[i] < '0' || r->text[i] > '9' || value > MAX_NUMBER)
            wrong(r, "not a number");
        value = 10 * value + (uint64_t)(r->text[i] - '0');
    }
    next(r);
    return (uint32_t)value;
}

static Val value(Reader *r) {
    return numbered(r, '%');
}

static int64_t offset(Reader *r) {
    return accept(r, "+") ? number(r) : 0;
}

static unsigned one_of(Reader *r, const char *const *names, unsigned count, const char *what) {
    for (unsigned i = 0; i < count; i++) {
        if (accept(r, names[i]))
            return i;
    }
    wrong(r, what);
    return 0;
}

static uint32_t symbol(Reader *r) {
    Obj *obj = r->f->obj;
    const char *name = r->text + 1;
    size_t len = r->len - 1;
    uint64_t n;
    if (r->len < 2 || r->text[0] != '$')
        wrong(r, "not a symbol");
    if (name[0] == '#') {
        n = strtoul(name + 1, NULL, 10);
        next(r);
        return (uint32_t)n;
    }
    if (name[0] == '"') {
        name++;
        len -= 2;
    }
    n = (uint64_t)(size_t)strmap_find(&r->names, name, len);
    if (n == 0) {
        n = obj_symbol(obj, arena_copy(&r->arena, name, len));
        strmap_set(&r->names, obj->symbols[n].name, len, (void *)(size_t)n);
    }
    next(r);
    return (uint32_t)n;
}

/* ---- the head ---- */

static void read_flags(Reader *r) {
    IrFunc *f = r->f;
    for (;;) {
        if (accept(r, "level")) {
            f->level = (int)number(r);
        } else if (accept(r, "variadic")) {
            f->variadic = true;
            f->va_ints = (uint32_t)number(r);
            f->va_floats = (uint32_t)number(r);
            f->va_stack = (uint32_t)number(r);
        } else if (accept(r, "alloca")) {
            f->has_alloca = true;
        } else if (accept(r, "calls")) {
            f->calls = true;
        } else if (accept(r, "realign")) {
            f->realign = true;
        } else if (accept(r, "returns_twice")) {
            f->returns_twice = true;
        } else if (accept(r, "static")) {
            f->is_static = true;
        } else if (accept(r, "always_inline")) {
            f->always_inline = true;
        } else if (accept(r, "no_inline")) {
            f->no_inline = true;
        } else if (accept(r, "keep_frame")) {
            f->keep_frame = true;
        } else {
            return;
        }
    }
}

static void read_loc(Reader *r) {
    ArgLoc l;
    if (numbered(r, 'l') != r->f->loc_count)
        wrong(r, "places must be in order");
    memset(&l, 0, sizeof l);
    l.where = (uint8_t)one_of(r, ir_where_names, 6, "not a kind of place");
    l.type = (uint8_t)one_of(r, ir_type_names, 5, "not a type");
    l.mem = (uint8_t)one_of(r, ir_mem_names, 8, "not a kind of memory");
    l.reg = (uint8_t)numbered(r, 'r');
    l.offset = (uint32_t)offset(r);
    if (accept(r, "size"))
        l.size = (uint32_t)number(r);
    if (accept(r, "align"))
        l.align = (uint32_t)number(r);
    ir_loc(r->f, &l);
}

static void read_param(Reader *r) {
    IrFunc *f = r->f;
    size_t room = f->param_room;
    if (number(r) != (int64_t)f->param_count)
        wrong(r, "parameters must be in order");
    f->params = grow(f->params, f->param_count, &room, sizeof f->params[0]);
    f->param_room = (uint32_t)room;
    f->params[f->param_count++] = numbered(r, 'l');
}

static void read_slot(Reader *r) {
    uint64_t size = 0;
    uint32_t align = 1;
    uint32_t slot = numbered(r, 's');
    if (slot != r->f->slot_count)
        wrong(r, "slots must be in order");
    expect(r, "size");
    size = (uint64_t)number(r);
    if (accept(r, "align"))
        align = (uint32_t)number(r);
    ir_slot(r->f, size, align);
    r->f->slots[slot].named = accept(r, "named");
}

/* Makes the blocks and values that the text up to `end` mentions. */
static void make_numbers(Reader *r) {
    const char *at = r->at;
    const char *text = r->text;
    size_t len = r->len;
    uint32_t max_value = 0;
    uint32_t max_block = 1;
    while (r->len != 0 && !is(r, "end")) {
        char c = r->text[0];
        if ((c == '%' || c == '@') && r->len > 1) {
            uint32_t n = numbered(r, c);
            if (c == '%' && n > max_value)
                max_value = n;
            if (c == '@' && n > max_block)
                max_block = n;
        } else {
            next(r);
        }
    }
    while (r->f->block_count <= max_block) {
        Block b = ir_block(r->f);
        r->f->blocks[b].sealed = true;
    }
    while (r->f->ins_count <= max_value)
        ir_remove(r->f, ir_insert(r->f, 1, 0, OP_NOP, IR_VOID));
    r->at = at;
    r->text = text;
    r->len = len;
}

/* ---- instructions ---- */

/* `name`, `name.sub`, with `.volatile` behind. */
static unsigned read_op(Reader *r, Ins *i) {
    const char *dot = memchr(r->text, '.', r->len);
    size_t len = dot != NULL ? (size_t)(dot - r->text) : r->len;
    const char *end = r->text + r->len;
    unsigned op = 0;
    while (op < OP_COUNT && (strlen(ir_op_names[op]) != len || memcmp(ir_op_names[op], r->text, len) != 0))
        op++;
    if (op == OP_COUNT)
        wrong(r, "not an operation");
    i->op = (uint8_t)op;
    if (end - r->text > 9 && memcmp(end - 9, ".volatile", 9) == 0) {
        i->flags |= IF_VOLATILE;
        end -= 9;
    }
    if (dot != NULL && dot < end) {
        const char *const *names = op == OP_LOAD || op == OP_STORE ? ir_mem_names : ir_cond_names;
        unsigned count = op == OP_LOAD || op == OP_STORE ? 8 : 14;
        bool named = count == 8 || op == OP_ICMP || op == OP_FCMP || op == OP_LDCMP;
        size_t sub_len = (size_t)(end - dot - 1);
        unsigned n = 0;
        if (named) {
            while (n < count && (strlen(names[n]) != sub_len || memcmp(names[n], dot + 1, sub_len) != 0))
                n++;
            if (n == count)
                wrong(r, "not a kind of this operation");
        } else {
            n = (unsigned)strtoul(dot + 1, NULL, 10);
        }
        i->sub = (uint8_t)n;
    }
    next(r);
    return op;
}

/* Values, each with its place if `step` is 2. */
static void read_list(Reader *r, Ins *i, unsigned step) {
    IrFunc *f = r->f;
    i->list = f->list_count;
    if (r->len < 2 || r->text[0] != '%')
        return;
    do {
        ir_list_number(f, value(r));
        if (step == 2)
            ir_list_number(f, numbered(r, 'l'));
    } while (accept(r, ","));
    i->count = f->list_count - i->list;
}

static void read_call(Reader *r, Ins *i) {
    if (r->len > 1 && r->text[0] == '%')
        i->a = value(r);
    else
        i->sym = symbol(r);
    expect(r, "(");
    read_list(r, i, 2);
    expect(r, ")");
    for (;;) {
        if (accept(r, "variadic"))
            i->imm |= CALL_VARIADIC;
        else if (accept(r, "noreturn"))
            i->imm |= CALL_NORETURN;
        else if (accept(r, "tail"))
            i->imm |= CALL_TAIL;
        else
            return;
    }
}

/* Pairs of block and value for now; settle_phi puts them in order. */
static void read_phi(Reader *r, Ins *i) {
    i->list = r->f->list_count;
    do {
        ir_list_number(r->f, numbered(r, '@'));
        ir_list_number(r->f, value(r));
    } while (accept(r, ","));
    i->count = r->f->list_count - i->list;
}

static void read_cases(Reader *r, Ins *i) {
    expect(r, "[");
    i->list = r->f->list_count;
    while (!accept(r, "]")) {
        uint64_t n = (uint64_t)number(r);
        ir_list_number(r->f, (uint32_t)n);
        ir_list_number(r->f, (uint32_t)(n >> 32));
        expect(r, ":");
        ir_list_number(r->f, (uint32_t)number(r));
        accept(r, ",");
    }
    i->count = r->f->list_count - i->list;
    if (accept(r, "table"))
        i->imm = number(r);
}

static void read_piece(Reader *r, Ins *i, Block block, char piece, bool first) {
    if ((piece == 'A' || piece == 'B') && !is(r, ","))
        return;
    if (!first && piece != '+' && piece != 'W')
        expect(r, ",");
    switch (piece) {
    case 'a':
    case 'A': i->a = value(r); break;
    case 'b':
    case 'B': i->b = value(r); break;
    case 'c': i->c = value(r); break;
    case 'i':
    case 'x': i->imm = number(r); break;
    case '+': i->imm = offset(r); break;
    case '$':
        i->sym = symbol(r);
        i->imm = offset(r);
        break;
    case 's':
        i->sym = numbered(r, 's');
        i->imm = offset(r);
        break;
    case '@': i->imm = numbered(r, '@'); break;
    case 'P': read_phi(r, i); break;
    case 'C': read_call(r, i); break;
    case 'R': read_list(r, i, 2); break;
    case 'V': read_list(r, i, 1); break;
    case 'W': read_cases(r, i); break;
    default:
        do {
            ir_add_edge(r->f, block, numbered(r, '@'), 0);
        } while (accept(r, ","));
    }
}

static void read_ins(Reader *r, Block block) {
    IrFunc *f = r->f;
    Val v = 0;
    Ins i;
    unsigned op;
    memset(&i, 0, sizeof i);
    if (r->text[0] == '%') {
        v = value(r);
        expect(r, "=");
        if (f->ins[v].op != OP_NOP)
            wrong(r, "defined twice");
    }
    op = read_op(r, &i);
    for (unsigned t = 0; t < 5; t++) {
        if (accept(r, ir_type_names[t])) {
            i.type = (uint8_t)t;
            break;
        }
    }
    for (const char *p = ir_op_shapes[op]; *p != 0; p++)
        read_piece(r, &i, block, *p, p == ir_op_shapes[op]);
    if (v == 0)
        v = ir_insert(f, block, 0, (IrOp)op, IR_VOID);
    else
        ir_move(f, v, block, 0); /* from nowhere */
    i.next = f->ins[v].next;
    i.prev = f->ins[v].prev;
    i.block = block;
    f->ins[v] = i;
}

static Block read_block_line(Reader *r) {
    Block block = numbered(r, '@');
    expect(r, ":");
    if (accept(r, "preds")) {
        size_t at = r->preds.count + 1;
        uint32_t head[2];
        head[0] = block;
        head[1] = 0;
        for (unsigned k = 0; k < 2; k++) {
            r->preds.items = grow(r->preds.items, r->preds.count, &r->preds.room, sizeof r->preds.items[0]);
            r->preds.items[r->preds.count++] = head[k];
        }
        while (r->len > 1 && r->text[0] == '@' && r->at[0] != ':') {
            r->preds.items = grow(r->preds.items, r->preds.count, &r->preds.room, sizeof r->preds.items[0]);
            r->preds.items[r->preds.count++] = numbered(r, '@');
            r->preds.items[at]++;
        }
    }
    if (accept(r, "symbol"))
        r->f->blocks[block].symbol = symbol(r);
    return block;
}

/* Puts the predecessors in the order that the block's line gives. */
static void settle_preds(Reader *r) {
    for (size_t k = 0; k < r->preds.count;) {
        Block block = r->preds.items[k];
        uint32_t count = r->preds.items[k + 1];
        BlockData *b = &r->f->blocks[block];
        if (count != b->pred_count)
            fail("IR text: block @%u has %u predecessors, its line names %u", block, b->pred_count, count);
        for (uint32_t i = 0; i < count; i++) {
            Block want = r->preds.items[k + 2 + i];
            uint32_t j = i;
            while (j < count && b->pred[j] != want)
                j++;
            if (j == count)
                fail("IR text: @%u is not a predecessor of @%u", want, block);
            b->pred[j] = b->pred[i];
            b->pred[i] = want;
        }
        k += 2 + count;
    }
}

static void settle_phi(IrFunc *f, Val v) {
    Ins *i = &f->ins[v];
    const BlockData *b = &f->blocks[i->block];
    uint32_t at = f->list_count;
    if (i->count != 2 * b->pred_count)
        fail("IR text: %%%u must have one value for each predecessor", v);
    for (uint32_t k = 0; k < b->pred_count; k++) {
        uint32_t *row = f->lists + i->list;
        uint32_t j = 0;
        while (j < i->count && row[j] != b->pred[k])
            j += 2;
        if (j >= i->count)
            fail("IR text: %%%u has no value for @%u", v, b->pred[k]);
        row[j] = 0; /* taken */
        ir_list_number(f, row[j + 1]);
    }
    i->list = at;
    i->count = b->pred_count;
}

bool ir_read(IrFunc *f, Obj *obj, const char **text) {
    Reader r;
    Block block = 0;
    uint32_t sym;
    memset(&r, 0, sizeof r);
    r.f = f;
    r.start = *text;
    r.at = *text;
    next(&r);
    if (r.len == 0)
        return false;
    for (size_t i = 1; i < obj->symbol_count; i++)
        strmap_set(&r.names, obj->symbols[i].name, strlen(obj->symbols[i].name), (void *)i);
    ir_begin(f, obj, "", 0);
    expect(&r, "func");
    sym = symbol(&r);
    f->symbol = sym;
    f->name = obj->symbols[sym].name;
    read_flags(&r);
    for (;;) {
        if (accept(&r, "loc"))
            read_loc(&r);
        else if (accept(&r, "param"))
            read_param(&r);
        else if (accept(&r, "slot"))
            read_slot(&r);
        else
            break;
    }
    make_numbers(&r);
    while (!is(&r, "end")) {
        if (r.len > 1 && r.text[0] == '@')
            block = read_block_line(&r);
        else if (block == 0 || r.len == 0)
            wrong(&r, "not a block");
        else
            read_ins(&r, block);
    }
    settle_preds(&r);
    for (Val v = 1; v < f->ins_count; v++) {
        if (f->ins[v].op == OP_PHI)
            settle_phi(f, v);
        if (f->ins[v].op == OP_CALL)
            f->calls = true;
    }
    f->current = 0;
    *text = r.at;
    strmap_free(&r.names);
    free(r.preds.items);
    arena_free(&r.arena);
    return true;
}
