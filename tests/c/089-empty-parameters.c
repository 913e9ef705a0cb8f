// () means (void).
#include <stdio.h>

int answer();

static int count() {
    static int n;
    return ++n;
}

int main() {
    int (*p)() = count;
    count();
    printf("%d ", p());
    printf("%d %d\n", (*p)(), answer());
    return 0;
}

int answer() {
    return 42;
}
