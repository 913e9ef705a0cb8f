// error: 4:10: expected an identifier
int main(void) {
    void *p = 0;
    goto *p;
    return 0;
}
