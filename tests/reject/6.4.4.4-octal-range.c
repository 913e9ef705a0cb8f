// error: 2:25: octal escape is out of range
int main(void) { return '\777'; }
