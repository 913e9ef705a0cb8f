// error: 2:12: 'inline' on something that is no function
inline int x;
int main(void) { return 0; }
