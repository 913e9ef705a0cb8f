// error: 4:12: a unary operator needs an integer
int main(void) {
    int *p = 0;
    return -p != 0;
}
