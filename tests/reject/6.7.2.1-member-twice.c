// error: 4:10: member 'x' is declared twice
struct s {
    int x;
    char x;
};
int main(void) { return 0; }
