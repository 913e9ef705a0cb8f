// goto between cases.
#include <stdio.h>

static int run(const char *program) {
    int acc = 0;
next:
    switch (*program++) {
    case '+':
        acc++;
        goto next;
    case '*':
        acc *= 2;
        goto next;
    case '-':
    minus:
        acc--;
        goto next;
    case '=':
        acc -= 9;
        goto minus;
    case 0:
        break;
    default:
        return -1;
    }
    return acc;
}

int main(void) {
    printf("%d %d %d %d\n", run("+++**"), run("+*-"), run("*****+="), run("+x"));
    return 0;
}
