/* The generator: typed trees to P1 text. One section for each file. */
#ifndef CODEGEN_H
#define CODEGEN_H

#include "parse.h"

/* ======== emit.c ======== */

/* A register, by its name. */
typedef const char *Reg;

extern const char REG_A0[], REG_A1[], REG_A2[], REG_T0[], REG_T1[], REG_T2[];
/* The registers of the first arguments. */
#define ARG_REGS 4
extern const Reg arg_regs[ARG_REGS];

/* Zero it to begin with. */
typedef struct Emit {
    /* What has been written, but for the body of the current function. */
    Buf out;
    /* The body of the current function; its frame is laid out when it is complete. */
    Buf body;
    /* The C file and line that were announced last. */
    const char *file;
    uint32_t line;
} Emit;

/* Begins a C file. */
void emit_unit(Emit *e);
/* Announces the C line of what follows. */
void emit_at(Emit *e, const Sources *src, Loc loc);
/* Writes the function whose body is complete, with `arguments` bytes for outgoing stack
   arguments and `locals` bytes for variables and values, both multiples of 16. */
void emit_function(Emit *e, const char *label, int64_t arguments, int64_t locals);
/* Moves what was written outside of a function to the output. */
void emit_flush(Emit *e);
/* d = a op b */
void emit_binary(Emit *e, const char *op, Reg d, Reg a, Reg b);
/* d = a op imm; or a load or store of d at a + imm */
void emit_immediate(Emit *e, const char *op, Reg d, Reg a, int64_t imm);
/* d = op a */
void emit_unary(Emit *e, const char *op, Reg d, Reg a);
void emit_li(Emit *e, Reg d, int64_t imm);
void emit_la(Emit *e, Reg d, const char *label, int64_t offset);
/* A load or store of `reg`, or `addi`, at an offset in the frame, above the outgoing arguments. */
void emit_frame(Emit *e, const char *op, Reg reg, int64_t offset);
/* A load of, or `addi` for, incoming stack argument number `index`. */
void emit_incoming(Emit *e, const char *op, Reg reg, int64_t index);
/* A label that the compiler made; 0 is the end of the function. */
void emit_define(Emit *e, uint32_t label);
/* A label of the C program. */
void emit_define_name(Emit *e, const char *name);
void emit_branch(Emit *e, uint32_t label);
/* Goes to a label of the C program. */
void emit_branch_name(Emit *e, const char *name);
/* Branches if a is zero or not zero. */
void emit_branch_if(Emit *e, const char *op, Reg a, uint32_t label);
void emit_branch_compare(Emit *e, const char *op, Reg a, Reg b, uint32_t label);
/* A jump or call, through a register or to a label. */
void emit_jump(Emit *e, const char *op, const char *to);
/* Begins an object in a section. */
void emit_object(Emit *e, const char *section, uint64_t align, const char *label);
void emit_end_object(Emit *e);
void emit_zero(Emit *e, uint64_t count);
/* An integer of 1, 2, 4 or 8 bytes. */
void emit_data(Emit *e, uint64_t size, int64_t value);
void emit_address(Emit *e, const char *label, int64_t offset);
/* The address of a label that the compiler made. */
void emit_address_of(Emit *e, uint32_t label);
void emit_text(Emit *e, const char *text, size_t len);

/* ======== vstack.c ======== */

/* What an entry's value starts from; an offset is added to it. */
typedef enum Base {
    /* Zero. */
    BASE_CONSTANT,
    /* The address of the frame. */
    BASE_FRAME,
    /* What is stored at `place` in the frame: a slot that the entry owns. */
    BASE_SLOT,
    /* The same for a variable. */
    BASE_VARIABLE,
    BASE_ACCUMULATOR,
    /* The address of a symbol, by its number `place`. */
    BASE_SYMBOL
} Base;

/* An entry: the value `base + offset`, or, if `object`, what lies in memory at that address. */
typedef struct Entry {
    Base base;
    bool object;
    int64_t place;
    int64_t offset;
    Shape shape;
} Entry;

/* Zero it to begin with. */
typedef struct VStack {
    Entry *entries;
    size_t count;
    size_t room;
    Emit emit;
    /* The labels of the symbols, by their numbers. */
    const char **labels;
    size_t label_count;
    size_t label_room;
    Arena arena;
    /* Whether an entry owns the accumulator, and its position. */
    bool owned;
    size_t owner;
    /* Slots that were used and are free. */
    int64_t *free;
    size_t free_count;
    size_t free_room;
    /* Slots in use, and the end of the last one. */
    size_t used;
    int64_t top;
    /* The end of the variables in the frame now, and the largest size of the frame so far. */
    int64_t variables;
    int64_t frame;
    /* Bytes for outgoing stack arguments. */
    int64_t outgoing;
} VStack;

