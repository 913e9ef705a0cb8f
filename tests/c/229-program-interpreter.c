// A small interpreter running a program that prints squares.
#include <stdio.h>

static unsigned char tape[300];

static void run(const char *p) {
    unsigned char *cell = tape;
    int depth;
    for (; *p; p++)
        switch (*p) {
        case '>': cell++; break;
        case '<': cell--; break;
        case '+': ++*cell; break;
        case '-': --*cell; break;
        case '.': putchar(*cell); break;
        case '[':
            if (!*cell)
                for (depth = 1; depth;) {
                    p++;
                    depth += (*p == '[') - (*p == ']');
                }
            break;
        case ']':
            if (*cell)
                for (depth = 1; depth;) {
                    p--;
                    depth += (*p == ']') - (*p == '[');
                }
            break;
        }
}

int main(void) {
    run("++++[>+++++<-]>[<+++++>-]+<+[>[>+>+<<-]++>>[<<+>>-]>>>[-]++>[-]+"
        ">>>+[[-]++++++>>>]<<<[[<++++++++<++>>-]+<.<[>----<-]<]<<[>>>>>[>>>[-]+++++++++<[>-<-]+++++++++>"
        "[-[<->-]+[<<<]]<[>+<-]>]<<-]<<-]");
    return 0;
}
