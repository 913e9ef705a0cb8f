// error: 4:15: wrong types of operands
int main(void) {
    int *p = 0, *q = 0;
    return (p + q) != 0;
}