/* Begins a C file, whose symbols are numbered from 0. */
void vstack_begin_unit(VStack *v);
/* Begins a function. */
void vstack_reset(VStack *v);
/* To be called after every statement: nothing may be left. */
void vstack_check_empty(const VStack *v);
size_t vstack_len(const VStack *v);
/* Room for a variable; its offset in the frame. To be called between statements. */
int64_t vstack_variable(VStack *v, int64_t size, int64_t align);

void vstack_push(VStack *v, Base base, int64_t place, int64_t offset, bool object, const Shape *shape);
void vstack_push_constant(VStack *v, int64_t value);
/* The accumulator's value becomes the top entry. */
void vstack_push_accumulator(VStack *v);
/* Another entry for the value at position `i`, which keeps its slot. */
void vstack_push_copy(VStack *v, size_t i);
void vstack_push_entry(VStack *v, const Entry *entry);
/* Stays where it is until the next push. */
Entry *vstack_top(VStack *v);
/* Takes the top entry; its slot stays in use until vstack_release. */
void vstack_pop(VStack *v, Entry *entry);
/* Frees the slot of an entry that was popped. */
void vstack_release(VStack *v, const Entry *entry);
/* Pops the entries from position `first` on, in their order, to new memory; how many there are. */
size_t vstack_pop_all(VStack *v, size_t first, Entry **entries);
void vstack_drop(VStack *v);
/* Frees the accumulator: the entry that owns it, if there is one, moves to a slot. */
void vstack_spill(VStack *v);

/* Loads the value of an entry into `reg`; no other register changes. */
void vstack_load(VStack *v, const Entry *entry, Reg reg);
/* Loads `base + offset` of an entry into `reg`; no other register changes. */
void vstack_load_address(VStack *v, const Entry *entry, Reg reg);
/* Stores `reg` to the object that an entry designates; changes `t2` alone. */
void vstack_store(VStack *v, const Entry *entry, Reg reg);
/* Copies what `shape` says from `from` + `at` to `to` + `at`; changes `t0` alone. */
void vstack_transfer(VStack *v, const Shape *shape, Reg to, Reg from, int64_t at);
/* A register with the value of an entry: the accumulator if it is there, else `temp`. */
Reg vstack_register(VStack *v, const Entry *entry, Reg temp);
/* Pops the top entry into the accumulator. */
void vstack_pop_accumulator(VStack *v);

/* top -> op top, in the accumulator */
void vstack_unary(VStack *v, const char *op);
/* The two top entries -> their combination, in the accumulator */
void vstack_binary(VStack *v, const char *op);
/* top -> top op imm, in the accumulator */
void vstack_immediate(VStack *v, const char *op, int64_t imm);
/* Pops the two top entries into registers, with the accumulator free for the result. */
void vstack_operands(VStack *v, Reg *left, Reg *right);
/* Pops the top entry into a register, to be tested. */
Reg vstack_test(VStack *v);
/* The top entry, a pointer, becomes the object at that address. */
void vstack_dereference(VStack *v, const Shape *shape);
/* Adds a constant to the top entry. */
void vstack_add(VStack *v, int64_t value);

/* ======== codegen.c ======== */

/* What the generator works on. It keeps the frame offsets of variables in their symbols,
   and the labels of cases in their nodes. */
typedef struct Gen {
    const Sources *src;
    const Interner *names;
    const Types *types;
    Symbol *symbols;
    Ast *ast;
    VStack *stack;
    /* Counts up with each jump table. */
    uint32_t unique;
    /* How many labels the function has. */
    uint32_t labels;
    /* Where `break`, `continue` and `default` go. */
    Numbers breaks;
    Numbers continues;
    Numbers defaults;
    /* The position of the object that OP_HELD means. */
    size_t held;
    /* How many parameters have names. */
    int64_t named;
} Gen;

/* A generator for the functions of the parser. */
void gen_new(Gen *g, Parser *p, VStack *stack);
void gen_free(Gen *g);
/* Generates the function `sym` with these parameters and body. */
void gen_function(Gen *g, uint32_t sym, const Numbers *params, NodeId body, Loc loc);
uint32_t gen_label(Gen *g);
void gen_shape(const Gen *g, Ty ty, Shape *shape);
/* Branches to `label` if the truth of the expression is `sense`; goes on otherwise. */
void gen_branch(Gen *g, NodeId id, uint32_t label, bool sense);
/* Pushes the truth of an expression, 0 or 1. */
void gen_truth(Gen *g, NodeId id);

/* ======== codegen_expr.c ======== */

/* Pushes the value of an expression; any value at all if it is not `wanted`. */
void gen_value(Gen *g, NodeId id, bool wanted);

/* ======== codegen_switch.c ======== */

/* The value of switch `id`, and branches to its cases, to its default or to `end`. */
void gen_dispatch(Gen *g, NodeId id, uint32_t end);

/* ======== codegen_data.c ======== */

/* Generates all items and empties the list. */
void gen_items(Parser *p, VStack *stack);

#endif
