// error: 5:9: a member after a flexible array member
struct s {
    int n;
    int a[];
    int b;
};
int main(void) { return 0; }
