// error: 2:6: an array of incomplete type
int f[2](void);
int main(void) { return 0; }
