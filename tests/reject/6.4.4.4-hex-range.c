// error: 2:25: hexadecimal escape is out of range
int main(void) { return '\x100'; }
