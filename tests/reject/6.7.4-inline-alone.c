// error: 3:12: 'inline' needs 'static'
// subset
inline int f(void) { return 0; }
int main(void) { return 0; }
