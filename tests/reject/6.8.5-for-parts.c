// error: 4:15: expected ';'
int main(void) {
    int i;
    for (i = 0)
        ;
    return 0;
}
