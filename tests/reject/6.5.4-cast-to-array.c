// error: 2:25: cast between types that are not scalar
int main(void) { return (int[2])0 != 0; }
