// error: 2:25: sizeof needs a complete object type
int main(void) { return sizeof main; }
