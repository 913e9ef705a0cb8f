/* P1 text. Nothing else in the compiler knows how P1 is spelled (docs/P1.md, docs/MACRO.md). */
#include "codegen.h"

#include <stdlib.h>
#include <string.h>

static const char *const reg_names[8] = {"a0", "a1", "a2", "a3", "t0", "t1", "t2", "sp"};
const Reg arg_regs[ARG_REGS] = {REG_A0, REG_A1, REG_A2, REG_A3};

static void emit_assign(Emit *e, const char *name, int64_t value);
static void emit_start(Emit *e, const char *name);
static void emit_imm(Emit *e, int64_t value);
static void emit_label(Emit *e, const char *label);
static void emit_end(Emit *e);
static void quote(Buf *out, const char *text, size_t len);

/* Begins a C file. */
void emit_unit(Emit *e)
{
    buf_text(&e->out, "%unit\n");
    e->file = "";
    e->line = 0;
}

/* Announces the C line of what follows. */
void emit_at(Emit *e, const Sources *src, Loc loc)
{
    uint32_t line;
    const char *file = sources_position(src, loc, &line);
    if (strcmp(file, e->file) != 0) {
        e->file = file;
        buf_text(&e->body, "%file ");
        quote(&e->body, file, strlen(file));
        buf_byte(&e->body, '\n');
        e->line = 0;
    }
    if (line != e->line) {
        e->line = line;
        emit_start(e, "%at");
        emit_imm(e, line);
        emit_end(e);
    }
}

/* Writes the function whose body is complete, with `arguments` bytes for outgoing stack
   arguments and `locals` bytes for variables and values, both multiples of 16. */
void emit_function(Emit *e, const char *label, int64_t arguments, int64_t locals)
{
    Buf body = e->body;
    memset(&e->body, 0, sizeof e->body);
    /* A return at the end needs no branch. */
    if (body.len >= 6 && memcmp(body.data + body.len - 6, "\nb .0\n", 6) == 0)
        body.len -= 5;
    emit_start(e, "func");
    emit_label(e, label);
    emit_end(e);
    emit_assign(e, ".out", arguments);
    emit_assign(e, ".frame", arguments + locals);
    emit_flush(e);
    buf_text(&e->out, "enter .frame\n");
    buf_add(&e->out, body.data, body.len);
    buf_text(&e->out, ":.0\nleave .frame\nret\nend\n");
    buf_free(&body);
}

static void emit_assign(Emit *e, const char *name, int64_t value)
{
    emit_start(e, "%let ");
    buf_text(&e->body, name);
    buf_text(&e->body, " = ");
    buf_int(&e->body, value);
    emit_end(e);
}

/* Moves what was written outside of a function to the output. */
void emit_flush(Emit *e)
{
    buf_add(&e->out, e->body.data, e->body.len);
    e->body.len = 0;
}

/* A statement: `start`, its operands, `end`. */

static void emit_start(Emit *e, const char *name)
{
    buf_text(&e->body, name);
    e->operands = false;
}

static void emit_separate(Emit *e)
{
    if (e->operands)
        buf_byte(&e->body, ',');
    buf_byte(&e->body, ' ');
    e->operands = true;
}

static void emit_reg(Emit *e, Reg reg)
{
    emit_separate(e);
    buf_text(&e->body, reg_names[reg]);
}

static void emit_imm(Emit *e, int64_t value)
{
    emit_separate(e);
    buf_int(&e->body, value);
}

/* An offset in the frame, above the outgoing arguments. */
static void emit_slot(Emit *e, int64_t offset)
{
    emit_separate(e);
    buf_text(&e->body, ".out+");
    buf_int(&e->body, offset);
}

static void emit_label(Emit *e, const char *label)
{
    emit_separate(e);
    buf_text(&e->body, label);
}

/* A label that the compiler made; 0 is the end of the function. */
static void emit_place(Emit *e, uint32_t label)
{
    emit_separate(e);
    buf_byte(&e->body, '.');
    buf_dec(&e->body, label);
}

static void emit_end(Emit *e)
{
    buf_byte(&e->body, '\n');
}

/* Operations. */

/* d = a op b */
void emit_binary(Emit *e, const char *op, Reg d, Reg a, Reg b)
{
    emit_start(e, op);
    emit_reg(e, d);
    emit_reg(e, a);
    emit_reg(e, b);
    emit_end(e);
}

/* d = a op imm */
void emit_immediate(Emit *e, const char *op, Reg d, Reg a, int64_t imm)
{
    emit_start(e, op);
    emit_reg(e, d);
    emit_reg(e, a);
    emit_imm(e, imm);
    emit_end(e);
}

/* d = op a */
void emit_unary(Emit *e, const char *op, Reg d, Reg a)
{
    emit_start(e, op);
    emit_reg(e, d);
    emit_reg(e, a);
    emit_end(e);
}

void emit_li(Emit *e, Reg d, int64_t imm)
{
    emit_start(e, "li");
    emit_reg(e, d);
    emit_imm(e, imm);
    emit_end(e);
}

