/* P1 text. Nothing else in the compiler knows how P1 is spelled (docs/P1.md, docs/MACRO.md). */
#include "codegen.h"

#include <string.h>

const char REG_A0[] = "a0";
const char REG_A1[] = "a1";
const char REG_A2[] = "a2";
const char REG_T0[] = "t0";
const char REG_T1[] = "t1";
const char REG_T2[] = "t2";
const Reg arg_regs[ARG_REGS] = {REG_A0, REG_A1, REG_A2, "a3"};

static void emit_write(Emit *e, const char *line, const char *a, const char *b, const char *c,
                       const char *d, int64_t number);
static void quote(Emit *e, const char *op, const char *text, size_t len);

/* Begins a C file. */
void emit_unit(Emit *e) {
    buf_text(&e->out, "%unit\n");
    e->file = "";
    e->line = 0;
}

/* Announces the C line of what follows. */
void emit_at(Emit *e, const Sources *src, Loc loc) {
    uint32_t line;
    const char *file = sources_position(src, loc, &line);
    if (strcmp(file, e->file) != 0) {
        e->file = file;
        quote(e, "%file", file, strlen(file));
        e->line = 0;
    }
    if (line != e->line) {
        e->line = line;
        emit_write(e, "%at #", "", "", "", "", line);
    }
}

/* Writes the function whose body is complete, with `arguments` bytes for outgoing stack
   arguments and `locals` bytes for variables and values, both multiples of 16. */
void emit_function(Emit *e, const char *label, int64_t arguments, int64_t locals) {
    Buf body = e->body;
    memset(&e->body, 0, sizeof e->body);
    emit_write(e, "func @\n%let .out = #", label, "", "", "", arguments);
    emit_write(e, "%let .frame = #\nenter .frame", "", "", "", "", arguments + locals);
    emit_flush(e);
    /* A return at the end needs no branch. */
    if (body.len > 5 && memcmp(body.data + body.len - 6, "\nb .0\n", 6) == 0)
        body.len -= 5;
    buf_add(&e->out, body.data, body.len);
    buf_text(&e->out, ":.0\nleave .frame\nret\nend\n");
    buf_free(&body);
}

/* Moves what was written outside of a function to the output. */
void emit_flush(Emit *e) {
    buf_add(&e->out, e->body.data, e->body.len);
    e->body.len = 0;
}

/* Writes a line: each @ stands for the next of the texts, # for the number. */
static void emit_write(Emit *e, const char *line, const char *a, const char *b, const char *c,
                       const char *d, int64_t number) {
    const char *texts[4] = {a, b, c, d};
    size_t next = 0;
    for (; *line != 0; line++) {
        if (*line == '@')
            buf_text(&e->body, texts[next++]);
        else if (*line == '#')
            buf_int(&e->body, number);
        else
            buf_byte(&e->body, *line);
    }
    buf_byte(&e->body, '\n');
}

/* Operations. */

/* d = a op b */
void emit_binary(Emit *e, const char *op, Reg d, Reg a, Reg b) {
    emit_write(e, "@ @, @, @", op, d, a, b, 0);
}

/* d = a op imm; or a load or store of d at a + imm */
void emit_immediate(Emit *e, const char *op, Reg d, Reg a, int64_t imm) {
    emit_write(e, "@ @, @, #", op, d, a, "", imm);
}

/* d = op a */
void emit_unary(Emit *e, const char *op, Reg d, Reg a) {
    emit_write(e, "@ @, @", op, d, a, "", 0);
}

void emit_li(Emit *e, Reg d, int64_t imm) {
    emit_write(e, "li @, #", d, "", "", "", imm);
}

void emit_la(Emit *e, Reg d, const char *label, int64_t offset) {
    emit_write(e, "la @, @, #", d, label, "", "", offset);
}

/* A load or store of `reg`, or `addi`, at an offset in the frame, above the outgoing arguments. */
void emit_frame(Emit *e, const char *op, Reg reg, int64_t offset) {
    emit_write(e, "@ @, sp, .out+#", op, reg, "", "", offset);
}

/* A load of, or `addi` for, incoming stack argument number `index`. */
void emit_incoming(Emit *e, const char *op, Reg reg, int64_t index) {
    emit_write(e, "@ @, sp, .frame+16+#", op, reg, "", "", index * 8);
}

/* A label that the compiler made; 0 is the end of the function. */
void emit_define(Emit *e, uint32_t label) {
    emit_write(e, ":.#", "", "", "", "", label);
}

/* A label of the C program. */
void emit_define_name(Emit *e, const char *name) {
    emit_write(e, ":.@", name, "", "", "", 0);
}

void emit_branch(Emit *e, uint32_t label) {
    emit_write(e, "b .#", "", "", "", "", label);
}

/* Goes to a label of the C program. */
void emit_branch_name(Emit *e, const char *name) {
    emit_write(e, "b .@", name, "", "", "", 0);
}

/* Branches if a is zero or not zero. */
void emit_branch_if(Emit *e, const char *op, Reg a, uint32_t label) {
    emit_write(e, "@ @, .#", op, a, "", "", label);
}

void emit_branch_compare(Emit *e, const char *op, Reg a, Reg b, uint32_t label) {
    emit_write(e, "@ @, @, .#", op, a, b, "", label);
}

/* A jump or call, through a register or to a label. */
void emit_jump(Emit *e, const char *op, const char *to) {
    emit_write(e, "@ @", op, to, "", "", 0);
}

/* Data. */

/* Begins an object in a section. */
void emit_object(Emit *e, const char *section, uint64_t align, const char *label) {
    emit_write(e, "section @\nalign #\nobject @", section, label, "", "", (int64_t)align);
}

void emit_end_object(Emit *e) {
    emit_write(e, "end\nsection text", "", "", "", "", 0);
}

void emit_zero(Emit *e, uint64_t count) {
    emit_write(e, "zero #", "", "", "", "", (int64_t)count);
}

/* An integer of 1, 2, 4 or 8 bytes. */
void emit_data(Emit *e, uint64_t size, int64_t value) {
    const char *name = size == 1 ? "byte" : size == 2 ? "half" : size == 4 ? "word" : "quad";
    emit_write(e, "@ #", name, "", "", "", value);
}

void emit_address(Emit *e, const char *label, int64_t offset) {
    emit_write(e, "addr @, #", label, "", "", "", offset);
}

/* The address of a label that the compiler made. */
void emit_address_of(Emit *e, uint32_t label) {
    emit_write(e, "addr .#, 0", "", "", "", "", label);
}

void emit_text(Emit *e, const char *text, size_t len) {
    quote(e, "ascii", text, len);
}

/* Writes a line with a string of the macro language. */
static void quote(Emit *e, const char *op, const char *text, size_t len) {
    buf_text(&e->body, op);
    buf_text(&e->body, " \"");
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '\n') {
            buf_text(&e->body, "\\n");
        } else if (c == '\t') {
            buf_text(&e->body, "\\t");
        } else if (c == '"' || c == '\\') {
            buf_byte(&e->body, '\\');
            buf_byte(&e->body, c);
        } else if (c >= ' ' && c <= '~') {
            buf_byte(&e->body, c);
        } else {
            buf_text(&e->body, c < 16 ? "\\x0" : "\\x");
            buf_hex(&e->body, c);
        }
    }
    buf_text(&e->body, "\"\n");
}
