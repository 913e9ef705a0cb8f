// error: 5:14: wrong types of operands
int main(void) {
    int *p = 0;
    char *q = 0;
    return p - q;
}
