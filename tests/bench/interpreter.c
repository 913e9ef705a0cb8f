/* Switch dispatch: a stack machine sums i * i % 7. */
#include <stdio.h>

enum { PUSH, LOAD, STORE, ADD, SUB, MUL, MOD, LESS, EQUAL, JUMP, JUMP_ZERO, HALT };

#define ROUNDS 4000000

static const int code[] = {
    PUSH, 0, STORE, 0,                                          /* i = 0 */
    LOAD, 0, PUSH, ROUNDS, LESS, JUMP_ZERO, 33,                 /* 4: while i < ROUNDS */
    LOAD, 1, LOAD, 0, LOAD, 0, MUL, PUSH, 7, MOD, ADD, STORE, 1, /* 11: sum += i * i % 7 */
    LOAD, 0, PUSH, 1, ADD, STORE, 0, JUMP, 4,                   /* 24: i++ */
    HALT};                                                      /* 33 */

static long run(void) {
    long stack[32], vars[8] = {0};
    long *sp = stack;
    int pc = 0;
    for (;;) {
        switch (code[pc++]) {
        case PUSH:
            *sp++ = code[pc++];
            break;
        case LOAD:
            *sp++ = vars[code[pc++]];
            break;
        case STORE:
            vars[code[pc++]] = *--sp;
            break;
        case ADD:
            sp--;
            sp[-1] += sp[0];
            break;
        case SUB:
            sp--;
            sp[-1] -= sp[0];
            break;
        case MUL:
            sp--;
            sp[-1] *= sp[0];
            break;
        case MOD:
            sp--;
            sp[-1] = sp[0] ? sp[-1] % sp[0] : 0;
            break;
        case LESS:
            sp--;
            sp[-1] = sp[-1] < sp[0];
            break;
        case EQUAL:
            sp--;
            sp[-1] = sp[-1] == sp[0];
            break;
        case JUMP:
            pc = code[pc];
            break;
        case JUMP_ZERO:
            pc = *--sp == 0 ? code[pc] : pc + 1;
            break;
        default:
            return vars[1];
        }
    }
}

int main(void) {
    printf("%ld\n", run());
    return 0;
}
