// error: 4:15: wrong types of operands
int main(void) {
    int *p = 0;
    return (1 - p) != 0;
}
