// error: 4:7: assignment to a const object
int main(void) {
    const int x = 1;
    x = 2;
    return x;
}
