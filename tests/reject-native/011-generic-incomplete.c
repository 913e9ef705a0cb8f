// error: 3:24: error: '_Generic' association has incomplete type
int f(void) {
    return _Generic(1, void: 1, int: 2);
}
