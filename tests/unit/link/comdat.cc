// COMDAT groups without a C++ library: inline functions and variables, vtables, templates.
extern "C" int printf(const char *, ...);
extern "C" int other(int);
struct Base {
    virtual int f() { return 1; }
    int n = 5;
};
struct Derived : Base {
    int f() override { return 2; }
};
template <class T> T twice(T x) { return x + x; }
inline int counter = 3;
inline int count() {
    static int calls = 0;
    return ++calls;
}
#if PART == 1
void operator delete(void *) noexcept {}
void operator delete(void *, unsigned long) noexcept {}
int main() {
    Derived d;
    Base *b = &d;
    counter++;
    count();
    printf("%d %d %d\n", b->f(), twice(4), other(2));
    printf("%d %d\n", counter, count());
    return 0;
}
#else
extern "C" int other(int x) {
    Base b;
    counter += x;
    count();
    return b.f() + twice(x);
}
#endif
