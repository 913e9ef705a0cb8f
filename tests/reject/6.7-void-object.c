// error: 2:6: an object of type void
void x;
int main(void) { return 0; }
