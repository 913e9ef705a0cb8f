// error: 3:25: compound literals are not supported
// subset
int main(void) { return (int){1}; }
