// error: 2:5: error: the local variables of 'f' are too large
int f(int i) {
    char a[0x7ffffff0], b[0x7ffffff0];
    return a[i] + b[i];
}
