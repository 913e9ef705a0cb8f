/* The interpreter around its phases: the start of a program, and the message at a fault. */
#include "parts.h"

#include <stdio.h>
#include <string.h>

/* Where things lie in an ELF file, in its headers, and in a symbol (gABI, chapter 4). */
#define SHOFF_AT 40
#define SHNUM_AT 60
#define SHDR_SIZE 64
#define SH_OFFSET 24
#define SH_SIZE 32
#define SYM_SIZE 24
#define ST_VALUE 8
#define ST_SIZE 16

extern char **environ;

/* The name of the symbol around `address`, from the tables of the ELF file. */
static const char *function_at(const Image *image, uint64_t address) {
    const unsigned char *file = image->file.data;
    /* The last three of the section headers are those of .symtab, .strtab and .shstrtab. */
    const unsigned char *headers = file + rn_get(file + SHOFF_AT, 8);
    const unsigned char *symtab = headers + (rn_get(file + SHNUM_AT, 2) - 3) * SHDR_SIZE;
    const unsigned char *strtab = file + rn_get(symtab + SHDR_SIZE + SH_OFFSET, 8);
    const unsigned char *entry = file + rn_get(symtab + SH_OFFSET, 8);
    const unsigned char *end = entry + rn_get(symtab + SH_SIZE, 8);
    for (; entry < end; entry += SYM_SIZE) {
        if (address - rn_get(entry + ST_VALUE, 8) < rn_get(entry + ST_SIZE, 8))
            return (const char *)strtab + rn_get(entry, 4);
    }
    return "?";
}

void rn_fault(const Machine *m, Stop stop, uint64_t address) {
    uint64_t place = rn_address(m, m->at);
    const char *function = function_at(m->image, place);
    Shown shown;
    Buf text = {0};
    buf_text(&text, m->name);
    buf_text(&text, ": ");
    switch (stop) {
    case STOP_LOAD:
        buf_text(&text, "load outside of memory at 0x");
        buf_hex(&text, address);
        break;
    case STOP_STORE:
        buf_text(&text, "store outside of writable memory at 0x");
        buf_hex(&text, address);
        break;
    case STOP_JUMP:
        buf_text(&text, "jump to 0x");
        buf_hex(&text, address);
        buf_text(&text, ", where no operation begins,");
        break;
    case STOP_DIVIDE: buf_text(&text, "division by zero, or of -2^63 by -1,"); break;
    case STOP_STACK: buf_text(&text, "stack overflow"); break;
    case STOP_INVALID: buf_text(&text, "invalid operation"); break;
    }
    buf_text(&text, " in '");
    buf_text(&text, show(&shown, function, strlen(function)));
    buf_text(&text, "' (0x");
    buf_hex(&text, place);
    buf_byte(&text, ')');
    fail(buf_cstr(&text));
}

static size_t list_size(const char *const *list, uint64_t *size) {
    size_t i;
    for (i = 0; list[i] != NULL; i++)
        *size += strlen(list[i]) + 1 + 8;
    return i;
}

/* Puts on the stack what Linux puts there: argc, argv, 0, envp, 0, an auxiliary vector
   (empty), the strings. Gives the stack pointer. */
static uint64_t start_stack(Memory *memory, const char *const *args, const char *const *env) {
    const char *const *lists[2];
    uint64_t size = 8 * (1 + 1 + 1 + 2);
    size_t argc = list_size(args, &size);
    size_t envc = list_size(env, &size);
    uint64_t sp = (memory->heap - size) & ~(uint64_t)15;
    uint64_t word = sp;
    uint64_t string = sp + 8 * (1 + argc + 1 + envc + 1 + 2);
    size_t i, n;
    rn_put(rn_bytes_mut(memory, word, 8), 8, argc);
    word += 8;
    lists[0] = args;
    lists[1] = env;
    for (n = 0; n < 2; n++) {
        for (i = 0; lists[n][i] != NULL; i++) {
            const char *text = lists[n][i];
            rn_put(rn_bytes_mut(memory, word, 8), 8, string);
            word += 8;
            memcpy(rn_bytes_mut(memory, string, strlen(text)), text, strlen(text));
            string += strlen(text) + 1;
        }
        word += 8;
    }
    return sp;
}

int run(const Image *image, const char *const *argv, bool count) {
    Machine *m = allocate(sizeof *m);
    rn_machine(m, image, argv[0]);
    rn_run(m, image->entry, start_stack(&m->memory, argv, (const char *const *)environ));
    if (count) {
        Buf text = {0};
        buf_dec(&text, m->count);
        buf_text(&text, " operations\n");
        fwrite(text.data, 1, text.len, stderr);
    }
    return m->status;
}
