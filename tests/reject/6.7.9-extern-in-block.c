// error: 3:18: an initializer is not allowed here
int main(void) {
    extern int x = 5;
    return x;
}
