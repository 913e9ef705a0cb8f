// error: 4:7: wrong types of operands
int main(void) {
    int *p = 0;
    p *= 2;
    return 0;
}
