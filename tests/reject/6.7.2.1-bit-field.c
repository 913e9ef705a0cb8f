// error: 4:11: bit-fields are not supported
// subset
struct s {
    int a : 3;
};
int main(void) { return 0; }
