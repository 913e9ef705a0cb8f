// Implicit int and implicit declarations of functions.
static counter;
extern const limit;
const limit = 9;
with(x) { return x + counter; }
autos() {
    auto a = 4;
    register r = 5;
    static s = 1;
    const c = 2;
    return a + r + s++ + c;
}
typedef number;
unsigned u = -1;
long l = 3;
main() {
    number n = 6;
    counter = 2;
    printf("%d %d %d\n", with(3), limit, autos());
    printf("%d %d %u %ld\n", later(7), n, u, l);
    return 0;
}
later(x) int x; { return x * 2; }
