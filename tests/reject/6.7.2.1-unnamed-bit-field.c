// error: 5:9: bit-fields are not supported
// subset
struct s {
    int a;
    int : 0;
};
int main(void) { return 0; }
