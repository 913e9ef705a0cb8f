// Statement expressions: values, scopes, jumps inside, as arguments and in conditions.
#include <stdio.h>

#define MAX(a, b) ({ __typeof__(a) _a = (a); __typeof__(b) _b = (b); _a > _b ? _a : _b; })

struct s { int a, b[3]; };

static int count;
static int next(void) { return ++count; }

int main(void) {
    printf("%d %g\n", MAX(next(), 0), MAX(1.5, 2));
    printf("%d\n", MAX(MAX(1, 2), MAX(4, 3)));
    int x = ({ int i, s = 0; for (i = 0; i < 10; i++) { if (i == 7) break; s += i; } s; });
    printf("%d\n", x);
    struct s v = ({ struct s t = {1, {2, 3, 4}}; t.a++; t; });
    printf("%d %d\n", v.a, ({ v; }).b[2]);
    ({ x++; });
    ({ });
    ({ ; });
    if (({ int r = x > 20; r; }))
        printf("more\n");
    printf("%d %d\n", ({ 1; 2; 3; }), ({ char c = 300; c; }));
    for (int i = 0; i < 3; i++) {
        int k = ({ if (i == 1) continue; i * 2; });
        printf("k %d\n", k);
    }
    int y = 1 + ({ goto in; in: 5; }) * 2;
    printf("%d\n", y);
    char *p = ({ "string"; });
    printf("%s %zu\n", p, sizeof(({ (short)1; })));
    while (({ x--; x > 18; }))
        printf("x %d\n", x);
    printf("%d\n", ({ int z = ({ 4; }) + ({ 5; }); z; }));
    void *q = ({ static int k = 4; k++; &k; });
    printf("%d\n", *(int *)q);
    return 0;
}
