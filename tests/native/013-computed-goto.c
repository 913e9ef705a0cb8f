// Computed goto: tables of labels, an interpreter.
#include <stdio.h>

static int run(const unsigned char *code) {
    static void *const ops[] = {&&push, &&add, &&mul, &&dup, &&jump_if, &&halt};
    int stack[16], *sp = stack;
    const unsigned char *pc = code;
    goto *ops[*pc++];
push:
    *sp++ = *pc++;
    goto *ops[*pc++];
add:
    sp--;
    sp[-1] += *sp;
    goto *ops[*pc++];
mul:
    sp--;
    sp[-1] *= *sp;
    goto *ops[*pc++];
dup:
    *sp = sp[-1];
    sp++;
    goto *ops[*pc++];
jump_if:
    if (*--sp < 100)
        pc = code + *pc;
    else
        pc++;
    goto *ops[*pc++];
halt:
    return sp[-1];
}

int main(void) {
    unsigned char code[] = {0, 3, 3, 1, 3, 4, 2, 5};
    printf("%d\n", run(code));
    unsigned char code2[] = {0, 6, 0, 7, 2, 5};
    printf("%d\n", run(code2));
    void *p = &&done;
    int i = 0;
    void *loop = &&again;
again:
    if (++i < 5)
        goto *loop;
    printf("%d\n", i);
    goto *p;
    printf("not reached\n");
done:
    return 0;
}
