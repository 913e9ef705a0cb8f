// error: 4:1: label 'a' is defined twice
int main(void) {
a:
a:
    return 0;
}
