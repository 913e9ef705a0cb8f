/* GNU and C23 additions, spacing in strings, and pasting. */
#define S(x) #x
#define X(x) S(x)
#define eprintf(fmt, args...) fprintf(stderr, fmt, ##args)
eprintf("a") eprintf("a",) eprintf("a", 1, 2)
#define v(...) f(0, ##__VA_ARGS__)
v() v(1) v(,)
#define v2(a, ...) f(a, ##__VA_ARGS__)
v2(1) v2(1,) v2(1, 2) v2()
#define o(a, ...) g(a __VA_OPT__(,) __VA_ARGS__)
o(1) o(1, 2) o(1,) o()
#define so(X, ...) #__VA_OPT__(X __VA_ARGS__ end)
so(1) so(1, a  b) so(, x)
#define po(a, ...) a ## __VA_OPT__(b c) ## d
po(x) po(x, 1) po(,1)
#define E
X(a E b) X(a E) X(E b) X( E ) X((E b)) X(( E b)) X(-E+) X(- E+) X("a\n" 'b' "\"")
X(S(a) S( b )S(c)) X(a
  b   c
d) S(a /* c */ b) S( L"x\\" '"' )
#define cat(a, b) a ## b
cat(L, "x") cat(L, 'c') cat(u8, "s") cat(., 5) cat(<, <=) cat(1, e+5) cat(%:, %:) cat(-, >) cat(, ) cat(x, )y
cat(cat(a, b), c)
__COUNTER__ __COUNTER__ cat(x, __COUNTER__) X(__COUNTER__)
__INCLUDE_LEVEL__ __LINE__ X(__LINE__) __FILE_NAME__ __BASE_FILE__
#define L2(x) x __LINE__
L2(
__LINE__
)
#line 500 "other\\na\"me.c"
__LINE__ __FILE__
<: :> <% %> %: S(<:) $a a$b \u00c1b caf\u00e9 X(%:%:) naïve
a\
b "a\
b" +\
+ 'x\
y' /\
* comment *\
/ // c \
still
#define fn(a, \
 b) a b \
 c
fn(1, 2)
fn(#, ##) fn((1,2), [) fn(fn(1,2),fn(3,fn(4,5)))
fn (
#define inside 7
 inside,
#undef inside
#if 1
 inside
#else
 no
#endif
)
+X(+)+ -cat(-,) - .. . ... 1 .. 2 x.y 1.e+x 0x1p-3 0xe+1 .5.5e-
#pragma push_macro("E")
#undef E
#define E pushed
E
#pragma pop_macro("E")
[E]
#if defined(__has_include) && __has_include(<stddef.h>) && !__has_include("none.h") && __has_attribute(__packed__)
yes
#endif
#if 0x7fffffffffffffff + 1 < 0 || -1 > 0u
over
#endif
#if (2 || 1/0) && (0 ? 1/0 : 1) && -8 >> 1 == -4 && 'a' == 97 && '\377' < 0 && 'ab' == 24930
ok
#else
bad
#endif
#ifndef nope
# ifdef nope
#  error
# elif 1 /* comment
 */ && 1
 nested
# else
  '
# endif
#elif bad bad
#endif
#if 0
 don't "/* x
#elif 1
 after quote
#endif
%:define digraph 1
digraph
_Pragma("omp parallel") x
#pragma GCC ivdep
E y
S(_Pragma("x")) S(@ ` \ # é)
