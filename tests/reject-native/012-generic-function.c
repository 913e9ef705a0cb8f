// error: 3:24: error: '_Generic' association has function type
int f(void) {
    return _Generic(1, int(void): 1, int: 2);
}
