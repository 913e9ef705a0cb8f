// error: 3:9: a member of incomplete type
struct s {
    int f(void);
};
int main(void) { return 0; }
