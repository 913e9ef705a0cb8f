// error: 4:16: 'y' is not declared
int main(void) {
    int x = 1;
    return x + y;
}
