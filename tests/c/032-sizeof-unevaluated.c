// 6.5.3.4: the operand of sizeof is typed, not evaluated.
#include <stdio.h>

static int calls;

static long called(void) {
    calls++;
    return 1;
}

int main(void) {
    int i = 1, *null = 0;
    char text[] = "four";
    printf("%d ", (int)sizeof(i++));
    printf("%d\n", i);
    printf("%d ", (int)sizeof called());
    printf("%d\n", calls);
    printf("%d\n", (int)sizeof *null);
    printf("%d\n", (int)sizeof text);
    printf("%d\n", (int)sizeof(text) + 1);
    printf("%d\n", (int)sizeof text[0]);
    printf("%d\n", (int)sizeof "abc");
    printf("%d\n", (int)sizeof(i = 5));
    printf("%d\n", i);
    printf("%d\n", (int)sizeof(int) * 2);
    printf("%d\n", (int)sizeof -i);
    printf("%d\n", (int)sizeof sizeof i);
    return 0;
}
