// error: 3:9: macro 'A' is redefined
#define A 1
#define A 2
int main(void) { return 0; }
