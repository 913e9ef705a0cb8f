// error: 5:27: macro expansion is too long
// Each # doubles the backslashes.
#define S(x) #x
#define E(x) S(x)
const char *s = E(E(E(E(E(E(E(E(E(E(E(E(E(E(E(E(E(E(E(E(E(E("a"))))))))))))))))))))));
int main(void) { return 0; }
