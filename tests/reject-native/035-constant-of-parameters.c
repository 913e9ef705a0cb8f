// error: 2:30: error: redefinition of parameter 'A'
int f(enum e { A, B } v, int A) {
    return v == A;
}
