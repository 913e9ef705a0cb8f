// A typedef name may be hidden by an object, a member, a parameter or a label.
#include <stdio.h>

typedef int T;
typedef char U;

struct s {
    T T;
    U *U;
};

static T f(T T) { return T + 1; }

static int g(void) {
    T a = 3;
    {
        T T = a;
        T = T * 2;
        a = T;
    }
    T b = a;
    {
        typedef long T;
        T c = sizeof(T);
        b += c;
    }
    return b + sizeof(T);
}

int main(void) {
    struct s s = {5, 0};
    unsigned U = 7;
    long T = U;
    printf("%d %d %d %ld\n", s.T, f(1), g(), T * 2);
    goto done;
done:
    printf("%d\n", (int)sizeof(T));
    return s.U != 0;
}