void emit_la(Emit *e, Reg d, const char *label, int64_t offset)
{
    emit_start(e, "la");
    emit_reg(e, d);
    emit_label(e, label);
    emit_imm(e, offset);
    emit_end(e);
}

/* A load or store of `reg` at a + offset. */
void emit_memory(Emit *e, const char *op, Reg reg, Reg a, int64_t offset)
{
    emit_immediate(e, op, reg, a, offset);
}

/* A load or store of `reg`, or `addi`, at an offset in the frame. */
void emit_frame(Emit *e, const char *op, Reg reg, int64_t offset)
{
    emit_start(e, op);
    emit_reg(e, reg);
    emit_reg(e, REG_SP);
    emit_slot(e, offset);
    emit_end(e);
}

/* A load of, or `addi` for, incoming stack argument number `index`. */
void emit_incoming(Emit *e, const char *op, Reg reg, int64_t index)
{
    emit_start(e, op);
    emit_reg(e, reg);
    emit_reg(e, REG_SP);
    emit_label(e, ".frame+16+");
    buf_int(&e->body, index * 8);
    emit_end(e);
}

/* A store to outgoing stack argument number `index`. */
void emit_outgoing(Emit *e, Reg reg, int64_t index)
{
    emit_immediate(e, "st8", reg, REG_SP, index * 8);
}

void emit_define(Emit *e, uint32_t label)
{
    buf_text(&e->body, ":.");
    buf_dec(&e->body, label);
    emit_end(e);
}

/* A label of the C program. */
void emit_define_name(Emit *e, const char *name)
{
    buf_text(&e->body, ":.");
    buf_text(&e->body, name);
    emit_end(e);
}

void emit_branch(Emit *e, uint32_t label)
{
    emit_start(e, "b");
    emit_place(e, label);
    emit_end(e);
}

/* Goes to a label of the C program. */
void emit_branch_name(Emit *e, const char *name)
{
    emit_start(e, "b .");
    buf_text(&e->body, name);
    emit_end(e);
}

/* Branches if a is zero or not zero. */
void emit_branch_if(Emit *e, const char *op, Reg a, uint32_t label)
{
    emit_start(e, op);
    emit_reg(e, a);
    emit_place(e, label);
    emit_end(e);
}

void emit_branch_compare(Emit *e, const char *op, Reg a, Reg b, uint32_t label)
{
    emit_start(e, op);
    emit_reg(e, a);
    emit_reg(e, b);
    emit_place(e, label);
    emit_end(e);
}

/* A jump or call through a register. */
void emit_jump(Emit *e, const char *op, Reg a)
{
    emit_start(e, op);
    emit_reg(e, a);
    emit_end(e);
}

void emit_call(Emit *e, const char *label)
{
    emit_start(e, "call");
    emit_label(e, label);
    emit_end(e);
}

/* Data. */

/* Begins an object in a section. */
void emit_object(Emit *e, const char *section, uint64_t align, const char *label)
{
    emit_start(e, "section ");
    buf_text(&e->body, section);
    emit_end(e);
    emit_start(e, "align");
    emit_imm(e, (int64_t)align);
    emit_end(e);
    emit_start(e, "object");
    emit_label(e, label);
    emit_end(e);
}

void emit_end_object(Emit *e)
{
    buf_text(&e->body, "end\nsection text\n");
}

void emit_zero(Emit *e, uint64_t count)
{
    emit_start(e, "zero");
    emit_imm(e, (int64_t)count);
    emit_end(e);
}

/* An integer of 1, 2, 4 or 8 bytes. */
void emit_data(Emit *e, uint64_t size, int64_t value)
{
    switch (size) {
    case 1: emit_start(e, "byte"); break;
    case 2: emit_start(e, "half"); break;
    case 4: emit_start(e, "word"); break;
    default: emit_start(e, "quad");
    }
    emit_imm(e, value);
    emit_end(e);
}

void emit_address(Emit *e, const char *label, int64_t offset)
{
    emit_start(e, "addr");
    emit_label(e, label);
    emit_imm(e, offset);
    emit_end(e);
}

/* The address of a label that the compiler made. */
void emit_address_of(Emit *e, uint32_t label)
{
    emit_start(e, "addr");
    emit_place(e, label);
    emit_imm(e, 0);
    emit_end(e);
}

void emit_text(Emit *e, const char *text, size_t len)
{
    emit_start(e, "ascii ");
    quote(&e->body, text, len);
    emit_end(e);
}

/* Appends a string of the macro language. */
static void quote(Buf *out, const char *text, size_t len)
{
    static const char hex[] = "0123456789abcdef";
    size_t i;
    buf_byte(out, '"');
    for (i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '\n') {
            buf_text(out, "\\n");
        } else if (c == '\t') {
            buf_text(out, "\\t");
        } else if (c == '"' || c == '\\') {
            buf_byte(out, '\\');
            buf_byte(out, c);
        } else if (c >= ' ' && c <= '~') {
            buf_byte(out, c);
        } else {
            buf_text(out, "\\x");
            buf_byte(out, hex[c >> 4]);
            buf_byte(out, hex[c & 15]);
        }
    }
    buf_byte(out, '"');
}
