// error: 3:14: a member of incomplete type
struct s {
    struct s inner;
};
int main(void) { return 0; }
