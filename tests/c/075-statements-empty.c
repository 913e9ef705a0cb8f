// Null statements, empty blocks, declarations among statements.
#include <stdio.h>

int main(void) {
    ;
    ;
    {}
    { ; }
    int a = 1;
    a++;
    int b = a;
    for (; a < 5; a++)
        ;
    while (a-- > 3)
        ;
    {
        {
            {
                int c = a;
                b += c;
            }
        }
    }
    if (a)
        ;
    else
        ;
    printf("%d %d\n", a, b);
    a;
    a + b;
    (void)a;
    "ignored";
    return 0;
}
