// error: 4:15: wrong types of operands
int main(void) {
    int *p = 0;
    return (p * 2) != 0;
}
