// error: 5:5: a member of incomplete type
struct s {
    int x;
int y;
int main(void) { return 0; }
