// The controlling expression is evaluated once.
#include <stdio.h>

static int calls;

static int next(void) {
    return ++calls;
}

int main(void) {
    int i = 5;
    switch (next()) {
    case 0:
        printf("zero\n");
    case 1:
        printf("one\n");
        break;
    case 2:
        printf("two\n");
    }
    printf("%d\n", calls);
    switch (i++) {
    case 5:
        printf("five %d\n", i);
        break;
    case 6:
        printf("six\n");
    }
    switch (i += 10, i % 3) {
        int hidden;
    case 1:
        hidden = 4;
        printf("%d\n", hidden + i);
    }
    return 0;
}
