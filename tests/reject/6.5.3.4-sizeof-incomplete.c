// error: 3:25: sizeof needs a complete object type
struct s;
int main(void) { return sizeof(struct s); }
