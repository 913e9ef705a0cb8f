// error: 5:16: expected a member declaration
struct s {
    int x;
int y;
int main(void) { return 0; }
