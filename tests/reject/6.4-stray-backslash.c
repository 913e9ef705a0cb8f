// error: 2:27: expected ';'
int main(void) { return 1 \ ; }
