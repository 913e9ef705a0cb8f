// error: 4:14: arithmetic on a pointer to an incomplete type
int main(void) {
    void *p = 0;
    return p + 1 != 0;
}
