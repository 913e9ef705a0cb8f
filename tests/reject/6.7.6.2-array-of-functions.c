// error: 2:5: an array of incomplete type
int f[2](void);
int main(void) { return 0; }
