// error: 5:8: assignment to a const object
int main(void) {
    int x = 1;
    const int *p = &x;
    *p += 2;
    return x;
}
