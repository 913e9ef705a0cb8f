// error: 2:25: 'missing' is not declared
int main(void) { return missing(1); }
