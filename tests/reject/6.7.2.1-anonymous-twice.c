// error: 4:5: member 'x' is declared twice
struct s {
    int x;
    union { char y, x; };
};
int main(void) { return 0; }
