// error: printf
// link
// subset
int printf(const char *s, ...) { return s != 0; }
int main(void) { return printf("x"); }
