// error: 3:30: floating constants are not supported
// subset
int main(void) { return (int)1e3; }
