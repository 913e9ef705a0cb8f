// error: 3:10: label 'nowhere' is not defined
int main(void) {
    goto nowhere;
    return 0;
}
