// error: 6:5: error: invalid use of incomplete type 'struct s'
struct s;
extern struct s x;

void f(void) {
    x;
}
